"""The Jinja2 environment of every page: helpers that templates call, none of which decides anything."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment
from markupsafe import Markup, escape

from qingting.kernel.money import format_fen
from qingting.web.flash import take_toasts
from qingting.web.shell import build_shell, may_for
from qingting.web.words import current_lang, format_time, span_words


def environment(**options: Any) -> Environment:
    made = Environment(**{**options, "trim_blocks": False, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"]})
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        static=static,
        url=lambda name, *args, **kwargs: reverse(name, args=args or None, kwargs=kwargs or None),
        format_time=format_time,
        format_span=lambda seconds: span_words(seconds, current_lang()),
        format_fen=lambda fen: format_fen(fen, lang=current_lang()),
    )
    return made


def request_context(request: HttpRequest) -> dict[str, Any]:
    """What every page gets. The shell is filled only for signed-in staff."""
    actor = getattr(request, "actor", None)
    token = get_token(request)
    return {
        "lang": getattr(request, "lang", "zh"),
        "actor": actor,
        "csrf_token": token,
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="%s">') % escape(token),
        "toasts": [] if request.headers.get("HX-Request") else take_toasts(request),
        "may": may_for(actor),
        "shell": build_shell(request) if actor is not None and not request.headers.get("HX-Request") else {},
    }
