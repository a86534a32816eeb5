from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from nghisu.core.law import Answer
from nghisu.core.law import Deadline as DerivedDeadline
from nghisu.foundation.actors import Actor
from nghisu.foundation.rows import insert_rows
from nghisu.rulebook.commands.waiving import renew_waived
from nghisu.rulebook.models import Deadline, Subject

DERIVED = (
    "position",
    "rule",
    "document",
    "clause",
    "basis",
    "legal_date",
    "act_by",
    "recommended",
    "owner",
    "organisation_id",
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a subject owes by its rulebook, and which organisation stands for each owner that the rules name."""

    subject: Subject
    answer: Answer
    owners: Mapping[str, int | None] = field(default_factory=dict)


@transaction.atomic
def derive_deadlines(by: Actor, derivations: Iterable[Derivation]) -> None:
    """Put the deadlines of subjects to what the rules give. What was recorded as done stays recorded.

    A duty that no longer applies goes, unless it was done: that is history. A closed subject owes nothing. Called by
    whoever owns the subject, within its own command, which remembers.
    """
    derivations = list(derivations)
    kept: dict[int, dict[str, Deadline]] = {}
    subject_ids = [d.subject.pk for d in derivations]
    rows = Deadline.objects.filter(committee=by.committee_id, subject_id__in=subject_ids)
    for held in rows.select_for_update(of=("self",)):
        kept.setdefault(held.subject_id, {})[held.act] = held
    new: list[Deadline] = []
    changed: list[Deadline] = []
    touched: set[str] = set()
    gone: list[int] = []
    for derivation in derivations:
        before = kept.get(derivation.subject.pk, {})
        for derived in () if derivation.subject.closed else derivation.answer.deadlines:
            row = before.pop(derived.act, None)
            if row is None:
                row = Deadline(committee_id=by.tenant, subject=derivation.subject, act=derived.act)
                _fill(row, derived, derivation.owners)
                new.append(row)
            elif names := _fill(row, derived, derivation.owners):
                changed.append(row)
                touched |= names
        # What a person recorded stays: done, or set aside with a reason.
        gone += [left.pk for left in before.values() if left.done_at is None and not left.not_applicable]
    Deadline.objects.filter(pk__in=gone).delete()
    if kept and new:  # a subject that owes for the first time has no waiver yet
        renew_waived(by, new)
    insert_rows(Deadline, new)
    if changed:
        Deadline.objects.bulk_update(changed, sorted(touched), batch_size=200)


def _fill(row: Deadline, derived: DerivedDeadline, owners: Mapping[str, int | None]) -> set[str]:
    """Write the derived days into a row. Returns which columns changed."""
    citation = derived.citations[0]
    before = [getattr(row, name) for name in DERIVED]
    row.position = derived.duty.act.position
    row.rule = derived.rule.id
    row.document = citation.document
    row.clause = citation.clause
    row.basis = derived.basis.value
    row.legal_date = derived.legal_date
    row.act_by = derived.act_by
    row.recommended = derived.recommended
    row.owner = derived.owner.code
    row.organisation_id = owners.get(derived.owner.code)
    return {name for name, was in zip(DERIVED, before, strict=True) if getattr(row, name) != was}
