from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from nghisu.core.text import sort_key
from nghisu.directory.models import Organisation, Person, Position, Room
from nghisu.directory.spelling import given_name_of, person_sort_key
from nghisu.foundation.models import Committee
from tests.factories import Ground, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_people_are_listed_by_given_name_then_family_name_as_vietnamese_lists_do() -> None:
    listed = [
        "Bùi Văn An",
        "Nguyễn Văn An",
        "Trần Thị Ánh",
        "Lê Văn Ân",
        "Lê Văn Dũng",
        "Lê Văn Đạt",
        "Đỗ Thị Hoa",
        "Trần Thị Hoa",
        "Bùi Văn Hòa",
        "Lê Thị Hồng",
        "Lê Thị Yến",
    ]
    shuffled = listed[::-1]
    assert sorted(shuffled, key=person_sort_key) == listed


def test_the_database_sorts_the_keys_as_they_were_made() -> None:
    names = [
        "Đặng Văn Ước",
        "Nguyễn Thị Ý",
        "Âu Văn Ân",
        "Vũ Văn An",
        "Lê Thị Ánh",
        "Đỗ Văn Đông",
        "Lê Văn Dân",
    ]
    for name in names:
        Person.objects.create(full_name=name, given_name="", search_text="x", sort_key=person_sort_key(name))
    listed = list(Person.objects.order_by("sort_key", "id").values_list("full_name", flat=True))
    assert listed == sorted(names, key=person_sort_key)


def test_units_with_a_capital_d_stroke_stand_after_those_with_d(ground: Ground, unscoped: None) -> None:
    for name in ("Đảng ủy", "Dân vận", "Công an", "Em"):
        make_organisation(ground.committee, name)
    rows = Organisation.objects.filter(name__in=["Đảng ủy", "Dân vận", "Công an", "Em"])
    assert [row.name for row in rows.order_by("sort_key")] == ["Công an", "Dân vận", "Đảng ủy", "Em"]


def test_the_given_name_is_the_last_word() -> None:
    assert given_name_of("Nguyễn Thị Thu  Hà ") == "Hà"
    assert given_name_of("") == ""


def test_nothing_ends_before_it_begins(ground: Ground, unscoped: None) -> None:
    room = ground.room
    room.until = room.since
    room.save()
    room.until = date(2024, 12, 31)
    with pytest.raises(IntegrityError):
        room.save()


def test_a_position_stands_in_a_unit_or_a_body(committee: Committee) -> None:
    with pytest.raises(IntegrityError):
        Position.objects.create(
            committee=committee, code="x", title="x", title_code="x", since=date(2025, 1, 1)
        )


def test_a_code_is_used_once_in_a_committee_and_may_be_used_in_another(
    ground: Ground, other_ground: Ground, unscoped: None
) -> None:
    def room(committee: Committee) -> Room:
        return Room.objects.create(
            committee=committee,
            code="phong-so-1",
            name="Phòng số 1",
            search_text="phong so 1",
            sort_key=sort_key("Phòng số 1"),
            since=date(2025, 1, 1),
        )

    room(ground.committee)
    room(other_ground.committee)
    with pytest.raises(IntegrityError):
        room(ground.committee)


def test_a_search_inside_names_has_an_index_where_the_database_offers_one() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the whole column")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'directory_person_search'")
        assert cursor.fetchone() is not None


def test_a_person_has_a_name() -> None:
    person = make_person("Lê An")
    person.full_name = ""
    with pytest.raises(IntegrityError):
        person.save()
