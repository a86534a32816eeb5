"""The bodies, offices and units whose papers a conference has: what they are called at the head, under which symbol."""

from __future__ import annotations

import re
import unicodedata

from nghisu.core.text import fold, nfc
from nghisu.directory.models import Body, Organisation
from nghisu.directory.queries import valid_on
from nghisu.documents.models import Issuer
from nghisu.documents.queries.issuers import open_issuers
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.foundation.reading_once import read_once

BOARD, STANDING, FULL = "ban-thuong-vu", "thuong-truc", "ban-chap-hanh"
SHORT = {FULL: "Ban Chấp hành", BOARD: "Ban Thường vụ", STANDING: "Thường trực"}
STATE_OFFICES = (Organisation.Kind.COUNCIL_OFFICE, Organisation.Kind.PEOPLE_COMMITTEE_OFFICE)
STATE_BLOCS = (Organisation.Bloc.GOVERNMENT, Organisation.Bloc.COUNCIL)
COUNCIL = "hoi dong nhan dan"
UNSAID = frozenset({"và", "các", "của"})
"""Words of a name that its symbol leaves out."""


def symbols(committee: Committee) -> tuple[str, str]:
    """The symbols of the committee and of its office, by level: TU and VPTU, ĐU and VPĐU."""
    return ("TU", "VPTU") if committee.level == Committee.Level.PROVINCE else ("ĐU", "VPĐU")


def initials(name: str) -> str:
    """A symbol for a unit that has none of its own: the first letters of its name, BTCTU of Ban Tổ chức Thành ủy."""
    words = [one for one in re.findall(r"\w+", nfc(name)) if one.lower() not in UNSAID]
    return "".join(one if len(one) > 1 and one.isupper() else _plain(one[0].upper()) for one in words)


def _plain(letter: str) -> str:
    """A capital without its tone and marks, but for Đ."""
    return unicodedata.normalize("NFD", letter)[0]


def head_name(unit: Organisation, committee: Committee) -> str:
    """What a unit is called at the head of its paper: without the committee, which stands above it."""
    for of in (committee.name, committee.short_name):
        if of and unit.name.endswith(f" {of}"):
            return unit.name.removesuffix(f" {of}")
    return unit.name


def is_of_the_state(unit: Organisation) -> bool:
    """Whether what a unit writes has the form of the State's side."""
    return unit.bloc in STATE_BLOCS


def issues_as(issuer: Issuer, unit: Organisation, committee: Committee) -> bool:
    """Whether an issuer that is entered is this unit, by its name."""
    names = {unit.name, unit.short_name, head_name(unit, committee)}
    return fold(issuer.name) in {fold(one) for one in names if one}


def serves_council(issuer: Issuer) -> bool:
    """Whether an issuer of the state's side writes for the people's council rather than the people's committee."""
    said = fold(f"{issuer.superior} {issuer.name}")
    return COUNCIL in said or "hdnd" in said


@read_once
def body_name(by: Actor, code: str) -> str:
    """What the committee calls one of its bodies today; "" where it has none of that code."""
    rows = Body.objects.filter(valid_on(clock.today()), committee=by.committee_id, code=code)
    return rows.values_list("name", flat=True).first() or ""


@read_once
def office_of(by: Actor, kind: str = Organisation.Kind.PARTY_OFFICE) -> Organisation | None:
    """The office that serves the committee, or its council or people's committee."""
    rows = Organisation.objects.filter(valid_on(clock.today()), committee=by.committee_id, kind=kind)
    return rows.order_by("pk").first()


@read_once
def committee_of(by: Actor) -> Committee:
    """The committee itself."""
    return Committee.objects.get(pk=by.tenant)


@read_once
def open_issuers_of(by: Actor) -> list[Issuer]:
    """Those who issue today, in the order in which they were entered."""
    return list(open_issuers(by).order_by("id"))
