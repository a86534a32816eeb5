"""The database of an installation as one file and back, with the means of each engine."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection, transaction

from nghisu.foundation.backups.refusals import BackupRefused

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def take_snapshot(to: Path) -> None:
    """Write the database of this very moment into a new file, while others go on working."""
    if connection.vendor == SQLITE:
        connection.ensure_connection()
        target = type(connection.connection)(str(to))
        try:
            connection.connection.backup(target)  # in one step, under one read lock
        finally:
            target.close()
        return
    _run("pg_dump", "--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--file={to}")


def must_be_sound(snapshot: Path, engine: str) -> None:
    """Refuse a file that the engine itself finds broken. Raises BackupRefused."""
    if engine == SQLITE:
        try:
            with sqlite3.connect(f"file:{snapshot}?mode=ro&immutable=1", uri=True) as look:
                (answer,) = look.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as problem:
            answer = str(problem)
        if answer != "ok":
            raise BackupRefused(f"Cơ sở dữ liệu trong bản sao lưu bị hỏng: {answer}.")
        return
    _run("pg_restore", "--list", str(snapshot), with_database=False)


def replace_database(snapshot: Path) -> None:
    """Put the database of a snapshot in the place of the present one. Nobody else may be using it.

    On SQLite the file is exchanged, which is on the same disk; on PostgreSQL the present schema stands aside until the
    other is there whole, and comes back when it is not. Raises BackupRefused.
    """
    if connection.vendor == SQLITE:
        target = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for leftover in ("-wal", "-shm"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)
        snapshot.replace(target)
        return
    _move_schema("public", ASIDE)
    connection.close()
    try:
        _run(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            f"--dbname={connection.settings_dict['NAME']}",
            str(snapshot),
        )
    except BackupRefused:
        _move_schema(ASIDE, "public")
        raise
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")
    connection.close()


ASIDE = "nghisu_before_restore"


def _move_schema(present: str, to: str) -> None:
    """Call a schema otherwise and put an empty one in its place; extensions stay under the name `public`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extnamespace = 'public'::regnamespace")
        extensions = [name for (name,) in cursor.fetchall()]
        if to == "public":  # what was begun there gives way
            for name in extensions:
                cursor.execute(f"ALTER EXTENSION {connection.ops.quote_name(name)} SET SCHEMA {present}")
            cursor.execute("DROP SCHEMA public CASCADE")
        else:
            cursor.execute(f"DROP SCHEMA IF EXISTS {to} CASCADE")
        cursor.execute(f"ALTER SCHEMA {present} RENAME TO {to}")
        if to != "public":
            cursor.execute("CREATE SCHEMA public")
            for name in extensions:
                cursor.execute(f"ALTER EXTENSION {connection.ops.quote_name(name)} SET SCHEMA public")


def size_of_database() -> int:
    """About how many bytes a snapshot takes."""
    if connection.vendor == SQLITE:
        path = Path(str(connection.settings_dict["NAME"]))
        return path.stat().st_size if path.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return int(size)


def _run(program: str, *words: str, with_database: bool = True) -> None:
    path = shutil.which(program)
    if path is None:
        raise BackupRefused(
            f"Máy chưa có chương trình {program} của PostgreSQL. Trên Debian: apt-get install postgresql-client"
        )
    settings = connection.settings_dict
    environment = dict(os.environ)
    if with_database:
        environment |= {
            "PGDATABASE": str(settings["NAME"]),
            "PGUSER": str(settings["USER"]),
            "PGPASSWORD": str(settings["PASSWORD"]),
            "PGHOST": str(settings["HOST"]),
            "PGPORT": str(settings["PORT"] or "5432"),
        }
    done = subprocess.run([path, *words], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupRefused(f"{program} không làm được: {done.stderr.strip()[-600:]}")
