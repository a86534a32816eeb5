from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import transaction

from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.backups.making import Made, make_backup
from nghisu.foundation.backups.refusals import BackupRefused
from nghisu.foundation.backups.running import alone
from nghisu.foundation.backups.schema import applied_migrations, pending_migrations, unknown_migrations


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the migrations it made, in order, and the copy it took before them."""

    migrations: tuple[str, ...]
    backup: Made | None


def upgrade_database(with_backup: bool = True) -> Upgraded:
    """Bring the database to this version, after a copy of what it was. Nobody else is at work on it meanwhile.

    Each step is whole or not at all: interrupted, it goes on from where it was when it is run again. A new database
    is simply made. Raises BackupRefused for one that a newer version has been at.
    """
    applied = applied_migrations()
    unknown = unknown_migrations(applied)
    if unknown:
        raise BackupRefused(
            f"Cơ sở dữ liệu đã được phiên bản mới hơn nâng cấp ({unknown[0]}). "
            "Hãy cài phiên bản ấy; không hạ phiên bản trên dữ liệu đang dùng."
        )
    pending = tuple(pending_migrations())
    if not pending:
        return Upgraded((), None)
    with alone():
        made = make_backup() if applied and with_backup else None
        call_command("migrate", interactive=False, verbosity=0)
        if applied:
            with transaction.atomic():
                remember(system_actor(None), "installation.upgraded", after={"migrations": list(pending)})
    return Upgraded(pending, made)
