"""Vietnamese text as people type, search and sort it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghisu.core.text import fold, nfc, sort_key


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Đường Đê  La Thành", "duong de la thanh"),
        ("HỘI NGHỊ", "hoi nghi"),
        ("uỷ", "uy"),
        ("plain", "plain"),
        ("k\0ỳ\u200b họp", "ky hop"),
    ],
)
def test_marks_case_and_spaces_fold_away(written: str, typed: str):
    assert fold(written) == typed


def test_two_spellings_of_one_text_are_one():
    assert nfc(unicodedata.normalize("NFD", "Thường trực")) == "Thường trực"


def test_names_sort_as_a_vietnamese_dictionary_does():
    names = ["Đoàn", "Dung", "Ân", "An", "Ánh", "Ăn", "Dũng", "Anh", "Yên", "Ích", "Ơn", "Oanh"]
    assert sorted(names, key=sort_key) == [
        "An",
        "Anh",
        "Ánh",
        "Ăn",
        "Ân",
        "Dung",
        "Dũng",
        "Đoàn",
        "Ích",
        "Oanh",
        "Ơn",
        "Yên",
    ]


def test_tones_sort_in_their_order():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_a_shorter_name_comes_before_the_name_that_continues_it():
    assert sorted(["Hà Nội", "Hà"], key=sort_key) == ["Hà", "Hà Nội"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)
