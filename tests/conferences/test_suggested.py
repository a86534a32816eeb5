"""An item of an agenda comes of a suggestion: taken once, its author told, linked both ways."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nghisu.conferences.commands import ItemContent, add_item, remove_item
from nghisu.conferences.models import AgendaItem
from nghisu.conferences.queries.suggested import suggestions_for
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.commands.calls import CallContent, open_call
from nghisu.programme.commands.sending import SuggestionContent, draft_suggestion, send_suggestion
from nghisu.programme.models import Suggestion

MATTER = "Đề án nạo vét luồng"


@pytest.fixture
def suggestion(bound, specialist, actor_of) -> Suggestion:
    """A unit's suggestion, sent by its head."""
    asked = CallContent(date(2026, 3, 20), "", (bound.department.pk,), ())
    call = open_call(specialist, Period.read("2026-Q2"), asked)
    head = actor_of(Role.CONTENT_HEAD)
    content = SuggestionContent(MATTER, "Luồng cạn", "ban-thuong-vu")
    return send_suggestion(head, draft_suggestion(head, call.pk, bound.department.pk, content).pk)


def test_it_is_taken_on_the_form_once_its_author_is_told_and_both_pages_lead_to_each_other(
    client_of, specialist, suggestion, add
):
    entry = add()
    client = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:agenda_add", args=[entry.pk])
    assert MATTER in client.get(page).content.decode()
    filled = client.get(f"{page}?de-xuat={suggestion.pk}").content.decode()
    assert f'<option value="{suggestion.pk}" selected>' in filled
    typed = {"title": MATTER, "purpose": "opinion", "suggestion": str(suggestion.pk)}
    assert client.post(page, typed).status_code == 302
    item = AgendaItem.objects.get()
    suggestion.refresh_from_db()
    assert (item.suggestion, suggestion.state, suggestion.entry) == (suggestion, "accepted", entry)
    here = reverse("conferences:agenda", args=[entry.pk])
    there = reverse("programme:suggestion", args=[suggestion.pk])
    assert Notice.objects.filter(url=there).exists()
    assert f'href="{there}"' in client.get(here).content.decode()
    assert f'href="{here}#noi-dung-{item.pk}"' in client.get(there).content.decode()
    assert not suggestions_for(specialist, add(title="Khác")).exists()
    remove_item(specialist, item.pk)
    assert suggestions_for(specialist, entry).get() == suggestion  # it stays with this conference


def test_what_is_answered_already_or_another_committees_is_taken_by_nobody(
    specialist, suggestion, add, actor_of
):
    entry = add()
    with pytest.raises(AccessRefused):
        add_item(specialist, entry.pk, ItemContent(title="Việc", suggestion_id=suggestion.pk + 1000))
    Suggestion.objects.filter(pk=suggestion.pk).update(state="refused", answer="Không cần")
    with pytest.raises(AccessRefused):
        add_item(specialist, entry.pk, ItemContent(title="Việc", suggestion_id=suggestion.pk))
    secretary = actor_of(Role.SECRETARY)
    Suggestion.objects.filter(pk=suggestion.pk).update(state="sent", answer="")
    with pytest.raises(AccessRefused):
        add_item(secretary, entry.pk, ItemContent(title="Việc", suggestion_id=suggestion.pk))
    assert not AgendaItem.objects.exists()
