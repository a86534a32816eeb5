"""What the registers had reached when an office began in the middle of a period."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.directory.models import Body, Term
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.commands import LastNumberContent, enter_last_number, remove_last_number
from nghisu.rulebook.models import LastNumber

PAGE = "/quan-tri/so-cuoi/"
SENT = {"kind": "NQ", "symbol": "ĐU", "period": "year:2026", "number": "27"}


@pytest.fixture
def chief(bound, client_of):
    return client_of(Role.OFFICE_CHIEF)


def rows(committee):
    with scope(committee=committee):
        return [str(row) for row in LastNumber.objects.all()]


def test_a_series_is_kept_corrected_and_taken_back_and_the_trail_knows(chief, committee):
    assert chief.post(PAGE, SENT)["Location"] == PAGE
    assert "mang số 28" in chief.get(PAGE).content.decode()
    chief.post(PAGE, SENT | {"number": "31"})
    chief.post(PAGE, SENT | {"kind": "KL", "number": "4"})
    assert rows(committee) == ["04-KL/ĐU (2026)", "31-NQ/ĐU (2026)"]
    with scope(committee=committee):
        pk = LastNumber.objects.get(kind="KL").pk
    chief.post(f"{PAGE}{pk}/bo/")
    assert rows(committee) == ["31-NQ/ĐU (2026)"]
    corrected = AuditRecord.objects.filter(verb="last_number.entered").order_by("id")[1]
    assert corrected.changes["value"] == [27, 31]
    assert corrected.thing_label == "NQ/ĐU (2026)"
    assert AuditRecord.objects.filter(verb="last_number.removed").count() == 1


def test_the_book_of_arrivals_has_its_last_number_too_by_the_year_alone(chief, committee):
    book = {"kind": "IN", "symbol": "", "number": "40", "period": "year:2026"}
    assert "số đến 41" in chief.post(PAGE, book, follow=True).content.decode()
    assert rows(committee) == ["40-IN/ĐẾN (2026)"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "0", "số đầu tiên sẽ là 01"),
        ("number", "27a", "Ghi một số"),
        ("symbol", "đu", "ký hiệu viết tắt"),
        ("symbol", "ĐU/VP", "ký hiệu viết tắt"),
        ("kind", "XX", "Loại văn bản"),
        ("period", "year:2019", "Đánh số theo"),
    ],
)
def test_what_cannot_be_a_series_is_refused_and_what_was_typed_stays(chief, committee, field, typed, said):
    answer = chief.post(PAGE, SENT | {field: typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if field in ("number", "symbol"):
        assert f'value="{typed}"' in answer.content.decode()
    assert rows(committee) == []


def test_the_page_offers_the_terms_that_run(chief, committee):
    with scope(committee=committee):
        body = Body.objects.create(committee=committee, code="bch", name="Ban Chấp hành", since="2025-07-01")
        Term.objects.create(
            committee=committee, body=body, number="XVIII", since="2025-07-01", until="2030-06-30"
        )
    assert "Nhiệm kỳ XVIII" in chief.get(PAGE).content.decode()
    chief.post(PAGE, SENT | {"period": "term:XVIII"})
    arrivals = chief.post(PAGE, SENT | {"kind": "IN", "symbol": "", "period": "term:XVIII"})
    assert "Số đến đánh theo năm" in arrivals.content.decode()
    assert rows(committee) == ["27-NQ/ĐU (XVIII)"]


def test_a_specialist_and_another_committee_come_by_nothing(bound, actor_of, client_of, other_ground):
    chief = actor_of(Role.OFFICE_CHIEF)
    row = enter_last_number(chief, LastNumberContent("NQ", "ĐU", "year", "2026", 27))
    with pytest.raises(AccessRefused):
        enter_last_number(actor_of(Role.OFFICE_SPECIALIST), LastNumberContent("NQ", "ĐU", "year", "2026", 28))
    assert client_of(Role.OFFICE_SPECIALIST).get(PAGE).status_code == 404
    with pytest.raises(AccessRefused):
        remove_last_number(chief, row.pk + 1000)
    with scope(committee=other_ground.committee):
        assert not LastNumber.objects.exists()


def test_the_database_keeps_one_number_a_series_and_none_below_one(bound, committee):
    def keep(kind: str, number: int) -> None:
        with transaction.atomic():
            LastNumber.objects.create(
                committee=committee, kind=kind, symbol="ĐU", per="year", period="2026", number=number
            )

    keep("NQ", 3)
    with pytest.raises(IntegrityError):
        keep("NQ", 4)
    with pytest.raises(IntegrityError):
        keep("KL", 0)
