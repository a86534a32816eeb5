"""Light marks: what they make of a text, and that a text without them stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghisu.core.papers.composing.parts import ended, flow
from nghisu.core.papers.marks import in_parts, marked, unmarked
from nghisu.core.papers.paper import Table, Words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("**Giao** Sở", [Words("Giao", bold=True), Words(" Sở")]),
        ("phải *xong* ngay", [Words("phải "), Words("xong", italic=True), Words(" ngay")]),
        ("2 * 3 * 4 và **hở", [Words("2 * 3 * 4 và **hở")]),
        (r"\*không nghiêng\*", [Words("*không nghiêng*")]),
        ("*** và ****", [Words("*** và ****")]),
        ("<b>thẻ</b> #panic()", [Words("<b>thẻ</b> #panic()")]),
    ],
)
def test_marks_are_read_and_everything_else_is_itself(typed, read):
    assert list(marked(typed)) == read


@given(st.text(alphabet="ab*\\| .\n", max_size=40))
def test_whatever_is_typed_is_read_and_comes_back_as_it_was_read(typed):
    assert len(unmarked(typed)) <= len(typed)
    for part in in_parts(typed.split("\n")):
        assert isinstance(part, Table | str)
        if isinstance(part, Table):
            assert {len(row.cells) for row in part.rows} <= {len(part.columns)}


def test_a_text_without_marks_stays():
    for text in ("Căn cứ Quy chế số 5", "50% - 60%; (a), b", "C:\\tep"):
        assert unmarked(text) == text


def test_a_sentence_ends_once_within_its_marks():
    assert ended("**Xong.**") == "**Xong.**"
    assert ended("**Xong**") == "**Xong**."


def test_lines_between_strokes_are_a_table_whatever_their_length():
    table = flow(["Trước bảng", "| Việc | Đơn vị |", "|---|---|", "| **Đề án** |", r"| a \| b | c |", "Sau"])
    assert [type(one).__name__ for one in table] == ["Paragraph", "Table", "Paragraph"]
    found = table[1]
    assert isinstance(found, Table)
    assert [one.head for one in found.columns] == ["Việc", "Đơn vị"]
    assert [one.cells for one in found.rows] == [("Đề án", ""), ("a | b", "c")]
