"""`nghisu compare-editions`: what would change between two rulebooks, over a year: of a committee's programme, of a file,
or of each kind in each month, for which no database is needed."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from nghisu.core.law.comparing import compare, comparison_as_json, usual_conferences
from nghisu.core.law.refusals import LawError
from nghisu.foundation.sheets.unreadable import UnreadableFile

if TYPE_CHECKING:
    from nghisu.core.law import Rulebook
    from nghisu.core.law.comparing import Comparison, Convened
    from nghisu.foundation.actors import Actor

REFUSED = 2
BASE = "5609"
"""The rulebook that a folder goes into where nothing says which."""
OWN = "rieng-"
"""Before the number of an edition that the committee made itself."""
MOST = 40
"""Conferences that the answer for people names; the JSON names all."""


@click.command(name="compare-editions")
@click.argument("old", metavar="BẢN-CŨ")
@click.argument("new", metavar="BẢN-MỚI", required=False)
@click.option("--year", type=click.IntRange(2015, 2050), help="Năm so sánh; không ghi thì theo chương trình.")
@click.option("--programme", type=click.Path(dir_okay=False), help="Chương trình công tác (.xlsx).")
@click.option(
    "--committee",
    metavar="MÃ",
    help="Mã cấp ủy: so trên các hội nghị của cấp ủy ấy, không ghi năm thì năm nay.",
)
@click.option(
    "--rulebook",
    help="Bộ quy định mà thư mục được ghép vào; không ghi thì 5609, có --committee thì bộ đang áp dụng.",
)
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
def compare_editions(
    old: str,
    new: str | None,
    year: int | None,
    programme: str | None,
    committee: str | None,
    rulebook: str | None,
    as_json: bool,
) -> None:
    """Nếu đổi quy định thì quy tắc nào, hạn nào thay đổi. Mỗi bản là mã bộ quy định, hoặc thư mục một bản quy định
    (tệp TOML), được ghép vào bộ quy định ghi ở --rulebook.

    Có --committee thì lấy hội nghị trong chương trình của cấp ủy ấy; mỗi bản còn có thể là bản riêng của cấp ủy, ghi
    rieng-1, rieng-2…; chỉ ghi một bản thì so bản ấy với quy định đang áp dụng."""
    if committee is None and new is None:
        _stop("Hãy ghi hai bản cần so sánh, hoặc ghi --committee để so với quy định đang áp dụng.")
    if committee is not None and programme is not None:
        _stop(
            "Chỉ ghi một trong hai: --committee (hội nghị của cấp ủy) hoặc --programme (hội nghị trong tệp)."
        )
    try:
        answer = (
            _without_database(old, new or "", year, programme, rulebook or BASE)
            if committee is None
            else _in_committee(committee, old, new, year, rulebook)
        )
    except LawError as refusal:
        _stop(str(refusal))
    except UnreadableFile as refusal:
        _stop(f"{refusal.message}\n{refusal.way_out}")
    if as_json:
        said = answer.asked | comparison_as_json(answer.comparison)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*answer.head, report(answer.comparison)]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of comparing, with what was asked: for programs (`asked`) and for people (`head`)."""

    comparison: Comparison
    asked: dict[str, object]
    head: tuple[str, ...] = ()


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(REFUSED)


def _without_database(old: str, new: str, year: int | None, programme: str | None, base: str) -> Answer:
    from nghisu.core.dates import default_calendar
    from nghisu.foundation import clock

    calendar = default_calendar()
    before, after = rulebook_named(old, base), rulebook_named(new, base)
    if programme is not None:
        found_year, conferences = _of_programme(programme, after, before)
        year = year or found_year
        conferences = [one for one in conferences if year is None or one.question.opening.year == year]
    else:
        year = year or clock.local(clock.server_now()).year
        conferences = list(usual_conferences(before, after, calendar, year))
    comparison = compare(before, after, conferences, calendar)
    return Answer(comparison, {"old": old, "new": new, "year": year})


def _in_committee(code: str, old: str, new: str | None, year: int | None, base: str | None) -> Answer:
    """Over the conferences that stand in a committee's programme, by its own days off; with `new` None, `old` against
    what binds the committee today. A committee or an own edition that does not exist ends the command."""
    from nghisu.cli import django

    django.start()
    from django_scopes import scope

    from nghisu.core.law.compose import MARK
    from nghisu.core.people.roles import Role
    from nghisu.foundation import clock
    from nghisu.foundation.actors import Actor, Grant
    from nghisu.foundation.refusals import Refused
    from nghisu.programme.queries.comparing import conferences_of_year
    from nghisu.rulebook.queries import calendar_of, rulebook_of

    with django.said_plainly():
        committee = django.committee_named(code)
        # Whoever has the machine sees what the office sees of its committee; user 0 is nobody who can sign in.
        by = Actor(
            committee.pk,
            "nghisu compare-editions",
            user_id=0,
            grants=frozenset({Grant(Role.OFFICE_SPECIALIST)}),
        )
        with scope(committee=committee):
            try:
                present = rulebook_of(by, clock.today())
            except Refused as refusal:
                _stop(refusal.reason)
            base = base or present.code.partition(MARK)[0]
            before = present if new is None else _rulebook_within(by, old, base)
            after = _rulebook_within(by, old if new is None else new, base)
            year = year or clock.today().year
            calendar = calendar_of(by)
            conferences = conferences_of_year(by, year)
    comparison = compare(before, after, conferences, calendar)
    asked = {"committee": committee.code, "old": before.code, "new": after.code, "year": year}
    head = (
        f"{committee.name}, các hội nghị năm {year}",
        f"Bản cũ: {before.name} ({before.code})",
        f"Bản mới: {after.name} ({after.code})",
    )
    return Answer(comparison, asked, head)


def _rulebook_within(by: Actor, name: str, base: str) -> Rulebook:
    """As `rulebook_named`, and besides what the committee made itself, by its number (rieng-2) or its code. Another
    committee's is none."""
    from nghisu.core.law import load_rulebook
    from nghisu.core.law.compose import MARK
    from nghisu.rulebook.queries.own import code_of, own_editions

    if not name.startswith(OWN) and MARK not in name:
        return rulebook_named(name, base)
    own = {f"{OWN}{one.number}": one for one in own_editions(by)}
    for number, one in own.items():
        if name in (number, code_of(one)):
            return load_rulebook(code_of(one))
    known = "; ".join(f"{number} ({one.title})" for number, one in own.items()) or "chưa có"
    _stop(f"Cấp ủy này không có bản quy định riêng “{name}”. Bản riêng của cấp ủy: {known}.")


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
