"""Role × route × object: who gets in, who is refused, and that nothing of a complaint outside one's scope shows anywhere."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import openpyxl
import orjson
import pytest
from django.db import transaction
from django.urls import resolve

from qingting.infra import clock
from qingting.policy.rules.authority import may
from qingting.web.shell import forget_counts
from tests.conftest import NOW
from tests.matrix.collecting import addresses
from tests.matrix.routes import PERMISSIONS, ROUTES, Route, route_name
from tests.matrix.world import ACTORS, STAFF, VISIBLE, Thing, World, make_world
from tests.support.company import make_company

OPEN = frozenset({200, 201, 202, 204, 207, 301, 302, 409, 422})
CUSTOMER_ACTS = {"complaint", "timeline", "add", "attach", "choose", "confirm", "rate", "withdraw", "reopen"}
XLSX = "spreadsheetml"


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any, shipped_standard: Any) -> Iterator[World]:
    """Built once, in one transaction that is never kept."""
    from qingting.kernel.actor import Actor
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.queries import current_standard, forget

    kept, log = clock.now, logging.getLogger("django.request")
    clock.now, level = lambda: NOW, log.level
    log.setLevel(logging.ERROR)
    with django_db_blocker.unblock(), transaction.atomic():
        forget()
        activate_standard(standard=shipped_standard, reason="matrix", actor=Actor("system", None, "test"), now=NOW)
        yield make_world(make_company(current_standard(), NOW))
        transaction.set_rollback(True)
    forget()
    forget_counts()
    clock.now = kept
    log.setLevel(level)


class Undone(Exception):
    """Takes back what a request did."""


@pytest.mark.django_db  # so that a database is there at all when this folder is run alone; it ends before the world begins
def test_every_address_stands_in_the_table_and_every_line_has_an_address():
    real, listed = {address.name for address in addresses()}, {route_name(line) for line in ROUTES}
    assert sorted(real - listed) == [], "addresses without a line in tests/matrix/routes.py"
    assert sorted(listed - real) == [], "lines in tests/matrix/routes.py without an address"


def test_every_line_leads_to_the_address_it_is_about(world: World):
    thing = world.things["own"]
    names = {}
    for line, route in ROUTES.items():
        match = resolve(_path(route, thing, route.parts[0]).partition("?")[0])
        space = match.namespace
        if space != "api" and match.url_name and route_name(line) != f"portal:{match.route}":
            names[line] = f"{space}:{match.url_name}" if space else match.url_name
    assert {line: name for line, name in names.items() if route_name(line) != name} == {}


def test_the_methods_of_the_api_are_the_methods_of_the_table():
    wrong = {}
    for address in addresses():
        lines = [route for line, route in ROUTES.items() if route_name(line) == address.name]
        wanted = {method for r in lines for method in ("GET",) * r.get + ("POST",) * (r.post is not None)}
        if address.methods and set(address.methods) != wanted:
            wrong[address.name] = (address.methods, sorted(wanted))
    assert wrong == {}


def _path(route: Route, thing: Thing, part: str) -> str:
    full = route.path + part
    for name in ("no", "secret", "file_id", "customer_id", "message_id", "user_id"):
        full = full.replace("{" + name + "}", str(getattr(thing, name)))
    return full


def _send(world: World, actor: str, line: str, route: Route, thing: Thing, part: str, method: str) -> tuple[int, str, str]:
    """(status, where it leads, everything a person could read in the answer). What the request did is undone."""
    client, path = world.clients[actor], _path(route, thing, part)
    headers = dict(world.headers[actor]) if line.startswith("api:") else {}
    answer: Any = None
    jar = client.cookies.copy()  # signing out, for one, empties it
    try:
        with transaction.atomic():
            if method == "GET":
                answer = client.get(path, headers=headers)
            else:
                body = route.post(thing) if callable(route.post) else route.post
                if line.startswith("api:"):
                    answer = client.post(path, data=orjson.dumps(body).decode(), content_type="application/json", headers=headers)
                else:
                    answer = client.post(path, data=body, headers=headers)
            text = _read(answer)
            for other in world.hidden_from(actor):
                if method == "POST" and route.kind != "secret" and other.state() != _before[other.key]:
                    text += f" CHANGED {other.key}"
            raise Undone
    except Undone:
        forget_counts()
        client.cookies = jar
    return answer.status_code, answer.headers.get("Location", ""), text


_before: dict[str, tuple[Any, ...]] = {}


def _read(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if XLSX in answer.headers.get("Content-Type", ""):
        sheet = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for each in sheet for row in each.iter_rows() for cell in row if cell.value is not None)
    text = content.decode("utf-8", "replace")
    if "json" in answer.headers.get("Content-Type", ""):
        text = orjson.dumps(orjson.loads(content)).decode() if content else ""
    return text + "\n" + "\n".join(f"{name}: {value}" for name, value in answer.headers.items())


def _leaks(world: World, actor: str, route: Route, thing: Thing, path: str, body: str) -> list[str]:
    """What of hidden complaints the answer holds. What the request itself said may come back."""
    said = path + str(route.post(thing) if callable(route.post) else route.post or "")
    found = []
    for other in world.hidden_from(actor):
        words = [other.words, other.no] + ([] if route.directory else [other.name, other.phone])
        if route.kind == "secret" and other is thing:
            continue
        found += [f"{other.key}: {word}" for word in words if word in body and word not in said]
        if f"CHANGED {other.key}" in body:
            found.append(f"{other.key} was changed")
    return found


def _wanted(world: World, actor: str, line: str, route: Route, thing: Thing) -> frozenset[int]:
    api, open_ = line.startswith("api:"), OPEN | route.also
    if route.kind == "public":
        return open_
    if route.kind == "secret":
        return open_
    if actor == "customer" and api:
        return _for_customer(line, route, thing, open_)
    if actor not in STAFF:
        return frozenset({401}) if api else frozenset({302, 401})
    if route.kind == "staff":
        return open_
    allowed = (
        may(world.company.standard, actor, route.act).value
        if actor != "stranger"
        else may(world.company.standard, "agent", route.act).value
    )
    seen = thing.key in VISIBLE[actor]
    if route.kind == "act":
        return open_ if allowed else frozenset({403})
    if not seen:
        return frozenset({404}) if allowed else frozenset({403, 404})
    return open_ if allowed else frozenset({403})


def _for_customer(line: str, route: Route, thing: Thing, open_: frozenset[int]) -> frozenset[int]:
    """The link opens its own complaint, for the acts of a customer, and no list."""
    step = line.rsplit("/", 1)[-1]
    if route.kind == "act" or (step not in CUSTOMER_ACTS and step != "<no>"):
        return frozenset({403, 404}) if route.kind == "object" else frozenset({403})
    return open_ if thing.key == "own" else frozenset({404})


@pytest.mark.parametrize("actor", ACTORS)
def test_who_gets_in_and_what_they_read(world: World, actor: str):
    _before.update({key: thing.state() for key, thing in world.things.items()})
    problems = []
    for line, route in ROUTES.items():
        if route.kind == "secret" and actor in STAFF:
            continue  # a link needs no session; the customer and a passer-by try it
        tied = any("{" in part.replace("{user_id}", "") for part in (route.path, *route.parts)) or callable(route.post)
        things = list(world.things.values()) if tied else [world.things["own"]]
        for thing in things:
            for part in route.parts:
                for method in ("GET",) * route.get + ("POST",) * (route.post is not None and part == route.parts[0]):
                    status, to, body = _send(world, actor, line, route, thing, part, method)
                    wanted = _wanted(world, actor, line, route, thing)
                    where = f"{method} {line} {part} on {thing.key}"
                    if status not in wanted:
                        problems.append(f"{where}: {status}, expected one of {sorted(wanted)}")
                    if actor not in STAFF and route.kind not in ("public", "secret") and status == 302 and not to.startswith("/login"):
                        problems.append(f"{where}: leads to {to}")
                    problems += [f"{where}: shows {leak}" for leak in _leaks(world, actor, route, thing, _path(route, thing, part), body)]
    if problems:
        pytest.fail(f"{len(problems)} findings\n" + "\n".join(problems[:100]), pytrace=False)


def test_a_wrong_secret_opens_nothing_and_says_nothing(world: World):
    for line, route in ROUTES.items():
        if route.kind != "secret":
            continue
        for secret in ("A" * 22, world.things["own"].no, world.things["own"].secret[:-1] + "~", "%00" * 22):
            path = route.path.replace("{secret}", secret).replace("{file_id}", world.things["own"].file_id)
            answer = world.clients["nobody"].get(path)
            assert answer.status_code in (404, 429), (line, secret)
            assert "ZQ70" not in answer.content.decode()


def test_the_secret_of_one_complaint_opens_no_file_of_another(world: World):
    own, other = world.things["own"], world.things["foreign"]
    answer = world.clients["nobody"].get(f"/portal/r/{own.secret}/file/{other.file_id}")
    assert answer.status_code in (404, 429)


def test_the_table_names_a_permission_the_standard_knows(world: World):
    known = {act for role in world.company.standard.roles for act in role.acts}
    assert {route.act for route in ROUTES.values() if route.act} | set(PERMISSIONS.values()) <= known
