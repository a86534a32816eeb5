"""Substitutes: named by whoever cannot come, agreed by the chair, then invited themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.commands.pack_readers import keep_pack_readers
from nghisu.core.text import fold, legible, nfc, sort_key
from nghisu.directory.models import Person
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.choosing import is_open
from nghisu.invitations.commands.leaving import withdraw_substitutes
from nghisu.invitations.commands.writing import write_to_all
from nghisu.invitations.enums import Agreed, Decides, MailingState, Standing, Way
from nghisu.invitations.models import Invitee, Mailing, Substitution
from nghisu.invitations.queries.chairing import decides
from nghisu.invitations.queries.choosing import day_of
from nghisu.invitations.queries.numbers import in_force
from nghisu.invitations.refusals import MailingNotThere, PaperNeeded, RepliesClosed, SubstituteInvited
from nghisu.notices.commands import Said, tell


def name_substitute(
    by: Actor, one: Invitee, name: str, title: str, email: str, person: Person | None
) -> Substitution | None:
    """Name somebody in the place of one who cannot come. The same name again is the one that stands; another takes its
    place. Returns the new row, None where nothing is new. Raises SubstituteInvited for one who is invited already: nobody
    sits on two chairs, and withdrawing a substitute must take nobody else off the list."""
    standing = Substitution.objects.filter(
        committee=by.committee_id, invitee=one, state__in=[Agreed.ASKED, Agreed.AGREED]
    ).first()
    if standing is not None and (standing.name, standing.title, standing.email) == (name, title, email):
        return None
    end_substitutes(by, one)
    if person is not None and _invited(by, one, person.pk):
        raise SubstituteInvited(
            _("%(name)s đã có trong danh sách mời nên không dự thay được. Hãy chọn người khác.")
            % {"name": name}
        )
    made = Substitution.objects.create(
        committee_id=by.tenant,
        invitee=one,
        person=person,
        name=name,
        title=title,
        email=email,
        asked_at=clock.now(),
    )
    remember(by, "substitute.named", made, after={"name": name, "title": title, "in_place_of": one.name})
    return made


def end_substitutes(by: Actor, one: Invitee) -> None:
    """This one answered otherwise: nobody comes in their place any more."""
    if withdraw_substitutes(by, [one], _("Người được dự thay đã trả lời khác")):
        keep_pack_readers(by, one.conference)


@dataclass(frozen=True, slots=True)
class Written:
    """The paper in which the chair said so: its number or sign, and its day."""

    number: str
    on: date


@transaction.atomic
def decide_substitute(
    by: Actor, substitution_id: int, agrees: bool, note: str = "", written: Written | None = None
) -> Substitution:
    """Agree that somebody comes in another's place, or not (5609 I/III/2.2/b1). Agreed, the substitute is invited like
    everybody: with a letter and a link of their own.

    The chair of that conference decides; the act under the own account is the writing that the rule asks (307 §3, our
    reading). The office writes down what the chair said in a paper, which it states.

    Raises AccessRefused for anybody else; PaperNeeded; MailingNotThere for one that was decided or withdrawn; and agreed,
    RepliesClosed once the conference began, is off, or does not await the one who named them any more; SubstituteInvited.
    """
    must(by, "substitute.decide")
    known = Substitution.objects.filter(committee=by.committee_id, pk=substitution_id)
    # In the order of an answer: whoever comes after all, and the chair who agrees, wait for each other.
    list(Invitee.objects.select_for_update().filter(pk__in=known.values("invitee")).order_by("pk"))
    rows = known.select_for_update(of=("self",))
    row = rows.select_related("invitee__conference__entry__subject", "invitee__organisation").first()
    if row is None:
        raise AccessRefused(str(substitution_id))
    one = row.invitee
    paper = _paper(by, one, written)
    if row.state != Agreed.ASKED:
        raise MailingNotThere(_("Người dự thay này đã được quyết định. Hãy mở lại trang."))
    if agrees and (one.removed_at is not None or not is_open(one.conference.entry, one.conference)):
        raise RepliesClosed(
            _("Hội nghị đã bắt đầu, không họp nữa, hoặc người được dự thay không còn được mời.")
        )
    if paper is not None:
        row.paper, row.paper_on = paper.number, paper.on
    row.state = Agreed.AGREED if agrees else Agreed.REFUSED
    row.decided_at, row.decided_by_name, row.note = clock.now(), by.name, nfc(note.strip())[:500]
    if agrees:
        row.substitute = _invite(by, row)
    row.save()
    after = {"note": row.note}
    if paper is not None:
        after["by_document"] = f"{paper.number}, {paper.on:%d/%m/%Y}"
    remember(by, "substitute.agreed" if agrees else "substitute.refused", row, after=after)
    _tell(by, row)
    return row


def _paper(by: Actor, one: Invitee, written: Written | None) -> Written | None:
    """The paper to be kept; none where the chair decides here. Raises AccessRefused, PaperNeeded."""
    part = decides(by, one.conference.entry)
    if part is Decides.NOT:
        raise AccessRefused("does not chair this conference")
    if part is Decides.CHAIR:
        return None
    number = " ".join(legible(nfc(written.number)).split())[:120] if written is not None else ""
    if written is None or not number or written.on > clock.today():
        raise PaperNeeded(
            _(
                "Chỉ người chủ trì hội nghị này tự đồng ý được. Văn phòng ghi thay thì nêu số và ngày văn bản, không sau "
                "hôm nay, mà chủ trì đã cho ý kiến."
            )
        )
    return Written(number, written.on)


def _invite(by: Actor, row: Substitution) -> Invitee:
    """The substitute on the list, in the place of whom they come for."""
    one = row.invitee
    if row.person_id is not None and _invited(by, one, row.person_id):
        raise SubstituteInvited(
            _("%(name)s đã có trong danh sách mời nên không dự thay được. Hãy chọn người khác.")
            % {"name": row.name}
        )
    unit = one.organisation.name if one.organisation is not None else one.organisation_text
    made = Invitee.objects.create(
        committee_id=by.tenant,
        conference=one.conference,
        person_id=row.person_id,
        name=row.name,
        title=row.title,
        organisation=one.organisation,
        organisation_text=one.organisation_text,
        bloc=one.bloc,
        level=one.level,
        standing=Standing.SUBSTITUTE,
        email=row.email,
        way=Way.MAIL if row.email else one.way if one.way != Way.MAIL else Way.HAND,
        rank=one.rank,
        sort_key=sort_key(row.name)[:700],
        search_text=fold(f"{row.name} {row.title} {unit}")[:1100],
        resolved_on=day_of(one.conference.entry),
    )
    made.items.set(one.items.all())
    keep_pack_readers(by, one.conference)
    mailing = in_force(Mailing.objects.filter(committee=by.committee_id, conference=one.conference))
    if mailing is not None and mailing.state == MailingState.ISSUED:
        write_to_all(by, mailing, one.conference)
    return made


def _invited(by: Actor, one: Invitee, person_id: int) -> bool:
    """Whether a person is invited to the same conference."""
    rows = Invitee.objects.filter(committee=by.committee_id, conference=one.conference_id, removed_at=None)
    return rows.filter(person=person_id).exists()


def _tell(by: Actor, row: Substitution) -> None:
    """Whoever named a substitute is told what the chair said, where they have an account."""
    one = row.invitee
    if one.person_id is None:
        return

    def said() -> Said:
        words = (
            _("Chủ trì đồng ý để %(name)s dự thay")
            if row.state == Agreed.AGREED
            else _("Chủ trì không đồng ý để %(name)s dự thay")
        )
        return Said(
            words % {"name": row.name}, "\n".join(filter(None, [one.conference.entry.title, row.note]))
        )

    tell(
        by,
        [one.person_id],
        "conference.substitute_decided",
        said,
        url=reverse("invitations:own", args=[one.pk]),
        thing=row,
        key=f"substitute-decided:{row.pk}",
    )
