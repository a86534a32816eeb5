"""The register of secret documents: entered, each copy handed out, taken back, destroyed. Never a text, never a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from nghisu.core.text import fold, legible, nfc
from nghisu.directory.models import Organisation, Person
from nghisu.documents.enums import Level
from nghisu.documents.models import CopyHolding, NumberedCopy, SecretDocument
from nghisu.documents.refusals import CopyElsewhere, CopyNotHeld, SecretEntered
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused

MOST_COPIES = 1_000


@dataclass(frozen=True, slots=True)
class SecretContent:
    """What the register holds of a secret document. `about`: what it belongs to, (kind, id), for the storeys above."""

    level: str
    sign: str
    origin: str
    copies: int
    title: str = ""
    to_recall: bool = True
    about: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is given a copy: a person of the directory, or somebody named; of which unit."""

    name: str = ""
    person_id: int | None = None
    unit_id: int | None = None


@transaction.atomic
def register_secret(by: Actor, content: SecretContent) -> SecretDocument:
    """Enter a secret document with its numbered copies; of a top secret one the title is not kept, whoever wrote it.
    Raises SecretEntered where the number of that origin was entered this year."""
    must(by, "secret.register")
    if content.level not in Level.values or content.level == Level.NORMAL:
        raise AccessRefused(content.level)
    if not 0 < content.copies <= MOST_COPIES:
        raise AccessRefused(str(content.copies))
    title = "" if content.level == Level.TOP_SECRET else _line(content.title)[:500]
    about_kind, about_id = content.about or ("", None)
    sign, origin = _line(content.sign)[:60], _line(content.origin)[:200]
    Committee.objects.select_for_update(no_key=True).get(pk=by.tenant)
    same = SecretDocument.objects.filter(committee=by.committee_id, sign__iexact=sign, origin__iexact=origin)
    year_began = clock.local(clock.now()).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    before = same.filter(entered_at__gte=year_began).first()
    if before is not None:
        raise SecretEntered(before.sign, before.origin, clock.local(before.entered_at).date())
    row = SecretDocument.objects.create(
        committee_id=by.tenant,
        level=content.level,
        sign=sign,
        title=title,
        origin=origin,
        copies=content.copies,
        to_recall=content.to_recall,
        about_kind=about_kind,
        about_id=about_id,
        entered_at=clock.now(),
        entered_by_name=by.name,
        search_text=fold(f"{sign} {title} {origin}")[:1200],
    )
    NumberedCopy.objects.bulk_create(
        NumberedCopy(committee_id=by.tenant, document=row, number=number)
        for number in range(1, content.copies + 1)
    )
    # The trail is read by people who do not see this register: it says no title.
    remember(by, "secret.registered", row, after={"secrecy": row.level, "copies": row.copies})
    return row


@transaction.atomic
def hand_out(by: Actor, copy_id: int, holder: Holder) -> CopyHolding:
    """Give a copy to somebody. Raises CopyElsewhere for one that somebody holds, or that is destroyed; AccessRefused for
    a holder, or a unit, that is not the committee's."""
    must(by, "secret.register")
    (copy,) = _locked(by, [copy_id])
    person = None
    if holder.person_id is not None:
        person = Person.objects.filter(appointments__committee=by.committee_id, pk=holder.person_id).first()
        if person is None:
            raise AccessRefused(str(holder.person_id))
    name = _line(person.full_name if person is not None else holder.name)[:200]
    if not name:
        raise AccessRefused("nobody")
    unit = None
    if holder.unit_id is not None:
        unit = Organisation.objects.filter(committee=by.committee_id, pk=holder.unit_id).first()
        if unit is None:
            raise AccessRefused(str(holder.unit_id))
    row = CopyHolding.objects.create(
        committee_id=by.tenant,
        copy=copy,
        holder_name=name,
        person=person,
        unit=unit,
        handed_at=clock.now(),
        handed_by_name=by.name,
    )
    remember(by, "secret.handed_out", copy.document, after={"copy_number": copy.number, "copy_holder": name})
    return row


@transaction.atomic
def take_back(by: Actor, holding_ids: Iterable[int]) -> list[CopyHolding]:
    """Enter that copies came back, all or none. Raises CopyNotHeld where one was entered before."""
    must(by, "secret.register")
    wanted = sorted(set(holding_ids))
    rows = CopyHolding.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk__in=wanted
    )
    found = list(rows.select_related("copy__document").order_by("pk"))
    if not wanted or len(found) != len(wanted):
        raise AccessRefused(str(wanted))
    for row in found:
        if row.back_at is not None:
            raise CopyNotHeld
        row.back_at, row.back_by_name = clock.now(), by.name
        row.save(update_fields=["back_at", "back_by_name"])
        said = {"copy_number": row.copy.number, "copy_holder": row.holder_name}
        remember(by, "secret.taken_back", row.copy.document, after=said)
    return found


@transaction.atomic
def destroy_copies(by: Actor, copy_ids: Iterable[int], record: str) -> list[NumberedCopy]:
    """Enter that copies were destroyed, by which record (biên bản tiêu hủy). Raises CopyElsewhere."""
    must(by, "secret.register")
    said = _line(record)[:200]
    copies = _locked(by, copy_ids)
    if not said or not copies:
        raise AccessRefused("nothing")
    for copy in copies:
        copy.destroyed_at, copy.destroyed_by_name, copy.destroyed_record = clock.now(), by.name, said
        copy.save(update_fields=["destroyed_at", "destroyed_by_name", "destroyed_record"])
    numbers = ", ".join(str(copy.number) for copy in copies)
    remember(
        by, "secret.destroyed", copies[0].document, after={"copy_number": numbers, "destruction_record": said}
    )
    return copies


def _locked(by: Actor, copy_ids: Iterable[int]) -> list[NumberedCopy]:
    """Copies of one document that lie in the office, each waited for. Raises CopyElsewhere."""
    wanted = sorted(set(copy_ids))
    rows = NumberedCopy.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk__in=wanted
    )
    found = list(rows.select_related("document").order_by("pk"))
    if len(found) != len(wanted) or len({copy.document_id for copy in found}) > 1:
        raise AccessRefused(str(wanted))
    held = {
        one.copy_id: one.holder_name
        for one in CopyHolding.objects.filter(committee=by.committee_id, copy__in=wanted, back_at=None)
    }
    for copy in found:
        if copy.destroyed_at is not None:
            raise CopyElsewhere(copy.number)
        if copy.pk in held:
            raise CopyElsewhere(copy.number, held[copy.pk])
    return found


def _line(text: str) -> str:
    return " ".join(legible(nfc(text)).split())
