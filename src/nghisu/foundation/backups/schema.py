"""How far a database has come, and how far this version goes."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

Migrations = Mapping[str, tuple[str, ...]]


def applied_migrations() -> Migrations:
    """The migrations that the database has been through, by app; empty for a new one."""
    by_app: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        by_app.setdefault(app, []).append(name)
    return {app: tuple(names) for app, names in by_app.items()}


def pending_migrations() -> list[str]:
    """The migrations that this version still has to make, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown_migrations(applied: Migrations) -> list[str]:
    """Migrations of our own apps that this version does not know: the database is of a newer one."""
    loader = MigrationExecutor(connection).loader
    own = loader.migrated_apps
    return [
        f"{app}.{name}"
        for app, names in applied.items()
        if app in own
        for name in names
        if (app, name) not in loader.disk_migrations and (app, name) not in loader.graph.nodes
    ]
