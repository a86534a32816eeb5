"""What an installation is told from outside: a file in its data folder, overridden by the environment."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from nghisu.accounts.provider import Provider, ProviderRefused, read_provider

CHECKOUT = Path(__file__).resolve().parents[3]
CONFIGURATION = "nghisu.toml"


class ConfigurationRefused(Exception):
    """The configuration cannot be used; the reason says what to mend."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The office's mail server. `tls`: `starttls` from port 587 on, `tls` from the first byte (port 465), `none`."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    tls: str = "starttls"
    sender: str = ""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """How many files, and megabytes of them, each person may keep in folders of their own."""

    count: int = 200
    megabytes: int = 500


@dataclass(frozen=True, slots=True)
class Token:
    """A token that signs, fixed to the server (PKCS#11): its module, its label, the label of key and certificate on it,
    and what the module is told by its environment. Its PIN stands nowhere: whoever signs types it."""

    module: str
    token: str
    key: str
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """The configuration of an installation. `demo` shows the demonstration: invented people, a clock that stands."""

    data: Path
    demo: bool = False
    debug: bool = False
    secret_key: str = ""
    secret_key_fallbacks: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    database: str = ""
    trusted_origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    address: str = ""
    mail: Mail = Mail()
    standbys: int = 0
    oidc: Provider | None = None
    token: Token | None = None
    webhooks_inside: tuple[str, ...] = ()
    own_files: OwnFiles = OwnFiles()
    extra: dict[str, Any] = field(default_factory=dict)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_networks(value: object) -> bool:
    try:
        return _is_list(value) and all(ip_network(one, strict=False) for one in cast(list[str], value))
    except ValueError:
        return False


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "demo": (_is_flag, "true"),
    "debug": (_is_flag, "false"),
    "secret_key": (_is_text, '"…"'),
    "secret_key_fallbacks": (_is_list, '["…"]'),
    "hosts": (_is_list, '["nghisu.coquan.vn"]'),
    "database": (_is_text, '"postgresql://…"'),
    "trusted_origins": (_is_list, '["https://nghisu.coquan.vn"]'),
    "oidc": (_is_table, "[oidc] …"),
    "pkcs11": (_is_table, '{ module = "/usr/lib/…/mo-dun.so", token = "van-phong", key = "con-dau" }'),
    "proxies": (_is_list, '["10.0.0.5"]'),
    "address": (_is_text, '"https://nghisu.coquan.vn"'),
    "mail": (_is_table, '{ host = "thu.coquan.vn", from = "nghisu@coquan.vn" }'),
    "standbys": (_is_number, "1"),
    "webhooks_inside": (_is_networks, '["10.0.0.5", "192.168.8.0/24"]'),
    "own_files": (_is_table, "{ count = 200, megabytes = 500 }"),
}
"""The settings that `nghisu.toml` may hold: what a value must be, and an example of one."""

MAIL_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "host": (_is_text, '"thu.coquan.vn"'),
    "port": (_is_number, "587"),
    "user": (_is_text, '"nghisu@coquan.vn"'),
    "password": (_is_text, '"…"'),
    "tls": (_is_text, '"starttls"'),
    "from": (_is_text, '"Nghị Sự <nghisu@coquan.vn>"'),
}
"""What the table [mail] may hold."""

OWN_FILES_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "count": (_is_number, "200"),
    "megabytes": (_is_number, "500"),
}
"""What the table [own_files] may hold."""

TOKEN_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "module": (_is_text, '"/usr/lib/softhsm/libsofthsm2.so"'),
    "token": (_is_text, '"van-phong"'),
    "key": (_is_text, '"con-dau"'),
    "environment": (_is_texts, '{ SOFTHSM2_CONF = "/etc/softhsm2.conf" }'),
}
"""What the table [pkcs11] may hold."""


def read_environment(variables: dict[str, str] | None = None) -> Environment:
    """Read `nghisu.toml` of the data folder and the variables NGHISU_*.

    Raises ConfigurationRefused for a key nobody knows, a value of another kind, a file that cannot be read or written.
    """
    variables = dict(os.environ) if variables is None else variables
    data = Path(variables.get("NGHISU_DATA") or CHECKOUT / "var").absolute()
    table = _file(data / CONFIGURATION)
    demo = variables.get("NGHISU_DEMO")
    debug = variables.get("NGHISU_DEBUG")
    hosts = variables.get("NGHISU_HOSTS")
    return Environment(
        data=data,
        demo=table.get("demo", False) if demo is None else demo == "1",
        debug=table.get("debug", False) if debug is None else debug == "1",
        secret_key=variables.get("NGHISU_SECRET_KEY") or str(table.get("secret_key") or _kept_key(data)),
        secret_key_fallbacks=tuple(table.get("secret_key_fallbacks", ())),
        hosts=tuple(hosts.split(","))
        if hosts
        else tuple(table.get("hosts", Environment.__dataclass_fields__["hosts"].default)),
        database=variables.get("NGHISU_DATABASE") or str(table.get("database", "")),
        trusted_origins=tuple(table.get("trusted_origins", ())),
        proxies=tuple(table.get("proxies", ())),
        address=str(table.get("address", "")).rstrip("/"),
        mail=_mail(table.get("mail", {}), variables.get("NGHISU_MAIL_PASSWORD", "")),
        standbys=table.get("standbys", 0),
        oidc=_provider(data / CONFIGURATION, table),
        token=_token(data / CONFIGURATION, table),
        webhooks_inside=tuple(table.get("webhooks_inside", ())),
        own_files=OwnFiles(**table.get("own_files", {})),
    )


def _file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:  # no TOML, or no UTF-8
        raise ConfigurationRefused(f"Không đọc được {path}: {problem}") from problem
    _must_fit(str(path), table, KINDS)
    _must_fit(f"{path}, [mail]", table.get("mail", {}), MAIL_KINDS)
    _must_fit(f"{path}, [own_files]", table.get("own_files", {}), OWN_FILES_KINDS)
    _must_fit(f"{path}, [pkcs11]", table.get("pkcs11", {}), TOKEN_KINDS)
    return table


def _must_fit(
    where: str, table: dict[str, Any], kinds: dict[str, tuple[Callable[[object], bool], str]]
) -> None:
    unknown = set(table) - set(kinds)
    if unknown:
        raise ConfigurationRefused(f"{where}: không có thiết lập tên {', '.join(sorted(unknown))}")
    for key, value in table.items():
        fits, example = kinds[key]
        if not fits(value):
            raise ConfigurationRefused(
                f"{where}: {key} = {value!r} chưa đúng kiểu. Hãy ghi như: {key} = {example}"
            )


def _mail(table: dict[str, Any], password: str) -> Mail:
    """The mail server of the table [mail]; its password may come from the environment instead of the file."""
    tls = table.get("tls", "starttls")
    return Mail(
        host=table.get("host", ""),
        port=table.get("port", 465 if tls == "tls" else 587),
        user=table.get("user", ""),
        password=password or table.get("password", ""),
        tls=tls,
        sender=table.get("from", ""),
    )


def _token(path: Path, table: dict[str, Any]) -> Token | None:
    """The server's token, where the configuration names one: whole, for a part of it signs nothing."""
    if "pkcs11" not in table:
        return None
    said = table["pkcs11"]
    lacking = [name for name in ("module", "token", "key") if not said.get(name)]
    if lacking:
        raise ConfigurationRefused(f"{path}, [pkcs11]: còn thiếu {', '.join(lacking)}")
    if not Path(said["module"]).is_file():
        raise ConfigurationRefused(f"{path}, [pkcs11]: không có tệp {said['module']}")
    environment = tuple(sorted(said.get("environment", {}).items()))
    return Token(said["module"], said["token"], said["key"], environment)


def _provider(path: Path, table: dict[str, Any]) -> Provider | None:
    """The office's identity provider, where the configuration names one."""
    if "oidc" not in table:
        return None
    try:
        return read_provider(table["oidc"])
    except ProviderRefused as problem:
        raise ConfigurationRefused(f"{path}: {problem}") from problem


def _kept_key(data: Path) -> str:
    """The installation's own secret, made once and readable by its owner alone."""
    path = data / "secret.key"
    try:
        return _read_or_make_key(path)
    except (OSError, ValueError) as problem:
        raise ConfigurationRefused(
            f"Không đọc hoặc ghi được {path}: {problem}. Hãy cấp quyền ghi, hoặc chọn thư mục khác bằng NGHISU_DATA=…"
        ) from problem


def _read_or_make_key(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def site_address(environment: Environment) -> str:
    """Where people reach the installation, for links in letters: what the settings say of it; the demonstration at the
    port it is served at."""
    if environment.demo or environment.debug:
        port = os.environ.get("PORT", "")
        return f"http://localhost:{port if port.isdigit() else 8000}"
    if environment.trusted_origins:
        return environment.trusted_origins[0]
    host = next((name for name in environment.hosts if not name.startswith(".")), "localhost")
    return f"https://{host}"


def database_settings(environment: Environment) -> dict[str, Any]:
    """Django's DATABASES entry: SQLite in the data folder, or the PostgreSQL that `database` names.

    SQLite is set so that a commit survives a power cut (`synchronous=FULL`) and writers queue instead of failing.
    """
    if not environment.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.data / "nghisu.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
        }
    try:
        parts = urlsplit(environment.database)
        port = parts.port
    except ValueError:  # a port that is no number, half an IPv6 address
        parts, port = urlsplit(""), None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigurationRefused(
            "Thiết lập database phải có dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }
