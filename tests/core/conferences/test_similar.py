from datetime import date

import pytest

from nghisu.core.conferences.findings.matter import matter_of

REVIEW = "Hội nghị sơ kết 01 năm vận hành chính quyền địa phương 2 cấp"


@pytest.mark.parametrize(
    "other",
    [
        "Hội nghị sơ kết một năm thực hiện mô hình chính quyền địa phương hai cấp",
        "SƠ KẾT 1 NĂM CHÍNH QUYỀN ĐỊA PHƯƠNG 02 CẤP",
        "Đánh giá kết quả một năm triển khai chính quyền địa phương hai cấp trên địa bàn thành phố",
    ],
)
def test_one_matter_in_other_words_is_similar(plan, check, other):
    first = plan(date(2026, 7, 16), title=REVIEW, participants="")
    second = plan(date(2026, 7, 17), title=other, participants="")
    (finding,) = check("similar", first, second)
    assert finding.rows == (first.row, second.row)
    assert finding.on == date(2026, 7, 16)
    assert ("5609-QĐ/TU", "I/I/3") in {(one.document, one.clause) for one in finding.citations}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Hội nghị sơ kết công tác kiểm tra, giám sát 6 tháng đầu năm",
            "Hội nghị sơ kết 6 tháng công tác xây dựng Đảng",
        ),
        (
            "Hội nghị tổng kết công tác nội chính năm 2026",
            "Hội nghị tổng kết công tác Mặt trận và các đoàn thể năm 2026",
        ),
        (
            "Hội nghị quán triệt Nghị quyết 57-NQ/TW của Bộ Chính trị",
            "Hội nghị quán triệt Nghị quyết 68-NQ/TW của Bộ Chính trị",
        ),
    ],
)
def test_two_matters_of_one_season_are_not_similar(plan, check, one, other):
    assert check("similar", plan(date(2026, 7, 9), title=one), plan(date(2026, 7, 15), title=other)) == []


def test_one_matter_a_season_apart_is_not_close_together(plan, check):
    days = date(2026, 7, 16), date(2026, 8, 16), date(2026, 8, 17)
    first, within, beyond = (plan(day, title=REVIEW, participants="") for day in days)
    assert len(check("similar", first, within)) == 1
    assert check("similar", first, beyond) == []


def test_the_weekly_and_the_fortnightly_sittings_are_never_similar(plan, check):
    for kind in ("thuong-truc", "ban-thuong-vu"):
        sittings = [
            plan(date(2026, 3, day), kind=kind, title="Họp thường kỳ về đầu tư công") for day in (4, 11)
        ]
        assert check("similar", *sittings) == []
        called = [
            plan(one.on, kind=kind, title=one.title, unscheduled=True, participants="") for one in sittings
        ]
        assert len(check("similar", *called)) == 1


def test_one_matter_for_other_people_is_not_similar(plan, check):
    first = plan(date(2026, 7, 16), title=REVIEW, participants="Bí thư các đảng ủy phường")
    second = plan(date(2026, 7, 17), title=REVIEW, participants="Doanh nghiệp nước ngoài")
    third = plan(date(2026, 7, 17), title=REVIEW, participants="Bí thư đảng ủy các xã, phường")
    assert check("similar", first, second) == []
    assert len(check("similar", first, third)) == 1


def test_one_matter_for_the_same_people_is_similar_whatever_the_kind(plan, check):
    same = {"participants": "Bí thư các đảng ủy phường", "title": "Chính quyền địa phương hai cấp"}
    assert len(check("similar", plan(**same), plan(kind="quan-triet", **same))) == 1
    assert check("similar", plan(**same), plan(**{**same, "participants": ""}, kind="quan-triet")) == []


def test_several_of_one_matter_are_one_finding(plan, check):
    several = [plan(date(2026, 7, day), title=REVIEW, participants="") for day in (16, 17, 20, 21, 22, 23)]
    (finding,) = check("similar", *several)
    assert len(finding.rows) == 6
    assert "6 hội nghị" in finding.message
    assert "2 hội nghị nữa" in finding.message


def test_numbers_are_one_in_words_and_in_figures_and_periods_are_no_matter():
    assert matter_of("01 năm, 2 cấp") == matter_of("một năm hai cấp")
    assert matter_of("Sơ kết 6 tháng đầu năm 2026 quý III công tác nội chính").words == {"noi", "chinh"}
