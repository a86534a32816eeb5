"""What a role meets on a walk through the whole house: never a word of another committee, and no answer that fails, is
loose in its headers or runs anything that stands in the page (TRUST 1, 10, 17)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.http import HttpResponse
from django.urls import path
from django_scopes import scopes_disabled

from nghisu.config.urls import handler404
from nghisu.config.urls import urlpatterns as own_patterns
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.foundation.access import requires
from nghisu.programme.models import Entry
from tests.house.crawling import Page, walk
from tests.house.readers import readers

__all__ = ["handler404"]

# What a curious reader types: the first letters only, so that an echo of the question is no finding.
QUESTIONS = ("zơvar", "zovar", "dap de")
SEARCHED = (
    "/tim-kiem/",
    "/danh-ba/nguoi/",
    "/danh-ba/co-quan/",
    "/chuong-trinh/",
    "/nhat-ky/",
    "/nhat-ky/dang-nhap/",
)
ASKED = [f"{where}?q={words}" for where in SEARCHED for words in QUESTIONS]


HEALTH = "/healthz"
"""Says 503 of itself when something is wrong, as nobody seals the trail in a test."""


def showing(word: str, pages: Iterable[Page]) -> list[str]:
    """The addresses whose answer holds the word, with or without its diacritics."""
    return sorted({page.path for page in pages if fold(word) in fold(page.text)})


def faults_of(page: Page) -> list[str]:
    """What is wrong with an answer in itself: it failed, lacks a strict header, or holds what would run."""
    headers = page.response.headers
    faults = [f"inline {what}" for what in page.reading.inline]
    if page.response.status_code >= 500 and page.path != HEALTH:
        faults.append(str(page.response.status_code))
    policy = headers.get("Content-Security-Policy", "")
    strict = "default-src 'self'" in policy or "default-src 'none'" in policy
    if not strict or "unsafe" in policy or "*" in policy:
        faults.append(f"CSP {policy!r}")
    if headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("nosniff")
    if headers.get("Referrer-Policy") != "same-origin":
        faults.append("Referrer-Policy")
    if "no-store" not in headers.get("Cache-Control", ""):
        faults.append(f"Cache-Control {headers.get('Cache-Control')!r}")
    return [f"{page.path}: {fault}" for fault in faults]


WIDEST, *OTHERS = readers()


@pytest.mark.once  # by which committee a query asks is said before any database reads it
@pytest.mark.parametrize("role", OTHERS)
def test_a_role_reads_no_word_of_another_committee_and_every_answer_is_strict(
    role, here, elsewhere, client_of
):
    pages = list(walk(client_of(role), here, ASKED))
    assert showing(elsewhere.ground.mark, pages) == []
    assert [fault for page in pages for fault in faults_of(page)] == []


@pytest.mark.once
@pytest.mark.parametrize("role", [WIDEST])
def test_whoever_sees_most_reads_none_either_but_from_a_query_that_forgets_its_committee(
    role, here, elsewhere, client_of, settings
):
    """The walk with its control: one view whose query has no scope, and it finds that and nothing else; and it reads
    enough of the own committee to find what is there to be found."""
    settings.ROOT_URLCONF = __name__
    pages = list(walk(client_of(role), here, ASKED))
    assert showing(elsewhere.ground.mark, pages) == ["/ro-ri/"]
    own = showing(here.ground.mark, pages)
    assert f"/hoi-nghi/{here.entry.pk}/" in own
    assert len(own) > 10
    assert [fault for page in pages for fault in faults_of(page)] == []


@pytest.mark.once
def test_the_installations_administrator_reads_of_no_committee_what_it_confers_about(
    here, elsewhere, client_of
):
    pages = list(walk(client_of(Role.INSTALLATION_ADMINISTRATOR), here, ASKED))
    assert showing("bàn việc đắp đê", pages) == []
    assert [fault for page in pages for fault in faults_of(page)] == []


def test_an_answer_that_is_loose_or_runs_something_is_caught():
    """The control of the other questions."""
    loose = HttpResponse("<script>alert(1)</script>", status=500)
    faults = faults_of(Page("/x/", loose, loose.content.decode()))
    assert [fault.partition(": ")[2].split()[0] for fault in faults] == [
        "inline",
        "500",
        "CSP",
        "nosniff",
        "Referrer-Policy",
        "Cache-Control",
    ]


@requires("programme.view")
def _leaking(request):
    with scopes_disabled():
        return HttpResponse("".join(Entry.objects.values_list("title", flat=True)))


urlpatterns = [path("ro-ri/", _leaking, name="leaking"), *own_patterns]
