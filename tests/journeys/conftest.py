"""One served demonstration for each process of the test run, a browser for the journeys, a person at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.browser import CHROMIUM, DESK, Ear, Look, launch, open_context
from tests.journeys.house import House, open_house
from tests.journeys.workbooks import THREE_BAD_ROWS, upload

SECONDS = 1_000
PATIENCE = 15 * SECONDS
"""Milliseconds an expectation waits: the machine may be busy; a page that is never right still fails."""

expect.set_options(timeout=PATIENCE)

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, built once, served until the last test."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian's package chromium)")
    with open_house(tmp_path_factory.mktemp("demonstration")) as opened:
        yield opened


@pytest.fixture(scope="package")
def chromium(house: House) -> Iterator[Browser]:
    """Closed again with the last journey: its loop must not run while other tests ask the database."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator[Visit]:
    """`visit("chuyen-vien", PHONE)`: a browser in front of this person. At the end it must have had no complaint."""
    contexts: list[BrowserContext] = []
    ear = Ear()

    def opened(who: str | None = None, look: Look = DESK, *, script: bool = True) -> Page:
        context = open_context(chromium, house, look, who, script=script)
        context.set_default_timeout(PATIENCE)
        ear.listen(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert ear.faults == []


@pytest.fixture(scope="package")
def seats(chromium: Browser, house: House) -> Iterator[dict[tuple[str | None, Look], tuple[Page, Ear]]]:
    """Browsers that stay open from page to page, by who sits there and what at: they know style and type already."""
    kept: dict[tuple[str | None, Look], tuple[Page, Ear]] = {}
    yield kept
    for page, _ear in kept.values():
        page.context.close()


@pytest.fixture
def seat(
    chromium: Browser, house: House, seats: dict[tuple[str | None, Look], tuple[Page, Ear]]
) -> Iterator[Visit]:
    """Like `visit`, for pages that are only looked at."""
    used: list[Ear] = []

    def taken(who: str | None = None, look: Look = DESK) -> Page:
        if (who, look) not in seats:
            context = open_context(chromium, house, look, who)
            ear = Ear()
            ear.listen(context)
            seats[who, look] = (context.new_page(), ear)
        page, ear = seats[who, look]
        ear.faults.clear()
        used.append(ear)
        return page

    yield taken
    assert [fault for ear in used for fault in ear.faults] == []


@pytest.fixture
def specialist(visit: Visit) -> Page:
    return visit("chuyen-vien")


@pytest.fixture
def chief(visit: Visit) -> Page:
    return visit("chanh-van-phong")


@pytest.fixture(scope="package")
def furnished(chromium: Browser, house: House) -> House:
    """The demonstration with a programme that was read in and has rows to correct."""
    if not house.draft:
        context = open_context(chromium, house, DESK, "chuyen-vien")
        page = context.new_page()
        page.goto("/chuong-trinh/nhap/")
        page.locator("input[type=file]").set_input_files(upload("de-xem.xlsx", THREE_BAD_ROWS))
        page.get_by_role("button", name="Đọc tệp").click()
        page.wait_for_url("**/chuong-trinh/nhap/*/")
        house.draft = int(page.url.rstrip("/").rsplit("/", 1)[1])
        context.close()
    return house
