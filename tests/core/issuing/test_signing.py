"""Who signs by rule: by order of the Ban Thường vụ, and the standing board for those of a higher level."""

from __future__ import annotations

from pathlib import Path

import pytest

from nghisu.core.form.rules import Side
from nghisu.core.issuing import House, Recipient, Signer, SigningRefused, headed, signer_for, written_number
from nghisu.core.issuing.signing import read_signing
from nghisu.core.law import load_rulebook

CITY = 1
CENTRAL_LEADER = Recipient("Trưởng ban Trung ương", 0)
CENTRAL_OFFICER = Recipient("Chuyên viên Trung ương", 0, leader=False)
DEPARTMENT = Recipient("Giám đốc sở", 1)
WARD = Recipient("Bí thư phường", 3)


def test_one_invitation_splits_into_two_versions_by_the_level_of_its_guests():
    above, own = signer_for(
        "giay-moi",
        [DEPARTMENT, CENTRAL_LEADER, CENTRAL_OFFICER, WARD],
        own_tier=CITY,
        rulebook=load_rulebook("5609"),
    )
    assert (above.by, above.authority, above.recipients) == (
        Signer.STANDING_BOARD,
        ("T/M BAN THƯỜNG VỤ",),
        (CENTRAL_LEADER,),
    )
    assert (own.by, own.authority, own.position) == (
        Signer.OFFICE,
        ("T/L BAN THƯỜNG VỤ",),
        "CHÁNH VĂN PHÒNG",
    )
    assert own.recipients == (DEPARTMENT, CENTRAL_OFFICER, WARD)
    assert {(one.of.edition, one.clause) for one in (*above.citations, *own.citations)} == {
        ("5609", "I/III/1.3/b2")
    }


def test_of_guests_of_one_level_there_is_one_version():
    assert [one.by for one in signer_for("giay-moi", [DEPARTMENT, WARD], own_tier=CITY)] == [Signer.OFFICE]
    assert [one.by for one in signer_for("giay-moi", [CENTRAL_LEADER], own_tier=CITY)] == [
        Signer.STANDING_BOARD
    ]
    assert [one.by for one in signer_for("giay-moi", [], own_tier=CITY)] == [Signer.OFFICE]


def test_what_is_above_depends_on_who_issues():
    """To a commune, a leader of the city is of a higher level; to the city itself not."""
    assert signer_for("giay-moi", [DEPARTMENT], own_tier=3)[0].by is Signer.STANDING_BOARD


def test_a_deputy_signs_for_the_head_and_the_state_writes_full_stops():
    (signing,) = signer_for("cong-van", [], own_tier=CITY, deputy=True, of=House.PEOPLE_COMMITTEE)
    assert signing.authority == ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG")
    assert signing.position == "PHÓ CHÁNH VĂN PHÒNG"


def test_every_rule_gives_a_reason_and_a_kind_without_a_rule_of_its_own_has_the_common_one():
    (signing,) = signer_for("danh-sach-dai-bieu", [WARD], own_tier=CITY)
    assert signing.by is Signer.OFFICE
    assert signing.reason
    assert signing.reason_en


@pytest.mark.parametrize(
    "text",
    [
        "[[rule]]\nkind = 'giay-moi'\n",
        "[[rule]]\nwho = 'giay-moi'\n",
        "who = 1\n",
    ],
)
def test_a_file_that_says_something_unknown_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "signing.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SigningRefused):
        read_signing(path)


@pytest.mark.parametrize(
    ("side", "number", "kind", "symbol", "written"),
    [
        (Side.PARTY, 5, "NQ", "ĐU", "Số 05-NQ/ĐU"),
        (Side.PARTY, 307, "CV", "ĐU", "Số 307-CV/ĐU"),
        (Side.STATE, 15, "TB", "VPUB", "Số: 15/TB-VPUB"),
        (Side.STATE, 9, "CV", "VPUB-TH", "Số: 09/VPUB-TH"),
    ],
)
def test_a_number_is_written_as_its_side_writes_it(side, number, kind, symbol, written):
    assert headed(side, written_number(side, number, kind, symbol)) == written


def test_no_number_lies_below_one():
    with pytest.raises(ValueError, match="begins at 1"):
        written_number(Side.PARTY, 0, "NQ", "ĐU")
