"""What becomes of each duty of a conference that is moved: its old day, its new one, and how near that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nghisu.core.law import Answer, Rulebook, bilingual
from nghisu.core.law import Deadline as Derived
from nghisu.foundation import clock
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries.chips import Chip, chips_of

SOON = timedelta(days=3)
"""A duty that falls due within so many days is close."""


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty before and after.

    `change`: "done" stays recorded as done, "set-aside" stays set aside, "gone" is owed no more, "new" is owed newly,
    "earlier", "later" or "same". `hurry` says of one still open how near its new day is: "late" (gone by, it cannot be
    kept any more), "today", "soon" (within three days), else empty; `newly` that it was not so near before.
    """

    act: str
    name: str
    owner: str
    organisation_id: int | None
    before: date | None
    after: date | None
    change: str
    hurry: str
    newly: bool
    done_by: str
    done_on: date | None
    chips: Sequence[Chip]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.change not in ("done", "set-aside", "gone")

    def as_json(self) -> dict[str, object]:
        """The change as it is kept with the move."""
        return {
            "act": self.act,
            "name": self.name,
            "owner": self.owner,
            "before": self.before.isoformat() if self.before else None,
            "after": self.after.isoformat() if self.after else None,
            "change": self.change,
            "hurry": self.hurry,
            "clauses": [chip.label for chip in self.chips],
        }


def duty_changes(
    rows: Sequence[Deadline],
    answer: Answer | None,
    rulebook: Rulebook,
    units: dict[str, int | None],
    opening: date,
    on: date,
) -> list[DutyChange]:
    """Every duty kept or to be, in the order of their new days. `answer` is None where nothing will be owed.

    `units` says which unit stands for each owner of the new duties; `opening` under which name an old owner stands.
    """
    kept = {row.act: row for row in rows}
    derived = {one.act: one for one in answer.deadlines} if answer else {}
    changes = [
        _change(act, kept.get(act), derived.get(act), rulebook, units, opening, on)
        for act in dict.fromkeys((*derived, *kept))
    ]
    return sorted(changes, key=lambda one: (one.after or one.before or date.max, one.name))


def _change(
    act: str,
    row: Deadline | None,
    new: Derived | None,
    rulebook: Rulebook,
    units: dict[str, int | None],
    opening: date,
    on: date,
) -> DutyChange:
    before, after = (row.act_by if row else None), (new.act_by if new else None)
    if row is not None and row.done_at is not None:
        change = "done"
    elif row is not None and row.not_applicable:
        change = "set-aside"
    elif new is None:
        change = "gone"
    elif row is None:
        change = "new"
    elif before == after:
        change = "same"
    else:
        change = "earlier" if after is None or (before is not None and after < before) else "later"
    hurry = _hurry(after, on) if change not in ("done", "set-aside", "gone") else ""
    if new is not None:
        name, owner = new.say(_), bilingual(new.owner.name, new.owner.name_en, _)
        unit, chips = units.get(new.owner.code), chips_of(new.citations[:1])
    else:
        assert row is not None  # noqa: S101  one of the two names the act
        known, named = rulebook.acts.get(act), rulebook.owner(row.owner, opening)
        name = bilingual(known.name, known.name_en, _) if known else act
        owner, unit = bilingual(named.name, named.name_en, _), row.organisation_id
        rule = next((one for one in rulebook.deadlines if one.id == row.rule), None)
        chips = chips_of(rule.citations[:1]) if rule else []
    return DutyChange(
        act=act,
        name=name,
        owner=owner,
        organisation_id=unit,
        before=before,
        after=after,
        change=change,
        hurry=hurry,
        newly=bool(hurry) and hurry != _hurry(before, on),
        done_by=row.done_by_name if row else "",
        done_on=clock.local(row.done_at).date() if row and row.done_at else None,
        chips=chips,
    )


def _hurry(day: date | None, on: date) -> str:
    if day is None or day > on + SOON:
        return ""
    return "late" if day < on else "today" if day == on else "soon"
