"""Who is invited to the two conferences in preparation, a saved group; the letters of one of them, and some answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.cli.demo.conferences import BCH, BOARD, BTV, CITY, OFFICE
from nghisu.cli.demo.programme import person
from nghisu.conferences.commands import confirm_gate
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.standing import may_advance
from nghisu.directory.models import Body, Organisation
from nghisu.documents.models import Issuer
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.commands.choosing import Choice, choose, set_way
from nghisu.invitations.commands.groups import add_to_group, save_group
from nghisu.invitations.commands.mailing import (
    NumberFrom,
    Numbers,
    draft_mailing,
    issue_mailing,
    submit_mailing,
)
from nghisu.invitations.commands.replying import ReplyContent, answer_by_link
from nghisu.invitations.enums import Version, Way
from nghisu.invitations.models import Invitee, SavedGroup
from nghisu.invitations.queries.wording import content_at_first
from nghisu.programme.models import Entry

CLERK = "van-thu"
GROUP = "Báo cáo viên và bộ phận phục vụ"
BODIES = {BTV: "ban-thuong-vu", BCH: "ban-chap-hanh"}
DRAFTED = datetime(2026, 3, 9, 9, 0, tzinfo=clock.VIETNAM)
AGREED = datetime(2026, 3, 9, 16, 0, tzinfo=clock.VIETNAM)

GUEST = Choice(
    "guest",
    standing="guest",
    guest_name="Đặng Quốc Khánh Toàn",
    guest_title="Vụ trưởng Vụ Địa phương",
    guest_organisation="Ban Đảng ở Trung ương",
    guest_email="vu.dia.phuong@example.vn",
    guest_level="central",
)

BY_POST = tuple(
    Choice(
        "guest",
        standing="guest",
        guest_name=name,
        guest_title="Nguyên Ủy viên Ban Thường vụ Thành ủy",
        guest_organisation=place,
        guest_level="province",
    )
    for name, place in (
        ("Trương Quang Vinh", "Phường Cửa Nam"),
        ("Hồ Thị Minh Nguyệt", "Phường Yên Hòa"),
        ("Lương Đình Phúc", "Xã Quốc Oai"),
    )
)
"""Guests of the Ban Chấp hành who are written to by post."""

HANDED = 3
"""So many of those invited are handed their letter."""

ANSWERS = (
    ReplyContent("in-person"),
    ReplyContent("in-person"),
    ReplyContent(
        "absent",
        reason="Dự kỳ họp Quốc hội",
        substitute_name="Vũ Thị Thanh Tâm",
        substitute_title="Phó Trưởng ban",
        substitute_email="thanh.tam@example.vn",
    ),
    ReplyContent("in-person"),
)
"""What the first of those who were sent a letter answered."""


def invite(committees: Mapping[str, Committee], at: datetime) -> None:
    """The body that meets is invited to each, to the Ban Chấp hành a guest of the level above; the letters of the Ban
    Thường vụ are out, and some have answered."""
    city = committees[CITY]
    with scope(committee=city):
        if SavedGroup.objects.filter(committee=city, name=GROUP).exists():
            return
        by = person(OFFICE, city)
        with clock.standing(DRAFTED):
            office = Organisation.objects.get(committee=city, code="van-phong-thanh-uy")
            group = save_group(by, GROUP, "Mời khi hội nghị có báo cáo chuyên đề.")
            add_to_group(by, group.pk, Choice("unit", organisation_id=office.pk, title_code="chuyen-vien"))
            entries = {code: _invite(by, code) for code in BODIES}
            for entry in entries.values():
                _draft(by, entry, city)
            submit_mailing(by, entries[BTV])
        with clock.standing(AGREED):
            board = person(BOARD, city)
            for approval in Approval.objects.filter(kind="invitation", state="pending"):
                decide(board, approval.pk, Outcome.GRANTED, approval.digest)
        with clock.standing(at):
            _issue(city, entries[BTV])


def _invite(by: Actor, code: str) -> Entry:
    conference = Conference.objects.select_related("entry__subject", "entry__room").get(
        committee=by.committee_id, code=code
    )
    body = Body.objects.get(committee=by.committee_id, code=BODIES[code])
    choose(by, conference.entry, Choice("body", body_id=body.pk))
    if code == BCH:
        choose(by, conference.entry, GUEST)
        for guest in BY_POST:
            choose(by, conference.entry, guest)
    _choose_ways(by, conference)
    return conference.entry


def _choose_ways(by: Actor, conference: Conference) -> None:
    """Those who lead are handed their letter; who has no address is sent it by post."""
    invited = Invitee.objects.filter(committee=by.committee_id, conference=conference)
    leaders = invited.order_by("rank", "sort_key", "id").filter(person__isnull=False)[:HANDED]
    last = invited.filter(way=Way.NETWORK).order_by("-rank", "-sort_key", "-id")[:1]
    posted = invited.filter(person=None, email="")
    for rows, way in ((leaders, Way.HAND), (last, Way.POST), (posted, Way.POST)):
        for one in rows:
            set_way(by, conference.entry, one.pk, way, one.email)


def _draft(by: Actor, entry: Entry, city: Committee) -> None:
    said = content_at_first(by, entry, city) | {
        "place": entry.room.name if entry.room is not None else entry.room_text or "Trụ sở Thành ủy",
        "absence_to": "Văn phòng Thành ủy",
        "documents": "Gửi kèm giấy mời; đọc trên hệ thống Nghị Sự",
    }
    draft_mailing(by, entry, said)


def _issue(city: Committee, entry: Entry) -> None:
    """Issue the letters where nothing that a rule asks is missing, the office having confirmed what a person judges; then
    the first ones answer."""
    clerk, desk = person(CLERK, city), person(OFFICE, city)
    conference = Conference.objects.get(entry=entry)
    for asked in may_advance(desk, conference, Stage.INVITED):
        if asked.may_be_confirmed:
            confirm_gate(desk, conference.pk, Stage.INVITED, asked.gate, asked.missing.key)
    if may_advance(clerk, conference, Stage.INVITED):
        return
    office, board = (Issuer.objects.get(committee=city, symbol=symbol) for symbol in ("VPTU", "TU"))
    numbers = {Version.OFFICE: NumberFrom(office.pk), Version.BOARD: NumberFrom(board.pk)}
    issue_mailing(clerk, entry, Numbers(numbers))
    invited = Invitee.objects.filter(committee=city, conference=conference, removed_at=None)
    for one, answer in zip(invited.order_by("rank", "sort_key", "id"), ANSWERS, strict=False):
        answer_by_link(one, answer)
