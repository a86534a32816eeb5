"""A number of another committee's row in the body of a form names nothing: sent by hand, it gains nothing (TRUST 1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db.models import ForeignKey, ManyToManyField
from django.http import HttpResponse
from django.test import Client
from django.urls import path, resolve
from django_scopes import scopes_disabled

import nghisu
from nghisu.config.urls import handler404
from nghisu.config.urls import urlpatterns as own_patterns
from nghisu.core.text import fold
from nghisu.directory.models import Room
from nghisu.foundation.access import requires
from nghisu.foundation.models import Committee
from nghisu.programme.models import Entry
from tests.attack.posting import number_from, opened, send, undone
from tests.factories import make_ground
from tests.house.furnishing import Furnished, furnish, sign_ins_of
from tests.house.routes import BEHIND_SIGN_IN, Route
from tests.house.test_tenancy import OWN, has_committee

__all__ = ["handler404"]

FOREIGN = 700_001
SOURCE = Path(nghisu.__file__).parent
OF_A_COMMITTEE = [model for model in OWN if has_committee(model)]
# What a form says in words, and never by the number of a row.
WORDS = "act clause den digest doc language left_out next note passage reason revision seen text viec xem"
# Names that the views of a module read from a body themselves, whatever the page that was opened shows.
READ_BY_HAND = {
    ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts): set(
        re.findall(r"""POST(?:\.get)?[\[(]["']([a-z_-]+)["']""", file.read_text("utf-8"))
    )
    - set(WORDS.split())
    for file in SOURCE.rglob("views/*.py")
}


@pytest.fixture
def far(here, standing_clock) -> Furnished:
    """Another committee, whose rows bear numbers that no row here bears: one number names a row of each table."""
    number_from(FOREIGN)
    ground = make_ground("tinh-uy-cao-nguyen", "Tỉnh ủy Cao Nguyên", "Cao Nguyên", mark="Zơvarik")
    sign_ins_of(ground)
    return furnish(ground)


def state_of(committee: Committee) -> dict[str, list[dict[str, object]]]:
    """Every row of a committee."""
    with scopes_disabled():
        return {
            model._meta.label: list(model._base_manager.filter(committee=committee).order_by("pk").values())
            for model in OF_A_COMMITTEE
        }


def crossings(here: Committee, far: Committee) -> set[str]:
    """Columns in which a row of this committee names a row of the other."""
    found = set()
    with scopes_disabled():
        for model in OF_A_COMMITTEE:
            for one in model._meta.get_fields():
                if isinstance(one, ForeignKey | ManyToManyField) and one.related_model in OF_A_COMMITTEE:
                    crossing = {"committee": here, f"{one.name}__committee": far}
                    if model._base_manager.filter(**crossing).exists():
                        found.add(f"{model._meta.label}.{one.name}")
    return found


@dataclass(slots=True)
class Walk:
    """What came of posting foreign numbers: what was gained, what was tried, how the forms were answered untouched."""

    gained: list[str] = field(default_factory=list)
    tried: set[tuple[str, str]] = field(default_factory=set)
    own: Counter[int] = field(default_factory=Counter)


def walk(
    client_of: Callable[..., Client],
    here: Furnished,
    far: Furnished,
    routes: Iterable[Route] = BEHIND_SIGN_IN,
) -> Walk:
    """Every form of every page, with a foreign number in each of its values that may name a row."""
    walk, before = Walk(), state_of(far.ground.committee)
    assert len(before["programme.Entry"]) > 1
    for page in opened(client_of, here, routes):
        for sheet in page.sheets:
            with undone():
                walk.own[send(page.client, sheet).status_code] += 1
            by_hand = READ_BY_HAND.get(resolve(sheet.action).func.__module__, set())
            for name in {*sheet.ids(), *by_hand}.difference(WORDS.split()):
                where = f"{page.role} {page.route.name} {sheet.action} {name}"
                walk.tried.add((page.route.name, name))
                with undone():
                    answer = send(page.client, sheet, **{name: str(FOREIGN)})
                    if answer.status_code >= 500:
                        walk.gained.append(f"{where}: {answer.status_code}")
                    if fold(far.ground.mark) in fold(answer.content.decode()):
                        walk.gained.append(f"{where}: reads")
                    if answer.status_code < 400:
                        if state_of(far.ground.committee) != before:
                            walk.gained.append(f"{where}: changes")
                        walk.gained += [
                            f"{where}: {one}"
                            for one in crossings(here.ground.committee, far.ground.committee)
                        ]
    return walk


SOME = {
    ("programme:add", "room"),
    ("programme:merge", "into"),
    ("programme:theme_change", "lead"),
    ("directory:person_add", "position"),
    ("accounts:account_open", "person"),
    ("accounts:position_roles", "organisation"),
    ("approvals:delegation_add", "delegate"),
    ("accounts:committee", "committee"),
}


def test_a_foreign_number_in_a_form_reads_changes_and_names_nothing(here, far, client_of):
    names = {route for route, _control in SOME}
    done = walk(client_of, here, far, [route for route in BEHIND_SIGN_IN if route.name in names])
    assert done.gained == []
    assert done.tried >= SOME


@pytest.mark.long
def test_no_form_of_the_house_takes_a_foreign_number(here, far, client_of):
    done = walk(client_of, here, far)
    assert done.gained == []
    assert done.tried >= SOME
    # The control of the walk itself: most forms are answered as to somebody who fills them in.
    assert done.own[302] + done.own[303] > 50, done.own


def test_a_form_that_takes_a_number_as_it_comes_is_caught(here, far, client_of, settings):
    """The control: one form that trusts its body, and the walk tells what it reads, changes and names."""
    settings.ROOT_URLCONF = __name__
    trusting = [Route("trusting", _trusting, "programme.edit")]
    found = {said.rpartition(": ")[2] for said in walk(client_of, here, far, trusting).gained}
    assert found == {"reads", "changes", "programme.Entry.room"}


@requires("programme.edit")
def _trusting(request):
    if request.method == "POST" and request.POST["room"].isdecimal():
        with scopes_disabled():
            Room.objects.filter(pk=request.POST["room"]).update(place="Nơi khác")
            Entry.objects.filter(committee=request.actor.committee_id).update(room=request.POST["room"])
            return HttpResponse(Room.objects.get(pk=request.POST["room"]).name)
    return HttpResponse('<form method="post"><select name="room"><option value="1"></select></form>')


urlpatterns = [path("tin-nguoi/", _trusting, name="trusting"), *own_patterns]
