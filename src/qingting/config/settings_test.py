"""Settings of the tests: the product's own, with plain static files, fast hashing and a home that is thrown away."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("QINGTING_HOME", tempfile.mkdtemp(prefix="qingting-test-home-"))
os.environ.setdefault("QINGTING_SECRET_KEY", "a-key-for-tests-only-a-key-for-tests-only-0")

from qingting.config.settings import *  # noqa: F403
from qingting.config.settings import INSTALLED_APPS, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS]
