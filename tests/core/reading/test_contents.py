"""The contents of a pack: a document has one number, under the first item to which it belongs."""

from __future__ import annotations

from itertools import combinations, permutations, product

import pytest

from nghisu.core.reading.contents import ItemOfPack, numbers_of, sections_of

pytestmark = pytest.mark.once

ITEMS = [
    ItemOfPack(71, 1, "Khai mạc"),
    ItemOfPack(72, 2, "Đề án", frozenset({12, 14})),
    ItemOfPack(73, 3, "Thảo luận", frozenset({14, 13})),
]


def test_documents_are_numbered_under_their_items_and_named_again_where_they_belong_to_a_second():
    sections = sections_of([11, 12, 13, 14], ITEMS)
    assert numbers_of(sections) == {11: "C1", 12: "2.1", 14: "2.2", 13: "3.1"}
    assert [section.item and section.item.number for section in sections] == [None, 1, 2, 3]
    assert [(one.document, one.home) for one in sections[3].documents] == [(13, True), (14, False)]


def test_a_supplement_of_one_item_moves_no_number_of_another():
    before = numbers_of(sections_of([11, 12, 13, 14], ITEMS))
    more = [ITEMS[0], ItemOfPack(72, 2, "Đề án", frozenset({12, 14, 15})), ITEMS[2]]
    after = numbers_of(sections_of([11, 12, 13, 14, 15], more))
    assert {one: after[one] for one in before} == before
    assert after[15] == "2.3"


def test_every_document_has_exactly_one_number_and_no_section_a_gap():
    some = [frozenset(one) for size in range(4) for one in combinations((1, 2, 3), size)]
    for order, *held in product(permutations((1, 2, 3)), some, some):
        items = [ItemOfPack(100 + place, place, "", documents) for place, documents in enumerate(held, 1)]
        sections = sections_of(order, items)
        numbers = numbers_of(sections)
        assert set(numbers) == set(order)
        assert len(set(numbers.values())) == len(order)
        for section in sections:
            begin = f"{section.item.number}." if section.item else "C"
            homes = [one.number for one in section.documents if one.home]
            assert homes == [f"{begin}{place}" for place in range(1, len(homes) + 1)]
