"""What was answered: by each, by unit, in all; and what one sees of the own invitation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from nghisu.conferences.models import Conference
from nghisu.core.text import sort_key
from nghisu.directory.models import Appointment, Room
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.secrets import digest_of
from nghisu.foundation.tables import Cell
from nghisu.invitations.enums import Agreed, Answer, Channel
from nghisu.invitations.models import Delivery, Invitee, PersonalLink, Reply, Substitution
from nghisu.invitations.queries.chairing import decides
from nghisu.invitations.queries.choosing import day_of
from nghisu.invitations.queries.originals import let_go
from nghisu.invitations.queries.people import invitees_of, unit_name
from nghisu.programme.models import Entry

NO_ANSWER = "none"
ENDS_AFTER = timedelta(days=1)
"""So long after its day a conference's personal links still show it."""


def link_of(secret: str) -> PersonalLink | None:
    """The link that a secret opens: not ended, of somebody still invited, to a conference that is not over. Everything
    else is None, and is answered alike."""
    with scopes_disabled():
        link = (
            PersonalLink.objects.filter(digest=digest_of(secret), revoked_at=None, invitee__removed_at=None)
            .select_related(
                "committee", "invitee__organisation", "invitee__conference__entry__room", "invitee__person"
            )
            .first()
        )
    if link is None:
        return None
    entry = link.invitee.conference.entry
    end = (entry.closing or entry.opening) + ENDS_AFTER
    return link if clock.now() < end else None


@dataclass(frozen=True, slots=True)
class OwnInvitation:
    """What one who is invited sees: nothing of anybody else but the substitute they named."""

    invitee: Invitee
    entry: Entry
    reply: Reply | None
    substitution: Substitution | None
    in_place_of: str
    sites: Sequence[str]


def own_invitation(one: Invitee) -> OwnInvitation:
    """The invitation as the one it is for sees it."""
    entry = one.conference.entry
    reply = Reply.objects.filter(committee=one.committee_id, invitee=one, is_current=True).first()
    named = Substitution.objects.filter(committee=one.committee_id, invitee=one).exclude(
        state=Agreed.WITHDRAWN
    )
    place = Substitution.objects.filter(
        committee=one.committee_id, substitute=one, state=Agreed.AGREED
    ).select_related("invitee")
    whose = place.first()
    rooms = Room.objects.filter(valid_on(day_of(entry)), committee=one.committee_id)
    sites = [unit_name(one), *rooms.order_by("sort_key").values_list("name", flat=True)[:12]]
    return OwnInvitation(
        one,
        entry,
        reply,
        named.first(),
        whose.invitee.name if whose is not None else "",
        [s for s in sites if s],
    )


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An invitation of the one who is signed in, and what they answered last."""

    invitee: Invitee
    reply: Reply | None


def sent_to(by: Actor) -> QuerySet[Invitee]:
    """The invitations of a person that were sent, or may be: not those whose letter waits for a signature."""
    letters = let_go(Delivery.objects.filter(invitee=OuterRef("pk")))
    rows = Invitee.objects.filter(committee=by.committee_id, person=by.person_id, removed_at=None)
    return rows.filter(Exists(letters))


def own_invitations(by: Actor) -> list[OwnLine]:
    """The invitations that were issued to the person behind an account, the latest conference first."""
    if by.person_id is None:
        return []
    found = list(
        sent_to(by)
        .select_related("conference__entry__room")
        .order_by("-conference__entry__opening", "-id")[:60]
    )
    replies = Reply.objects.filter(committee=by.committee_id, invitee__in=found).order_by("id")
    last = {one.invitee_id: one for one in replies}
    return [OwnLine(one, last.get(one.pk)) for one in found]


def colleagues_of(by: Actor, one: Invitee) -> list[tuple[int, str]]:
    """The people of the same unit on the day of the conference, from whom a substitute may be named."""
    if one.organisation_id is None:
        return []
    rows = (
        Appointment.objects.filter(
            valid_on(day_of(one.conference.entry)),
            committee=by.committee_id,
            position__organisation=one.organisation_id,
        )
        .exclude(person=one.person_id)
        .order_by("person__sort_key", "person_id", "id")
        .values_list("person_id", "person__full_name", "position__title")
    )
    named: dict[int, str] = {}
    for person, name, title in rows:
        named.setdefault(person, f"{name}, {title}")
    return list(named.items())


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered what, in all or of one unit."""

    name: str
    present: int
    online: int
    absent: int
    silent: int

    @property
    def total(self) -> int:
        return self.present + self.online + self.absent + self.silent


def tallies_of(by: Actor, conference: Conference) -> tuple[Tally, list[Tally]]:
    """In all, and by unit in the order of the highest rank of their delegates: one query, a row a unit and answer."""
    rows = invitees_of(by, conference).order_by()
    rows = rows.annotate(
        unit=Coalesce("organisation__name", "organisation_text"),
        said=FilteredRelation("replies", condition=Q(replies__is_current=True)),
    )
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    first: dict[str, int] = {}
    place = {Answer.IN_PERSON.value: 0, Answer.ONLINE.value: 1, Answer.ABSENT.value: 2}
    by_answer = rows.values_list("unit", "said__answer").annotate(count=Count("pk"), rank=Min("rank"))
    for unit, answer, count, rank in by_answer:
        counted[unit][place.get(answer or "", 3)] += count
        first[unit] = min(rank, first.get(unit, rank))
    in_order = sorted(counted, key=lambda name: (first[name], sort_key(name)))
    units = [Tally(name or _("Không ghi đơn vị"), *counted[name]) for name in in_order]
    whole = Tally(
        _("Tất cả"),
        sum(one.present for one in units),
        sum(one.online for one in units),
        sum(one.absent for one in units),
        sum(one.silent for one in units),
    )
    return whole, units


def answered(rows: QuerySet[Invitee], wanted: str) -> QuerySet[Invitee]:
    """Those who answered so; `none` those who did not answer."""
    if not wanted:
        return rows
    current = Reply.objects.filter(invitee=OuterRef("pk"), is_current=True)
    if wanted == NO_ANSWER:
        return rows.exclude(Exists(current))
    return rows.filter(Exists(current.filter(answer=wanted)))


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One who is invited, with what they answered and whom they named."""

    one: Invitee
    reply: Reply | None
    substitution: Substitution | None

    @property
    def decision(self) -> str:
        """What the chair said of whom they named, and in which writing."""
        return decision_of(self.substitution) if self.substitution is not None else ""


def reply_lines(by: Actor, rows: Sequence[Invitee]) -> list[ReplyLine]:
    """Two queries for however many people."""
    ids = [one.pk for one in rows]
    replies = {
        one.invitee_id: one
        for one in Reply.objects.filter(committee=by.committee_id, invitee__in=ids, is_current=True)
    }
    named: dict[int, Substitution] = {}
    for row in Substitution.objects.filter(committee=by.committee_id, invitee__in=ids).exclude(
        state=Agreed.WITHDRAWN
    ):
        named.setdefault(row.invitee_id, row)
    return [ReplyLine(one, replies.get(one.pk), named.get(one.pk)) for one in rows]


def decision_of(named: Substitution) -> str:
    """Whether the chair agreed, and in which writing: the paper that the office stated, or the act here."""
    said = str(Agreed(named.state).label)
    if named.decided_at is None or named.state == Agreed.WITHDRAWN:
        return said
    if named.paper_on is not None:
        return _("%(said)s, theo văn bản %(paper)s ngày %(day)s") % {
            "said": said,
            "paper": named.paper,
            "day": f"{named.paper_on:%d/%m/%Y}",
        }
    moment = f"{clock.local(named.decided_at):%H:%M %d/%m/%Y}"
    return _("%(said)s trên hệ thống: %(name)s, %(moment)s") % {
        "said": said,
        "name": named.decided_by_name,
        "moment": moment,
    }


def waiting_substitutes(by: Actor, conference: Conference) -> list[Substitution]:
    """Those whom the chair has not said yes or no to."""
    rows = Substitution.objects.filter(
        committee=by.committee_id, invitee__conference=conference, state=Agreed.ASKED
    )
    return list(rows.select_related("invitee__organisation").order_by("invitee__rank", "id"))


def count_waiting(by: Actor, entry: Entry) -> int:
    """How many substitutes wait for a decision of the actor's, or to be written down by the actor."""
    if not may(by, "substitute.decide"):
        return 0
    count = Substitution.objects.filter(
        committee=by.committee_id, invitee__conference__entry=entry, state=Agreed.ASKED
    ).count()
    return count if count and decides(by, entry) else 0


def unanswered_count(conference_ids: Sequence[int]) -> dict[int, int]:
    """How many have not answered, of some conferences."""
    rows = Invitee.objects.filter(conference__in=conference_ids, removed_at=None).exclude(
        Exists(Reply.objects.filter(invitee=OuterRef("pk"), is_current=True))
    )
    return dict(rows.order_by().values_list("conference_id").annotate(count=Count("pk", filter=Q())))


def table_of(lines: Sequence[ReplyLine]) -> tuple[list[str], list[list[Cell]]]:
    """The answers as a table."""
    head = [
        _("Số"),
        _("Họ và tên"),
        _("Chức vụ"),
        _("Cơ quan, đơn vị"),
        _("Trả lời"),
        _("Điểm cầu"),
        _("Lý do vắng"),
        _("Người dự thay"),
        _("Chủ trì"),
        _("Trả lời bằng"),
        _("Ai báo"),
        _("Lúc"),
    ]
    body: list[list[Cell]] = []
    for place, line in enumerate(lines, 1):
        reply, named = line.reply, line.substitution
        row: list[Any] = [place, line.one.name, line.one.title, unit_name(line.one)]
        row += (
            [str(Answer(reply.answer).label), reply.site, reply.reason]
            if reply
            else [_("Chưa trả lời"), "", ""]
        )
        row += [f"{named.name}, {named.title}".rstrip(", "), decision_of(named)] if named else ["", ""]
        row += (
            [str(Channel(reply.channel).label), reply.said_by, f"{clock.local(reply.at):%H:%M %d/%m/%Y}"]
            if reply
            else ["", "", ""]
        )
        body.append(row)
    return head, body
