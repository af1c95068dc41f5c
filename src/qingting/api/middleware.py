"""Whatever refuses a call to the API, Django itself included, answers as problem+json and never as a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qingting.api.problems import TITLES, language, problem
from qingting.kernel.bilingual import Bi

KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Vary")
DETAILS: dict[int, Bi] = {
    400: Bi("请求无法读取，请检查地址、请求头和内容。", "The request cannot be read; check its address, headers and body."),
    404: Bi("没有这个地址。接口清单见 /api/v1/docs。", "There is no such address. The list of calls is at /api/v1/docs."),
    405: Bi("这个地址不支持该方法。", "This address does not take this method."),
    500: Bi(
        "服务器内部错误，已记录；没有写入任何内容。请凭 X-Request-ID 联系管理员。",
        "An internal error was logged and nothing was written. Give X-Request-ID to your administrator.",
    ),
}


class ProblemAnswers:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/api/") or response.status_code < 400 or response.streaming:
            return response
        if response.headers.get("Content-Type", "").startswith("application/problem+json"):
            return response
        lang, status = language(request), response.status_code
        answer = problem(status, f"http.{status}", DETAILS.get(status, TITLES.get(status, TITLES[400])).pick(lang), lang=lang)
        for name in KEPT_HEADERS:
            if name in response.headers:
                answer[name] = response.headers[name]
        answer.cookies = response.cookies
        return answer
