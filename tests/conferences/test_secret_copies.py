"""A copy of a secret document that is still out keeps the dossier of its conference open (5609 I/III/2.1/b2)."""

from __future__ import annotations

import pytest

from nghisu.conferences.commands import advance, override_gate
from nghisu.conferences.enums import Stage
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import GatesNotPassed
from nghisu.core.people.roles import Role
from nghisu.documents.commands import Holder, hand_out, take_back
from nghisu.documents.models import SecretDocument
from tests.conferences.test_stages import brought_to, given_all


@pytest.fixture
def clerk_browser(client_of):
    return client_of(Role.CLERK)


def entered(browser, entry, **changes) -> SecretDocument:
    typed = {
        "level": "secret",
        "sign": "07-BC",
        "title": "Tên",
        "origin": "TU",
        "copies": "2",
        "to_recall": "on",
    }
    assert browser.post(f"/hoi-nghi/{entry.pk}/tai-lieu-mat/ghi-so/", typed | changes).status_code == 302
    return SecretDocument.objects.order_by("-id")[0]


def given(by, row, number: int):
    return hand_out(by, row.numbered.get(number=number).pk, Holder(f"Người giữ {number}"))


@pytest.mark.django_db
def test_an_open_copy_keeps_the_dossier_open_with_its_clause(chief, specialist, add, clerk_browser):
    entry = add(kind="ban-chap-hanh")
    conference = brought_to(specialist, entry, "concluded")
    row, kept = entered(clerk_browser, entry), entered(clerk_browser, entry, sign="08", to_recall="")
    held = given(chief, row, 1)
    given(chief, kept, 1)  # not to be recalled: it keeps nothing open
    given_all(chief, conference, Stage.ARCHIVED)
    (asked,) = may_advance(chief, conference, Stage.ARCHIVED)
    assert asked.gate == "secret-recalled"
    assert any("II/III/2.2" in str(one.clause) for one in asked.citations)
    with pytest.raises(GatesNotPassed):
        advance(chief, conference.pk, Stage.ARCHIVED)
    page = clerk_browser.get(f"/hoi-nghi/{entry.pk}/tai-lieu-mat/")
    assert [one.holder_name for one in page.context["open"]] == ["Người giữ 1"]
    override_gate(chief, conference.pk, Stage.ARCHIVED, asked.gate, asked.missing.key, "Đi công tác", "CV 1")
    assert not may_advance(chief, conference, Stage.ARCHIVED)
    later = given(chief, row, 2)  # what is handed out afterwards was not passed over
    assert may_advance(chief, conference, Stage.ARCHIVED)
    clerk_browser.post(f"/hoi-nghi/{entry.pk}/tai-lieu-mat/thu-hoi/", {"holding": [held.pk, later.pk]})
    assert not may_advance(chief, conference, Stage.ARCHIVED)
    advance(chief, conference.pk, Stage.ARCHIVED)


@pytest.mark.django_db
def test_copies_of_another_conference_keep_only_their_own_open(chief, specialist, add, clerk_browser):
    entry, other = add(kind="ban-chap-hanh"), add(kind="ban-chap-hanh", title="Khác")
    held = given(chief, entered(clerk_browser, entry), 1)
    clerk_browser.post(f"/hoi-nghi/{other.pk}/tai-lieu-mat/thu-hoi/", {"holding": held.pk})
    held.refresh_from_db()
    assert held.back_at is None

    def keeps_open(one) -> bool:
        missing = may_advance(chief, brought_to(specialist, one, "concluded"), Stage.ARCHIVED)
        return "secret-recalled" in {asked.gate for asked in missing}

    assert not keeps_open(other)
    take_back(chief, [held.pk])
    assert not keeps_open(entry)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICE_SPECIALIST, Role.AUDITOR, Role.DELEGATE])
def test_who_keeps_no_register_does_not_know_of_it(chief, add, clerk_browser, client_of, role):
    entry = add(kind="ban-chap-hanh")
    row = entered(clerk_browser, entry)
    browser = client_of(role)
    for path in (f"/hoi-nghi/{entry.pk}/tai-lieu-mat/", f"/van-ban/mat/{row.pk}/", "/van-ban/mat/so.csv"):
        assert browser.get(path).status_code == 404
