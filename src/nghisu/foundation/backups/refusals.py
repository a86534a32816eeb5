from __future__ import annotations


class BackupRefused(Exception):
    """A copy cannot be made or put back; the reason says what to do. Nothing was changed."""
