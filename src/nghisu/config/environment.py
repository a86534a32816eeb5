"""What an installation is told from outside: a file in its data folder, overridden by the environment."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[3]
CONFIGURATION = "nghisu.toml"


class ConfigurationRefused(Exception):
    """The configuration cannot be used; the reason says what to mend."""


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
    extra: dict[str, Any] = field(default_factory=dict)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "demo": (_is_flag, "true"),
    "debug": (_is_flag, "false"),
    "secret_key": (_is_text, '"…"'),
    "secret_key_fallbacks": (_is_list, '["…"]'),
    "hosts": (_is_list, '["nghisu.coquan.vn"]'),
    "database": (_is_text, '"postgresql://…"'),
    "trusted_origins": (_is_list, '["https://nghisu.coquan.vn"]'),
    "proxies": (_is_list, '["10.0.0.5"]'),
}
"""The settings that `nghisu.toml` may hold: what a value must be, and an example of one."""


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
    )


def _file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:  # no TOML, or no UTF-8
        raise ConfigurationRefused(f"Không đọc được {path}: {problem}") from problem
    unknown = set(table) - set(KINDS)
    if unknown:
        raise ConfigurationRefused(f"{path}: không có thiết lập tên {', '.join(sorted(unknown))}")
    for key, value in table.items():
        fits, example = KINDS[key]
        if not fits(value):
            raise ConfigurationRefused(
                f"{path}: {key} = {value!r} chưa đúng kiểu. Hãy ghi như: {key} = {example}"
            )
    return table


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
