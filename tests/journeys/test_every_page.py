"""Every page of the house, on a desk, in the dark, on a phone: accessible, quiet, within its frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from playwright.sync_api import Page

from tests.house.routes import ROUTES, Route
from tests.journeys.addresses import ACTS, ELSEWHERE, FILES, MORE, PAGES, address_of, persona_for
from tests.journeys.browser import DARK, DESK, LOOKS, PHONE, Look
from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.measuring import OF_COLOURS, OF_ROOM, overhang, small_targets, violations

pytestmark = pytest.mark.browser

HOMES_OF_THEIR_OWN = ["chanh-van-phong", "truong-don-vi", "dai-bieu", "quan-tri", "he-thong", "bi-thu-phuong"]
"""Personas whose home page has parts that no other one of these has; the specialist opens all pages anyway."""
OTHER_HOMES = [
    "thuong-truc", "chu-tri", "thu-ky", "don-vi", "tham-dinh", "van-thu", "diem-cau", "theo-doi", "van-phong-hdnd",
    "van-phong-ubnd", "luu-tru", "kiem-tra", "phuong",
]  # fmt: skip
SIGNED_IN = [*HOMES_OF_THEIR_OWN, *(pytest.param(who, marks=pytest.mark.long) for who in OTHER_HOMES)]

SETTLED_WITHIN = 3
"""Seconds after which a page has the style of its room, on a machine that is busy with other tests."""

RULES_OF = {DARK: OF_COLOURS, PHONE: OF_ROOM}
"""What axe-core is asked again where a page only changes its colours or its room; at a desk it is asked everything."""


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_a_page_is_accessible_quiet_and_within_its_frame(route: Route, furnished: House, seat: Visit):
    """At a desk, and as narrow as a phone."""
    page = seat(persona_for(route))
    answer = page.goto(address_of(route, furnished))
    assert answer is not None
    assert answer.status == 200
    assert faults_of(page, DESK) == []
    with as_narrow_as(PHONE, page):
        assert faults_of(page, PHONE) == []


@pytest.mark.long
@pytest.mark.parametrize("look", [DARK, PHONE], ids=str)
@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_opened_in_the_dark_and_on_a_phone_it_holds_every_rule_too(
    route: Route, look: Look, furnished: House, seat: Visit
):
    """In the dark a page has the same parts in other colours, on a phone in less room: the panel, the keys and the menu
    are looked at so each time."""
    page = seat(persona_for(route), look)
    page.goto(address_of(route, furnished))
    assert faults_of(page, look) == []
    assert violations(page) == []


@pytest.mark.parametrize("address", MORE.values(), ids=list(MORE))
def test_so_is_a_page_in_its_other_states(address: str, seat: Visit):
    page = seat("chuyen-vien")
    page.goto(address)
    assert faults_of(page, DESK) == []
    with as_narrow_as(PHONE, page):
        assert faults_of(page, PHONE) == []


@pytest.mark.parametrize("who", SIGNED_IN)
def test_so_is_the_home_page_of_every_persona(who: str, visit: Visit):
    page = visit(who)
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert faults_of(page, DESK) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_so_are_the_panel_of_a_clause_the_list_of_keys_and_the_menu(look: Look, visit: Visit):
    page = visit("chuyen-vien", look)
    page.goto("/")
    page.locator("main .chip").first.click()
    page.get_by_text("Nội dung tóm lược").wait_for()
    assert faults_of(page, look) == []
    page.keyboard.press("Escape")
    page.locator("summary", has_text="Tài khoản của").click()
    # The menu lies over the page; what it covers in part is nothing to press.
    assert violations(page, within=".menu[open]") == []
    page.get_by_role("button", name="Phím tắt").click()
    assert faults_of(page, look) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_so_is_a_form_that_came_back_with_its_errors(look: Look, visit: Visit):
    page = visit("chuyen-vien", look)
    page.goto("/chuong-trinh/them/")
    page.get_by_role("button", name="Thêm vào chương trình").click()
    page.get_by_role("alert").first.wait_for()
    assert faults_of(page, look) == []


@pytest.mark.parametrize("name", sorted(ACTS | FILES | ELSEWHERE))
def test_every_route_is_a_page_or_named_as_none(name: str):
    """A route that is gone must leave the lists, or they would hide one of the same name later."""
    assert name in {route.name for route in ROUTES}


LAID_OUT = """width => new Promise((done, failed) => {
  const asked = matchMedia(`(width: ${width}px)`), root = document.documentElement;
  setTimeout(() => failed(new Error(`${innerWidth} px, not ${width}`)), 15000);
  const look = () => requestAnimationFrame(
    asked.matches && root.clientWidth === width ? () => requestAnimationFrame(() => done()) : look);
  look();
})"""
"""Comes back when the page is laid out in so many CSS pixels: the window is as narrow a little earlier."""


@contextmanager
def as_narrow_as(look: Look, page: Page) -> Iterator[None]:
    """The page in the room of another screen, as long as the block lasts."""
    own = page.viewport_size
    assert own is not None
    try:
        lay_out(page, look.width, look.height)
        yield
    finally:
        lay_out(page, own["width"], own["height"])


def lay_out(page: Page, width: int, height: int) -> None:
    """Give the page so much room, and wait until it stands so: a busy browser takes its time, and the next page would
    be looked at in the room of this one."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(LAID_OUT, width)


def faults_of(page: Page, look: Look) -> list[str]:
    """What is wrong with a page as it stands: its head, its width, its targets under a thumb, what axe-core finds."""
    wrong = []
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.locator('h1').count()} h1")
    if not page.locator("h1").first.inner_text().strip():
        wrong.append("an empty h1")
    title = page.title().removesuffix(" · Nghị Sự").strip()
    if not title or title == page.title():
        wrong.append(f"title {page.title()!r}")
    if page.locator("html").get_attribute("lang") != "vi":
        wrong.append("lang")
    wrong += of_its_room(page, look)
    return wrong + violations(page, RULES_OF.get(look))


def of_its_room(page: Page, look: Look) -> list[str]:
    """What does not fit: measured again for a while, as Chromium may give one part of a page its new style a frame after
    the others. What does not fit stays so."""
    until = monotonic() + SETTLED_WITHIN
    while True:
        wrong = [f"{wide} px wider than the screen"] if (wide := overhang(page)) > 0 else []
        if look.touch:
            wrong += [f"small target: {target}" for target in small_targets(page)]
        if not wrong or monotonic() > until:
            return wrong
        page.wait_for_timeout(50)
