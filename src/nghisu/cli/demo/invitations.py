"""Who is invited to the two conferences in preparation, and a saved group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.cli.demo.conferences import BCH, BTV, CITY, OFFICE
from nghisu.cli.demo.programme import person
from nghisu.conferences.models import Conference
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.groups import add_to_group, save_group
from nghisu.invitations.models import SavedGroup

GROUP = "Báo cáo viên và bộ phận phục vụ"
BODIES = {BTV: "ban-thuong-vu", BCH: "ban-chap-hanh"}

GUEST = Choice(
    "guest",
    standing="guest",
    guest_name="Đặng Quốc Khánh Toàn",
    guest_title="Vụ trưởng Vụ Địa phương",
    guest_organisation="Ban Đảng ở Trung ương",
    guest_email="vu.dia.phuong@example.vn",
    guest_level="central",
)


def invite(committees: Mapping[str, Committee], at: datetime) -> None:
    """The body that meets is invited to each, and to the Ban Chấp hành a guest of the level above."""
    city = committees[CITY]
    with scope(committee=city), clock.standing(at):
        if SavedGroup.objects.filter(committee=city, name=GROUP).exists():
            return
        by = person(OFFICE, city)
        office = Organisation.objects.get(committee=city, code="van-phong-thanh-uy")
        group = save_group(by, GROUP, "Mời khi hội nghị có báo cáo chuyên đề.")
        add_to_group(by, group.pk, Choice("unit", organisation_id=office.pk, title_code="chuyen-vien"))
        for code in BODIES:
            _invite(by, code)


def _invite(by: Actor, code: str) -> None:
    conference = Conference.objects.select_related("entry__subject").get(committee=by.committee_id, code=code)
    body = Body.objects.get(committee=by.committee_id, code=BODIES[code])
    choose(by, conference.entry, Choice("body", body_id=body.pk))
    if code == BCH:
        choose(by, conference.entry, GUEST)
