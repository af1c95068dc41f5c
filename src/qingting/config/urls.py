"""Where every address leads."""

from django.urls import path

from qingting.api.routes import api

urlpatterns = [path("api/v1/", api.urls)]
handler400 = "qingting.web.views.errors.bad_request"
handler403 = "qingting.web.views.errors.forbidden"
handler404 = "qingting.web.views.errors.not_found"
handler500 = "qingting.web.views.errors.server_error"
