from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from nghisu.foundation import clock
from nghisu.foundation.access import may, must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.models import Deadline, Subject, Waiver
from nghisu.rulebook.refusals import OwnWaiver, ReasonMissing, WaiverIncomplete, WaiverSettled, WaiverStands

FOR_GOOD = date.max
"""What a duty that was waived without an end holds as the last day."""


@dataclass(frozen=True, slots=True)
class Allowing:
    """What is allowed: by whom (person and title), when, why, by which document of which day; the last day on which
    it counts, None for good."""

    allowed_by: str
    allowed_on: date
    reason: str
    number: str
    number_date: date
    until: date | None = None

    @property
    def complete(self) -> bool:
        """Whether it says who, why and by which document."""
        return all(text.strip() for text in (self.allowed_by, self.reason, self.number))


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """A finding that is allowed to stand: its code, for a limit its name, the year, in words, by which clause, and the
    conference (its subject) where it is of one alone."""

    finding: str
    limit: str
    year: int
    about: str
    edition: str = ""
    document: str = ""
    clause: str = ""
    subject_id: int | None = None


@transaction.atomic
def waive_deadline(by: Actor, deadline_id: int, allowing: Allowing, about: str) -> Waiver:
    """Record that a duty may be done otherwise than the rule sets. The deadline keeps its days.

    `about` names the duty and its conference. Raises WaiverIncomplete, WaiverStands.
    """
    must(by, "waiver.draft")
    rows = Deadline.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=deadline_id)
    deadline = rows.order_by().first()
    if deadline is None:
        raise AccessRefused(str(deadline_id))
    day = deadline.legal_date or clock.today()
    waiver = Waiver(
        subject_id=deadline.subject_id,
        act=deadline.act,
        year=day.year,
        about=about,
        document=deadline.document,
        clause=deadline.clause,
        organisation_id=deadline.organisation_id,
    )
    return _keep(by, waiver, allowing)


@transaction.atomic
def waive_finding(by: Actor, matter: FoundMatter, allowing: Allowing) -> Waiver:
    """Record that a finding is allowed to stand. It stays in the list, marked. Raises WaiverIncomplete, WaiverStands."""
    must(by, "waiver.draft")
    if matter.subject_id is not None:
        own = Subject.objects.filter(committee=by.committee_id, pk=matter.subject_id)
        if not own.select_for_update().exists():
            raise AccessRefused(str(matter.subject_id))
    same = Waiver.objects.filter(
        committee=by.committee_id,
        finding=matter.finding,
        limit=matter.limit,
        year=matter.year,
        subject=matter.subject_id,
        withdrawn_at=None,
    )
    if same.exists():
        raise WaiverStands
    return _keep(by, Waiver(**asdict(matter)), allowing)


def _keep(by: Actor, waiver: Waiver, allowing: Allowing) -> Waiver:
    if not allowing.complete:
        raise WaiverIncomplete
    for name, value in asdict(allowing).items():
        setattr(waiver, name, value.strip() if isinstance(value, str) else value)
    waiver.committee_id = by.tenant
    waiver.made_at, waiver.made_by_id, waiver.made_by_name = clock.now(), by.user_id, by.name
    if may(by, "waiver.allow"):
        _confirm(by, waiver)
    try:
        with transaction.atomic():
            waiver.save(force_insert=True)
    except IntegrityError:
        raise WaiverStands from None
    _apply(by, waiver)
    after = asdict(allowing)
    after["by_document"] = after.pop("number")
    remember(by, "waiver.made", waiver, after=after | {"counts": waiver.confirmed_at is not None})
    return waiver


def _confirm(by: Actor, waiver: Waiver) -> None:
    waiver.confirmed_at, waiver.confirmed_by_id, waiver.confirmed_by_name = clock.now(), by.user_id, by.name


def _apply(by: Actor, waiver: Waiver) -> None:
    """Bring the mark on the duty to what the waiver says; a finding carries none."""
    if not waiver.act:
        return
    counts = waiver.confirmed_at is not None and waiver.withdrawn_at is None
    rows = Deadline.objects.filter(committee=by.committee_id, subject=waiver.subject_id, act=waiver.act)
    rows.update(waived_until=(waiver.until or FOR_GOOD) if counts else None)


@transaction.atomic
def confirm_waiver(by: Actor, waiver_id: int) -> Waiver:
    """Have a waiver that a specialist entered count. Raises OwnWaiver, WaiverSettled."""
    must(by, "waiver.allow")
    waiver = _locked(by, waiver_id)
    if waiver.confirmed_at is not None or waiver.withdrawn_at is not None:
        raise WaiverSettled
    if waiver.made_by_id == by.user_id:
        raise OwnWaiver
    _confirm(by, waiver)
    waiver.save(update_fields=["confirmed_at", "confirmed_by_id", "confirmed_by_name"])
    _apply(by, waiver)
    remember(by, "waiver.confirmed", waiver)
    return waiver


@transaction.atomic
def withdraw_waiver(by: Actor, waiver_id: int, reason: str) -> Waiver:
    """Take a waiver back: the rule counts again from now on. Who entered one may take it back while it does not count
    yet. Raises ReasonMissing, WaiverSettled."""
    must(by, "waiver.draft")
    waiver = _locked(by, waiver_id)
    if not may(by, "waiver.allow") and (waiver.confirmed_at is not None or waiver.made_by_id != by.user_id):
        raise AccessRefused(str(waiver_id))
    if not reason.strip():
        raise ReasonMissing
    if waiver.withdrawn_at is not None:
        raise WaiverSettled
    waiver.withdrawn_at, waiver.withdrawn_by_name = clock.now(), by.name
    waiver.withdrawn_why = reason.strip()
    waiver.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    _apply(by, waiver)
    remember(by, "waiver.withdrawn", waiver, after={"reason": waiver.withdrawn_why})
    return waiver


def _locked(by: Actor, waiver_id: int) -> Waiver:
    rows = Waiver.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=waiver_id)
    waiver = rows.order_by().first()
    if waiver is None:
        raise AccessRefused(str(waiver_id))
    return waiver


def renew_waived(by: Actor, rows: Sequence[Deadline]) -> None:
    """Give duties that were derived anew the mark of a waiver that already stands for them: one query."""
    subjects = {row.subject_id for row in rows}
    standing = Waiver.objects.filter(
        committee=by.committee_id, subject__in=subjects, withdrawn_at=None, confirmed_at__isnull=False
    ).exclude(act="")
    until = {
        (subject, act): last or FOR_GOOD
        for subject, act, last in standing.values_list("subject_id", "act", "until")
    }
    for row in rows:
        row.waived_until = until.get((row.subject_id, row.act))
