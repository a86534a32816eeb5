"""Who may read a pack: those who attend, as the storey above knows them, and those who are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from nghisu.directory.models import Body, Person
from nghisu.documents.models import Document, DocumentGrant, Pack
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.rows import insert_rows

Source = DocumentGrant.Source


@transaction.atomic
def grant(
    by: Actor,
    pack: Pack,
    *,
    person_ids: Iterable[int] = (),
    body_ids: Iterable[int] = (),
    document: Document | None = None,
) -> int:
    """Let people, and the members of bodies, read a pack, or one document of it by name. Returns how many are new.
    Raises AccessRefused for somebody whom the committee never appointed, and for another's body.

    The storey above that knows who attends calls this; it has asked whether the actor may.
    """
    if pack.committee_id != by.committee_id or (document is not None and document.pack_id != pack.pk):
        raise AccessRefused(str(pack.pk))
    now = clock.now()
    held = DocumentGrant.objects.filter(committee=by.tenant, pack=pack, document=document, source=Source.NAME)
    people = set(person_ids) - set(held.exclude(person=None).values_list("person", flat=True))
    bodies = set(body_ids) - set(held.exclude(body=None).values_list("body", flat=True))
    own = Person.objects.filter(appointments__committee=by.tenant, pk__in=people)
    if bodies - set(Body.objects.filter(committee=by.tenant, pk__in=bodies).values_list("pk", flat=True)):
        raise AccessRefused("not a body of the committee")
    if people - set(own.values_list("pk", flat=True)):
        raise AccessRefused("not a person of the committee")
    new = [
        DocumentGrant(committee_id=by.tenant, pack=pack, document=document, person_id=one, at=now)
        for one in sorted(people)
    ]
    new += [
        DocumentGrant(committee_id=by.tenant, pack=pack, document=document, body_id=one, at=now)
        for one in sorted(bodies)
    ]
    DocumentGrant.objects.bulk_create(new, batch_size=400, ignore_conflicts=True)
    if new:
        remember(
            by, "document.granted", document or pack, after={"people": len(people), "bodies": len(bodies)}
        )
    return len(new)


@transaction.atomic
def revoke(
    by: Actor,
    pack: Pack,
    *,
    person_ids: Iterable[int] = (),
    body_ids: Iterable[int] = (),
    document: Document | None = None,
) -> int:
    """Take the reading of a pack, or of one document, back from people and bodies. Returns from how many."""
    rows = DocumentGrant.objects.filter(
        Q(person__in=list(person_ids)) | Q(body__in=list(body_ids)),
        committee=by.tenant,
        pack=pack,
        document=document,
        source=Source.NAME,
    )
    count = rows.count()
    rows.delete()
    if count:
        remember(by, "document.revoked", document or pack, after={"people": count})
    return count


@transaction.atomic
def keep_attendants(
    by: Actor, pack: Pack, people: Mapping[int, frozenset[int] | None], body_ids: Iterable[int] = ()
) -> int:
    """Let exactly these read as those who attend: people, each the whole pack (None) or some documents of it, and the
    members of bodies the whole. Whoever was let before and is not among them reads no more; what was granted by name
    stays. Returns how many grants came or went.

    The storey above that knows who attends calls this; it has asked whether the actor may.
    """
    if pack.committee_id != by.committee_id:
        raise AccessRefused(str(pack.pk))
    Pack.objects.select_for_update().get(pk=pack.pk)
    own = set(pack.documents.values_list("pk", flat=True))
    wanted: set[tuple[int | None, int | None, int | None]] = {(None, one, None) for one in body_ids}
    for person, documents in people.items():
        if documents is None:
            wanted.add((person, None, None))
        else:
            wanted |= {(person, None, one) for one in documents & own}
    rows = DocumentGrant.objects.filter(committee=by.tenant, pack=pack, source=Source.ATTENDS)
    held = {(person, body, document): pk for pk, person, body, document in _keys(rows)}
    gone = [pk for key, pk in held.items() if key not in wanted]
    new = sorted(wanted - set(held), key=str)
    for start in range(0, len(gone), 500):
        DocumentGrant.objects.filter(pk__in=gone[start : start + 500]).delete()
    now = clock.now()
    insert_rows(
        DocumentGrant,
        [
            DocumentGrant(
                committee_id=by.tenant,
                pack=pack,
                document_id=document,
                person_id=person,
                body_id=body,
                source=Source.ATTENDS,
                at=now,
            )
            for person, body, document in new
        ],
    )
    if new:
        came = {
            "people": len({one[0] for one in new} - {None}),
            "bodies": len({one[1] for one in new} - {None}),
        }
        remember(by, "document.granted", pack, after=came)
    if gone:
        went = {key[0] for key, pk in held.items() if key not in wanted}
        remember(by, "document.revoked", pack, after={"people": len(went - {None})})
    return len(new) + len(gone)


def _keys(rows: QuerySet[DocumentGrant]) -> Iterable[tuple[int, int | None, int | None, int | None]]:
    return rows.values_list("pk", "person", "body", "document")
