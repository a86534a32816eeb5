"""`nghisu check`: the findings of a programme in a spreadsheet, without a database."""

from __future__ import annotations

import json
import sys
from datetime import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nghisu.core.conferences.findings import Finding
    from nghisu.programme.adapters.xlsx_reading import ReadProgramme

SEVERITIES = {"refuse": "Phải sửa", "warn": "Cảnh báo", "note": "Lưu ý"}


def hour(ctx: click.Context, param: click.Parameter, value: str) -> time:
    """An hour of the day as a person writes it: 08:00."""
    try:
        return time.fromisoformat(value.strip().zfill(5))
    except ValueError:
        raise click.BadParameter(f"“{value}” không phải là giờ; hãy ghi như 08:00.", ctx, param) from None


@click.command(help="Đọc chương trình công tác từ tệp Excel và nêu những điều chưa đúng quy định.")
@click.argument("file", metavar="TỆP.xlsx", type=click.Path(dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--rulebook", "code", default="5609", show_default=True, help="Mã bộ quy định.")
@click.option(
    "--base-year-count",
    type=click.IntRange(min=0),
    help="Số hội nghị của năm gốc, để tính mức giảm phải đạt.",
)
@click.option("--morning", callback=hour, default="08:00", show_default=True, help="Giờ khai mạc sáng.")
@click.option("--afternoon", callback=hour, default="14:00", show_default=True, help="Giờ khai mạc chiều.")
def check(
    file: str, as_json: bool, code: str, base_year_count: int | None, morning: time, afternoon: time
) -> None:
    from nghisu.core.conferences.findings import check_programme
    from nghisu.core.conferences.hours import OpeningHours
    from nghisu.core.dates import default_calendar
    from nghisu.core.law.compose import load_rulebook
    from nghisu.core.law.refusals import LawError
    from nghisu.programme.adapters.xlsx_reading import UnreadableFile, read_programme

    hours = OpeningHours(morning=morning, afternoon=afternoon)
    try:
        rulebook = load_rulebook(code)
        kinds = {kind.code: kind.name for kind in rulebook.kinds.values()}
        programme = read_programme(file, kinds=kinds, hours=hours)
    except UnreadableFile as refusal:
        click.echo(refusal.message, err=True)
        click.echo(refusal.way_out, err=True)
        sys.exit(2)
    except LawError as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
    findings = check_programme(
        programme.conferences,
        rulebook,
        default_calendar(),
        base_year_count=base_year_count,
        year=programme.year,
        hours=hours,
        problems=programme.problems,
    )
    for warning in programme.warnings:
        click.echo(warning, err=True)
    if as_json:
        answer = {
            "conferences": len(programme.conferences),
            "findings": [finding.as_json() for finding in findings],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        click.echo(report(programme, findings))


def report(programme: ReadProgramme, findings: list[Finding]) -> str:
    """The findings as a person reads them, the gravest first."""
    lines = [programme.title] if programme.title else []
    lines.append(f"{len(programme.conferences)} hội nghị, {len(findings)} phát hiện.")
    for severity, name in SEVERITIES.items():
        of_severity = [finding for finding in findings if finding.severity == severity]
        if not of_severity:
            continue
        lines += ["", f"{name} ({len(of_severity)})"]
        for finding in of_severity:
            lines.append(f"  • {finding.message}")
            lines.append(f"    Cách xử lý: {finding.way_out}")
            for ground in finding.citations:
                place = ground.reading or ground.document
                lines.append(f"    Căn cứ: {place}" + (f": {ground.gist}" if ground.clause else ""))
    return "\n".join(lines)
