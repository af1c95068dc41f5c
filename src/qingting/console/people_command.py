"""`qingting user create NAME --role ROLE`, `qingting token create --user NAME`."""

from __future__ import annotations

import argparse
import sys

from qingting.console.setup import open_company, system_actor


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting user create lijing --role manager\n            qingting token create --user lijing"
    parser.add_argument("verb", choices=["create"])
    if name == "user":
        parser.add_argument("username")
        parser.add_argument("--role", required=True)
        parser.add_argument("--password", help="缺省则生成一次性密码 · generated when left out")
        parser.add_argument("--name", help="显示姓名 · display name")
        parser.add_argument("--team")
        parser.add_argument("--department")
    else:
        parser.add_argument("--user", required=True)
        parser.add_argument("--scope", action="append", default=[], help="限制到这些操作，可重复 · limit to these acts")
        parser.add_argument("--name", default="cli")


def run(name: str, options: argparse.Namespace) -> int:
    with open_company():
        from qingting.infra import clock

        if name == "token":
            from qingting.people.actions.manage_tokens import create_token

            print(create_token(username=options.user, scopes=options.scope, name=options.name, actor=system_actor(), now=clock.now()))
            return 0
        from qingting.people.actions.manage_users import create_user
        from qingting.people.queries.staff import find_department, find_team_id

        _user, secret = create_user(
            username=options.username, role=options.role, actor=system_actor(), now=clock.now(), password=options.password, must_change=options.password is None,
            display_name=options.name, team_id=find_team_id(options.team) if options.team else None, department_id=find_department(options.department)[0] if options.department else None,
        )  # fmt: skip
        if options.password is None:
            print(secret)
            print("首次登录时须修改密码 · to be changed at first sign-in", file=sys.stderr)
    return 0
