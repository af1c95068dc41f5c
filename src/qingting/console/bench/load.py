"""`python -m qingting.console.bench.load N`: the demo company with N complaints in this home, made once; prints a fresh API token."""

from __future__ import annotations

import sys

from qingting.console.setup import open_company, say

AGENT_SHARE = 0.2


def main(n: int) -> None:
    with open_company():
        from qingting.complaints.queries.totals import count_complaints
        from qingting.console.bench.widen import widen
        from qingting.console.demo_command import create
        from qingting.infra import clock
        from qingting.kernel.actor import Actor
        from qingting.people.actions.manage_tokens import create_token
        from qingting.people.queries.staff import is_empty

        if is_empty():
            create(max(3000, min(n, 20_000)), 6, 7, None, say)
        if count_complaints() < n:
            widen(n, say)
        print(create_token(username="manager", scopes=[], name="bench", actor=Actor("system", None, "bench"), now=clock.now()))


if __name__ == "__main__":
    main(int(sys.argv[1]))
