"""What changed between two texts, told word by word, and both texts can be read back from it."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from nghisu.approvals import differences as module
from nghisu.approvals.differences import Part, Stretch, differences, with_quotes

TEXTS = st.text(st.sampled_from("aăâ đ \n.,họp"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_are_read_back_from_their_differences(before: str, after: str):
    found = differences(before, after)
    assert "".join(one.text for one in found if one.part is not Part.GONE) == after
    assert "".join(one.text for one in found if one.part is not Part.NEW) == before


def test_a_changed_word_alone_is_marked():
    assert differences("Họp sáng thứ Ba.\nTại trụ sở.", "Họp chiều thứ Ba.\nTại trụ sở.") == [
        Stretch(Part.SAME, "Họp "),
        Stretch(Part.GONE, "sáng"),
        Stretch(Part.NEW, "chiều"),
        Stretch(Part.SAME, " thứ Ba.\nTại trụ sở."),
    ]


@pytest.mark.parametrize(("before", "after", "part"), [("", "Mới", Part.NEW), ("Cũ", "", Part.GONE)])
def test_a_whole_text_comes_or_goes(before, after, part):
    assert [one.part for one in differences(before, after)] == [part]


def test_very_long_lines_are_told_as_a_whole_at_once(monkeypatch):
    monkeypatch.setattr(module, "MOST_WORDS", 3)
    assert [one.part for one in differences("một hai ba bốn", "một hai ba năm")] == [Part.GONE, Part.NEW]


def test_quotes_are_marked_where_they_begin():
    text = "họp, rồi họp"
    marked = with_quotes(text, [(2, "họp", 9), (1, "họp", 0)])
    assert [(one.text, one.number) for one in marked] == [("họp", 1), (", rồi ", 0), ("họp", 2)]


@pytest.mark.parametrize("quotes", [[(1, "không có", 0)], [(1, "", 0)], [(1, "họp", 0), (2, "họp, rồi", 0)]])
def test_a_quote_that_is_not_there_or_lies_over_another_is_left_out(quotes):
    marked = with_quotes("họp, rồi họp", quotes)
    assert "".join(one.text for one in marked) == "họp, rồi họp"
    assert len([one for one in marked if one.part is Part.QUOTED]) == (1 if len(quotes) == 2 else 0)
