"""A process that owns or attaches to an embedded database, driven line by line: JSON in, JSON out. Run by support.py."""

import json
import os
import sys
from pathlib import Path

import psycopg

from qingting.infra.database import EmbeddedPostgres
from qingting.kernel.errors import DomainError

home, durable = Path(sys.argv[1]), sys.argv[2] == "durable"
postgres = EmbeddedPostgres(home, durable=durable)


def rows(dsn, statement):
    """A fresh connection for every statement, committed."""
    with psycopg.connect(dsn, connect_timeout=5) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def lists(folder):
    try:
        return sorted(os.listdir(folder))
    except PermissionError:
        return "refused"


commands = {
    "start": postgres.ensure_started,
    "attach": postgres.attach,
    "stop": postgres.stop,
    "running": postgres.running,
    "owner": lambda: postgres.owner,
    "remove": postgres.remove_data,
    "rows": rows,
    "lists": lists,
    "dump": lambda: postgres.run_tool(["pg_dump", "--data-only"]).stdout.decode(),
}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    try:
        answer = {"value": commands[name](*arguments)}
    except DomainError as error:
        answer = {"error": error.code, "zh": error.message("zh"), "en": error.message("en")}
    except psycopg.Error as error:
        answer = {"error": "psycopg", "en": str(error)}
    print(json.dumps(answer), flush=True)
