from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction
from django.db.models import Max

from nghisu.core.law.compose import rulebook_codes
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.commands.binding import bind_committee
from nghisu.rulebook.models import OwnEdition
from nghisu.rulebook.queries.own import code_of, read_own
from nghisu.rulebook.refusals import EditionChanged, EditionFaulty, EditionSettled, OwnApproval, TooEarly

LONGEST_TEXT = 500_000
"""Letters of an edition: three times the longest that ships."""


@transaction.atomic
def draft_edition(by: Actor, base: str, title: str, text: str) -> OwnEdition:
    """Begin an edition of the committee's own beside a rulebook that ships. Faults of the text are shown, not refused:
    a draft may be unfinished."""
    must(by, "edition.draft")
    if base not in rulebook_codes():
        raise AccessRefused(base)
    rows = OwnEdition.objects.filter(committee=by.committee_id)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    own = OwnEdition(committee_id=by.tenant, number=last + 1, base=base, title=title)
    own.made_at, own.made_by_id, own.made_by_name = clock.now(), by.user_id, by.name
    _write(own, text)
    own.save(force_insert=True)
    remember(by, "edition.drafted", own, after={"title": title, "digest": own.sha256})
    return own


@transaction.atomic
def write_edition(by: Actor, own_id: int, text: str) -> OwnEdition:
    """Write a draft anew. Raises EditionSettled for one that is no draft any more."""
    must(by, "edition.draft")
    own = _locked(by, own_id, OwnEdition.State.DRAFT)
    before = own.sha256
    _write(own, text)
    if own.sha256 != before:
        own.save(update_fields=["text", "sha256"])
        remember(by, "edition.written", own, before={"digest": before}, after={"digest": own.sha256})
    return own


def _write(own: OwnEdition, text: str) -> None:
    own.text = nfc(text.replace("\r\n", "\n").replace("\0", ""))[:LONGEST_TEXT]
    own.sha256 = hashlib.sha256(own.text.encode()).hexdigest()


@transaction.atomic
def propose_edition(by: Actor, own_id: int) -> OwnEdition:
    """Put a draft before those who approve, its examples checked. Raises EditionFaulty with the loader's reason."""
    must(by, "edition.draft")
    own = _locked(by, own_id, OwnEdition.State.DRAFT)
    _must_read(own)
    own.state = OwnEdition.State.PROPOSED
    own.proposed_at, own.proposed_by_id, own.proposed_by_name = clock.now(), by.user_id, by.name
    own.save(update_fields=["state", "proposed_at", "proposed_by_id", "proposed_by_name"])
    remember(by, "edition.proposed", own, after={"digest": own.sha256})
    return own


@transaction.atomic
def return_edition(by: Actor, own_id: int) -> OwnEdition:
    """Give a proposed edition back to be written on."""
    must(by, "edition.draft")
    own = _locked(by, own_id, OwnEdition.State.PROPOSED)
    own.state = OwnEdition.State.DRAFT
    own.save(update_fields=["state"])
    remember(by, "edition.returned", own)
    return own


@transaction.atomic
def approve_edition(by: Actor, own_id: int, digest: str, since: date) -> OwnEdition:
    """Have an edition bind the committee from a day on; its text stays for good.

    Raises OwnApproval for who put it forward, EditionChanged where it is another text than the one shown, TooEarly for
    a day that has passed: what was owed is not made different afterwards.
    """
    must(by, "edition.approve")
    own = _locked(by, own_id, OwnEdition.State.PROPOSED)
    if own.proposed_by_id == by.user_id:
        raise OwnApproval
    if own.sha256 != digest:
        raise EditionChanged
    if since < clock.today():
        raise TooEarly
    _must_read(own)
    own.state, own.since = OwnEdition.State.APPROVED, since
    own.approved_at, own.approved_by_id, own.approved_by_name = clock.now(), by.user_id, by.name
    own.save(update_fields=["state", "since", "approved_at", "approved_by_id", "approved_by_name"])
    remember(by, "edition.approved", own, after={"digest": own.sha256, "since": since})
    bind_committee(by, code_of(own), since)
    return own


@transaction.atomic
def discard_edition(by: Actor, own_id: int) -> OwnEdition:
    """Set a draft aside."""
    must(by, "edition.draft")
    own = _locked(by, own_id, OwnEdition.State.DRAFT)
    own.state = OwnEdition.State.DISCARDED
    own.save(update_fields=["state"])
    remember(by, "edition.discarded", own)
    return own


def _must_read(own: OwnEdition) -> None:
    read = read_own(own.text, own.base)
    if read.rulebook is None:
        raise EditionFaulty(read.line, read.reason)


def _locked(by: Actor, own_id: int, state: str) -> OwnEdition:
    rows = OwnEdition.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=own_id)
    own = rows.order_by().first()
    if own is None:
        raise AccessRefused(str(own_id))
    if own.state != state:
        raise EditionSettled
    return own
