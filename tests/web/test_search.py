"""Search finds what one may see, with or without diacritics, and gives no hint of anything else."""

from __future__ import annotations

from datetime import date

import pytest
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.web.queries import search
from nghisu.web.queries.search import MOST
from tests.factories import make_appointment, make_organisation, make_person, make_position, make_room

TODAY = date(2026, 3, 10)


@pytest.fixture
def filled(add, bound):
    """A conference, a person in office, a unit, a room, each to be found by words of its own."""
    add(title="Đề án cải tạo chung cư cũ", preparing_id=bound.department.pk)
    person = make_person("Nguyễn Thị Ánh Tuyết")
    make_appointment(person, make_position(bound.committee, "Trưởng phòng Lưu trữ", bound.department))
    make_room(bound.committee, "Phòng họp Hồng Hà")
    return bound


def found(actor, text: str) -> dict[str, list[str]]:
    return {group.name: [hit.title for hit in group.hits] for group in search(actor, text, TODAY)}


@pytest.mark.parametrize("typed", ["chung cư cũ", "chung cu cu", "CHUNG  CƯ", "cai tao"])
def test_a_conference_is_found(typed, filled, specialist):
    assert found(specialist, typed)["Hội nghị"] == ["Đề án cải tạo chung cư cũ"]


@pytest.mark.parametrize("typed", ["Ánh Tuyết", "anh tuyet", "tuyet nguyen"])
def test_a_person_is_found_with_the_position_held(typed, filled, specialist):
    [group] = [one for one in search(specialist, typed, TODAY) if one.name == "Người"]
    assert [hit.title for hit in group.hits] == ["Nguyễn Thị Ánh Tuyết"]
    assert group.hits[0].line.startswith("Trưởng phòng Lưu trữ, ")


def test_a_unit_and_a_room_are_found(filled, specialist):
    assert found(specialist, "so ben cang")["Cơ quan, đơn vị"] == [filled.department.name]
    assert found(specialist, "hong ha")["Phòng họp"] == ["Phòng họp Hồng Hà"]


@pytest.mark.parametrize("typed", ["5609 II/II/2.1/b2", "ii/ii/2.1/b2"])
def test_a_clause_is_found_by_its_number(typed, filled, specialist):
    hits = [
        hit for group in search(specialist, typed, TODAY) if group.name == "Điều khoản" for hit in group.hits
    ]
    assert "/quy-dinh/5609/II/II/2.1/b2/" in {hit.url for hit in hits}


def test_every_word_must_fit(filled, specialist):
    assert found(specialist, "chung cu ben song") == {}


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'", '"', "\\"])
def test_signs_find_nothing_by_themselves_and_break_nothing(typed, filled, specialist, client_of):
    assert "Hội nghị" not in found(specialist, typed)
    assert client_of(Role.OFFICE_SPECIALIST).get("/tim-kiem/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("typed", ["chung cu", "anh tuyet", "ben cang", "hong ha"])
def test_nothing_of_another_committee_is_found(typed, filled, actor_of, other_ground):
    with scope(committee=other_ground.committee):
        hits = found(actor_of(Role.OFFICE_SPECIALIST, other_ground), typed)
    assert "Phù Sa" not in str(hits)
    assert not {"Hội nghị", "Người", "Phòng họp"} & hits.keys()


def test_a_delegate_finds_no_conference_of_a_body_not_ones_own_and_nobody_of_the_directory(filled, actor_of):
    delegate = actor_of(Role.DELEGATE)
    assert "Hội nghị" not in found(delegate, "chung cu")
    assert "Người" not in found(delegate, "anh tuyet")
    assert "Cơ quan, đơn vị" not in found(delegate, "ben cang")


def test_somebody_who_left_is_no_longer_found(filled, specialist):
    person = make_person("Trần Văn Thôi Việc")
    make_appointment(
        person, make_position(filled.committee, "Chức cũ", filled.office), until=date(2025, 12, 31)
    )
    assert "Người" not in found(specialist, "thoi viec")


def test_many_hits_are_cut_and_it_is_said(filled, specialist, client_of):
    for number in range(MOST + 1):
        make_organisation(filled.committee, f"Trạm Quan Trắc {number}")
    [group] = [one for one in search(specialist, "quan trac", TODAY) if one.name == "Cơ quan, đơn vị"]
    assert (len(group.hits), group.more) == (MOST, True)
    page = client_of(Role.OFFICE_SPECIALIST).get("/tim-kiem/?q=quan+trac").content.decode()
    assert "Còn nữa" in page


def test_nothing_found_says_what_to_try(filled, client_of):
    page = client_of(Role.OFFICE_SPECIALIST).get("/tim-kiem/?q=khong-co-gi").content.decode()
    assert "Không tìm thấy" in page
    assert "Hãy thử ít chữ hơn" in page
