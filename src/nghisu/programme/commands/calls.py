from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from nghisu.core.planning.periods import Period
from nghisu.core.text import nfc
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.telling import tell_of_call
from nghisu.programme.models import SuggestionCall
from nghisu.programme.refusals import CallStands


@dataclass(frozen=True, slots=True)
class CallContent:
    """Until when suggestions are asked for, and of whom: units, and members of bodies."""

    closes_on: date
    note: str = ""
    organisation_ids: tuple[int, ...] = ()
    body_ids: tuple[int, ...] = ()


@transaction.atomic
def open_call(by: Actor, period: Period, content: CallContent) -> SuggestionCall:
    """Ask units and members for what they would have in the programme of a period; they are told. Raises CallStands."""
    must(by, "programme.edit")
    _must_be_own(by, content)
    try:
        with transaction.atomic():
            call = SuggestionCall.objects.create(
                committee_id=by.tenant,
                tier=period.tier.value,
                since=period.since,
                until=period.until,
                closes_on=content.closes_on,
                note=nfc(content.note),
                opened_at=clock.now(),
                opened_by_name=by.name,
            )
    except IntegrityError:
        raise CallStands from None
    call.organisations.set(content.organisation_ids)
    call.bodies.set(content.body_ids)
    told = tell_of_call(by, call, content.organisation_ids)
    remember(by, "suggestions.called", call, after=_kept(content) | {"told": told})
    return call


@transaction.atomic
def change_call(by: Actor, call_id: int, content: CallContent) -> SuggestionCall:
    """Change the last day, the note or who is asked. Who is new is told; with a new last day everybody is told of it."""
    must(by, "programme.edit")
    _must_be_own(by, content)
    call = _locked(by, call_id)
    before = CallContent(
        call.closes_on,
        call.note,
        tuple(sorted(call.organisations.values_list("pk", flat=True))),
        tuple(sorted(call.bodies.values_list("pk", flat=True))),
    )
    call.closes_on, call.note = content.closes_on, nfc(content.note)
    call.save(update_fields=["closes_on", "note"])
    call.organisations.set(content.organisation_ids)
    call.bodies.set(content.body_ids)
    tell_of_call(by, call, content.organisation_ids)
    remember(by, "suggestions.call_changed", call, before=_kept(before), after=_kept(content))
    return call


def _kept(content: CallContent) -> dict[str, object]:
    return {
        "closes_on": content.closes_on,
        "note": content.note,
        "organisation_ids": sorted(content.organisation_ids),
        "body_ids": sorted(content.body_ids),
    }


def _must_be_own(by: Actor, content: CallContent) -> None:
    units = Organisation.objects.filter(committee=by.committee_id, pk__in=content.organisation_ids).count()
    bodies = Body.objects.filter(committee=by.committee_id, pk__in=content.body_ids).count()
    if units != len(set(content.organisation_ids)) or bodies != len(set(content.body_ids)):
        raise AccessRefused("unit or body")


def _locked(by: Actor, call_id: int) -> SuggestionCall:
    rows = SuggestionCall.objects.select_for_update().filter(committee=by.committee_id, pk=call_id)
    call = rows.order_by().first()
    if call is None:
        raise AccessRefused(str(call_id))
    return call
