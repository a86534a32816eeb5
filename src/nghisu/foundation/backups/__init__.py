"""Copies that can be put back: database and files of one moment in one file (TRUST 13)."""

from nghisu.foundation.backups.archive import Contents, Manifest
from nghisu.foundation.backups.making import Made, keep_latest, make_backup
from nghisu.foundation.backups.refusals import BackupRefused
from nghisu.foundation.backups.restoring import read_backup, restore_backup
from nghisu.foundation.backups.running import alone, at_work
from nghisu.foundation.backups.upgrading import Upgraded, upgrade_database

__all__ = [
    "BackupRefused",
    "Contents",
    "Made",
    "Manifest",
    "Upgraded",
    "alone",
    "at_work",
    "keep_latest",
    "make_backup",
    "read_backup",
    "restore_backup",
    "upgrade_database",
]
