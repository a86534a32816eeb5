"""The job that draws letters and hands those that go by mail to the mail channel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django_scopes import scope

from nghisu.core.papers.composing.invitation import compose_invitation
from nghisu.core.papers.paper import Paper
from nghisu.documents.adapters.drawing import PERSON, Copy, DrawingFailed, draw_many, hands
from nghisu.documents.adapters.drawing.many import Drawing, Hands
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.kept_files import keep_file
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Item, channel, put_out_each
from nghisu.foundation.rows import update_rows
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import Version, Way
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Mailing, PersonalLink
from nghisu.invitations.queries.numbers import READ_WITH
from nghisu.invitations.queries.originals import cancelled_lines
from nghisu.invitations.queries.wording import addressed_as, letter
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.commands.posting import needs_release
from nghisu.notices.queries.measures import mail_rule

CHUNK = 100
"""Letters that are kept and counted together: what the page shows grows by so many."""


@channel(LETTERS, lease=timedelta(minutes=5), tries=6, batch=1)
def draw_letters(row: Outgoing) -> None:
    """Draw the letters of a batch that are not drawn yet; or, once the original that they waited for is signed, send what
    was drawn meanwhile. Killed in the middle, another worker goes on where it stood: what was kept stays, and no letter
    is kept or put out twice. Raises DrawingFailed for the first letter that cannot be drawn, once all others are."""
    with scope(committee=row.committee_id):
        rows = Mailing.objects.filter(pk=row.payload["mailing"], committee=row.committee_id)
        mailing = rows.select_related(
            *READ_WITH,
            "conference__committee",
            "conference__entry__subject",
            "conference__entry__room",
        ).first()
        if mailing is None:
            return
        if row.payload.get("send"):
            _send_drawn(Issue(system_actor(row.committee_id), mailing), row.payload["batch"])
            return
        waiting = list(
            Delivery.objects.filter(
                mailing=mailing, batch=row.payload["batch"], drawn_at=None, replaced_at=None
            )
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if waiting:
            _draw_all(Issue(system_actor(row.committee_id), mailing), waiting)


def _send_drawn(issue: Issue, batch: int) -> None:
    """Send the letters of a batch that are drawn; those that are not go as they are. Done again, nothing goes twice: what
    is put out under a key that there was is not put out."""
    waiting = Delivery.objects.filter(
        mailing=issue.mailing, batch=batch, way=Way.MAIL, drawn_at__isnull=False, replaced_at=None
    )
    rows = list(waiting.select_related("invitee").order_by("pk"))
    for place in range(0, len(rows), CHUNK):
        with transaction.atomic():
            put_in_mail(issue, rows[place : place + CHUNK])


def _draw_all(issue: Issue, waiting: Sequence[int]) -> None:
    """Have letters drawn, and keep those before meanwhile."""
    failed: list[DrawingFailed] = []
    with hands() as drawing:
        before: list[Drawn] = []
        for place in range(0, len(waiting), CHUNK):
            begun = _begin(issue, waiting[place : place + CHUNK], drawing)
            failed += _keep(issue, before)
            before = begun
        failed += _keep(issue, before)
    if failed:
        raise failed[0]


class Issue:
    """What the letters of a mailing have in common, found out once."""

    def __init__(self, by: Actor, mailing: Mailing) -> None:
        self.by, self.mailing = by, mailing
        self._papers: dict[tuple[str, tuple[str, ...]], Paper] = {}

    def paper(self, version: str, items: tuple[str, ...]) -> Paper:
        """A version of the letter to whoever attends some items, all of them where none is named."""
        if (version, items) not in self._papers:
            said = letter(self.by, self.mailing.conference, version, self.mailing)
            said = replace(said, invitee=PERSON, code=PERSON, contents=items or said.contents)
            self._papers[version, items] = replace(compose_invitation(said), code="")
        return self._papers[version, items]

    @cached_property
    def waits_for_release(self) -> bool:
        """Whether a person must release the letters that go by mail: many at once, or to outside the office."""
        addresses = Delivery.objects.filter(mailing=self.mailing, way=Way.MAIL)
        return needs_release(
            mail_rule(self.by.tenant), list(addresses.values_list("invitee__email", flat=True))
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """Letters of one paper that are being drawn."""

    rows: Sequence[Delivery]
    files: Drawing


def _begin(issue: Issue, ids: Sequence[int], drawing: Hands) -> list[Drawn]:
    """Begin to draw some letters: those alike together."""
    rows = (
        Delivery.objects.filter(pk__in=ids, drawn_at=None)
        .select_related("invitee__organisation")
        .prefetch_related("invitee__items")
        .order_by("pk")
    )
    alike: dict[tuple[str, tuple[str, ...]], list[Delivery]] = {}
    for one in rows:
        items = tuple(item.title for item in one.invitee.items.all())
        alike.setdefault((one.version, items), []).append(one)
    nonces = dict(
        PersonalLink.objects.filter(invitee__deliveries__in=ids, revoked_at=None).values_list(
            "invitee_id", "nonce"
        )
    )

    def copy(one: Delivery) -> Copy:
        nonce = nonces.get(one.invitee_id)
        return Copy(addressed_as(one.invitee), address_of_nonce(nonce) if nonce is not None else "")

    return [
        Drawn(found, draw_many(drawing, issue.paper(*key), [copy(one) for one in found]))
        for key, found in alike.items()
    ]


def _keep(issue: Issue, drawn: Sequence[Drawn]) -> list[DrawingFailed]:
    """Keep letters in one file, note where each lies, put out those that go by mail. Returns why some are not there."""
    files = {
        one: content for some in drawn for one, content in zip(some.rows, some.files.files(), strict=True)
    }
    made = {one: content for one, content in files.items() if isinstance(content, bytes)}
    if made:
        stored = keep_file(b"".join(made.values()))
        with transaction.atomic():
            held_from = _held_from(issue)
            still = set(
                Delivery.objects.select_for_update(of=("self",))
                .filter(pk__in=[one.pk for one in made], drawn_at=None, replaced_at=None)
                .order_by()
                .values_list("pk", flat=True)
            )
            now, offset, kept = clock.now(), 0, []
            for one, content in made.items():
                if one.pk in still:
                    one.stored, one.offset, one.size = stored, offset, len(content)
                    one.sha256, one.drawn_at = hashlib.sha256(content).hexdigest(), now
                    kept.append(one)
                offset += len(content)
            update_rows(kept, ["stored", "offset", "size", "sha256", "drawn_at"])
            put_in_mail(issue, [one for one in kept if held_from is None or one.batch < held_from])
    return [content for content in files.values() if isinstance(content, DrawingFailed)]


def _held_from(issue: Issue) -> int | None:
    """From which batch on letters wait for a signature, the mailing locked: a letter is put in the mail by whoever keeps
    it, or by what its release sets off, never by neither."""
    rows = Mailing.objects.select_for_update(of=("self",)).filter(pk=issue.mailing.pk).order_by()
    return rows.values_list("held_from", flat=True).get()


def put_in_mail(issue: Issue, rows: Sequence[Delivery]) -> None:
    """Put out the letters that go by mail, none whose number was cancelled."""
    cancelled = cancelled_lines(issue.mailing)
    letters = [
        one
        for one in rows
        if one.way == Way.MAIL and one.invitee.email and Version(one.version) not in cancelled
    ]
    if not letters or not settings.NGHISU_SENDS_MAIL:
        return
    mailing, held = issue.mailing, issue.waits_for_release
    named = f"{mailing.named}: {mailing.conference.entry.title}"
    put_out_each(
        issue.by,
        MAIL,
        [
            Item(
                payload={
                    "to": one.invitee.email,
                    "name": one.invitee.name[:100],
                    "subject": named[:200],
                    "text": "",
                    "language": "vi",
                    "completed_by": "invitation",
                    "delivery": one.pk,
                },
                key=f"invitation {one.pk}",
                label=f"{named} → {one.invitee.name}"[:300],
                bundle=f"invitation {mailing.pk}",
                held=held,
            )
            for one in letters
        ],
    )
