"""What the letters of a conference say: the draft, and each letter composed from it, wherever one is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.accounts.queries import holders_of
from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.conferences.enums import FRAMING
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.papers import (
    authority_of,
    chief_of_office,
    convener_of,
    formalities_of_office,
    issuer_for,
    meeting_of,
    office_of,
    participants_of,
    signer_of_committee,
    symbols,
    writer_of,
)
from nghisu.core.form.rules import Side
from nghisu.core.law import load_rulebook
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.core.papers.composing.parts import lines_of
from nghisu.core.papers.paper import Formalities, Signer
from nghisu.core.people.roles import Role
from nghisu.directory.models import Person
from nghisu.documents.models import Issuer
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.enums import MailingState, Standing, Version
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Invitee, Mailing, PersonalLink
from nghisu.invitations.queries.numbers import day_of_number, in_force, number_of, replaced_sign
from nghisu.invitations.queries.people import unit_name
from nghisu.invitations.queries.signing import KIND, signed_by, signing_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import kind_names

FIELDS = (
    "convener",
    "chair",
    "place",
    "participants",
    "documents",
    "words",
    "remarks",
    "absence_to",
    "office_signer",
    "board_signer",
    "board_position",
)
"""What a draft states, in the order in which it is read."""

LEADERS, OTHERS = "Lãnh đạo cấp ủy", "Đại biểu khác"
"""The groups of those who belong to no unit, as an official paper names them."""

TO_ALL = {
    Side.PARTY: ("Các đồng chí trong danh sách đại biểu lưu cùng bản gốc này", "các đồng chí"),
    Side.STATE: ("Các ông (bà) trong danh sách đại biểu lưu cùng bản gốc này", "các ông (bà)"),
}
"""Whom an original is written to, and how it speaks to them: each letter names one of them."""

SPOKEN = ("đồng chí ", "ông ", "bà ", "các ")
"""How a name begins that says already how one speaks to whoever has it."""


def content_at_first(by: Actor, entry: Entry, committee: Committee) -> dict[str, str]:
    """What a draft begins with: what the conference states, who signs today."""
    meeting = meeting_of(by, entry)
    office = office_of(by)
    chief = chief_of_office(by, office, signing_of(entry, committee, Version.OFFICE))
    guests = Invitee.objects.filter(
        committee=by.committee_id, conference__entry=entry, removed_at=None, standing=Standing.GUEST
    )
    taking_part = list(participants_of(by, entry)) or [
        kind_names(load_rulebook(entry.subject.rulebook)).get(entry.kind, "")
    ]
    of_board = signing_of(entry, committee, Version.BOARD)
    board = signer_of_committee(by, of_board)
    return {
        "convener": convener_of(by, entry) or committee.name,
        "chair": meeting.chair,
        "place": meeting.place,
        "participants": "\n".join([*taking_part, *(["Đại biểu mời"] if guests.exists() else [])]),
        "documents": "",
        "words": "",
        "remarks": "",
        "absence_to": office.name if office is not None else "",
        "office_signer": chief.name if chief is not None else _holder(by, Role.OFFICE_CHIEF),
        "board_signer": board.name if board is not None else "",
        "board_position": board.position if board is not None else of_board.position,
    }


def _holder(by: Actor, role: Role) -> str:
    people = holders_of(by.tenant, [role], clock.today())
    return Person.objects.filter(pk__in=people[:1]).values_list("full_name", flat=True).first() or ""


def mailing_or_none(by: Actor, conference: Conference) -> Mailing | None:
    """The letters of a conference with what composing one reads."""
    return in_force(Mailing.objects.filter(committee=by.committee_id, conference=conference))


def contents_of(conference: Conference) -> tuple[str, ...]:
    """What is to be dealt with: the matters of the agenda, else that of the conference."""
    items = conference.agenda.exclude(purpose__in=FRAMING).order_by("position", "id")
    return tuple(items.values_list("title", flat=True)) or (conference.entry.title,)


def letter(
    by: Actor,
    conference: Conference,
    version: str,
    mailing: Mailing | None = None,
    issuer: Issuer | None = None,
) -> Invitation:
    """A version of the letter as it is drafted, or would be where nobody has drafted one; once issued under its number.
    It is still to nobody in particular. `issuer` is under whom it would be issued, where the letters do not say it
    themselves. The only place where a letter of invitation is composed."""
    entry, committee = conference.entry, conference.committee
    said: Mapping[str, Any] = (
        content_at_first(by, entry, committee)
        if mailing is None
        else {**dict.fromkeys(FIELDS, ""), **mailing.content}
    )
    board = version == Version.BOARD
    return Invitation(
        formalities=_formalities(by, conference, board, said, mailing, issuer),
        meeting=replace(meeting_of(by, entry), place=said["place"], chair=said["chair"]),
        convener=said["convener"],
        contents=contents_of(conference),
        participants=tuple(lines_of(said["participants"])),
        documents=tuple(lines_of(said["documents"])),
        remarks=tuple(lines_of(said["remarks"])),
        absence_to=said["absence_to"],
        words=said["words"],
        replaces=replaced_sign(mailing, version) if mailing is not None else "",
    )


def _formalities(
    by: Actor,
    conference: Conference,
    board: bool,
    said: Mapping[str, Any],
    mailing: Mailing | None,
    issuer: Issuer | None,
) -> Formalities:
    """The head and the foot of a version: of whoever issues it, by the register where it was entered in one."""
    committee = conference.committee
    signing = signing_of(conference.entry, committee, Version.BOARD if board else Version.OFFICE)
    about = formalities_of_office(by)
    if board:
        about = replace(about, superior="", issuer=committee.name, unit=symbols(committee)[0])
    if mailing is not None:
        issuer = (mailing.issuer_of_board if board else mailing.issuer) or issuer
        version = Version.BOARD if board else Version.OFFICE
        number = number_of(mailing, version) if mailing.state == MailingState.ISSUED else ""
        about = replace(about, number=number, day=day_of_number(mailing, version) if number else None)
    issuer = issuer or issuer_for(by, conference, KIND, signing)
    if issuer is not None and issuer.side == Issuer.Side.STATE:
        state = writer_of(by, conference, KIND, issuer=issuer).to("Như trên")
        return replace(state, number=about.number, day=about.day)
    if issuer is not None:
        about = replace(
            about,
            side=Side(issuer.side),
            superior=issuer.superior,
            issuer=issuer.name,
            unit=issuer.symbol,
            place=issuer.place,
        )
    name = said["board_signer"] if board else said["office_signer"]
    position = said["board_position"] if board else signing.position
    authorities = tuple(authority_of(line) for line in signing.authority)
    return replace(
        about,
        recipients=("Như trên",),
        signer=Signer(position=position, name=name, authorities=authorities) if name else None,
    )


def letter_to_all(by: Actor, mailing: Mailing, version: str) -> Invitation:
    """A version to nobody in particular: its original, which is signed."""
    said = letter(by, mailing.conference, version, mailing)
    to, spoken = TO_ALL[said.formalities.side]
    return replace(said, invitee=to, address=spoken)


def letter_to(
    by: Actor,
    conference: Conference,
    invitee: Invitee | None,
    code: str = "",
    issuer: Issuer | None = None,
) -> Invitation:
    """The letter to somebody, of the version and about the items that are theirs; open where nobody is named. `code` is
    the address behind the QR code, by default that of the one who is invited."""
    committee = conference.committee
    version = signed_by(invitee, committee).version if invitee is not None else Version.OFFICE
    said = letter(by, conference, version, mailing_or_none(by, conference), issuer)
    if invitee is None:
        return replace(said, code=code)
    items = tuple(one.title for one in invitee.items.all())
    return replace(
        said,
        invitee=addressed_as(invitee),
        contents=items or said.contents,
        code=code or address_of(invitee),
    )


def address_of(invitee: Invitee) -> str:
    """Where somebody answers: the personal address once there is one, before that the page for those with an account."""
    nonce = (
        PersonalLink.objects.filter(committee=invitee.committee_id, invitee=invitee, revoked_at=None)
        .values_list("nonce", flat=True)
        .first()
    )
    if nonce is not None:
        return address_of_nonce(nonce)
    return str(settings.NGHISU_ADDRESS) + reverse("invitations:own", args=[invitee.pk])


def addressed_as(invitee: Invitee) -> str:
    """Whom a letter is written to: name, title, and the unit where the title does not name it."""
    unit = unit_name(invitee)
    name = invitee.name
    parts = [name if name.lower().startswith(SPOKEN) else f"Đồng chí {name}", invitee.title]
    if unit and unit.casefold() not in invitee.title.casefold():
        parts.append(unit)
    return ", ".join(part for part in parts if part)


def shown_of(by: Actor, mailing: Mailing) -> Shown:
    """How a draft reads to those who approve it."""
    entry = mailing.conference.entry
    names = {
        "convener": _("Cơ quan triệu tập"),
        "chair": _("Chủ trì"),
        "place": _("Địa điểm"),
        "participants": _("Thành phần"),
        "documents": _("Tài liệu"),
        "words": _("Lời văn thêm"),
        "remarks": _("Lưu ý"),
        "absence_to": _("Báo vắng với"),
        "office_signer": _("Người ký của văn phòng"),
        "board_signer": _("Người ký của Thường trực"),
        "board_position": _("Chức vụ người ký của Thường trực"),
    }
    when = f"{clock.local(entry.opening):%H:%M %d/%m/%Y}"
    passages = [
        Passage("meeting", _("Hội nghị"), entry.title),
        Passage("when", _("Thời gian"), when),
        Passage("contents", _("Nội dung"), "\n".join(contents_of(mailing.conference))),
    ]
    if mailing.replaces is not None:
        passages.append(
            Passage("replaces", _("Thay thế giấy mời số"), replaced_sign(mailing, Version.OFFICE))
        )
    passages += [Passage(name, names[name], mailing.content.get(name, "")) for name in FIELDS]
    title = _("Dự thảo giấy mời: %(title)s") % {"title": entry.title}
    return Shown(title, reverse("invitations:mailing", args=[entry.pk]), passages)


@shows("invitation")
def shown_mailing(by: Actor, thing_id: int) -> Shown | None:
    """The draft as it is now, locked."""
    row = (
        Mailing.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk=thing_id)
        .order_by()
        .first()
    )
    return shown_of(by, row) if row is not None else None
