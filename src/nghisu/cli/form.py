"""`nghisu check-format`: what in a Word document is not in the right form, without a database."""

from __future__ import annotations

import gettext
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nghisu.core.form.check import FormReport
    from nghisu.core.law.citation import Translate

REFUSED = 2
LOCALE = Path(__file__).resolve().parents[1] / "locale"


@click.command(name="check-format")
@click.argument("file", metavar="TỆP.docx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
@click.option(
    "--side",
    type=click.Choice(["party", "state"]),
    help="Thể thức của Đảng (party) hay của Nhà nước (state); không ghi thì nhận theo văn bản.",
)
@click.option(
    "--marked",
    metavar="TỆP.docx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi một bản sao có nhận xét ở từng chỗ chưa đúng.",
)
@click.option(
    "--unicode",
    "converted",
    metavar="TỆP.docx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi một bản sao đã chuyển chữ TCVN3, VNI sang Unicode.",
)
@click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Ngôn ngữ trả lời."
)
def check_format(
    file: Path, as_json: bool, side: str | None, marked: Path | None, converted: Path | None, language: str
) -> None:
    """Kiểm tra thể thức một văn bản Word (.docx): lề, phông và cỡ chữ, tiêu đề, số và ký hiệu, ngày tháng, trích yếu, nội
    dung, chữ ký, nơi nhận; nêu chỗ chưa đúng, phải thế nào, theo điểm nào.

    Không cần cơ sở dữ liệu; tệp gốc không bị thay đổi.
    """
    from nghisu.core.form.check import check_form
    from nghisu.core.form.notes import notes_of
    from nghisu.core.form.rules import Side
    from nghisu.foundation.word import (
        MAX_FILE,
        Note,
        UnreadableDocument,
        in_unicode,
        marked_copy,
        read_document,
    )

    say: Translate = gettext.translation("django", LOCALE, [language], fallback=True).gettext
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
        report = check_form(read_document(content, say), Side(side) if side else None)
        copies: list[tuple[Path, bytes]] = []
        if marked is not None:
            notes = [Note(index, said) for index, said in notes_of(report, say)]
            copies.append((marked, marked_copy(content, notes, say)))
        if converted is not None:
            copies.append((converted, in_unicode(content, say)))
    except FileNotFoundError:
        click.echo(f"Không có tệp “{file}”.", err=True)
        sys.exit(REFUSED)
    except UnreadableDocument as refusal:
        click.echo(refusal.message, err=True)
        click.echo(refusal.way_out, err=True)
        sys.exit(REFUSED)
    for path, copy in copies:
        if path.exists() and path.samefile(file):
            click.echo("Bản sao phải có tên khác: tệp gốc không bị ghi đè.", err=True)
            sys.exit(REFUSED)
        try:
            path.write_bytes(copy)
        except OSError as problem:
            click.echo(f"Không ghi được tệp “{path}”: {problem.strerror}. Chọn nơi khác.", err=True)
            sys.exit(REFUSED)
        click.echo(f"Đã ghi {path}.", err=True)
    if as_json:
        click.echo(json.dumps(report.as_json(say), ensure_ascii=False, indent=2))
    else:
        click.echo(written(report, say))


def written(report: FormReport, say: Translate) -> str:
    """The report as a person reads it."""
    from nghisu.core.form.notes import introduction

    lines = introduction(report, say)
    for place, finding in enumerate(report.findings, start=1):
        lines += [
            "",
            f"{place}. {say(finding.name)}: {finding.where(say)}",
            f"   {say('Hiện là')}: {finding.found.say(say)}",
            f"   {say('Phải là')}: {finding.expected.say(say)}",
            f"   {say('Theo')}: {finding.clause.say(say)}",
        ]
    return "\n".join(lines)
