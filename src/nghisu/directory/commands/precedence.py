from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nghisu.core.text import fold
from nghisu.directory.commands.ground import begin, cleaned, must_be_in_order, new_code
from nghisu.directory.models import Position, TitleRank
from nghisu.directory.refusals import BasisMissing, OrderEmpty, OrderStartsTooEarly, TitleTwice
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@dataclass(frozen=True, slots=True)
class RankedTitleContent:
    """A title in an order of precedence. Without a code it is told by its name: the code of the title that bears that
    name already, or a new one."""

    title: str
    title_code: str = ""


@dataclass(frozen=True, slots=True)
class OrderContent:
    """An order of precedence (thứ tự chức danh): the titles from the first to the last, by which document, since when."""

    titles: Sequence[RankedTitleContent]
    basis: str
    since: date
    until: date | None = None


@transaction.atomic
def set_precedence(by: Actor, content: OrderContent) -> list[TitleRank]:
    """Put an order of precedence into force from a day on; the one before it ends the day before.

    An order that begins the same day is replaced. Raises OrderEmpty, BasisMissing, TitleTwice, EndsBeforeStart, and
    OrderStartsTooEarly when a later order is in force already.
    """
    committee_id = begin(by)
    must_be_in_order(content.since, content.until)
    basis = " ".join(content.basis.split())
    if not basis:
        raise BasisMissing
    titles = [RankedTitleContent(cleaned(one.title, "titles"), one.title_code) for one in content.titles]
    if not titles:
        raise OrderEmpty
    rows = TitleRank.objects.filter(committee=committee_id)
    later = rows.filter(since__gt=content.since).order_by("since").first()
    if later is not None:
        raise OrderStartsTooEarly(later.since)
    codes = _codes(by, titles)
    before = [str(row) for row in rows.filter(since__lte=content.since, until=None).order_by("rank")]
    rows.filter(since=content.since).delete()
    eve = content.since - timedelta(days=1)
    rows.filter(since__lt=content.since).exclude(until__lt=content.since).update(until=eve)
    made = TitleRank.objects.bulk_create(
        TitleRank(
            committee_id=committee_id,
            title_code=code,
            title=one.title,
            rank=rank,
            basis=basis,
            since=content.since,
            until=content.until,
        )
        for rank, (one, code) in enumerate(zip(titles, codes, strict=True), start=1)
    )
    remember(
        by,
        "precedence.set",
        made[0],
        before={"titles": before},
        after={
            "titles": [str(row) for row in made],
            "basis": basis,
            "since": content.since,
            "until": content.until,
        },
        label=basis,
    )
    return made


def _codes(by: Actor, titles: Sequence[RankedTitleContent]) -> list[str]:
    known = {
        fold(title): code
        for code, title in TitleRank.objects.filter(committee=by.committee_id)
        .order_by("since")
        .values_list("title_code", "title")
    }
    codes: list[str] = []
    for one in titles:
        name = fold(one.title)
        code = one.title_code or known.get(name) or new_code(Position.objects.none(), by, one.title)
        if code in codes:
            raise TitleTwice(one.title)
        codes.append(code)
    return codes
