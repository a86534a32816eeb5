"""Whatever is put into a form or a question of any page by hand, it is answered or refused, and never fails."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import path

from nghisu.config.urls import handler404
from nghisu.config.urls import urlpatterns as own_patterns
from nghisu.foundation.access import requires
from tests.attack.posting import Opened, Sheet, opened, undone
from tests.house.furnishing import Furnished
from tests.house.routes import BEHIND_SIGN_IN, Route

__all__ = ["handler404"]

FORM = "application/x-www-form-urlencoded"
NASTY = (
    "a\0b",
    "9" * 10_000,
    "-1",
    "9223372036854775808",
    "Cộng hòa xã hội",  # composed of letters and marks apart
    "\ud800",
    "31/02/2026",
    "01/01/0001",
    "１２",
    "' OR 1=1 --",
    "../../etc/passwd",
    "",
)
ASKED = "q after tu den ngay thang nam ky trang loai don_vi tinh_trang sap_xep kind dot de-xuat"
BODIES = (
    (b"[1, 2]", "application/json"),
    (b"\xff\xfe%", FORM),
    (b"--x\r\n", "multipart/form-data; boundary=y"),
    (b"<a/>", "text/xml"),
)


def encoded(values: dict[str, list[str]]) -> bytes:
    return urlencode(values, doseq=True, errors="surrogatepass").encode()


def tries(page: Opened, sheet: Sheet, nasty: Iterable[str]) -> Iterator[tuple[str, HttpResponseBase]]:
    """A form with one nasty value in all its controls, a question with it, bodies of another kind."""
    names = {*sheet.values, *sheet.choices} - {"command_id", "csrfmiddlewaretoken"}
    for value in nasty:
        said = {name: [value, value] for name in names or {"x"}}
        yield f"POST {value[:20]!a}", page.client.generic("POST", sheet.action, encoded(said), FORM)
    for body, kind in BODIES:
        yield f"POST {kind}", page.client.generic("POST", sheet.action, body, kind)


def faults(
    client_of: Callable[..., Client], it: Furnished, routes: Iterable[Route], nasty: tuple[str, ...]
) -> tuple[list[str], Counter[int]]:
    """What failed, and how all that was sent was answered."""
    found, answered = [], Counter[int]()
    for page in opened(client_of, it, routes):
        asked = [encoded({name: [value] for name in ASKED.split()}).decode() for value in nasty]
        answers: list[tuple[str, HttpResponseBase]] = [
            (f"GET {words[:30]}", page.client.get(f"{page.path}?{words}"))
            for words in asked
            if len(words) < 9_000
        ]
        for sheet in page.sheets:
            with undone():
                answers += list(tries(page, sheet, nasty))
        for what, answer in answers:
            answered[answer.status_code] += 1
            if answer.status_code >= 500:
                found.append(f"{page.role} {page.route.name} {what}: {answer.status_code}")
    return found, answered


@pytest.fixture(autouse=True)
def _quiet():
    """What is refused is not written on the terminal a thousand times."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_a_sample_of_the_house_answers_whatever_is_sent(here, client_of):
    """Every ninth page, so that it stays quick; all of them in the long run."""
    found, answered = faults(client_of, here, BEHIND_SIGN_IN[::9], NASTY[:4])
    assert found == []
    assert answered[200] > 20
    assert answered[422] > 5


@pytest.mark.long
def test_every_page_of_the_house_answers_whatever_is_sent(here, client_of):
    found, answered = faults(client_of, here, BEHIND_SIGN_IN, NASTY)
    assert found == []
    assert answered[200] > 300
    assert answered[422] > 100


def test_a_page_that_fails_is_caught(here, client_of, settings):
    """The control: a page that takes a number as it comes, asked and sent."""
    settings.ROOT_URLCONF = __name__
    found, _answered = faults(client_of, here, [Route("breaking", _breaking, "programme.view")], NASTY[:4])
    assert {one.split()[2] for one in found} == {"GET", "POST"}


@requires("programme.view")
def _breaking(request):
    asked = request.POST if request.method == "POST" else request.GET
    return HttpResponse(
        str(int(asked.get("q") or asked.get("so") or "0")) + '<form method="post"><input name="so"></form>'
    )


urlpatterns = [path("hong/", _breaking, name="breaking"), *own_patterns]
