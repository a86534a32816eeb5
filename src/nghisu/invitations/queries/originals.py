"""The original of each version of the letters (bản gốc): its line of the register, its signature, what waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.documents.queries.signatures import counts_as_signed, signatures_of
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import MailingState, Version
from nghisu.invitations.models import Delivery, Mailing
from nghisu.programme.models import Entry

FREE = Q(mailing__held_from=None) | Q(batch__lt=F("mailing__held_from"))
"""Which letters wait for no signature."""


CANCELLED = Q(version=Version.OFFICE, mailing__original__state=IssuedDocument.State.CANCELLED) | Q(
    version=Version.BOARD, mailing__original_of_board__state=IssuedDocument.State.CANCELLED
)
"""Which letters bear a number that was cancelled."""


def let_go(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Of some letters those that wait for no signature: whoever they are for was written to, or may be."""
    return rows.filter(FREE)


def may_leave(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Of some letters those that may leave by whatever way: they wait for no signature, and their number stands."""
    return let_go(rows).exclude(CANCELLED)


def lines_of_register(mailing: Mailing) -> dict[Version, int]:
    """The line of the outgoing register of each version that was given a number."""
    lines = {Version.OFFICE: mailing.original_id, Version.BOARD: mailing.original_of_board_id}
    return {version: pk for version, pk in lines.items() if pk is not None}


def cancelled_lines(mailing: Mailing) -> dict[Version, IssuedDocument]:
    """The versions whose number was cancelled in the register, with its line."""
    lines = lines_of_register(mailing)
    rows = IssuedDocument.objects.filter(
        committee=mailing.committee_id, pk__in=lines.values(), state=IssuedDocument.State.CANCELLED
    ).in_bulk()
    return {version: rows[pk] for version, pk in lines.items() if pk in rows}


def unsigned_versions(mailing: Mailing) -> list[Version]:
    """The versions whose original nobody has signed yet."""
    lines = lines_of_register(mailing)
    signed = signatures_of(mailing.committee_id, lines.values())
    return [one for one, pk in lines.items() if pk not in signed or not counts_as_signed(signed[pk])]


def signed_original(one: Delivery) -> DocumentFile | None:
    """The signed original behind a letter; None until there is one."""
    pk = lines_of_register(one.mailing).get(Version(one.version))
    found = signatures_of(one.committee_id, [pk]).get(pk) if pk is not None else None
    return found if found is not None and counts_as_signed(found) else None


@dataclass(frozen=True, slots=True)
class Original:
    """The original of a version as a page tells it: its line, its file, and the file that shows how it is signed."""

    version: Version
    line: IssuedDocument
    file: DocumentFile | None
    signature: DocumentFile | None

    @property
    def is_cancelled(self) -> bool:
        return self.line.state == IssuedDocument.State.CANCELLED

    @property
    def is_signed(self) -> bool:
        return self.signature is not None and counts_as_signed(self.signature)

    @property
    def is_scan(self) -> bool:
        return self.signature is not None and self.signature.role == FileRole.SCAN

    @property
    def by_another(self) -> bool:
        """Whether the certificate names somebody else than the letter does: it may be that of an organisation, which
        counts once a person confirmed it by name."""
        return self.signature is not None and self.signature.names_another


def originals_of(mailing: Mailing) -> list[Original]:
    """The original of each version that has a number: three queries."""
    lines = lines_of_register(mailing)
    rows = IssuedDocument.objects.filter(committee=mailing.committee_id).in_bulk(list(lines.values()))
    drawn = DocumentFile.objects.filter(
        committee=mailing.committee_id, issued__in=list(rows), role=FileRole.PDF
    )
    files = {one.issued_id: one for one in drawn}
    signed = signatures_of(mailing.committee_id, rows)
    return [Original(one, rows[pk], files.get(pk), signed.get(pk)) for one, pk in lines.items() if pk in rows]


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for signatures: how many letters, of how many in all; the originals nobody has signed. `stale` where all
    are signed and the letters went nowhere all the same, for the conference stands otherwise than they say."""

    count: int
    unsigned: list[Original]

    @property
    def stale(self) -> bool:
        return not self.unsigned


def held_of(mailing: Mailing, originals: list[Original]) -> Held | None:
    """What waits for signatures; None where nothing does."""
    if mailing.held_from is None:
        return None
    rows = Delivery.objects.filter(
        mailing=mailing, batch__gte=mailing.held_from, replaced_at=None, invitee__removed_at=None
    )
    return Held(rows.count(), [one for one in originals if not one.is_signed and not one.is_cancelled])


def written_under(mailing: Mailing, versions: Iterable[Version]) -> QuerySet[Delivery]:
    """The letters of some versions that count and were let go, with whom they are for."""
    rows = Delivery.objects.filter(
        committee=mailing.committee_id,
        mailing=mailing,
        version__in=list(versions),
        replaced_at=None,
        drawn_at__isnull=False,
        invitee__removed_at=None,
    )
    return let_go(rows).select_related("invitee").order_by("pk")


def awaiting_signature(by: Actor, most: int) -> list[Entry]:
    """The conferences whose letters wait for a signature that the actor may add, the earliest first: one query, and
    one more where there are any."""
    if not may(by, "signature.add"):
        return []
    rows = Mailing.objects.filter(
        committee=by.committee_id,
        state=MailingState.ISSUED,
        held_from__isnull=False,
        replaced_by__issued_at=None,
        conference__entry__state=Entry.State.PLANNED,
    )
    for line in ("original", "original_of_board"):
        rows = rows.exclude(**{f"{line}__state": IssuedDocument.State.CANCELLED})
    found = list(rows.select_related("conference__entry").order_by("conference__entry__opening")[:most])
    lines = {one: lines_of_register(one).values() for one in found}
    signed = signatures_of(by.tenant, [pk for pks in lines.values() for pk in pks]) if found else {}
    counts = {pk for pk, one in signed.items() if counts_as_signed(one)}
    return [one.conference.entry for one, pks in lines.items() if not counts.issuperset(pks)]
