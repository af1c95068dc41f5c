"""Where every address leads."""

from django.urls import include, path
from django.views.generic import RedirectView

from qingting.api.routes import api
from qingting.web.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("portal", RedirectView.as_view(url="/portal/")),
    path("portal/", include("qingting.portal.urls")),
    path("", include("qingting.web.urls")),
]
handler400 = "qingting.web.views.errors.bad_request"
handler403 = "qingting.web.views.errors.forbidden"
handler404 = "qingting.web.views.errors.not_found"
handler500 = "qingting.web.views.errors.server_error"
