"""DATABASE_URL: `postgresql://user:password@host:port/name?option=value`, read as libpq reads it."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from qingting.infra.database.errors import BadDatabaseUrl
from qingting.kernel.bilingual import Bi

_SCHEMES = {"postgresql", "postgres"}
# libpq parameters that Django has its own keys for
_OWN_KEYS = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def databases_from_url(url: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES with this server as "default". Raises BadDatabaseUrl."""
    return {"default": parse_database_url(url)}


def parse_database_url(url: str) -> dict[str, Any]:
    """One entry of DATABASES. Parts may be percent-encoded; the host may be a socket folder (`?host=/run/x`), an IPv6 address or
    several hosts with commas; every other parameter of the query (sslmode, connect_timeout, …) goes to OPTIONS.

    Raises BadDatabaseUrl, which never repeats the address.
    """
    parts = _split(url.strip())
    credentials, _, location = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    hosts, ports = _hosts(location)
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": hosts,
        "PORT": ports,
    }
    options: dict[str, str] = {}
    for name, value in _query(parts):
        if name in _OWN_KEYS:
            settings[_OWN_KEYS[name]] = value
        else:
            options[name] = value
    if not settings["NAME"] or "/" in settings["NAME"]:
        raise BadDatabaseUrl(reason=Bi("缺少数据库名称", "it names no database"))
    _check_ports(settings["PORT"])
    if options:
        settings["OPTIONS"] = options
    return settings


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadDatabaseUrl(reason=Bi("地址格式不对", "it is not an address")) from error
    if parts.scheme not in _SCHEMES:
        named = parts.scheme or "-"
        raise BadDatabaseUrl(reason=Bi(f"只支持 postgresql，而它是 {named}", f"only postgresql is supported and it says {named}"))
    if parts.fragment:
        raise BadDatabaseUrl(reason=Bi("密码中的 # 要写成 %23", "a # in the password is written %23"))
    return parts


def _hosts(location: str) -> tuple[str, str]:
    """ "a:1,b" -> ("a,b", "1,"), as libpq wants them."""
    hosts, ports = [], []
    for one in location.split(","):
        if one.startswith("["):
            host, _, port = one[1:].partition("]")
            port = port.removeprefix(":")
        else:
            host, _, port = one.partition(":")
        hosts.append(unquote(host))
        ports.append(port)
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def _query(parts: SplitResult) -> list[tuple[str, str]]:
    try:
        # A plus sign is a plus sign here: libpq knows percent-encoding only.
        return parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True) if parts.query else []
    except ValueError as error:
        raise BadDatabaseUrl(reason=Bi("问号后的参数写法不对", "what follows the question mark is not name=value")) from error


def _check_ports(ports: str) -> None:
    for port in ports.split(","):
        if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise BadDatabaseUrl(reason=Bi("端口要在 1 到 65535 之间", "the port lies between 1 and 65535"))
