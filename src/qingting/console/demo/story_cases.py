"""The scripted single complaints of phrases/story_cases.yaml: written out by hand, dated back from the cut."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingting.console.demo.case import Case
from qingting.console.demo.catalogue import PRODUCT_BY_CODE
from qingting.console.demo.course import Happening, Life
from qingting.console.demo.fold import as_record
from qingting.console.demo.model import Customer
from qingting.console.demo.orders import OrderBook
from qingting.console.demo.organisation import BRANCH_BY_CODE
from qingting.console.demo.roster import Roster
from qingting.console.demo.scenes import phrases
from qingting.console.demo.truth import BATCH, REMOTE, RUDE, TRAINEE
from qingting.console.demo.wording import duration, is_female

_STORY_OF = {"rude_complaint": RUDE.key, "lock": BATCH.key, "remote": REMOTE.key}
_ORDER_AGES = {"lock": 66, "remote": 210, "store": 400, "unwell": 35, "trainee_stuck": 300, "trainee_grown": 436}
_ELSEWHERE = {"remote": ("成都", "cs_yuelu")}


def script_cases(cut: datetime, days: int, customers: list[Customer], book: OrderBook, rng: Random) -> list[Case]:
    """One sketch per script; customers of the same name are the same person. Scripts older than the history are left out."""
    cast: dict[str, int] = {}
    orders: dict[str, Any] = {}
    cases = []
    for script in phrases("story_cases"):
        if script["days"] >= days:
            continue
        hour, minute = (int(part) for part in script["hour"].split(":"))
        received = (cut - timedelta(days=script["days"])).replace(hour=hour, minute=minute, second=rng.randint(0, 59))
        who = cast.get(script["customer"])
        if who is None:
            who = cast[script["customer"]] = _cast(script, customers, set(cast.values()))
        key = f"{script['customer']} {script['product']}"
        if key not in orders:
            bought = received.date() - timedelta(days=_ORDER_AGES.get(script["key"], 90))
            if script.get("batch"):
                bought = cut.date() - timedelta(days=(BATCH.sold_until_days_ago + BATCH.sold_from_days_ago) // 2)
            orders[key] = book.add(who, script["product"], bought, rng, bad_batch=bool(script.get("batch")))
            if script["key"] in _ELSEWHERE:
                orders[key].branch = _ELSEWHERE[script["key"]][1]
            orders[key].price_fen = PRODUCT_BY_CODE[script["product"]].price_fen
        cases.append(
            Case(
                seed=0, received_at=received, scene=script["scene"], aspect=_aspect(script), grade=script["grade"], reason="", channel=script["channel"],
                customer=who, order=orders[key], voice="", kind=script.get("kind", "complaint"), story=_STORY_OF.get(script["key"], ""),
                script=script["key"],
            )
        )  # fmt: skip
    return cases


def _aspect(script: dict[str, Any]) -> str:
    return {"store": "machine", "unwell": "gut"}.get(script["key"], "phone" if script["scene"] == "rude" else "")


def _cast(script: dict[str, Any], customers: list[Customer], taken: set[int]) -> int:
    """A customer whose place and sex fit; the name is given by the script. Any customer if none fits."""
    city, _ = _ELSEWHERE.get(script["key"], ("", ""))
    female = is_female(script["customer"])
    region = script.get("region", "" if city else "华东")
    fitting = [index for index, customer in enumerate(customers) if index not in taken and customer.language == "zh"]
    wanted = [
        index
        for index in fitting
        if customers[index].city == city or (not city and customers[index].region == region and is_female(customers[index].name) == female)
    ]
    chosen = (wanted or fitting or [0])[0]
    old = customers[chosen]
    customers[chosen] = Customer(
        old.external_id, old.account_no, script["customer"], old.phone, old.email, old.city, old.region, old.branch, old.language
    )
    return chosen


class ScriptReader:
    """Tells scripted cases. `flags` are notes on customers the scripts call for, as data in `extra`."""

    def __init__(self, roster: Roster, customers: list[Customer]) -> None:
        self.roster = roster
        self.customers = customers
        self.scripts = {script["key"]: script for script in phrases("story_cases")}

    def record(self, case: Case, until: datetime) -> dict[str, Any]:
        """The HistoryComplaint dict of a scripted case as of an instant."""
        script = self.scripts[case.script]
        received = case.received_at
        life = Life(script["team"], script["title"], f"客户反映{script['title']}。")
        for promise in script.get("promises", ()):
            settled = received + duration(promise["settled"]) if "settled" in promise else None
            due = received + duration(promise["due"])
            life.promises.append(
                {"text": promise["text"], "made_at": received + duration(promise["made"]), "due_at": due, "by": self.who(script["owner"]),
                 "state": promise["state"], "settled_at": due if promise["state"] == "broken" else settled}
            )  # fmt: skip
        for after, name, by, text, *data in script["events"]:
            facts = dict(data[0]) if data else {}
            life.happenings.append(
                Happening(received + duration(after), name, self.who(by), text, self._payload(name, facts, case.channel))
            )
        self._first_response(script, received, life)
        self._promise_events(life)
        self._tasks(script, received, life)
        branch = BRANCH_BY_CODE[case.order.branch]
        involved = [{"kind": one["kind"], "name": self._named(one["name"], branch.name)} for one in script.get("involved", ())]
        record = as_record(case, life, self.customers[case.customer], script["verbatim"], list(script.get("demands", ())), involved, until)
        if "flag" in script:
            flag = script["flag"]
            ends = received + timedelta(days=flag["until_days"])
            record["extra"] = {"customer_flag": {"reason": flag["reason"], "strategy": flag["strategy"], "until": ends.date().isoformat()}}
        return record

    def _payload(self, name: str, facts: dict[str, Any], channel: str) -> dict[str, Any]:
        """The data of a scripted event in the shape every other event has."""
        if name == "complaints.complaint.registered":
            return {"channel": channel, "kind": "complaint", **facts}
        if name == "complaints.complaint.assigned":
            person = self.roster.by_username[self.who(facts["to"])]
            return {**facts, "to": person.username, "to_name": person.name, "how": "assigned"}
        if name == "handling.decision.made":
            return {"remedy": None, "channels": [channel], "recourse_told": facts["outcome"] == "not", **facts}
        if name == "handling.reply.sent":
            return {"channels": [channel]}
        return facts

    def who(self, role: str) -> str:
        """A role word of a script as a username."""
        if role in ("customer", "system"):
            return role
        return {"rude": RUDE.username, "trainee": TRAINEE.username, "regulatory": "yu.hang"}.get(role, role)

    def _named(self, name: str, branch: str) -> str:
        if name == "store":
            return branch
        person = self.roster.by_username.get(self.who(name))
        return person.name if person else name

    def _first_response(self, script: dict[str, Any], received: datetime, life: Life) -> None:
        first = script.get("first_response")
        if first is None:
            return
        at = received + duration(first["after"])
        life.happenings.append(
            Happening(at, "handling.reply.sent", self.who(first["by"]), first["content"], {"channels": [script["channel"]]})
        )
        life.first_promise = 0 if life.promises else None

    def _promise_events(self, life: Life) -> None:
        for place, promise in enumerate(life.promises):
            life.happenings.append(
                Happening(
                    promise["made_at"],
                    "handling.promise.made",
                    promise["by"],
                    promise["text"],
                    {"promise": place, "due_at": promise["due_at"]},
                )
            )
            by = "system" if promise["state"] == "broken" else promise["by"]
            life.happenings.append(
                Happening(promise["settled_at"], f"handling.promise.{promise['state']}", by, promise["text"], {"promise": place})
            )

    def _tasks(self, script: dict[str, Any], received: datetime, life: Life) -> None:
        owner = self.who(script["owner"])
        begun = received + (duration(script["first_response"]["after"]) if "first_response" in script else timedelta(minutes=5))
        for place, task in enumerate(script.get("tasks", ())):
            helper = self.roster.helper(task["department"], Random(place))
            life.tasks.append(
                {"title": task["title"], "department": task["department"], "owner": helper, "due_at": received + duration(task["due"])}
            )
            done = received + duration(task["done"])
            by = helper or owner
            added = min(begun + timedelta(minutes=4 + place), done - timedelta(minutes=5))
            life.happenings += [
                Happening(
                    added,
                    "handling.task.added",
                    owner,
                    task["title"],
                    {"task": place, "department": task["department"], "to": helper, "due_at": received + duration(task["due"])},
                ),
                Happening(done, "handling.task.completed", by, task["title"], {"task": place}),
                Happening(done + timedelta(minutes=25), "handling.task.verified", owner, task["title"], {"task": place}),
            ]
