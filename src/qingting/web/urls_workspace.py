"""Addresses of one complaint, its files and its registration. `web/urls.py` takes them in under the name space `web`."""

from django.urls import path

from qingting.web.views import act, drafts, files, print, register, workspace

urlpatterns = [
    path("complaints/new", register.register, name="register"),
    path("complaints/new/draft", drafts.register_draft, name="register_draft"),
    path("complaints/new/hints", register.register_hints, name="register_hints"),
    path("complaints/new/words", register.judging_words, name="judging_words"),
    path("complaints/print", print.print_many, name="print_many"),
    path("complaints/<str:no>", workspace.complaint, name="complaint"),
    path("complaints/<str:no>/part/<slug:part>", workspace.part, name="complaint_part"),
    path("complaints/<str:no>/act/<slug:act>", act.act, name="act"),
    path("complaints/<str:no>/act/<slug:act>/form", act.act_form, name="act_form"),
    path("complaints/<str:no>/check/<slug:code>", workspace.check, name="check"),
    path("complaints/<str:no>/draft/<slug:kind>", drafts.draft, name="draft"),
    path("complaints/<str:no>/files", files.upload, name="upload"),
    path("complaints/<str:no>/print", print.print_one, name="print"),
    path("files/new", files.upload_new, name="upload_new"),
    path("files/<uuid:file_id>", files.file, name="file"),
    path("files/<uuid:file_id>/thumbnail", files.thumbnail, name="thumbnail"),
]
