"""Starting Django for the commands that need the database, and only for them."""

from __future__ import annotations

import os
import sys

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


def migrate() -> None:
    """Bring the database to the present schema."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
