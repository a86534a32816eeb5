"""A word that stands in every row of another committee is never read here, by nobody, nowhere (TRUST 1)."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django_scopes import scopes_disabled

from nghisu.config.urls import handler404
from nghisu.config.urls import urlpatterns as own_patterns
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.foundation.access import requires
from nghisu.programme.models import Entry
from tests.house.crawling import walk
from tests.house.furnishing import Furnished
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


def pages_that_show(word: str, client: Client, it: Furnished) -> list[str]:
    """The addresses whose answer holds the word, with or without its diacritics."""
    return sorted({page.path for page in walk(client, it, ASKED) if fold(word) in fold(page.text)})


@pytest.mark.once  # the walks below ask it of PostgreSQL, too
@pytest.mark.parametrize("role", readers())
def test_no_role_ever_reads_a_word_of_another_committee(role, here, elsewhere, client_of):
    assert pages_that_show(elsewhere.ground.mark, client_of(role), here) == []


def test_the_installations_administrator_reads_of_no_committee_what_it_confers_about(
    here, elsewhere, client_of
):
    client = client_of(Role.INSTALLATION_ADMINISTRATOR)
    assert pages_that_show("bàn việc đắp đê", client, here) == []


def test_the_walk_comes_by_the_rows_of_its_own_committee(here, client_of):
    """The control of the walk itself: it reads enough to find what is there to be found."""
    paths = pages_that_show(here.ground.mark, client_of(Role.OFFICE_SPECIALIST), here)
    assert f"/hoi-nghi/{here.entry.pk}/" in paths
    assert len(paths) > 10


def test_a_query_that_forgets_its_committee_is_caught(here, elsewhere, client_of, settings):
    """The control: one view whose query has no scope, and the walk finds it."""
    settings.ROOT_URLCONF = __name__
    found = pages_that_show(elsewhere.ground.mark, client_of(Role.OFFICE_SPECIALIST), here)
    assert found == ["/ro-ri/"]


@requires("programme.view")
def _leaking(request):
    with scopes_disabled():
        return HttpResponse("".join(Entry.objects.values_list("title", flat=True)))


urlpatterns = [path("ro-ri/", _leaking, name="leaking"), *own_patterns]
