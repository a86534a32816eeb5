"""A note finds its words again: where they moved to, where they were reworded a little; else it is an orphan."""

from __future__ import annotations

import pytest

from nghisu.core.reading.anchors import anchor_at, move_anchor
from nghisu.core.reading.load import minutes_to_read

PAGES = [
    "I. Tình hình\nThu ngân sách đạt 52% dự toán.\nGiao Sở Tài chính theo dõi.",
    "II. Giải pháp\nGiao Sở Tài chính theo dõi.\nĐẩy nhanh tiến độ các công trình trọng điểm\ntrước mùa mưa bão.",
]


def anchored(page: int, quote: str, start: int | None = None):
    anchor = anchor_at(PAGES, page, quote, start)
    assert anchor is not None
    return anchor


def test_words_chosen_across_lines_are_found():
    anchor = anchored(2, "trọng điểm\n trước mùa")
    assert anchor.quote == "trọng điểm trước mùa"
    assert PAGES[1].replace("\n", " ")[anchor.start : anchor.end] == anchor.quote


def test_words_that_are_not_on_the_page_anchor_nothing():
    assert anchor_at(PAGES, 1, "Giải pháp") is None
    assert anchor_at(PAGES, 3, "") is None


def test_the_same_words_are_told_apart_by_their_company():
    anchor = anchored(2, "Giao Sở Tài chính theo dõi.")
    moved = move_anchor(anchor, ["Mục lục", *PAGES])
    assert moved is not None
    assert (moved.page, moved.quote) == (3, anchor.quote)


@pytest.mark.parametrize(
    ("new", "quote"),
    [
        ("Đẩy nhanh tiến độ những công trình trọng điểm trước mùa mưa", "Đẩy nhanh tiến độ những công trình trọng điểm"),
        ("Cần đẩy mạnh tiến độ các công trình trọng điểm.", None),
    ],
)  # fmt: skip
def test_words_that_were_reworded_a_little_are_found(new, quote):
    moved = move_anchor(anchored(2, "Đẩy nhanh tiến độ các công trình trọng điểm"), ["Trang một", new])
    assert moved is not None
    assert moved.page == 2
    if quote:
        assert moved.quote == quote


@pytest.mark.parametrize(
    "pages", [[], [""], ["x"], ["Nội dung hoàn toàn khác về văn hóa và thể thao học đường"]]
)
def test_words_that_are_gone_leave_an_orphan(pages):
    assert move_anchor(anchored(1, "Thu ngân sách đạt 52% dự toán."), pages) is None


def test_a_note_on_a_whole_page_goes_with_the_page():
    moved = move_anchor(anchored(2, ""), ["Trang mới", PAGES[0], PAGES[1] + " Thêm."])
    assert moved is not None
    assert moved.page == 3


def test_reading_takes_two_minutes_a_page_to_five_minutes():
    assert [minutes_to_read(pages) for pages in (0, 1, 3, 100)] == [0, 5, 10, 200]
