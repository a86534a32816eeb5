"""A certificate names somebody by all the words of the name, one after the other."""

from __future__ import annotations

import pytest

from nghisu.core.issuing import is_named


@pytest.mark.parametrize(
    ("certificate", "names"),
    [
        ("Trần Văn An", True),
        ("TRAN VAN AN", True),
        ("Tran Van An (Chánh Văn phòng)", True),
        ("Trần Văn Anh", False),
        ("Nguyễn Trần Văn", False),
        ("An Văn Trần", False),
        ("Văn phòng Thành ủy", False),
        ("", False),
    ],
)
def test_a_certificate_names_whose_words_it_bears_in_their_order(certificate: str, names: bool):
    assert is_named("Trần Văn An", [certificate]) is names


def test_one_of_several_certificates_is_enough_and_no_name_is_nobody():
    assert is_named("Trần Văn An", ["Văn phòng Thành ủy", "Trần Văn An"])
    assert not is_named("", ["Trần Văn An"])
