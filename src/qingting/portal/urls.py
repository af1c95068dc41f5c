"""Addresses of the customer's pages. Everything under `r/` opens with the secret of a receipt link and nothing else."""

from django.urls import path

from qingting.portal.views import acts, files, form, gone, privacy, progress, status

app_name = "portal"
urlpatterns = [
    path("", form.form, name="form"),
    path("status", status.status, name="status"),
    path("privacy", privacy.privacy, name="privacy"),
    path("r/<str:secret>", progress.progress, name="progress"),
    path("r/<str:secret>/", progress.progress),
    *(path(f"r/<str:secret>/{name}", acts.act, {"name": name}, name=name) for name in acts.ANSWERS),
    path("r/<str:secret>/file/<str:file_id>", files.download, name="file"),
    path("<path:rest>", gone.lost),
]
