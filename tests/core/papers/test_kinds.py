"""Every kind of document: its data goes to JSON and back strictly, and it says what is missing."""

import json
from dataclasses import replace

import pytest

from nghisu.core.form.rules import Side
from nghisu.core.papers.kept import UnreadableContent, as_plain
from nghisu.core.papers.kinds import KINDS, compose
from nghisu.core.papers.setting_out import set_out
from tests.official import MEETING, OFFICE, contents

pytestmark = pytest.mark.once
ALL = [(side, code) for side in Side for code in contents(side)]


def test_the_samples_hold_every_kind():
    assert set(contents(Side.PARTY)) == set(KINDS)


@pytest.mark.parametrize(("side", "code"), ALL)
def test_data_go_to_json_and_back_and_nothing_else_comes_in(side, code):
    content = contents(side)[code]
    kept = json.loads(json.dumps(content.to_json()))
    assert type(content).from_json(kept) == content
    assert content.missing() == ()
    with pytest.raises(UnreadableContent, match="unknown budgett"):
        type(content).from_json(kept | {"budgett": 1})
    with pytest.raises(UnreadableContent, match="formalities is missing"):
        type(content).from_json({key: value for key, value in kept.items() if key != "formalities"})
    with pytest.raises(UnreadableContent, match="side"):
        type(content).from_json(kept | {"formalities": kept["formalities"] | {"side": "union"}})
    with pytest.raises(UnreadableContent, match="issuer: not a str"):
        type(content).from_json(kept | {"formalities": kept["formalities"] | {"issuer": 7}})


def test_what_is_missing_is_named():
    content = replace(contents()["giay-moi"], meeting=replace(MEETING, place=""), participants=())
    assert content.missing() == ("địa điểm", "thành phần")


def test_a_paper_states_its_number_and_date_as_its_side_writes_them():
    party, state = (set_out(compose(contents(side)["thong-bao"])) for side in Side)
    assert [one.text for one in party.head.left] == ["THÀNH ỦY SÔNG LAM", "VĂN PHÒNG", "*", "Số 07-TB/VPTU"]
    assert [one.text for one in state.head.left][-1] == "Số: 07/TB-VPUB"
    assert party.head.right[-1].text == "Sông Lam, ngày 05 tháng 02 năm 2026"
    assert [one.text for one in party.feet[0].right][:2] == ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]
    assert [one.text for one in state.feet[0].right][:2] == ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
    assert [(one.text[-1], one.size) for one in party.feet[0].left] == [
        (":", 14),
        (",", 12),
        (",", 12),
        (",", 12),
        (".", 12),
    ]
    assert [(one.text[-1], one.size) for one in state.feet[0].left] == [
        (":", 12),
        (";", 11),
        (";", 11),
        (";", 11),
        (".", 11),
    ]


def test_a_number_that_is_not_given_leaves_room_for_it():
    blank = set_out(
        compose(replace(contents()["thong-bao"], formalities=replace(OFFICE, number="", day=None)))
    )
    assert " ".join(blank.head.left[-1].text.split()) == "Số -TB/VPTU"
    assert " ".join(blank.head.right[-1].text.split()) == "Sông Lam, ngày tháng năm"


def test_what_is_printed_is_composed_and_holds_no_sign_that_shows_nothing():
    content = replace(contents()["giay-moi"], invitee="Đồng chí Nguyê\u0303n\u200b A\x07n")
    said = json.dumps(as_plain(set_out(compose(content))), ensure_ascii=False)
    assert "Đồng chí Nguyễn An" in said


def test_figures_and_the_stroke_between_them_stay_on_one_line_in_the_subject_and_the_body():
    said = "Đề án giai đoạn 2026 - 2030, 3 - 4 việc, kinh tế - xã hội"
    paper = compose(replace(contents()["thong-bao"], subject=said, contents=(said, "2026 – 2030")))
    sheet = set_out(paper)
    held = "2026\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}2030, 3\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}4 việc, kinh tế - xã hội"
    assert any(held in one.text for one in sheet.middle)
    assert held in (body := str(sheet.blocks).replace("\\xa0", "\N{NO-BREAK SPACE}"))
    assert "2026\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}2030" in body


def test_a_register_names_those_whom_a_paper_calls_as_above():
    letter = contents()["cong-van"]
    paper = compose(letter)
    assert letter.to
    assert paper.goes_to[: len(letter.to)] == letter.to
    assert not [one for one in paper.goes_to if one.startswith("Như trên")]
    notice = compose(contents()["thong-bao"])
    assert notice.goes_to == notice.formalities.recipients
