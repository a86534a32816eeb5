"""The rules of form are read strictly: what is wrong in the file is refused with its line."""

from pathlib import Path

import pytest

from nghisu.core.form.loading import read_form, shipped_form
from nghisu.core.form.rules import Element, Side
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.refusals import RuleFileError

FILE = regulations_folder() / "form" / "party.toml"


def test_both_sides_ship_with_every_figure_cited():
    party, state = shipped_form(Side.PARTY), shipped_form(Side.STATE)
    assert party.looks[Element.PARTY_TITLE].sizes == (15, 15)
    assert state.looks[Element.NATIONAL_TITLE].sizes == (12, 13)
    assert party.page.margins == {"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)}
    assert all(
        look.clause.gist and look.clause.gist_en for rules in (party, state) for look in rules.looks.values()
    )


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ('cite = "II/1.1"', 'cite = "II/9.9"', "không có điều khoản “II/9.9”"),
        ('id = "party title"', 'id = "party heading"', "không hiểu “party heading”"),
        ("left = [30, 30]", "left = [35, 30]", "phải là hai số"),
        ("gap = 6", "gap = 6\ngapp = 7", "khóa lạ “gapp”"),
        ("[body]", "[bodies]", "thiếu bảng"),
        ('id = "II/1.2"', 'id = "II/1.1"', "có hai lần"),
        ('id = "party"', 'id = "union"', "không hiểu “union”"),
    ],
)
def test_a_rule_that_is_not_understood_is_refused_with_its_place(right, wrong, reason):
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(RuleFileError, match=reason) as refusal:
        read_form(text.replace(right, wrong, 1), Path("form/party.toml"))
    assert refusal.value.line >= 1
    assert refusal.value.file == "form/party.toml"
