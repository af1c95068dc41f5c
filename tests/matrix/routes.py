"""The one table: every address of the project, who may use it, and a request that tries it.

kind
  public      anybody, signed in or not
  staff       any member of staff
  act         members of staff whose role holds `act`
  object      as act, and the complaint must lie within the person's scope
  own_file    as object, for a file of a complaint
  secret      whoever holds the link's secret
A route that is missing here fails the test with its name; so does a line here that has no route.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qingting.web.act_forms import ACT_FORMS
from qingting.workflows.acts import ACTS
from tests.matrix.world import Thing

Kind = Literal["public", "staff", "act", "object", "own_file", "secret"]
Body = Mapping[str, Any] | Callable[[Thing], Mapping[str, Any]] | None
NONE = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Route:
    """`path`: the address with the thing's fields filled in. `get`: asked by GET; `post`: a body for POST. `also`: refusals of the business besides 409 and 422."""

    kind: Kind
    path: str
    act: str = ""
    get: bool = True
    post: Body = None
    also: frozenset[int] = frozenset()
    directory: bool = False
    """A list of the company's customers: names and numbers stand there by right of the permission; words of complaints do not."""
    parts: tuple[str, ...] = ("",)


def _act(
    path: str,
    act: str,
    *,
    get: bool = True,
    post: Body = None,
    also: tuple[int, ...] = (),
    parts: tuple[str, ...] = ("",),
    directory: bool = False,
) -> Route:
    return Route("act", path, act, get, post, frozenset(also), directory, parts)


def _object(
    path: str, act: str, *, get: bool = True, post: Body = None, also: tuple[int, ...] = (), parts: tuple[str, ...] = ("",)
) -> Route:
    return Route("object", path, act, get, post, frozenset(also), False, parts)


DUE = "2026-11-25T10:00:00+08:00"
PERMISSIONS = {
    "acknowledge": "acknowledge", "accept": "accept", "refuse": "refuse", "respond": "respond", "note": "note", "promise": "promise", "settle-promise": "promise", "set-grade": "set_grade",
    "set-category": "set_category", "investigate": "investigate", "assign": "assign", "transfer": "transfer", "handover": "handover", "propose": "propose", "choose": "choose", "add-task": "add_task",
    "complete-task": "complete_task", "verify-task": "verify_task", "return-task": "return_task", "pause": "pause", "resume": "resume", "extend": "extend", "decide": "decide", "implement": "implement",
    "confirm": "confirm", "close": "close", "reopen": "reopen", "withdraw": "withdraw", "rate": "rate", "add": "note", "attach": "note", "link": "link", "unlink": "link", "tick": "note",
    "reveal": "reveal_phone", "correct": "register",
}  # fmt: skip
BODIES: dict[str, Body] = {
    "acknowledge": {}, "accept": {}, "refuse": {"reason": "不是我司产品"}, "respond": {"text": "您好"}, "note": {"text": "备注"}, "promise": {"text": "回电", "due_at": DUE},
    "settle-promise": lambda t: {"promise": t.promise, "outcome": "kept", "note": "已回电"}, "set-grade": {"grade": "A", "reason": "有人受伤"}, "set-category": {"category": "service.rude"},
    "investigate": {}, "assign": {"to": "agent"}, "transfer": {"to": "agent2", "reason": "客户要求"}, "handover": {"to": "agent2", "reason": "调休"}, "propose": {"title": "换新"}, "choose": {"option": "A", "proof": "电话"},
    "add-task": {"title": "查", "to": "agent2"}, "complete-task": lambda t: {"task": t.task, "result": "好了"}, "verify-task": lambda t: {"task": t.task}, "return-task": lambda t: {"task": t.task, "result": "缺"},
    "pause": {"reason": "waiting_customer"}, "resume": {}, "extend": {"until": DUE, "reason": "等配件"}, "decide": {"outcome": "upheld", "text": "换新"}, "implement": {}, "confirm": {"satisfied": True, "proof": "电话"},
    "close": {"reason": "x"}, "reopen": {"reason": "x"}, "withdraw": {"reason": "x", "proof": "电话"}, "rate": {"score": 5, "proof": "电话"}, "add": {"text": "再说一句"}, "attach": lambda t: {"attachments": [t.file_id]},
    "link": lambda t: {"to": t.no, "kind": "same_cause"}, "unlink": lambda t: {"to": t.no, "kind": "same_cause"}, "tick": {"item": "x"}, "reveal": {"reason": "回电"}, "correct": {"summary": "新的摘要"},
}  # fmt: skip
BUSINESS = {
    "assign": (403,),
    "complete-task": (403, 404),
    "verify-task": (403, 404),
    "return-task": (404,),
    "settle-promise": (404,),
    "unlink": (404,),
    "link": (404,),
    "choose": (404,),
    "handover": (403, 404),
    "tick": (404,),
}
"""Refusals that are about the step and not about the complaint: somebody else's task, a task in another state, a link that is not there."""


def _api_act(act: str) -> Route:
    return _object(f"/api/v1/complaints/{{no}}/{act}", PERMISSIONS[act], get=False, post=BODIES[act], also=BUSINESS.get(act, ()))


def _form(thing: Thing) -> Mapping[str, Any]:
    """Whatever a dialog may ask, all at once; each takes its own."""
    return {
        "text": "您好", "reason": "理由", "to": "agent2", "title": "换新", "outcome": "upheld", "task": str(thing.task), "promise": str(thing.promise), "result": "好了", "grade": "A", "category": "service.rude",
        "option": "A", "accept": "yes", "satisfied": "yes", "score": "5", "proof": "电话", "item": "x", "kind": "same_cause", "until": "2026-11-25T10:00", "due_at": "2026-11-25T10:00", "clock": "resolve", "summary": "摘要",
        "customer_phone": "13811112222",
    }  # fmt: skip


TABS = (
    "timeline",
    "promises",
    "clocks",
    "tasks",
    "checklist",
    "similar",
    "scripts",
    "history",
    "files",
    "options",
    "customer",
    "related",
    "basis",
    "no-such-part",
)
CONTACT = {
    "verbatim": "又坏了",
    "customer_phone": "13377711111",
    "customer_name": "司徒",
    "channel": "hotline",
    "customer_account_no": "ZN71-0001",
    "order_no": "ZQ71-ORDER",
}
SEARCHES = ("", "?q=ZQ71", "?q=ZQ72", "?q=TS26", "?q=13377711111", "?q=司徒", "?q=1111")

ROUTES: dict[str, Route] = {
    "healthz": Route("public", "/healthz"),
    # --- the customer's pages
    "portal": Route("public", "/portal"),
    "portal:form": Route("public", "/portal/", post={"verbatim": "x"}, also=frozenset({403})),
    "portal:status": Route("public", "/portal/status", post=lambda t: {"no": t.no, "digits": "0000"}, also=frozenset({403, 404})),
    "portal:privacy": Route("public", "/portal/privacy"),
    "portal:progress": Route("secret", "/portal/r/{secret}"),
    "portal:portal/r/<str:secret>/": Route("secret", "/portal/r/{secret}/"),
    **{f"portal:{name}": Route("secret", f"/portal/r/{{secret}}/{name}", post={"text": "再说一句", "satisfied": "yes", "score": "5", "option": "A", "again": "x"}, also=frozenset({403})) for name in ("add", "choose", "confirm", "rate", "withdraw", "reopen")},
    "portal:file": Route("secret", "/portal/r/{secret}/file/{file_id}", also=frozenset({404})),
    "portal:portal/<path:rest>": Route("public", "/portal/nothing/here", also=frozenset({404})),
    # --- the API
    "api:/": Route("public", "/api/v1/", also=frozenset({404})),
    "api:/openapi.json": Route("public", "/api/v1/openapi.json"),
    "api:/docs": Route("public", "/api/v1/docs"),
    "api:/complaints": _act("/api/v1/complaints", "view", parts=(*SEARCHES, "?view=all", "?view=overdue", "?owner=stranger", "?order=recent&sort=recent", "?status=registered")),
    "api:/complaints POST": _act("/api/v1/complaints", "register", get=False, post={"verbatim": "门锁坏了", "customer": {"phone": "13377711111", "name": "司徒"}, "order_no": "ZQ71-ORDER"}, directory=True),
    "api:/complaints/batch": _act("/api/v1/complaints/batch", "register", get=False, post={"items": [{"verbatim": "门锁坏了"}]}),
    "api:/complaints/<no>": _object("/api/v1/complaints/{no}", "view"),
    "api:/complaints/<no>/timeline": _object("/api/v1/complaints/{no}/timeline", "view"),
    **{f"api:/complaints/<no>/{act}": _api_act(act) for act in sorted({*BODIES})},
    "api:/people/handover": _act("/api/v1/people/handover", "handover", get=False, post={"username": "stranger", "to": "agent", "reason": "x"}, also=(403,)),
    "api:/triage": _act("/api/v1/triage", "register", get=False, post={"text": "门锁坏了 ZQ", "customer": {"phone": "13377711111"}}),
    "api:/policy": _act("/api/v1/policy", "view"),
    "api:/metrics": _act("/api/v1/metrics", "view"),
    # --- around every page
    "web:login": Route("public", "/login", post={"username": "agent", "password": "wrong-wrong-1"}, also=frozenset({429})),
    "web:language": Route("public", "/language", get=False, post={"language": "zh"}),
    "web:home": Route("staff", "/"),
    "web:logout": Route("public", "/logout", get=False, post={}),
    "web:password": Route("staff", "/password", post={"old": "x", "new": "y", "again": "z"}),
    "web:poll": Route("staff", "/poll", parts=("", "?complaint={no}&latest=1&typing=1")),
    "web:find": _act("/find", "view", parts=SEARCHES),
    "web:notices": Route("staff", "/notices"),
    "web:account": Route("staff", "/account", post={"language": "zh", "email": "a@example.com", "phone": ""}),
    "web:session_end": Route("staff", "/account/sessions/1/end", get=False, post={}, also=frozenset({404})),
    # --- the queue
    "web:queue": _act("/queue", "view", parts=(*SEARCHES, *(f"?view={v}" for v in ("mine", "unassigned", "due_soon", "overdue", "high", "repeat", "all", "ended", "")), "?view=all&owner=1")),
    "web:view_columns": Route("staff", "/queue/columns", get=False, post={"column": "risk"}),
    "web:view_save": _act("/queue/views", "view", get=False, post={"name": "我的", "query": "q=ZQ"}),
    "web:view_delete": Route("staff", "/queue/views/1/delete", get=False, post={}),
    "web:queue_export": _act("/queue/export", "export", get=False, post={"query": "view="}),
    "web:bulk": Route("staff", "/queue/bulk", get=False, post=lambda t: {"act": "note", "no": t.no, "text": "批量"}),
    "web:bulk_form": Route("act", "/queue/bulk/form", "note", parts=("?act=note&no={no}",)),
    "web:bulk_undo": Route("staff", "/queue/bulk/undo", get=False, post={}),
    # --- registering
    "web:register": _act("/complaints/new", "register", post=CONTACT, parts=("", "?phone=13377711111"), directory=True),
    "web:register_draft": _act("/complaints/new/draft", "register", get=False, post=CONTACT),
    "web:register_hints": _act("/complaints/new/hints", "register", post=CONTACT, directory=True),
    "web:judging_words": _act("/complaints/new/words", "view", get=False, post={"text": "客户无理取闹"}),
    # --- one complaint
    "web:print_many": _object("/complaints/print", "view", parts=("?no={no}",)),
    "web:complaint": _object("/complaints/{no}", "view"),
    "web:complaint_part": _object("/complaints/{no}/part/", "view", parts=TABS, also=(404,)),
    "web:check": _object("/complaints/{no}/check/x", "note", get=False, post={}, also=(404,)),
    "web:draft": _object("/complaints/{no}/draft/note", "note", get=False, post={"text": "草稿"}),
    "web:upload": _object("/complaints/{no}/files", "note", get=False, post={}),
    "web:print": _object("/complaints/{no}/print", "view"),
    "web:upload_new": _act("/files/new", "register", get=False, post={}),
    "web:file": Route("own_file", "/files/{file_id}", "view"),
    "web:thumbnail": Route("own_file", "/files/{file_id}/thumbnail", "view", also=frozenset({404})),
    # --- administration
    **{f"web:{name}": _act(path, "manage_users") for name, path in {"staff": "/staff", "staff_detail": "/staff/{user_id}", "organisation": "/organisation"}.items()},
    "web:staff_new": _act("/staff/new", "manage_users", post={"username": ""}),
    "web:staff_edit": _act("/staff/{user_id}/edit", "manage_users", post={}, also=(404,)),
    "web:staff_password": _act("/staff/{user_id}/password", "manage_users", get=False, post={}, also=(404,)),
    "web:staff_deactivate": _act("/staff/{user_id}/deactivate", "manage_users", post={}, also=(404,)),
    "web:staff_activate": _act("/staff/{user_id}/activate", "manage_users", get=False, post={}, also=(404,)),
    "web:token_create": _act("/staff/{user_id}/tokens/new", "manage_users", post={}, also=(404,)),
    "web:token_revoke": _act("/staff/{user_id}/tokens/1/revoke", "manage_users", get=False, post={}, also=(404,)),
    "web:leave_add": _act("/staff/{user_id}/leave/new", "manage_users", post={}, also=(404,)),
    "web:leave_remove": _act("/staff/{user_id}/leave/1/remove", "manage_users", get=False, post={}, also=(404,)),
    "web:levels": _act("/levels", "set_level"),
    "web:level_of": _act("/levels/{user_id}", "set_level", also=(404,)),
    "web:level_grant": _act("/levels/{user_id}/grant", "set_level", post={}, also=(404,)),
    "web:level_end": _act("/levels/{user_id}/1/end", "set_level", post={}, also=(404,)),
    "web:handover": _act("/handover", "handover", post={"from": "stranger", "to": "agent", "reason": "x"}, parts=("", "?from=stranger"), also=(403,)),
    "web:unit_new": _act("/organisation/team/new", "manage_users", post={}),
    "web:unit_edit": _act("/organisation/team/1", "manage_users", post={}, also=(404,)),
    "web:unit_remove": _act("/organisation/team/1/remove", "manage_users", get=False, post={}, also=(404,)),
    "web:customers": _act("/customers", "reveal_phone", parts=("", "?q=司徒", "?q=13377711111"), directory=True),
    "web:customer": _act("/customers/{customer_id}", "reveal_phone", directory=True),
    "web:customer_edit": _act("/customers/{customer_id}/edit", "reveal_phone", post={}, directory=True),
    "web:customer_reveal": _act("/customers/{customer_id}/reveal", "reveal_phone", post={"reason": "回电"}, directory=True),
    "web:catalogue": _act("/catalogue", "view", parts=("", "?tab=orders", "?tab=orders&q=ZQ71")),
    "web:product_new": _act("/catalogue/products/new", "administer", post={}),
    "web:product_edit": _act("/catalogue/products/1", "administer", post={}, also=(404,)),
    "web:product_remove": _act("/catalogue/products/1/remove", "administer", get=False, post={}, also=(404,)),
    "web:order_new": _act("/catalogue/orders/new", "administer", post={}),
    "web:order_edit": _act("/catalogue/orders/1", "administer", post={}, also=(404,)),
    **{f"web:{name}": _act(path, "view") for name, path in {"standard": "/standard", "standard_clocks": "/standard/clocks", "standard_scripts": "/standard/scripts", "standard_versions": "/standard/versions", "roles": "/standard/roles"}.items()},
    "web:standard_check": _act("/standard/check", "view", parts=("", "?text=门锁")),
    "web:imports": _act("/imports", "import"),
    "web:import_new": _act("/imports/new", "import", post={}),
    "web:import_template": _act("/imports/templates/complaints", "import"),
    **{f"web:import_{step}": _act(f"/imports/{NONE}/{step}", "import", get=False, post={}, also=(404,)) for step in ("look", "start", "stop", "drop")},
    "web:import_job": _act(f"/imports/{NONE}", "import", also=(404,)),
    "web:import_progress": _act(f"/imports/{NONE}/progress", "import", also=(404,)),
    "web:import_report": _act(f"/imports/{NONE}/report/check", "import", also=(404,)),
    "web:outbox": _act("/outbox", "administer"),
    "web:outbox_message": _act("/outbox/{message_id}", "administer"),
    "web:outbox_decide": _act("/outbox/{message_id}/decide", "administer", get=False, post={}, also=(400,)),
    "web:health": _act("/health", "administer"),
}  # fmt: skip
ROUTES |= {
    f"web:act {act}": _object(f"/complaints/{{no}}/act/{act}", PERMISSIONS[act], get=False, post=lambda t, act=act: {**_form(t), "step": act, **({"to": t.no} if act in ("link", "unlink") else {})}, also=BUSINESS.get(act, ()))
    for act in ACT_FORMS
} | {f"web:act_form {act}": _object(f"/complaints/{{no}}/act/{act}/form", PERMISSIONS[act], also=(404,)) for act in ACT_FORMS}  # fmt: skip
assert set(ACTS) <= set(PERMISSIONS), f"acts without a line in the matrix: {sorted(set(ACTS) - set(PERMISSIONS))}"


def route_name(line: str) -> str:
    """The address a line of the table is about: "web:act decide" and "api:/complaints POST" are lines of one address each."""
    return line.partition(" ")[0]
