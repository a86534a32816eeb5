"""Who is invited to two conferences of the demonstration, and a saved group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.groups import add_to_group, save_group
from nghisu.invitations.models import SavedGroup
from nghisu.programme.models import Entry

CITY = "ha-noi"
GROUP = "Báo cáo viên và bộ phận phục vụ"


def invite(committees: Mapping[str, Committee], at: datetime) -> None:
    """The standing committee is invited to its next conference, the executive committee to its own."""
    city = committees.get(CITY)
    if city is None:
        return
    with scope(committee=city), clock.standing(at):
        if SavedGroup.objects.filter(committee=city, name=GROUP).exists():
            return
        user = User.objects.get(persona__isnull=False, username="chuyen-vien")
        by = actor_for(user, city.pk, clock.today())
        office = Organisation.objects.filter(committee=city, kind=Organisation.Kind.PARTY_OFFICE).first()
        group = save_group(by, GROUP, "Mời khi hội nghị có báo cáo chuyên đề.")
        if office is not None:
            add_to_group(by, group.pk, Choice("unit", organisation_id=office.pk, title_code="chuyen-vien"))
        for kind, body in (("ban-thuong-vu", "ban-thuong-vu"), ("ban-chap-hanh", "ban-chap-hanh")):
            entry = _next(city, kind, at)
            if entry is not None:
                _invite(by, entry, body)


def _invite(by: Actor, entry: Entry, body_code: str) -> None:
    body = Body.objects.filter(committee=by.committee_id, code=body_code).get()
    choose(by, entry, Choice("body", body_id=body.pk))
    choose(
        by,
        entry,
        Choice(
            "guest",
            standing="guest",
            guest_name="Đặng Quốc Khánh Toàn",
            guest_title="Vụ trưởng Vụ Địa phương",
            guest_organisation="Ban Đảng ở Trung ương",
            guest_email="vu.dia.phuong@example.vn",
            guest_level="central",
        ),
    )


def _next(city: Committee, kind: str, at: datetime) -> Entry | None:
    rows = Entry.objects.filter(committee=city, kind=kind, state=Entry.State.PLANNED, opening__gt=at)
    return rows.select_related("subject").order_by("opening", "id").first()
