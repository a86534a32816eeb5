from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.dates import DayOff, WorkCalendar
from nghisu.core.law import BASIS_NAMES, Basis, Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries.chips import Chip, chip_of
from nghisu.rulebook.queries.deadlines import DeadlineState, state_of
from nghisu.rulebook.queries.waivers import WaiverLine, waivers_of_duties

UNDO = "undo-"
"""A message with this tag and a deadline's number offers to take the act back."""


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """A duty as a page shows it: the row, its names in the reader's language, how it stands on the day asked about."""

    row: Deadline
    name: str
    side: str
    owner: str
    owner_reason: str
    state: DeadlineState
    chip: Chip | None
    basis_name: str
    when: str
    off_legal: DayOff | None
    off_recommended: DayOff | None
    may_mark: bool
    may_waive: bool = False
    waiver: WaiverLine | None = None

    @property
    def act(self) -> str:
        return self.row.act

    @property
    def anchor(self) -> str:
        """What the duty is called within its page; not a figure for people, which would be grouped by thousands."""
        return f"duty-{self.row.pk}"

    @property
    def mark(self) -> str:
        """What its button is called within its page."""
        return f"mark-{self.row.pk}"

    @property
    def undo_tag(self) -> str:
        """The tag of a message that offers to take a mark on this duty back."""
        return f"{UNDO}{self.row.pk}"

    @property
    def moved(self) -> bool:
        """Whether the day to act by is another than the legal day."""
        return self.row.act_by != self.row.legal_date


def owed_duties(
    actor: Actor,
    rows: Iterable[Deadline],
    rulebook: Rulebook,
    calendar: WorkCalendar,
    opening: date,
    on: date,
) -> list[OwedDuty]:
    """Rows as a page shows them, in the order given. `opening` decides under which name an owner stands."""
    rows = list(rows)
    rules = {rule.id: rule for rule in rulebook.deadlines}
    waivers = waivers_of_duties(actor, rows, on)
    may_waive = bool(may(actor, "waiver.draft"))
    duties = []
    for row in rows:
        act = rulebook.acts.get(row.act)
        owner = rulebook.owner(row.owner, opening)
        rule = rules.get(row.rule)
        waiver = waivers.get((row.subject_id, row.act))
        duties.append(
            OwedDuty(
                row=row,
                name=bilingual(act.name, act.name_en, _) if act else row.act,
                side=act.side if act else "before",
                owner=bilingual(owner.name, owner.name_en, _),
                owner_reason=bilingual(owner.reason, owner.reason_en, _),
                state=state_of(row, on),
                chip=chip_of(rule.citations[0]) if rule else None,
                basis_name=_(BASIS_NAMES[Basis(row.basis)]),
                when=bilingual(rule.when, rule.when_en, _) if rule else "",
                off_legal=calendar.why_off(row.legal_date) if row.legal_date else None,
                off_recommended=calendar.why_off(row.recommended) if row.recommended else None,
                may_mark=bool(
                    may(actor, "deadline.complete", [row.organisation_id] if row.organisation_id else [])
                ),
                may_waive=may_waive and waiver is None and row.done_at is None and not row.not_applicable,
                waiver=waiver,
            )
        )
    return duties


def deadline_of(actor: Actor, deadline_id: int) -> Deadline | None:
    """One deadline that the actor may mark as done, or None: what one may not mark does not exist for marking."""
    row = (
        Deadline.objects.filter(committee=actor.committee_id, pk=deadline_id)
        .select_related("subject", "organisation")
        .first()
    )
    if row is None or not may(
        actor, "deadline.complete", [row.organisation_id] if row.organisation_id else []
    ):
        return None
    return row
