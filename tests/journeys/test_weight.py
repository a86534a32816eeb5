"""The first view of a page takes at most 300 KB over the wire."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.first_view import MOST, pages_of, weigh
from tests.journeys.house import House

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["home", "calendar", "conference", "sign_in"])
def test_a_first_view_is_light(name: str, chromium: Browser, house: House):
    weight = weigh(chromium, house, *pages_of(house)[name])
    assert 20 < weight <= MOST
