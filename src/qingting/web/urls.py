"""Addresses of the staff pages. Every name stands in `web/gates.py` with its permission; a test compares the two."""

from django.urls import path

from qingting.web.urls_admin import urlpatterns as admin_urls
from qingting.web.urls_workspace import urlpatterns as workspace_urls
from qingting.web.views import bulk, export, login, notices, poll, queue

app_name = "web"
urlpatterns = [
    path("", queue.home, name="home"),
    path("login", login.sign_in, name="login"),
    path("logout", login.sign_out, name="logout"),
    path("password", login.password, name="password"),
    path("language", poll.language, name="language"),
    path("poll", poll.poll, name="poll"),
    path("find", poll.find, name="find"),
    path("notices", notices.notices, name="notices"),
    path("queue", queue.queue, name="queue"),
    path("queue/columns", queue.view_columns, name="view_columns"),
    path("queue/views", queue.view_save, name="view_save"),
    path("queue/views/<int:view_id>/delete", queue.view_delete, name="view_delete"),
    path("queue/export", export.queue_export, name="queue_export"),
    path("queue/bulk", bulk.bulk, name="bulk"),
    path("queue/bulk/form", bulk.bulk_form, name="bulk_form"),
    path("queue/bulk/undo", bulk.bulk_undo, name="bulk_undo"),
    *workspace_urls,
    *admin_urls,
]
