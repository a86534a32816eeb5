"""The pack of a conference: begun with its first document; sent out to the members of the body that meets."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.models import ConferencePack
from nghisu.directory.models import Body
from nghisu.documents.commands import AllowedOut, circulate, grant, new_pack
from nghisu.documents.models import Pack
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.rulebook.queries import rulebook_of


@transaction.atomic
def pack_of_entry(by: Actor, entry: Entry) -> Pack:
    """The pack of a conference, begun where nobody has yet."""
    conference = conference_of_entry(by, entry)
    type(conference).objects.select_for_update(of=("self",)).order_by().get(pk=conference.pk)
    existing = ConferencePack.objects.filter(committee=by.committee_id, conference=conference).first()
    if existing is not None:
        return existing.pack
    pack = new_pack(by)
    ConferencePack.objects.create(committee_id=by.tenant, conference=conference, pack=pack)
    return pack


@transaction.atomic
def send_out(by: Actor, entry: Entry, document_ids: Iterable[int], allowed: AllowedOut | None = None) -> int:
    """Send documents of a conference out, and let the members of the body that meets read them. Returns how many
    versions went out. Raises what `circulate` raises."""
    must(by, "pack.edit")
    pack = pack_of_entry(by, entry)
    out = circulate(by, pack, document_ids, allowed)
    kind = rulebook_of(by, clock.today()).kinds.get(entry.kind)
    if out and kind is not None and kind.body:
        bodies = Body.objects.filter(committee=by.committee_id, code=kind.body)
        grant(by, pack, body_ids=bodies.values_list("pk", flat=True))
    return len(out)
