"""What an installation at work must not be started with (TRUST 3, 25). The demonstration is let off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.models import Model, Q

from nghisu.accounts.demonstration import DEMO_PASSWORD
from nghisu.accounts.models import User
from nghisu.config.environment import Environment, Mail
from nghisu.foundation.models import Committee

SHORTEST_KEY = 50  # characters
FEWEST_SIGNS = 12  # different characters
KNOWN_KEYS = ("django-insecure", "changeme", "change-me", "secret", "nghisu")

DEFAULT_NAMES = ("admin", "administrator", "root", "test", "demo", "quan-tri", "quantri")
DEFAULT_PASSWORDS = ("admin", "administrator", "password", "123456", "12345678", "matkhau", "nghisu")

# What PostgreSQL may answer to be believed when it says that a commit is kept.
DURABLE = {
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
    "fsync": {"on"},
    "full_page_writes": {"on"},
}
SQLITE_FULL = 2


class UnsafeConfiguration(Exception):
    """The installation is not started; `faults` says in whole sentences what to mend."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(
            f"Không khởi động vì thiết lập chưa an toàn:\n{lines}\nSửa xong rồi chạy lại lệnh này."
        )


def refuse_unsafe(environment: Environment | None = None) -> None:
    """Raise UnsafeConfiguration if the installation is at work and not safely set up; asks the database."""
    environment = environment or settings.NGHISU_ENVIRONMENT
    faults = faults_of(environment)
    if environment.demo:
        faults += faults_of_demonstration()
    else:
        faults += [*faults_of_database(), *faults_of_accounts()]
    if faults:
        raise UnsafeConfiguration(faults)


def refuse_unsafe_settings(environment: Environment | None = None) -> None:
    """The part of `refuse_unsafe` that asks no database: before anything in it is touched."""
    faults = faults_of(environment or settings.NGHISU_ENVIRONMENT)
    if faults:
        raise UnsafeConfiguration(faults)


def faults_of(environment: Environment) -> list[str]:
    """What is wrong with the settings themselves, in sentences; nothing for a demonstration."""
    if environment.demo:
        return []
    asked: tuple[Callable[[Environment], str | None], ...] = (
        _debug,
        _key,
        _hosts,
        _origins,
        _proxies,
        _address,
        _mail,
    )
    return [fault for ask in asked if (fault := ask(environment)) is not None]


def _debug(environment: Environment) -> str | None:
    if environment.debug:
        return "Chế độ gỡ lỗi (debug) đang bật: trang lỗi sẽ lộ dữ liệu. Hãy đặt debug = false."
    return None


def _key(environment: Environment) -> str | None:
    key = environment.secret_key
    mend = "Hãy bỏ dòng secret_key để hệ thống tự sinh, hoặc đặt một chuỗi ngẫu nhiên từ 50 ký tự."
    if len(key) < SHORTEST_KEY:
        return f"Khóa bí mật (secret_key) chỉ có {len(key)} ký tự, dễ bị dò ra. {mend}"
    if len(set(key)) < FEWEST_SIGNS or key.lower().startswith(KNOWN_KEYS):
        return f"Khóa bí mật (secret_key) là một chuỗi dễ đoán. {mend}"
    return None


def _hosts(environment: Environment) -> str | None:
    if not environment.hosts or any(not host.strip() for host in environment.hosts):
        return "Chưa có tên miền được phép (hosts). Hãy ghi tên miền của hệ thống, ví dụ nghisu.coquan.vn."
    if any("*" in host for host in environment.hosts):
        return "Tên miền được phép (hosts) có dấu *: máy nào cũng giả danh được. Hãy ghi đúng tên miền."
    return None


def _origins(environment: Environment) -> str | None:
    wrong = [o for o in environment.trusted_origins if not o.startswith("https://") or "*" in o]
    if wrong:
        return f"Nguồn tin cậy (trusted_origins) phải là https:// và không có dấu *: {', '.join(wrong)}."
    return None


def _proxies(environment: Environment) -> str | None:
    if any("*" in proxy or proxy in {"", "0.0.0.0", "::"} for proxy in environment.proxies):  # noqa: S104  compared
        return "Máy chuyển tiếp (proxies) phải là địa chỉ cụ thể, nếu không ai cũng tự khai được địa chỉ."
    return None


def _address(environment: Environment) -> str | None:
    if environment.address and not environment.address.startswith("https://"):
        return "Địa chỉ của hệ thống (address) phải bắt đầu bằng https://, ví dụ https://nghisu.coquan.vn."
    return None


def _mail(environment: Environment) -> str | None:
    """A mail server that cannot work, or to which a password would go in the open."""
    mail = environment.mail
    if mail == Mail():
        return None
    if not mail.host:
        return "Thiếu tên máy chủ thư ([mail] host). Hãy ghi, ví dụ thu.coquan.vn, hoặc bỏ cả bảng [mail]."
    if not 1 <= mail.port <= 65535:
        return (
            f"Cổng của máy chủ thư ([mail] port = {mail.port}) phải từ 1 đến 65535, thường là 587 hoặc 465."
        )
    if mail.tls not in {"starttls", "tls", "none"}:
        return f'Mã hóa thư ([mail] tls = "{mail.tls}") phải là starttls, tls hoặc none.'
    if mail.tls == "none" and mail.user and mail.host not in {"localhost", "127.0.0.1", "::1"}:
        return "Mật khẩu hộp thư sẽ đi qua mạng không mã hóa. Hãy đặt [mail] tls = starttls hoặc tls."
    sender = parseaddr(mail.sender)[1]
    if "@" not in sender or any(letter.isspace() for letter in sender):
        return 'Thiếu địa chỉ gửi ([mail] from). Hãy ghi, ví dụ from = "Nghị Sự <nghisu@coquan.vn>".'
    if mail.user and not mail.password:
        return "Có tên hộp thư ([mail] user) mà chưa có mật khẩu. Hãy ghi password, hoặc đặt NGHISU_MAIL_PASSWORD."
    return None


def faults_of_database() -> list[str]:
    """Whether the database keeps what it says it kept, as the open connection itself answers."""
    if connection.vendor == "sqlite":
        return _faults_of_sqlite()
    return _faults_of_postgresql()


def _faults_of_sqlite() -> list[str]:
    faults = []
    if int(_answer("PRAGMA synchronous")) < SQLITE_FULL:
        faults.append(
            "SQLite đang ghi không chờ đĩa (synchronous khác FULL): mất điện là mất dữ liệu đã báo lưu."
        )
    if str(_answer("PRAGMA journal_mode")).lower() != "wal":
        faults.append(
            "SQLite không ở chế độ WAL: nhiều người cùng làm sẽ bị khóa. Hãy đặt dữ liệu trên ổ đĩa của máy."
        )
    if not int(_answer("PRAGMA foreign_keys")):
        faults.append("SQLite không kiểm tra ràng buộc giữa các bảng (foreign_keys tắt).")
    return faults


def _faults_of_postgresql() -> list[str]:
    faults = []
    for name, good in DURABLE.items():
        found = str(_answer(f"SHOW {name}"))
        if found not in good:
            faults.append(
                f"PostgreSQL đặt {name} = {found}: mất điện là mất dữ liệu đã báo lưu. Hãy đặt {name} = on."
            )
    return faults


def faults_of_demonstration() -> list[str]:
    """The demonstration hands out its passwords: it never runs on the rows of an office."""
    if not _table_exists(Committee):
        return []
    real = list(Committee.objects.filter(is_demo=False).values_list("name", flat=True)[:3])
    if real:
        names = ", ".join(real)
        return [
            f"Chế độ minh họa đang bật trên dữ liệu thật của {names}: ai cũng vào được. Hãy đặt demo = false."
        ]
    return []


def _table_exists(model: type[Model]) -> bool:
    """Before the first migration there are no rows at all."""
    return model._meta.db_table in connection.introspection.table_names()


def _answer(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else ""


def has_accounts() -> bool:
    """Whether anybody could sign in. Where there is no database yet, asking makes none."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and isinstance(name, Path) and not name.exists():
        return False
    return _table_exists(User) and User.objects.exists()


def faults_of_accounts() -> list[str]:
    """Accounts that everybody knows: those of the demonstration, and default names with default passwords."""
    if not _table_exists(User):
        return []
    faults = []
    known = Q(username__in=DEFAULT_NAMES) | Q(is_installation_administrator=True)
    demo = list(
        User.objects.exclude(persona="").filter(is_active=True).values_list("username", flat=True)[:5]
    )
    if demo:
        faults.append(
            f"Có tài khoản minh họa, ai cũng biết mật khẩu ({', '.join(demo)}). Hãy dùng thư mục dữ liệu mới."
        )
    for user in User.objects.filter(known, is_active=True, persona="").order_by("id")[:20]:
        if any(
            check_password(guess, user.password)
            for guess in (user.username, DEMO_PASSWORD, *DEFAULT_PASSWORDS)
        ):
            faults.append(f"Tài khoản {user.username} đang dùng mật khẩu mặc định. Hãy đổi mật khẩu trước.")
    return faults


@register(Tags.security)
def check_configuration(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """The same faults for `manage check`: those that can be told without the database."""
    return [
        Error(fault, id=f"nghisu.E{number:03}") for number, fault in enumerate(faults_of(_own()), start=1)
    ]


@register(Tags.database)
def check_database(
    app_configs: Any, databases: Sequence[str] | None = None, **more: Any
) -> list[CheckMessage]:
    """Whether the database keeps what it says it kept."""
    if not databases or _own().demo:
        return []
    return [
        Error(fault, id=f"nghisu.E{number:03}")
        for number, fault in enumerate(faults_of_database(), start=101)
    ]


def _own() -> Environment:
    environment: Environment = settings.NGHISU_ENVIRONMENT
    return environment
