from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.conferences.commands import conference_of_entry
from nghisu.conferences.commands.pack_readers import keep_pack_readers
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.core.text import legible, nfc
from nghisu.directory.models import Body, Organisation, Person
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.rows import insert_rows
from nghisu.invitations.commands.leaving import take_off
from nghisu.invitations.enums import OnPaper, Source, Standing, Way
from nghisu.invitations.models import Invitee, SavedGroup, Selection
from nghisu.invitations.queries.checking import body_of
from nghisu.invitations.queries.choosing import anew, day_of, key_of, keys_there
from nghisu.invitations.queries.resolving import Candidate, resolve, standing_of
from nghisu.invitations.refusals import NobodyFound, NotHeld
from nghisu.programme.models import Entry

OVER = (Stage.CLOSED, Stage.CONCLUDED, Stage.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is stated when people are chosen."""

    source: str
    standing: str = Standing.SUMMONED
    body_id: int | None = None
    organisation_id: int | None = None
    title_code: str = ""
    group_id: int | None = None
    person_id: int | None = None
    item_id: int | None = None
    guest_name: str = ""
    guest_title: str = ""
    guest_organisation: str = ""
    guest_email: str = ""
    guest_level: str = ""
    guest_leads: bool | None = None
    guest_bloc: str = ""
    guest_place: int | None = None

    def columns(self) -> dict[str, Any]:
        """As a row keeps it: only what belongs to its source."""
        kept: dict[str, Any] = {"source": self.source}
        if self.source == Source.BODY:
            kept["body_id"] = self.body_id
        elif self.source in (Source.UNIT, Source.TITLE):
            kept |= {"organisation_id": self.organisation_id, "title_code": self.title_code}
        elif self.source == Source.PERSON:
            kept["person_id"] = self.person_id
        elif self.source == Source.GUEST:
            kept |= {
                "guest_name": nfc(self.guest_name),
                "guest_title": nfc(self.guest_title),
                "guest_organisation": nfc(self.guest_organisation),
                "guest_email": self.guest_email,
                "guest_level": self.guest_level,
                "guest_leads": self.guest_leads,
                "guest_bloc": self.guest_bloc,
                "guest_place": self.guest_place,
            }
        return kept

    def selection(self, by: Actor) -> Selection:
        """The line that the choice would be, not kept yet."""
        group = {"group_id": self.group_id} if self.source == Source.GROUP else {}
        return Selection(
            committee_id=by.tenant, standing=self.standing, item_id=self.item_id, **self.columns(), **group
        )


@transaction.atomic
def choose(by: Actor, entry: Entry, choice: Choice) -> int:
    """Invite whom a choice means on the day of the conference; who is there already stays as is. Returns how many came
    in. Raises NobodyFound, NotHeld, AccessRefused for what is another committee's."""
    must(by, "invitee.edit")
    conference = open_conference(by, entry)
    must_be_own(by, choice)
    if choice.item_id is not None and not conference.agenda.filter(pk=choice.item_id).exists():
        raise AccessRefused(f"item {choice.item_id}")
    selection = choice.selection(by)
    selection.conference = conference
    selection.made_at, selection.made_by_name = clock.now(), by.name
    on = day_of(entry)
    found = resolve(by, [selection], on, body_of(entry))
    if not found:
        raise NobodyFound(
            _("Không có ai như vậy vào ngày %(day)s. Hãy chọn khác, hoặc xem lại danh bạ.")
            % {"day": f"{on:%d/%m/%Y}"}
        )
    there = keys_there(by, conference)
    new = [one for one in found if one.key not in there]
    selection.save()
    put_in(by, conference, selection, [(one, selection.standing) for one in new], on)
    attend(conference, selection, found, new)
    keep_pack_readers(by, conference)
    remember(
        by,
        "invitee.chosen",
        selection,
        after={"conference": entry.title, "count": len(new)},
        label=str(selection),
    )
    return len(new)


def attend(
    conference: Conference, selection: Selection, found: Sequence[Candidate], new: Sequence[Candidate]
) -> None:
    """Keep for which item people were chosen. Whoever was there for some items attends this one, too; chosen for the
    whole conference, all of it. Whoever was there for the whole conference already stays so."""
    through = Invitee.items.through
    fresh = {one.key for one in new}
    keys = {one.key for one in found}
    rows = {
        key_of(one): one.pk
        for one in Invitee.objects.filter(
            committee=conference.committee_id, conference=conference, removed_at=None
        )
    }
    limited = set(
        through.objects.filter(invitee__conference=conference).values_list("invitee_id", flat=True).distinct()
    )
    if selection.item_id is None:
        whole = [rows[key] for key in keys if rows.get(key) in limited]
        through.objects.filter(invitee_id__in=whole).delete()
        return
    wanted = [rows[key] for key in keys if key in rows and (key in fresh or rows[key] in limited)]
    through.objects.bulk_create(
        [through(invitee_id=pk, agendaitem_id=selection.item_id) for pk in wanted],
        ignore_conflicts=True,
        batch_size=400,
    )


def put_in(
    by: Actor,
    conference: Conference,
    selection: Selection | None,
    new: Iterable[tuple[Candidate, str]],
    on: date,
) -> None:
    """Keep people as invited, many at once."""
    insert_rows(
        Invitee,
        [
            Invitee(
                committee_id=by.tenant,
                conference=conference,
                selection=selection,
                person_id=one.person_id,
                name=one.name[:300],
                title=one.title,
                organisation_id=one.organisation_id,
                organisation_text="" if one.organisation_id else one.organisation,
                bloc=one.bloc,
                level=one.level,
                leads=one.leads,
                standing=standing,
                member=one.member,
                specialist=one.specialist,
                email=one.email,
                way=one.way,
                also=one.also,
                rank=one.rank,
                sort_key=one.sort_key,
                search_text=one.search_text,
                resolved_on=on,
            )
            for one, standing in new
        ],
    )


@transaction.atomic
def remove_invitees(by: Actor, entry: Entry, ids: Iterable[int], why: str) -> int:
    """Take people off the list, with the reason. Their rows stay, as history. Returns how many there were."""
    must(by, "invitee.edit")
    conference = open_conference(by, entry)
    rows = list(
        Invitee.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, conference=conference, pk__in=list(ids), removed_at=None)
        .order_by("id")
    )
    take_off(by, rows, why)
    keep_pack_readers(by, conference)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Rank:
    """What a person says of somebody for who signs the letter: the level, "" where it is not known; whether they lead,
    None where the title is to tell."""

    level: str
    leads: bool | None


@transaction.atomic
def set_way(
    by: Actor,
    entry: Entry,
    invitee_id: int,
    way: str,
    email: str,
    rank: Rank | None = None,
    *,
    also: str | None = None,
    address: str | None = None,
) -> Invitee:
    """Say how, and to which mail address, the invitation of one person goes. Of what is None it stays as it was: by which
    way `also` a second one on paper, to which postal `address`, and `rank`, at which level they are and whether they
    lead, which decides who signs it."""
    must(by, "invitee.edit")
    conference = open_conference(by, entry)
    rows = Invitee.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, conference=conference, pk=invitee_id, removed_at=None
    )
    one = rows.first()
    if one is None:
        raise AccessRefused(str(invitee_id))
    second = one.also if also is None else also
    if second == way:
        second = ""
    after: dict[str, Any] = {"way": Way(way).value, "also": second and OnPaper(second).value, "email": email}
    if address is not None:
        after["address"] = " ".join(legible(nfc(address)).split())[:200]
    if rank is not None:
        after |= {"level": rank.level, "leads": rank.leads}
    before = {name: getattr(one, name) for name in after}
    for name, value in after.items():
        setattr(one, name, value)
    one.save(update_fields=list(after))
    remember(by, "invitee.way_set", one, before=before, after=after)
    return one


@dataclass(frozen=True, slots=True)
class Accepted:
    """What of a list made anew a person accepts: keys of those who come in, rows that go, rows that change."""

    since: frozenset[str]
    gone: frozenset[int]
    changed: frozenset[int]


@transaction.atomic
def make_anew(by: Actor, entry: Entry, accepted: Accepted) -> dict[str, int]:
    """Bring the list to the day the conference now has, as far as a person accepts it. Replies, letters and history of
    those who stay are kept. Returns how many came, went and changed."""
    must(by, "invitee.edit")
    conference = open_conference(by, entry)
    would = anew(by, entry, conference)
    lines = list(Selection.objects.filter(committee=by.committee_id, conference=conference))
    coming = [one for one in would.since if one.key in accepted.since]
    for one in coming:
        put_in(by, conference, lines[one.lines[0]], [(one, standing_of(lines, one))], would.on)
    going = [one for one in would.gone if one.pk in accepted.gone]
    take_off(by, going, _("Không còn thuộc diện mời vào ngày họp mới"))
    changing = [one for one in would.changed if one.invitee.pk in accepted.changed]
    for change in changing:
        row, now = change.invitee, change.now
        before = {"title": row.title}
        row.title, row.organisation_id, row.bloc, row.level = (
            now.title,
            now.organisation_id,
            now.bloc,
            now.level,
        )
        row.rank, row.search_text, row.member, row.specialist, row.leads = (
            now.rank,
            now.search_text,
            now.member,
            now.specialist,
            now.leads,
        )
        row.save()
        remember(by, "invitee.changed", row, before=before, after={"title": row.title})
    Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None).update(
        resolved_on=would.on
    )
    keep_pack_readers(by, conference)
    told = {"came": len(coming), "went": len(going), "changed": len(changing)}
    remember(by, "invitee.made_anew", conference, after=told | {"day": would.on}, label=entry.title)
    return told


def open_conference(by: Actor, entry: Entry) -> Conference:
    """The conference of an entry, locked. Raises NotHeld where nobody is invited to it any more."""
    conference = conference_of_entry(by, entry)
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if not entry.is_held or conference.stage in OVER:
        raise NotHeld(_("Hội nghị này không còn chờ họp, nên danh sách mời không đổi được nữa."))
    return conference


def is_open(entry: Entry, conference: Conference) -> bool:
    """Whether answers are taken: until the conference begins, and only while it is to be held."""
    return entry.is_held and conference.stage not in OVER and clock.now() < entry.opening


def must_be_own(by: Actor, choice: Choice) -> None:
    """Raise AccessRefused where a choice names what is not the committee's own."""
    own = {
        "body": (Body.objects.all(), choice.body_id),
        "organisation": (Organisation.objects.all(), choice.organisation_id),
        "group": (SavedGroup.objects.all(), choice.group_id),
    }
    for name, (rows, pk) in own.items():
        if pk is not None and not rows.filter(committee=by.committee_id, pk=pk).exists():
            raise AccessRefused(f"{name} {pk}")
    if choice.person_id is not None:
        known = Person.objects.filter(pk=choice.person_id, appointments__committee=by.committee_id)
        if not known.exists():
            raise AccessRefused(f"Person {choice.person_id}")
