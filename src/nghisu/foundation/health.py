"""Whether the installation is sound, asked of the things themselves (TRUST 24). Nothing is remembered from before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.audit import checkpoints
from nghisu.foundation.audit.verifying import tail_is_broken
from nghisu.foundation.backups.making import ENDING, backups_folder
from nghisu.foundation.backups.schema import pending_migrations
from nghisu.foundation.models import AuditChain, AuditPending, Heartbeat
from nghisu.foundation.outbox.state import outbox_state

DISK_FLOOR = 512 << 20
"""Bytes that must be free: below that a day's work may no longer fit."""
OLDEST_OUTGOING = timedelta(minutes=10)
OLDEST_UNSEALED = timedelta(seconds=30)
LARGEST_LAG = timedelta(seconds=60)
OLDEST_BACKUP = timedelta(hours=48)


class State(StrEnum):
    """How a part stands. A warning asks for a look and does not make the installation unsound."""

    SOUND = "sound"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Sign:
    """One part of the installation: its name for machines, how it stands, what a person is told."""

    name: str
    state: State
    said: str


@dataclass(frozen=True, slots=True)
class Health:
    """All parts, in the order in which one would look."""

    signs: tuple[Sign, ...]

    @property
    def sound(self) -> bool:
        return all(sign.state is not State.FAULT for sign in self.signs)


def examine() -> Health:
    """Ask every part. One that cannot even be asked is at fault, and says with what."""
    return Health(tuple(_asked(name, ask) for name, ask in PARTS))


def _asked(name: str, ask: Callable[[], tuple[State, str]]) -> Sign:
    try:
        state, said = ask()
    except (DatabaseError, OSError) as problem:
        return Sign(
            name, State.FAULT, _("Không kiểm tra được: %(problem)s") % {"problem": type(problem).__name__}
        )
    return Sign(name, state, said)


def _writes() -> tuple[State, str]:
    with transaction.atomic():
        Heartbeat.objects.update_or_create(id=1, defaults={"at": clock.server_now()})
    return State.SOUND, _("Cơ sở dữ liệu nhận ghi")


def _disk() -> tuple[State, str]:
    free = shutil.disk_usage(settings.NGHISU_DATA).free
    said = _("Ổ đĩa còn %(free)s MB") % {"free": free >> 20}
    return (State.SOUND if free >= DISK_FLOOR else State.FAULT), said


def _schema() -> tuple[State, str]:
    pending = pending_migrations()
    if pending:
        return State.FAULT, _("Dữ liệu chưa lên phiên bản này: hãy chạy nghisu upgrade")
    return State.SOUND, _("Dữ liệu đúng phiên bản")


def _outbox() -> tuple[State, str]:
    state = outbox_state()
    if state.oldest is not None and state.oldest > OLDEST_OUTGOING:
        minutes = int(state.oldest.total_seconds() // 60)
        return State.FAULT, _("Có thư chờ gửi đã %(minutes)s phút: hãy xem nghisu worker") % {
            "minutes": minutes
        }
    if state.dead:
        return State.WARNING, _("%(count)s thư không gửi được, cần người xem") % {"count": state.dead}
    return State.SOUND, _("Hộp gửi thông suốt")


def _audit() -> tuple[State, str]:
    """Whether the sealer keeps up, the end of the chain is whole, and no signed mark lies beyond it."""
    since = AuditPending.objects.aggregate(since=Min("record__recorded_at"))["since"]
    if since is not None and clock.server_now() - since > OLDEST_UNSEALED:
        return State.FAULT, _("Nhật ký chưa được niêm phong kịp: hãy khởi động lại máy chủ")
    head = AuditChain.objects.filter(id=1).first() or AuditChain()
    last = checkpoints.last()
    if last is not None and last.number > head.number:
        return State.FAULT, _("Nhật ký ngắn hơn mốc đã ký: hãy chạy nghisu verify-audit")
    if tail_is_broken():
        return State.FAULT, _("Cuối nhật ký không khớp dấu niêm phong: hãy chạy nghisu verify-audit")
    return State.SOUND, _("Nhật ký được niêm phong đến số %(number)s") % {"number": head.number}


def _standby() -> tuple[State, str]:
    """Whether the expected standby servers follow closely. SQLite has none."""
    expected = settings.NGHISU_ENVIRONMENT.standbys
    if connection.vendor != "postgresql":
        return State.SOUND, _("Không dùng máy dự phòng")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE extract(epoch FROM coalesce(replay_lag, interval '0')) <= %s)"
            " FROM pg_stat_replication WHERE state = 'streaming'",
            [LARGEST_LAG.total_seconds()],
        )
        (close,) = cursor.fetchone()
    if close < expected:
        return State.FAULT, _("Chỉ %(close)s trên %(expected)s máy dự phòng theo kịp") % {
            "close": close,
            "expected": expected,
        }
    return State.SOUND, _("%(close)s máy dự phòng theo kịp") % {"close": close}


def _backup() -> tuple[State, str]:
    """Whether there is a fresh copy where copies stand by themselves. Copies kept elsewhere are not seen from here."""
    folder: Path = backups_folder()
    times = [path.stat().st_mtime for path in folder.glob(f"*{ENDING}")] if folder.exists() else []
    if not times:
        return State.WARNING, _("Chưa có bản sao lưu nào trong thư mục %(folder)s") % {"folder": folder.name}
    age = timedelta(seconds=clock.server_now().timestamp() - max(times))
    hours = int(age.total_seconds() // 3600)
    said = _("Bản sao lưu mới nhất cách đây %(hours)s giờ") % {"hours": hours}
    return (State.WARNING if age > OLDEST_BACKUP else State.SOUND), said


PARTS: tuple[tuple[str, Callable[[], tuple[State, str]]], ...] = (
    ("database", _writes),
    ("disk", _disk),
    ("schema", _schema),
    ("outbox", _outbox),
    ("audit", _audit),
    ("standby", _standby),
    ("backup", _backup),
)
