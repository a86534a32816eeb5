"""Starting Django for the commands that need the database, and only for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


def start() -> None:
    """Set Django up. A configuration that cannot be used ends the command with its reason (exit code 2)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghisu.config.settings")
    from nghisu.config.environment import ConfigurationRefused

    try:
        import django

        django.setup()
    except ConfigurationRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)


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
        sys.exit(2)


def migrate() -> None:
    """Bring the database to the present schema."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
