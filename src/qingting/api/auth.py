"""Who calls: a bearer token, a signed-in browser session (with CSRF), or the holder of a receipt link."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

from qingting.complaints.queries.finding import complaint_by_secret, customer_actor
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import hash_secret
from qingting.people.queries.staff import actor_by_token, actor_of

_TOKEN_FRESH_SECONDS = 2.0
_tokens: dict[str, tuple[float, Actor]] = {}


class NotSignedIn(DomainError):
    code = "api.auth.not_signed_in"
    status = 401
    zh = "请提供有效的令牌（Authorization: Bearer …）。令牌可能有误或已作废。"
    en = "A valid token is needed (Authorization: Bearer …). It may be wrong or revoked."


class CsrfFailed(DomainError):
    code = "api.auth.csrf"
    status = 403
    zh = "页面凭据已过期，请刷新后再试。"
    en = "The page's credential has expired; reload and try again."


class PasswordToChange(DomainError):
    code = "api.auth.password_to_change"
    status = 403
    zh = "请先登录网页修改初始密码，再使用接口。"
    en = "Sign in on the page and change the first password before using the API."


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:  # type: ignore[override]
        return reason


def authenticate(request: HttpRequest) -> Actor:
    """The actor behind the request. Raises NotSignedIn, CsrfFailed or PasswordToChange."""
    secret = request.headers.get("X-Receipt")
    if secret:
        complaint = complaint_by_secret(secret)
        if complaint is None:
            raise NotSignedIn()
        return customer_actor(complaint)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return _by_token(token.strip())
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        if request.method not in ("GET", "HEAD", "OPTIONS") and _Csrf(lambda r: None).process_view(request, None, (), {}):  # type: ignore[arg-type, return-value]
            raise CsrfFailed()
        if user.must_change_password:
            raise PasswordToChange()
        return actor_of(user)
    raise NotSignedIn()


def _by_token(token: str) -> Actor:
    """Looked up by hash and remembered for two seconds, so that a revoked token ends at once for people's sense of time."""
    digest = hash_secret(token)
    known = _tokens.get(digest)
    if known is not None and time.monotonic() - known[0] < _TOKEN_FRESH_SECONDS:
        return known[1]
    actor = actor_by_token(digest)
    if actor is None:
        _tokens.pop(digest, None)
        raise NotSignedIn()
    if len(_tokens) > 500:
        _tokens.clear()
    _tokens[digest] = (time.monotonic(), actor)
    return actor
