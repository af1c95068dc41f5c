"""Settings of the floor: Django and nothing else, on the bench's own database."""

from __future__ import annotations

import os
from pathlib import Path

from qingting.infra.database.embedded import EmbeddedPostgres
from qingting.infra.database.url import parse_database_url

SECRET_KEY = "floor"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "qingting.console.bench.floor"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.contenttypes"]
DATABASES = {"default": {**parse_database_url(EmbeddedPostgres(Path(os.environ["QINGTING_HOME"])).attach()), "CONN_MAX_AGE": None}}
PAGE = """<!doctype html><html lang=zh><meta charset=utf-8><title>队列</title><table>{% for r in rows %}<tr><td><a href="/t/{{ r.id }}">{{ r.id }}</a>
<td>{{ r.title }}<td>{{ r.owner }}<td>{{ r.status }}<td>{{ r.priority }}<td>{{ r.due|date:"Y-m-d H:i" }}{% endfor %}</table></html>"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"t.html": PAGE})])]},
    }
]
