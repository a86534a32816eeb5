"""`nghisu backup`, `restore`, `upgrade`: copies that can be put back, and a new version on old data."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from nghisu.cli import django

MEGABYTE = 1 << 20


@contextmanager
def _said_plainly() -> Iterator[None]:
    from nghisu.foundation.backups import BackupRefused

    with django.said_plainly():
        try:
            yield
        except BackupRefused as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(2)


@click.command(help="Sao lưu cơ sở dữ liệu và các tệp vào một tệp, trong lúc mọi người vẫn làm việc.")
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[TỆP|THƯ-MỤC]")
@click.option("--keep", type=click.IntRange(1), help="Chỉ giữ lại chừng này bản mới nhất trong thư mục ấy.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def backup(place: Path | None, keep: int | None, as_json: bool) -> None:
    django.start()
    from nghisu.foundation.backups import keep_latest, make_backup
    from nghisu.foundation.backups.archive import plain

    began = time.monotonic()
    with _said_plainly():
        made = make_backup(place)
        gone = keep_latest(keep, made.path.parent) if keep else []
    took = time.monotonic() - began
    click.echo(
        f"Đã sao lưu vào {made.path} ({made.size / MEGABYTE:.1f} MB, {took:.1f} giây). "
        "Tệp này chứa mọi dữ liệu và khóa: hãy cất ở nơi an toàn, ngoài máy này.",
        err=True,
    )
    for path in gone:
        click.echo(f"Đã xóa bản cũ {path.name}.", err=True)
    if as_json:
        answer = plain(made.manifest) | {"path": str(made.path), "size": made.size, "seconds": round(took, 2)}
        click.echo(json.dumps(answer | {"removed": [path.name for path in gone]}, ensure_ascii=False))


@click.command(help="Khôi phục từ một bản sao lưu; kiểm tra từng byte trước khi thay bất cứ thứ gì.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@click.option(
    "--replace",
    is_flag=True,
    help="Thay dữ liệu đang có; dữ liệu cũ được giữ trong thư mục before-restore-….",
)
@click.option("--check", "only_check", is_flag=True, help="Chỉ kiểm tra bản sao lưu còn nguyên hay không.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def restore(file: Path, replace: bool, only_check: bool, as_json: bool) -> None:
    django.start()
    from nghisu.foundation import clock
    from nghisu.foundation.backups import read_backup, restore_backup
    from nghisu.foundation.backups.archive import plain

    began = time.monotonic()
    with _said_plainly():
        manifest = read_backup(file) if only_check else restore_backup(file, replace)
    took = time.monotonic() - began
    at = clock.local(datetime.fromisoformat(manifest.made_at))
    done = "Bản sao lưu còn nguyên" if only_check else "Đã khôi phục"
    click.echo(
        f"{done}: {', '.join(manifest.committees) or 'chưa có cấp ủy nào'}, sao lưu lúc {at:%H:%M %d/%m/%Y} "
        f"({took:.1f} giây).",
        err=True,
    )
    if as_json:
        answer = plain(manifest) | {"restored": not only_check, "seconds": round(took, 2)}
        click.echo(json.dumps(answer, ensure_ascii=False))


@click.command(
    help="Đưa dữ liệu lên phiên bản đang cài: sao lưu trước, nâng cấp sau; ngắt giữa chừng thì chạy lại."
)
@click.option("--no-backup", is_flag=True, help="Không sao lưu trước (khi vừa tự sao lưu xong).")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def upgrade(no_backup: bool, as_json: bool) -> None:
    django.start()
    from nghisu.foundation.backups import upgrade_database

    with _said_plainly():
        done = upgrade_database(with_backup=not no_backup)
    if done.backup is not None:
        click.echo(f"Đã sao lưu trước khi nâng cấp: {done.backup.path}", err=True)
    click.echo(
        f"Đã nâng cấp qua {len(done.migrations)} bước." if done.migrations else "Dữ liệu đã ở phiên bản này.",
        err=True,
    )
    if as_json:
        answer = {
            "migrations": list(done.migrations),
            "backup": str(done.backup.path) if done.backup else None,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
