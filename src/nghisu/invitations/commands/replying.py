"""Answering an invitation: by the personal link, by one's account, by telephone or paper through the clerk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.text import legible, nfc
from nghisu.directory.models import Person
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.choosing import is_open
from nghisu.invitations.commands.receipts import note_receipt
from nghisu.invitations.commands.substitutes import end_substitutes, name_substitute
from nghisu.invitations.enums import Answer, Channel, Step
from nghisu.invitations.events import InvitationAnswered
from nghisu.invitations.models import Invitee, Reply, Substitution
from nghisu.invitations.queries.chairing import told_of_substitutes
from nghisu.invitations.queries.files import letter_that_counts
from nghisu.invitations.refusals import RepliesClosed
from nghisu.notices.commands import Said, tell


@dataclass(frozen=True, slots=True)
class ReplyContent:
    """What is answered; a substitute only with an absence."""

    answer: str
    site: str = ""
    reason: str = ""
    substitute_name: str = ""
    substitute_title: str = ""
    substitute_email: str = ""
    substitute_person: int | None = None


@transaction.atomic
def answer_by_link(one: Invitee, content: ReplyContent) -> Reply:
    """What the holder of the personal link answers; who that is the link has shown."""
    by = Actor(committee_id=one.committee_id, name=one.name[:200], person_id=one.person_id)
    return _answer(by, one.pk, content, Channel.LINK, "")


@transaction.atomic
def answer_own(by: Actor, invitee_id: int, content: ReplyContent) -> Reply:
    """What somebody with an account answers to the own invitation. Raises AccessRefused for another's."""
    must(by, "invitation.own")
    own = Invitee.objects.filter(committee=by.committee_id, pk=invitee_id, person=by.person_id)
    if by.person_id is None or not own.exists():
        raise AccessRefused(str(invitee_id))
    return _answer(by, invitee_id, content, Channel.ACCOUNT, "")


@transaction.atomic
def record_answer(by: Actor, invitee_id: int, content: ReplyContent, channel: str, said_by: str) -> Reply:
    """What came by telephone or on paper, written down with who said so."""
    must(by, "invitation.deliver")
    if channel not in (Channel.PHONE, Channel.PAPER):
        raise AccessRefused(channel)
    return _answer(by, invitee_id, content, Channel(channel), said_by)


def _answer(by: Actor, invitee_id: int, content: ReplyContent, channel: Channel, said_by: str) -> Reply:
    """Keep an answer. The same one again is the one that stands; another takes its place, and both stay."""
    one = (
        Invitee.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk=invitee_id, removed_at=None)
        .select_related("conference__entry")
        .first()
    )
    if one is None:
        raise AccessRefused(str(invitee_id))
    if not is_open(one.conference.entry, one.conference):
        raise RepliesClosed(_("Hội nghị đã bắt đầu hoặc không họp nữa, nên không nhận trả lời."))
    said = _said(content)
    current = Reply.objects.filter(committee=by.committee_id, invitee=one, is_current=True).first()
    same = current is not None and (current.answer, current.site, current.reason) == said
    if current is None or not same:
        if current is not None:
            current.is_current = False
            current.save(update_fields=["is_current"])
        before = {"answer": current.answer} if current is not None else {}
        current = Reply.objects.create(
            committee_id=by.tenant,
            invitee=one,
            answer=said[0],
            site=said[1],
            reason=said[2],
            channel=channel.value,
            said_by=nfc(said_by)[:200],
            at=clock.now(),
            by_name=by.name[:200],
        )
        remember(
            by,
            "invitation.answered",
            one,
            before=before,
            after={"answer": current.answer, "channel": channel.value, "reason": current.reason},
        )
        publish(InvitationAnswered(by=by, reply=current))
    _substitute(by, one, content)
    delivery = letter_that_counts(one)
    if delivery is not None:
        hop = 2 if delivery.way == "network" else 1
        note_receipt(by, [delivery.pk], Step.CONFIRMED, hop=hop, how=channel.value)
    return current


def _said(content: ReplyContent) -> tuple[str, str, str]:
    """Answer, site and reason as they are kept: only what belongs to the answer."""
    answer = Answer(content.answer)
    site = legible(nfc(content.site)).strip()[:300] if answer is Answer.ONLINE else ""
    reason = legible(nfc(content.reason)).strip()[:1000] if answer is Answer.ABSENT else ""
    return answer.value, site, reason


def _substitute(by: Actor, one: Invitee, content: ReplyContent) -> None:
    """Name the substitute that comes with an absence; without an absence, or without a name, there is none."""
    name = " ".join(legible(nfc(content.substitute_name)).split())[:300]
    person = None
    if content.substitute_person is not None:
        known = Person.objects.filter(
            pk=content.substitute_person, appointments__committee=by.committee_id
        ).distinct()
        person = known.first()
        if person is None:
            raise AccessRefused(f"person {content.substitute_person}")
        name = person.full_name
    if content.answer != Answer.ABSENT or not name:
        end_substitutes(by, one)
        return
    title = " ".join(legible(nfc(content.substitute_title)).split())[:400]
    email = content.substitute_email or (person.email if person is not None else "")
    made = name_substitute(by, one, name, title, email, person)
    if made is not None:
        _tell_deciders(by, one, made)


def _tell_deciders(by: Actor, one: Invitee, substitution: Substitution) -> None:
    """Those who agree are told that somebody is named."""
    entry = one.conference.entry

    def said() -> Said:
        return Said(
            _("%(name)s vắng, cử %(substitute)s dự thay")
            % {"name": one.name, "substitute": substitution.name},
            entry.title,
        )

    tell(
        by,
        told_of_substitutes(by, entry),
        "conference.substitute_named",
        said,
        url=reverse("invitations:replies", args=[entry.pk]),
        thing=substitution,
        key=f"substitute:{substitution.pk}",
    )
