"""`nghisu compare-editions`: what would change between two rulebooks, over a year, without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nghisu.core.law import Rulebook
    from nghisu.core.law.comparing import Comparison, Convened

REFUSED = 2
MOST = 40
"""Conferences that the answer for people names; the JSON names all."""


@click.command(name="compare-editions")
@click.argument("old", metavar="BẢN-CŨ")
@click.argument("new", metavar="BẢN-MỚI")
@click.option("--year", type=click.IntRange(2015, 2050), help="Năm so sánh; không ghi thì theo chương trình.")
@click.option("--programme", type=click.Path(dir_okay=False), help="Chương trình công tác (.xlsx).")
@click.option("--rulebook", default="5609", show_default=True, help="Bộ quy định mà thư mục được ghép vào.")
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
def compare_editions(
    old: str, new: str, year: int | None, programme: str | None, rulebook: str, as_json: bool
) -> None:
    """Nếu đổi quy định thì quy tắc nào, hạn nào thay đổi. Mỗi bản là mã bộ quy định, hoặc thư mục một bản quy định
    (tệp TOML), được ghép vào bộ quy định ghi ở --rulebook."""
    from nghisu.core.dates import default_calendar
    from nghisu.core.law.comparing import compare, comparison_as_json, usual_conferences
    from nghisu.core.law.refusals import LawError
    from nghisu.foundation import clock
    from nghisu.foundation.sheets.unreadable import UnreadableFile

    calendar = default_calendar()
    try:
        before, after = rulebook_named(old, rulebook), rulebook_named(new, rulebook)
        if programme is not None:
            found_year, conferences = _of_programme(programme, after, before)
            year = year or found_year
            conferences = [one for one in conferences if year is None or one.question.opening.year == year]
        else:
            year = year or clock.local(clock.server_now()).year
            conferences = list(usual_conferences(before, after, calendar, year))
    except LawError as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    except UnreadableFile as refusal:
        click.echo(refusal.message, err=True)
        click.echo(refusal.way_out, err=True)
        sys.exit(REFUSED)
    comparison = compare(before, after, conferences, calendar)
    if as_json:
        said = {"old": old, "new": new, "year": year} | comparison_as_json(comparison)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo(report(comparison))


def rulebook_named(name: str, base: str) -> Rulebook:
    """A rulebook by its code, or one that ships with the edition of a folder in it."""
    from nghisu.cli.texts import edition_named
    from nghisu.core.law.compose import compose_with, load_rulebook, rulebook_codes

    if name in rulebook_codes() or not Path(name).exists():
        return load_rulebook(name)
    return compose_with(base, [edition_named(name)])


def _of_programme(file: str, *rulebooks: Rulebook) -> tuple[int | None, list[Convened]]:
    from nghisu.core.conferences.hours import OpeningHours
    from nghisu.core.law.comparing import Convened
    from nghisu.core.law.question import Form, Question
    from nghisu.programme.adapters.xlsx_reading import read_programme

    kinds = {kind.code: kind.name for rulebook in rulebooks for kind in rulebook.kinds.values()}
    programme = read_programme(file, kinds=kinds, hours=OpeningHours())
    for warning in programme.warnings:
        click.echo(warning, err=True)
    found = [
        Convened(
            one.title,
            Question(
                kind=one.kind,
                opening=one.opening,
                closing=one.closing,
                form=one.form or Form.IN_PERSON,
                unscheduled=one.unscheduled,
                chair=one.chair,
                carries_appraised=one.carries_appraised,
            ),
            one.key,
        )
        for one in programme.conferences
        if one.kind is not None and one.opening is not None
    ]
    return programme.year, found


def report(comparison: Comparison) -> str:
    """The same as a person reads it."""
    counted = (
        f"{len(comparison.added)} quy tắc thêm, {len(comparison.removed)} quy tắc bỏ, "
        f"{len(comparison.changed)} quy tắc đổi; {len(comparison.conferences)}/{comparison.compared} hội nghị "
        f"thay đổi, {comparison.moved} hạn, {comparison.arisen} mâu thuẫn mới."
    )
    lines = [counted]
    for one in comparison.added:
        lines.append(f"+ {one.new_said}")
    for one in comparison.removed:
        lines.append(f"- {one.old_said}")
    for one in comparison.changed:
        lines += [f"* {one.old_said}", f"  → {one.new_said}"]
    for change in comparison.conferences[:MOST]:
        lines.append(f"{change.of.question.opening:%d/%m/%Y} {change.of.title}")
        if change.refused:
            lines.append(f"  {change.refused}")
        for day in change.days:
            before = f"{day.old.act_by:%d/%m}" if day.old and day.old.act_by else "không có hạn"
            after = f"{day.new.act_by:%d/%m}" if day.new and day.new.act_by else "không có hạn"
            by = f" ({day.days:+d} ngày)" if day.days is not None else ""
            lines.append(f"  {day.name}: {before} → {after}{by}")
        lines += [f"  Mâu thuẫn mới: {conflict.explain()}" for conflict in change.arisen]
    if len(comparison.conferences) > MOST:
        lines.append(f"… và {len(comparison.conferences) - MOST} hội nghị nữa (dùng --json để xem hết).")
    return "\n".join(lines)
