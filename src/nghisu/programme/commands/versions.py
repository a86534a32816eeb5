from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nghisu.approvals.commands import submit, withdraw
from nghisu.approvals.models import Approval
from nghisu.core.planning.changes import changes_between, digest_of
from nghisu.core.planning.periods import Period
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.telling import tell_of_approval, tell_of_issue
from nghisu.programme.events import ProgrammeIssued
from nghisu.programme.models import ProgrammeVersion
from nghisu.programme.queries.frozen import frozen_lines
from nghisu.programme.queries.put_forward import shown_of
from nghisu.programme.queries.versions import period_title
from nghisu.programme.refusals import (
    ProgrammeEmpty,
    VersionNotThere,
    VersionOnItsWay,
    VersionSaysTheSame,
)

State = ProgrammeVersion.State


@transaction.atomic
def submit_programme(by: Actor, period: Period, note: str = "") -> ProgrammeVersion:
    """Freeze what the programme of a period says and put it before those who approve (trình duyệt).

    Raises ProgrammeEmpty, VersionOnItsWay, VersionSaysTheSame.
    """
    must(by, "programme.edit")
    rows = ProgrammeVersion.objects.filter(
        committee=by.committee_id, tier=period.tier.value, since=period.since
    )
    standing = list(rows.select_for_update().order_by("-number"))
    if any(one.state in ProgrammeVersion.OPEN for one in standing):
        raise VersionOnItsWay
    lines = frozen_lines(by, period)
    if not lines:
        raise ProgrammeEmpty
    issued = next((one for one in standing if one.state == State.ISSUED), None)
    if issued is not None and not changes_between(issued.lines, lines):
        raise VersionSaysTheSame(issued.number)
    try:
        with transaction.atomic():
            version = ProgrammeVersion.objects.create(
                committee_id=by.tenant,
                tier=period.tier.value,
                since=period.since,
                until=period.until,
                number=(rows.aggregate(most=Max("number"))["most"] or 0) + 1,
                title=period_title(period),
                state=State.SUBMITTED,
                lines=lines,
                digest=digest_of(lines),
                note=nfc(note)[:500],
                submitted_at=clock.now(),
                submitted_by_name=by.name,
                submitted_by_person=by.person_id,
            )
    except IntegrityError:
        # Somebody else's came first, in the same instant: there was no row yet that the two could wait at.
        raise VersionOnItsWay from None
    last = standing[0].approval_id if standing and standing[0].state == State.RETURNED else None
    approval = submit(
        by,
        kind="programme",
        thing=version,
        shown=shown_of(by, version),
        after=Approval.objects.filter(committee=by.committee_id, pk=last).first() if last else None,
        answer=note,
    )
    version.approval_id = approval.pk
    version.save(update_fields=["approval_id"])
    remember(
        by,
        "programme.submitted",
        version,
        after={"version": version.number, "conferences": len(lines), "digest": version.digest},
    )
    return version


@transaction.atomic
def withdraw_programme(by: Actor, version_id: int) -> ProgrammeVersion:
    """Take back a version that is on its way: one submitted through the engine, one approved and not yet issued here."""
    must(by, "programme.edit")
    version = _locked(by, version_id)
    if version.state == State.SUBMITTED and version.approval_id is not None:
        withdraw(by, version.approval_id)  # heard in reactions, which take the version back
        version.refresh_from_db()
        return version
    if version.state != State.APPROVED:
        raise VersionNotThere(_where(version))
    return take_back(by, version)


def take_back(by: Actor, version: ProgrammeVersion) -> ProgrammeVersion:
    """The version goes no further; what it said stays to be read."""
    version.state = State.WITHDRAWN
    version.save(update_fields=["state"])
    remember(by, "programme.withdrawn", version)
    return version


def grant(by: Actor, approval: Approval) -> None:
    """The version was approved: it waits to be issued."""
    version = _of_approval(by, approval)
    if version is None or version.state != State.SUBMITTED:
        return
    version.state, version.approved_at, version.approved_by_name = State.APPROVED, clock.now(), by.name
    version.save(update_fields=["state", "approved_at", "approved_by_name"])
    remember(by, "programme.approved", version, after={"digest": version.digest})
    tell_of_approval(by, version)


def stop(by: Actor, approval: Approval) -> None:
    """The approval ended without a decision: taken back, or what was shown has changed."""
    version = _of_approval(by, approval)
    if version is not None and version.state == State.SUBMITTED:
        take_back(by, version)


def send_back(by: Actor, approval: Approval, why: str) -> None:
    """The version came back; `why` is what was said."""
    version = _of_approval(by, approval)
    if version is None or version.state != State.SUBMITTED:
        return
    version.state, version.returned_note = State.RETURNED, nfc(why)
    version.save(update_fields=["state", "returned_note"])
    remember(by, "programme.returned", version, after={"note": why})


@transaction.atomic
def issue_programme(by: Actor, version_id: int, document: str) -> ProgrammeVersion:
    """Issue an approved version under the document that carries it (ban hành): it takes the place of the one before,
    and everybody whom it concerns is told once, with what concerns them. Raises VersionNotThere."""
    must(by, "programme.issue")
    version = _locked(by, version_id)
    if version.state != State.APPROVED:
        raise VersionNotThere(_where(version))
    before = (
        ProgrammeVersion.objects.select_for_update()
        .filter(committee=by.committee_id, tier=version.tier, since=version.since, state=State.ISSUED)
        .first()
    )
    if before is not None:
        before.state = State.SUPERSEDED
        before.save(update_fields=["state"])
    version.state, version.issued_at, version.issued_by_name = State.ISSUED, clock.now(), by.name
    version.document = nfc(document)[:200]
    version.save(update_fields=["state", "issued_at", "issued_by_name", "document"])
    told = tell_of_issue(by, version, before)
    remember(
        by,
        "programme.issued",
        version,
        after={
            "version": version.number,
            "document": version.document,
            "digest": version.digest,
            "told": told,
        },
    )
    publish(ProgrammeIssued(by=by, version=version))
    return version


def _locked(by: Actor, version_id: int) -> ProgrammeVersion:
    rows = ProgrammeVersion.objects.select_for_update().filter(committee=by.committee_id, pk=version_id)
    version = rows.order_by().first()
    if version is None:
        raise AccessRefused(str(version_id))
    return version


def _of_approval(by: Actor, approval: Approval) -> ProgrammeVersion | None:
    rows = ProgrammeVersion.objects.select_for_update().filter(
        committee=by.committee_id, pk=approval.thing_id
    )
    return rows.order_by().first()


def _where(version: ProgrammeVersion) -> str:
    return _("Bản này hiện ở trạng thái “%(state)s” nên không làm được việc vừa chọn. Hãy mở lại trang.") % {
        "state": version.get_state_display().lower()
    }
