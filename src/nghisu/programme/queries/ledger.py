from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.conferences.ledger import LedgerLine, Measure, ledger_of_year
from nghisu.core.law.citation import bilingual
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Programme
from nghisu.programme.queries.planned import local_naive, planned_of
from nghisu.programme.queries.programmes import entries_weighed
from nghisu.rulebook.queries import base_figure, rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of


@dataclass(frozen=True, slots=True)
class LimitOnPage:
    """A limit of the year in words and as a bar: `used` and `forecast` out of `most`, with `allowed` as a mark."""

    name: str
    used: int
    forecast: int
    allowed: int | None
    most: int
    state: str
    said: str
    allowed_said: str
    chips: Sequence[Chip]

    @property
    def to_come(self) -> int:
        """How many are planned and not held yet."""
        return self.forecast - self.used


def ledger_page(actor: Actor, programme: Programme) -> list[LimitOnPage]:
    """How the limits of a programme's year stand now, what was called outside the programme counted too."""
    return [ledger_words(line) for line in ledger_lines(actor, programme)]


def ledger_lines(actor: Actor, programme: Programme) -> list[LedgerLine]:
    """The same as figures."""
    must(actor, "findings.view")
    rulebook = rulebook_of(actor, date(programme.year, 1, 1))
    return ledger_of_year(
        [planned_of(entry) for entry in entries_weighed(actor, programme)],
        rulebook,
        programme.year,
        local_naive(clock.now()),
        base_figure(actor, programme.year - 1),
    )


def ledger_words(line: LedgerLine) -> LimitOnPage:
    """A limit as people read it."""
    return LimitOnPage(
        name=bilingual(line.limit.name, line.limit.name_en, _),
        used=line.used,
        forecast=line.forecast,
        allowed=line.allowed,
        most=max(line.forecast, line.allowed or 0, line.out_of, 1),
        state={None: "none", True: "done", False: "warn" if line.measure is not Measure.CAP else "refuse"}[
            line.is_kept
        ],
        said=_said(line),
        allowed_said=_allowed(line),
        chips=chips_of(line.limit.citations),
    )


def _said(line: LedgerLine) -> str:
    if line.allowed is None:
        return _("Chưa nhập số hội nghị năm trước nên chưa tính được.")
    if line.measure is Measure.SHARE:
        if line.is_kept:
            return _("Đủ tỷ lệ.")
        return _("Còn thiếu %(count)s hội nghị trực tuyến.") % {"count": -line.room}
    if line.is_kept:
        return (
            _("Còn được thêm %(count)s.") % {"count": line.room}
            if line.room
            else _("Vừa đủ, không thêm được nữa.")
        )
    return _("Vượt %(count)s.") % {"count": -line.room}


def _allowed(line: LedgerLine) -> str:
    if line.allowed is None:
        return "—"
    if line.measure is Measure.SHARE:
        return _("ít nhất %(allowed)s trên %(all)s (%(percent)s%%)") % {
            "allowed": line.allowed,
            "all": line.out_of,
            "percent": f"{line.limit.value:g}",
        }
    if line.measure is Measure.CUT:
        return _("tối đa %(allowed)s (giảm %(percent)s%% so với %(base)s)") % {
            "allowed": line.allowed,
            "percent": f"{line.limit.value:g}",
            "base": line.base,
        }
    return _("tối đa %(allowed)s") % {"allowed": line.allowed}
