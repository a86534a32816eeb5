"""Starting Django for the commands that need the database, and only for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nghisu.foundation.models import Committee

REFUSED = 2
"""The exit code when a command cannot be carried out at all."""


def start() -> None:
    """Set Django up. A configuration that cannot be used ends the command with its reason (exit code 2)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghisu.config.settings")
    from nghisu.config.environment import ConfigurationRefused

    try:
        import django

        django.setup()
    except ConfigurationRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Work with the database, which ends the command with a sentence (exit code 2) when it cannot be worked with."""
    from django.db import DatabaseError

    try:
        yield
    except (DatabaseError, OSError) as problem:
        click.echo(
            f"Không dùng được cơ sở dữ liệu: {str(problem).strip()}.\nHãy kiểm tra đĩa còn chỗ, quyền ghi vào "
            "thư mục dữ liệu (NGHISU_DATA), và máy chủ cơ sở dữ liệu (thiết lập database) rồi chạy lại.",
            err=True,
        )
        sys.exit(REFUSED)


def migrate() -> None:
    """Bring the database to the present schema."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def committee_named(code: str | None) -> Committee:
    """The committee of a code; without one, the only one there is. Where none fits, the command ends with the codes
    that do (exit code 2)."""
    from nghisu.foundation.models import Committee

    rows = list(Committee.objects.order_by("code"))
    fitting = [row for row in rows if code is None or row.code == code]
    if len(fitting) == 1:
        return fitting[0]
    if not rows:
        click.echo("Chưa có cấp ủy nào. Hãy chạy trước: nghisu init", err=True)
    else:
        known = ", ".join(row.code for row in rows)
        missing = f"Không có cấp ủy “{code}”. " if code is not None else ""
        click.echo(f"{missing}Hãy chọn cấp ủy bằng --committee, một trong: {known}.", err=True)
    sys.exit(REFUSED)
