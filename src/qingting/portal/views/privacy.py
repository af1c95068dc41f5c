"""What happens with what the customer tells us: the standard's own texts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingting.policy.queries import current_standard
from qingting.portal.page import language_of, show


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    portal, lang = current_standard().portal, language_of(request)
    texts = {
        name: getattr(portal, name).pick(lang)
        for name in ("privacy", "sensitive_consent", "verbatim_hint", "receipt", "recourse", "safety")
    }
    return show(request, "portal/privacy.html", {"texts": texts}, here=reverse("portal:privacy"), keep=True)
