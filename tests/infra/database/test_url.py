"""DATABASE_URL is read as libpq reads it."""

import pytest

from qingting.infra.database import databases_from_url, parse_database_url
from qingting.infra.database.errors import BadDatabaseUrl

FULL = {"NAME": "qingting", "USER": "app", "PASSWORD": "secret", "HOST": "db.example.cn", "PORT": "5433"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://app:secret@db.example.cn:5433/qingting", FULL),
        ("postgres://app:secret@db.example.cn:5433/qingting", FULL),
        (" postgresql://app:secret@db.example.cn:5433/qingting\n", FULL),
        ("postgresql://app@/qingting?host=/run/pg", FULL | {"PASSWORD": "", "HOST": "/run/pg", "PORT": ""}),
        ("postgresql://app@%2Frun%2Fpg/qingting", FULL | {"PASSWORD": "", "HOST": "/run/pg", "PORT": ""}),
        ("postgresql:///qingting", FULL | {"USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}),
        ("postgresql://app:p%40ss%2F%E5%AF%86@db.example.cn:5433/qingting", FULL | {"PASSWORD": "p@ss/密"}),
        ("postgresql://app:a+b:c@db.example.cn:5433/qingting", FULL | {"PASSWORD": "a+b:c"}),
        ("postgresql://app:secret@[::1]:5433/qingting", FULL | {"HOST": "::1"}),
        ("postgresql://app:secret@one:1,two:2/qingting", FULL | {"HOST": "one,two", "PORT": "1,2"}),
        (
            "postgresql:///?host=h&port=1&user=u&password=p%2B+&dbname=n",
            {"NAME": "n", "USER": "u", "PASSWORD": "p++", "HOST": "h", "PORT": "1"},
        ),
    ],
)
def test_parts(url, expected):
    assert parse_database_url(url) == expected | {"ENGINE": "django.db.backends.postgresql"}


def test_other_parameters_are_handed_to_libpq():
    url = "postgresql://app@db/qingting?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=5&application_name="
    assert parse_database_url(url)["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca.pem",
        "connect_timeout": "5",
        "application_name": "",
    }


def test_it_is_the_default_database():
    assert list(databases_from_url("postgresql:///x")) == ["default"]


@pytest.mark.parametrize(
    ("url", "zh", "en"),
    [
        ("mysql://app:secret@db/qingting", "只支持 postgresql", "mysql"),
        ("db.example.cn/qingting", "只支持 postgresql", "only postgresql"),
        ("", "只支持 postgresql", "only postgresql"),
        ("postgresql://app:secret@db", "缺少数据库名称", "no database"),
        ("postgresql://app:secret@db/", "缺少数据库名称", "no database"),
        ("postgresql://app:secret@db:99999/x", "端口", "port"),
        ("postgresql://app:secret@db:five/x", "端口", "port"),
        ("postgresql://app:sec#ret@db/x", "%23", "%23"),
        ("postgresql://app:secret@[::1/x", "地址格式", "not an address"),
        ("postgresql://app:secret@db/x?sslmode", "问号", "question mark"),
    ],
)
def test_what_cannot_be_used_is_explained_without_repeating_the_password(url, zh, en):
    with pytest.raises(BadDatabaseUrl) as refusal:
        parse_database_url(url)
    assert zh in refusal.value.message("zh")
    assert en in refusal.value.message("en")
    assert "secret" not in refusal.value.message("zh") + refusal.value.message("en")
