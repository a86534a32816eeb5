"""What a reader has still to read: the one measure behind the marks in lists, the numbers on tabs and in the menu."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from nghisu.documents.models import DocumentVersion, Reading
from nghisu.documents.pack_places import lies_ahead, pack_places
from nghisu.documents.queries.visible import granted_documents, packs_granted_to
from nghisu.foundation.actors import Actor


def unread_versions(actor: Actor, within: Collection[int] | None = None) -> QuerySet[DocumentVersion]:
    """Of each document that went out to the actor, the version there is now, where the actor read neither it nor a
    newer one; of some packs that the actor was let read, or of all. A draft is nobody's to read, whoever may look at
    it."""
    packs = packs_granted_to(actor) if within is None else within
    if not packs:  # most of those who prepare attend nothing
        return DocumentVersion.objects.none()
    out = DocumentVersion.objects.filter(committee=actor.committee_id).exclude(circulated_at=None)
    newer = out.filter(document=OuterRef("document"), number__gt=OuterRef("number")).order_by()
    read = Reading.objects.filter(
        user=actor.user_id, document=OuterRef("document"), version__number__gte=OuterRef("number")
    )
    rows = out.filter(document__in=granted_documents(actor).filter(pack__in=packs).order_by().values("pk"))
    return rows.filter(~Exists(newer), ~Exists(read)).order_by()


def unread_before(actor: Actor, on: date) -> tuple[int, int]:
    """What the actor has still to read for what lies ahead on a day: documents, pages. What nobody read before a
    conference is no more to be read for it."""
    by_pack = {
        pack: (count, pages or 0)
        for pack, count, pages in unread_versions(actor)
        .values("document__pack")
        .annotate(count=Count("pk"), total=Sum("pages"))
        .values_list("document__pack", "count", "total")
    }
    if not by_pack:
        return 0, 0
    places = pack_places(actor.committee_id, by_pack)
    ahead = [found for pack, found in by_pack.items() if lies_ahead(places, pack, on)]
    return sum(count for count, _pages in ahead), sum(pages for _count, pages in ahead)
