"""Who it is that signs on the day: the holder of the position that the rule of signing names, as the rule writes it."""

from __future__ import annotations

from django.db.models import QuerySet

from nghisu.conferences.queries.papers.units import STANDING
from nghisu.core.issuing import Signer as Rule
from nghisu.core.issuing import Signing
from nghisu.core.papers.paper import Authority, Signer
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Organisation
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import read_once

SECRETARY = "BÍ THƯ"
HEADS = (
    "TRƯỞNG BAN", "CHỦ NHIỆM", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CHỦ TỊCH", "BÍ THƯ", "HIỆU TRƯỞNG", "TỔNG BIÊN TẬP",
    "CHÁNH THANH TRA", "VIỆN TRƯỞNG", "CHÁNH ÁN", "CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "TƯ LỆNH", "THỦ TRƯỞNG",
    "CHÁNH VĂN PHÒNG",
)  # fmt: skip
"""What the head of a unit is called, in the order in which a unit is searched: its own office comes last."""


def authority_of(line: str) -> Authority:
    """T/L BAN THƯỜNG VỤ as the layout model takes it: the letters without their sign, and of whom."""
    letters, _space, of = line.partition(" ")
    return Authority(letters.replace("/", "").replace(".", ""), of)


def in_the_name_of(signing: Signing) -> tuple[Authority, ...]:
    """The lines of authority that a rule has above the position."""
    return tuple(authority_of(line) for line in signing.authority)


def chief_of_office(by: Actor, office: Organisation | None, signing: Signing) -> Signer | None:
    """The chief of an office on the day, who signs as the rule says."""
    found = _holder(by, signing.position, organisation=office.pk) if office is not None else None
    return Signer(signing.position, found.person.full_name, in_the_name_of(signing)) if found else None


def signer_of_committee(by: Actor, signing: Signing) -> Signer | None:
    """Who of Thường trực signs in the name of a body: the holder of the position that the rule names, else the secretary,
    as such. Nobody where the rule says so."""
    if signing.by is Rule.NOBODY:
        return None
    for position in dict.fromkeys((signing.position, SECRETARY)):
        found = _holder(by, position, body__code=STANDING)
        if found is not None:
            return Signer(position, found.person.full_name, in_the_name_of(signing))
    return None


def head_of_unit(by: Actor, unit: Organisation, signing: Signing) -> Signer | None:
    """The head of a unit on the day, who signs what is the unit's own."""
    rows = list(_serving(by, unit.pk))
    for position in [signing.position] if signing.position else HEADS:
        begins = fold(position)
        for row in rows:
            if f"{row.position.search_text} ".startswith(f"{begins} "):
                return Signer(position, row.person.full_name, in_the_name_of(signing))
    return None


def secretary_name(by: Actor) -> str:
    """The secretary on the day, by name; "" where there is none."""
    found = _holder(by, SECRETARY, body__code=STANDING)
    return found.person.full_name if found is not None else ""


def _serving(by: Actor, unit_id: int) -> QuerySet[Appointment]:
    """Who holds a position in a unit on the day, first whoever has held it longest."""
    rows = Appointment.objects.filter(
        valid_on(clock.today()), committee=by.committee_id, position__organisation=unit_id
    )
    return rows.select_related("person", "position").order_by("since", "pk")


@read_once
def _holder(by: Actor, position: str, **of: object) -> Appointment | None:
    """Who holds a position on the day whose title begins so, first whoever has held it longest."""
    seats = {f"position__{key}": value for key, value in of.items()}
    rows = Appointment.objects.filter(
        valid_on(clock.today()),
        committee=by.committee_id,
        position__search_text__startswith=fold(position),
        **seats,
    )
    return rows.select_related("person").order_by("since", "pk").first()
