"""`nghisu import-people`: units, people and appointments from a file, by the reader and the rules of the page."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from nghisu.cli import django

if TYPE_CHECKING:
    from nghisu.foundation.models import Committee

NOT_READY = 1
"""The exit code when rows must be mended or questions answered first; nothing was taken in."""
REFUSED = 2
"""The exit code when the file or the command cannot be used at all."""


@click.command(
    "import-people",
    help="Nhập cơ quan, người và chức danh từ tệp XLSX hoặc CSV; hoặc tất cả cùng vào, hoặc không.",
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--committee", "code", help="Mã cấp ủy; không cần khi hệ thống chỉ có một.")
@click.option("--since", help="Ngày dùng khi ô “Từ ngày” để trống, dạng ngày/tháng/năm.")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và nói sẽ tạo gì, không ghi vào danh bạ.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON ra đầu ra chuẩn.")
def import_people(file: Path, code: str | None, since: str | None, dry_run: bool, as_json: bool) -> None:
    """Who is meant by a bare name is asked on the page, never guessed here: such a row keeps the file out."""
    django.start()
    from django_scopes import scope

    from nghisu.foundation.sheets import UnreadableFile
    from nghisu.foundation.sheets.container import MAX_FILE

    with django.said_plainly():
        django.migrate()
        committee = django.committee_named(code)
        try:
            with file.open("rb") as stream:
                content = stream.read(MAX_FILE + 1)
        except OSError as problem:
            _stop(f"Không mở được {file}: {problem.strerror}.")
        try:
            with scope(committee=committee):
                answer = _take_in(committee, content, file.name, _day(since), dry_run)
        except UnreadableFile as refusal:
            _stop(str(refusal))
    _say(answer)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    if answer["problems"] or answer["questions"]:
        sys.exit(NOT_READY)


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(REFUSED)


def _day(since: str | None) -> date | None:
    if since is None:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(since, form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
    _stop(f"“{since}” không phải là một ngày. Hãy ghi như 01/07/2025.")


def _take_in(
    committee: Committee, content: bytes, name: str, since: date | None, dry_run: bool
) -> dict[str, Any]:
    """Draft and, unless it is only asked what would be, accept, in one transaction that keeps nothing half done."""
    from django.db import transaction

    from nghisu.core.people.roles import Role
    from nghisu.directory.commands import importing
    from nghisu.directory.models import DirectoryImportRow
    from nghisu.directory.queries.importing import import_tally
    from nghisu.foundation.actors import Actor, Grant

    # user 0 is nobody who can sign in: the trail says that it was done at the command line.
    by = Actor(
        committee.pk,
        "nghisu import-people",
        user_id=0,
        grants=frozenset({Grant(Role.COMMITTEE_ADMINISTRATOR)}),
    )
    file = importing.read_directory_file(by, content, name)
    with transaction.atomic():
        draft = importing.draft_directory_import(by, file, since)
        tally = import_tally(draft)
        rows = list(
            DirectoryImportRow.objects.filter(committee=committee, draft=draft).order_by("part", "row")
        )
        if tally.ready and not dry_run:
            draft = importing.accept_directory_import(by, draft.pk)
        answer = {
            "committee": committee.code,
            "file": name,
            "rows": tally.rows,
            "accepted": draft.accepted_at is not None,
            "made": draft.made,
            "would_make": {"organisations": tally.units, "appointments": tally.people},
            "there": tally.there,
            "copies": tally.copies,
            "problems": [
                {"part": row.part, "row": row.row, "field": one["field"], "message": one["message"]}
                | {"way_out": one["way_out"]}
                for row in rows
                for one in row.problems.get("vi", [])
                if row.standing == DirectoryImportRow.Standing.UNREADABLE
            ],
            "questions": [
                {"row": row.row, "name": row.raw.get("full_name", ""), "candidates": len(row.candidates)}
                for row in rows
                if row.standing == DirectoryImportRow.Standing.ASKED
            ],
        }
        if draft.accepted_at is None:
            transaction.set_rollback(True)
    return answer


def _say(answer: dict[str, Any]) -> None:
    names = {"units": "cơ quan", "people": "người"}
    for one in answer["problems"]:
        where = f"Trang {names[one['part']]}, dòng {one['row']}"
        click.echo(f"{where}: {one['message']} {one['way_out']}", err=True)
    for one in answer["questions"]:
        click.echo(
            f"Trang người, dòng {one['row']}: “{one['name']}” có phải là người đã có trong danh bạ hay ở dòng khác "
            "không? Ghi cùng email hoặc điện thoại để nhận ra, hoặc nhập trên trang Danh bạ để trả lời.",
            err=True,
        )
    made = answer["made"]
    if answer["accepted"]:
        click.echo(
            f"Đã đưa vào danh bạ: {made['organisations']} cơ quan, {made['people']} người, "
            f"{made['positions']} chức danh mới, {made['appointments']} lần giữ chức.",
            err=True,
        )
    elif answer["problems"] or answer["questions"]:
        click.echo("Chưa đưa gì vào danh bạ. Hãy sửa các dòng trên rồi chạy lại.", err=True)
    elif not any(answer["would_make"].values()):
        click.echo("Không có gì mới: mọi dòng của tệp đã có trong danh bạ.", err=True)
    else:
        would = answer["would_make"]
        click.echo(
            f"Sẽ tạo {would['organisations']} cơ quan và ghi {would['appointments']} lần giữ chức; chưa ghi gì.",
            err=True,
        )
