"""Signing in and out, the first password, lockout."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.people.actions.manage_users import set_password
from qingting.people.actions.sessions import begin_session, end_other_sessions, forget_session
from qingting.people.queries.staff import actor_of

LOCK_MINUTES = 15


def _safe_next(target: str) -> str:
    return target if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else reverse("web:home")


def _page(request: HttpRequest, *, status: int = 200, error: str = "", locked: bool = False) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    context = {
        "next_url": data.get("next", ""), "username": request.POST.get("username", "")[:80], "error": error, "locked": locked, "language_url": reverse("web:language"), "oidc_url": None,
        "notice": _("您已退出登录。") if request.GET.get("out") else "",
    }  # fmt: skip
    return render(request, "login.html", context, status=status)


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:
    """Five wrong passwords from one address: a pause that the page explains."""
    answer = _page(
        request,
        status=429,
        error=_("密码连续输错次数过多。请 %(minutes)s 分钟后再试，或联系管理员重置密码。") % {"minutes": LOCK_MINUTES},
        locked=True,
    )
    answer["Retry-After"] = str(LOCK_MINUTES * 60)
    return answer


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One sentence for a wrong name and a wrong password, so that names cannot be tried out."""
    if request.method != "POST":
        return _page(request) if getattr(request, "actor", None) is None else HttpResponseRedirect(reverse("web:home"))
    username, password = (request.POST.get(name, "").replace("\x00", "")[:200] for name in ("username", "password"))
    user: Any = authenticate(request, username=username, password=password)
    if getattr(request, "axes_locked_out", False):
        return locked_out(request)
    if user is None:
        return _page(request, status=422, error=_("用户名或密码不对。请检查后再试。"))
    login(request, user)
    begin_session(
        user_id=user.pk,
        session_key=request.session.session_key or "",
        address=request.META.get("REMOTE_ADDR", ""),
        device=request.headers.get("User-Agent", ""),
        now=clock.now(),
    )
    return HttpResponseRedirect(reverse("web:password") if user.must_change_password else _safe_next(request.POST.get("next", "")))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    forget_session(request.session.session_key or "")
    logout(request)
    return HttpResponseRedirect(f"{reverse('web:login')}?out=1")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """The own password; a first one must be changed before anything else opens."""
    user: Any = request.user
    if not user.is_authenticated:
        return HttpResponseRedirect(reverse("web:login"))
    problems: list[str] = []
    if request.method == "POST":
        old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
        if not user.check_password(old):
            problems.append(_("现在的密码不对。"))
        elif new != again:
            problems.append(_("两次输入的新密码不一致。"))
        elif new == old:
            problems.append(_("新密码不能和现在的一样。"))
        else:
            try:
                set_password(user=user, password=new, actor=actor_of(user), now=clock.now())
            except DomainError as error:
                problems.append(error.message(request.lang))  # type: ignore[attr-defined]
            else:
                update_session_auth_hash(request, user)
                end_other_sessions(user_id=user.pk, keep=request.session.session_key or "")
                return HttpResponseRedirect(reverse("web:home"))
    context = {
        "problems": problems,
        "error_of": {},
        "language_url": reverse("web:language"),
        "back_url": None if user.must_change_password else reverse("web:home"),
        "forced": user.must_change_password,
        "rules": [_("至少 10 个字符"), _("不要用常见密码，也不要和姓名相近")],
    }
    return render(request, "password.html", context, status=422 if problems else 200)
