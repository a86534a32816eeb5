"""What the letters of a conference say: the draft, and each letter composed from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.accounts.queries import holders_of
from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.conferences.models import Conference
from nghisu.core.form.rules import Side
from nghisu.core.issuing.signing import Recipient as Addressee
from nghisu.core.issuing.signing import Signing, signer_for
from nghisu.core.law import load_rulebook
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.core.papers.composing.parts import Meeting
from nghisu.core.papers.paper import Authority, Formalities, Signer
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Person
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.enums import Level, Version
from nghisu.invitations.models import Invitee, Mailing
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names, kind_names

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

TIERS = {Level.CENTRAL: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.COMMUNE: 3, Level.OUTSIDE: 1}
NAMED_SO = ("hoi nghi", "hop ", "phien hop", "ky hop", "dai hoi", "buoi lam viec")


def content_at_first(by: Actor, entry: Entry, committee: Committee) -> dict[str, str]:
    """What a draft begins with: what the conference states, who signs for the office today."""
    rulebook = load_rulebook(entry.subject.rulebook)
    chair = chair_names(rulebook).get(entry.chair, entry.chair_text)
    return {
        "convener": chair or committee.name,
        "chair": chair,
        "place": entry.room.name if entry.room is not None else entry.room_text,
        "participants": entry.participants or kind_names(rulebook).get(entry.kind, ""),
        "documents": "",
        "words": "",
        "remarks": "",
        "absence_to": "",
        "office_signer": _holder(by, Role.OFFICE_CHIEF),
        "board_signer": _holder(by, Role.CHAIR),
        "board_position": signing_of(entry, committee, Version.BOARD).position,
    }


def _holder(by: Actor, role: Role) -> str:
    people = holders_of(by.tenant, [role], clock.today())
    return Person.objects.filter(pk__in=people[:1]).values_list("full_name", flat=True).first() or ""


def meeting_of(entry: Entry, content: Mapping[str, str]) -> Meeting:
    """The conference as a document speaks of it."""
    rulebook = load_rulebook(entry.subject.rulebook)
    title = entry.title
    name = title if fold(title).startswith(NAMED_SO) else kind_names(rulebook).get(entry.kind, title)
    return Meeting(
        name=name[:1].upper() + name[1:],
        opening=clock.local(entry.opening),
        closing=clock.local(entry.closing) if entry.closing else None,
        place=content["place"],
        chair=content["chair"],
        form=str(form_names().get(entry.form, "")).lower(),
    )


def contents_of(entry: Entry, conference: Conference) -> tuple[str, ...]:
    """What is to be dealt with: the items of the agenda, else the matter of the conference."""
    items = conference.agenda.order_by("position", "id").values_list("title", flat=True)
    return tuple(items) or (entry.title,)


def signing_of(entry: Entry, committee: Committee, version: str) -> Signing:
    """Who signs a version, by the rule that ships (5609 I/III/1.3/b2)."""
    own = 1 if committee.level == Committee.Level.PROVINCE else 3
    tier = 0 if version == Version.BOARD else own
    rulebook = load_rulebook(entry.subject.rulebook)
    return signer_for("giay-moi", [Addressee("", tier)], own_tier=own, rulebook=rulebook)[0]


def version_for(level: str, committee: Committee) -> Version:
    """Which version somebody of a level is sent: leaders of a higher level get the one that Thường trực signs."""
    own = 1 if committee.level == Committee.Level.PROVINCE else 3
    tier = TIERS.get(Level(level), own) if level else own
    return Version.BOARD if tier < own else Version.OFFICE


def versions_of(by: Actor, mailing: Mailing) -> set[Version]:
    """Which versions of the letter those who are invited get, by their level."""
    levels = Invitee.objects.filter(
        committee=by.committee_id, conference=mailing.conference_id, removed_at=None
    ).values_list("level", flat=True)
    return {version_for(level, mailing.committee) for level in set(levels)}


def letter(
    mailing: Mailing,
    entry: Entry,
    committee: Committee,
    version: str,
    contents: tuple[str, ...],
    number: str = "",
    day: date | None = None,
) -> Invitation:
    """A version of the letter, still to nobody in particular."""
    said: dict[str, Any] = mailing.content
    signing = signing_of(entry, committee, version)
    board = version == Version.BOARD
    authorities = tuple(_authority(line) for line in signing.authority)
    short = "TU" if committee.level == Committee.Level.PROVINCE else "ĐU"
    issuer = mailing.issuer_of_board if board else mailing.issuer
    return Invitation(
        formalities=Formalities(
            side=Side.PARTY,
            superior=issuer.superior if issuer else "" if board else committee.name,
            issuer=issuer.name if issuer else committee.name if board else "Văn phòng",
            unit=issuer.symbol if issuer else short if board else f"VP{short}",
            place=issuer.place if issuer else committee.place,
            number=number,
            day=day,
            signer=Signer(
                position=said["board_position"] if board else signing.position,
                name=said["board_signer"] if board else said["office_signer"],
                authorities=authorities,
            ),
            recipients=("Như trên",),
            kept_by="Văn phòng",
        ),
        meeting=meeting_of(entry, said),
        convener=said["convener"],
        contents=contents,
        participants=tuple(line.strip() for line in said["participants"].split("\n") if line.strip()),
        documents=tuple(line.strip() for line in said["documents"].split("\n") if line.strip()),
        remarks=tuple(line.strip() for line in said["remarks"].split("\n") if line.strip()),
        absence_to=said["absence_to"],
        words=said["words"],
    )


def _authority(line: str) -> Authority:
    """T/L BAN THƯỜNG VỤ as the layout model takes it: the letters without their sign, and of whom."""
    letters, _space, of = line.partition(" ")
    return Authority(letters.replace("/", "").replace(".", ""), of)


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
        Passage("contents", _("Nội dung"), "\n".join(contents_of(entry, mailing.conference))),
    ]
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
