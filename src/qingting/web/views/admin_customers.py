"""Customers: found by the beginning of what is known, shown masked, revealed with a reason, corrected."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from qingting.complaints.queries.of_customer import complaints_of_customer
from qingting.customers.actions.change_customer import NoSuchCustomer, change_customer
from qingting.customers.actions.reveal_customer import reveal_customer
from qingting.customers.queries.profiles import Profile, orders_of, profile_of
from qingting.customers.queries.searching import count_customers, recent_customers, search_customers
from qingting.infra import clock
from qingting.policy.queries import current_standard
from qingting.web.present.admin_customers import customer_form, customer_list, customer_page, reveal_form
from qingting.web.views.admin_gate import asked, asked_number, back_to, gated, show, tried, typed

SIZE = 50
PLAIN = ("name", "account_no", "region")
HIDDEN = ("phone", "email")


@gated("reveal_phone", "customers")
def customers(request: HttpRequest) -> HttpResponse:
    q = asked(request, "q")
    if q:
        found, more = search_customers(q)
        return show(request, "table_page.html", customer_list(found, q=q, more=more, start=1, total_text=""), personal=True)
    before = asked_number(request, "before", 0)
    found, more = recent_customers(before or None, SIZE)
    count, exact = count_customers()
    context = customer_list(
        found, q="", more=more, start=asked_number(request, "start", 1, most=10**9), total_text=str(count) if exact else f"{count}+"
    )
    return show(request, "table_page.html", context, personal=True)


def _profile(customer_id: int) -> Profile:
    found = profile_of(customer_id)
    if found is None:
        raise NoSuchCustomer()
    return found


def _page(request: HttpRequest, profile: Profile, *, revealed: bool) -> HttpResponse:
    actor, lang, standard = request.actor, request.lang, current_standard()  # type: ignore[attr-defined]
    complaints = complaints_of_customer(profile.id, actor, standard)
    context = customer_page(
        profile, revealed=revealed, orders=orders_of(profile.id, 30), complaints=complaints, standard=standard, lang=lang
    )
    return show(request, "detail_page.html", context, personal=True, secret=revealed)


@gated("reveal_phone", "customers")
def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    return _page(request, _profile(customer_id), revealed=False)


@gated("reveal_phone", "customers", "GET", "POST")
def customer_reveal(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The answer to the form is the page itself, unmasked this once; its address alone shows the form again."""
    profile, values = _profile(customer_id), typed(request, "reason")
    lines: list[dict[str, str]] = []
    if request.method == "POST":
        revealed, lines = tried(
            request, lambda: reveal_customer(customer_id=customer_id, reason=values["reason"], actor=request.actor, now=clock.now())
        )  # type: ignore[attr-defined]
        if revealed is not None:
            return _page(request, revealed, revealed=True)
    return show(request, "form_page.html", reveal_form(profile, values, lines), status=422 if lines else 200)


@gated("reveal_phone", "customers", "GET", "POST")
def customer_edit(request: HttpRequest, customer_id: int) -> HttpResponse:
    profile = _profile(customer_id)
    if request.method != "POST":
        values = {"name": profile.name, "account_no": profile.account_no, "region": profile.region, "phone": "", "email": "", "clear": ""}
        return show(request, "form_page.html", customer_form(profile, values, []))
    values = typed(request, *PLAIN, *HIDDEN)
    clear = [name for name in request.POST.getlist("clear") if name in HIDDEN]
    wanted: dict[str, Any] = {name: values[name] for name in PLAIN}
    wanted |= {name: values[name] for name in HIDDEN if values[name]} | {name: "" for name in clear if not values[name]}
    _changed, lines = tried(request, lambda: change_customer(customer_id=customer_id, values=wanted, actor=request.actor, now=clock.now()))  # type: ignore[attr-defined]
    if not lines:
        return back_to(request, "web:customer", _("已保存"), customer_id=customer_id)
    return show(request, "form_page.html", customer_form(profile, {**values, "clear": ",".join(clear)}, lines), status=422)
