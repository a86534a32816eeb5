"""Readings that a person sees: where a clause stands, who owes a duty since the bodies changed, in both languages."""

import pytest

from nghisu.core.law import ClauseUnknown, load_rulebook
from nghisu.core.law.basis import LANGUAGE
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.tracing import trace
from tests.law.rulebooks_at_hand import answered, owed


def english(text: str) -> str:
    """A catalogue that knows its own language and no other message."""
    return "ngôn ngữ: en" if text == LANGUAGE else text


@pytest.mark.parametrize(
    ("clause", "reading"),
    [
        (
            "I/III/1.1/b1",
            "Gạch đầu dòng thứ nhất, điểm 1.1, mục III, Chương I, Quy định kèm Quyết định 5609-QĐ/TU",
        ),
        ("I/III/1.1/p2", "Đoạn thứ hai, điểm 1.1, mục III, Chương I, Quy định kèm Quyết định 5609-QĐ/TU"),
        (
            "II/III/2.3/đ.a/b1",
            "Gạch đầu dòng thứ nhất, điểm a), điểm 2.3, mục III, Chương II, Quy định kèm Quyết định 5609-QĐ/TU",
        ),
    ],
)
def test_a_clause_is_read_from_the_smallest_part_to_the_largest(clause: str, reading: str):
    assert load_rulebook().clause("5609", clause).reading == reading


def test_an_article_is_read_as_lawyers_say_it():
    assert load_rulebook().clause("148", "Đ148/k5").reading == "Khoản 5, Điều 148 Bộ luật Dân sự 2015"


def test_a_paragraph_that_we_numbered_ourselves_says_so():
    assert "hệ thống đánh" in load_rulebook().clause("226", "p7").reading


def test_an_unknown_clause_is_refused_with_the_nearest():
    with pytest.raises(ClauseUnknown, match=r"II/II/2\.1/b2"):
        load_rulebook().clause("5609", "II/II/2.1/b9")


@pytest.mark.parametrize("reference", ["5609 II/II/2.1/b2", "5609:II/II/2.1/b2", "5609-QĐ/TU II/II/2.1/b2"])
def test_a_clause_is_traced_to_the_rules_made_from_it(reference: str):
    found = trace(shipped_editions(), reference)
    assert {rule.id for rule in found.rules} >= {
        "invitation-ban-thuong-vu",
        "documents-ban-thuong-vu",
        "documents-before-invitation",
    }


def test_a_reference_without_a_clause_is_refused():
    with pytest.raises(ClauseUnknown, match="chưa đủ"):
        trace(shipped_editions(), "5609")


def test_party_groups_give_way_to_party_committees_on_the_first_of_july_2025():
    before = owed("proposal", "ban-chap-hanh", "2025-06-30T08:00")
    after = owed("proposal", "ban-chap-hanh", "2025-07-01T08:00")
    assert "Ban cán sự đảng" in before.owner.name
    assert "Đảng ủy UBND" in after.owner.name
    assert "đã kết thúc hoạt động từ 01/07/2025" in after.explain()


def test_an_explanation_names_the_days_off_it_skipped():
    invitation = owed("invitation", "ban-thuong-vu", "2026-02-25T08:00")
    assert "Tết Nguyên đán 16–20/02" in invitation.explain()


def test_a_saturday_worked_in_exchange_is_named():
    invitation = owed("invitation", "ban-thuong-vu", "2026-01-14T08:00")
    assert "tính cả ngày làm bù thứ Bảy 10/01" in invitation.explain()


def test_what_is_due_after_the_close_on_a_day_off_moves_on_with_the_civil_code():
    minutes = owed("minutes", "ban-thuong-vu", "2026-03-18T08:00")
    assert "Điều 148" in minutes.explain()
    assert ("148", "Đ148/k5") in {(one.edition, one.clause) for one in minutes.citations}


def test_what_is_due_after_the_close_on_a_working_day_does_not_cite_the_civil_code():
    minutes = owed("minutes", "thuong-truc", "2026-03-16T14:00")
    assert "148" not in {one.edition for one in minutes.citations}


def test_a_year_without_a_notice_is_said_to_be_computed():
    in_2031 = answered("ban-thuong-vu", "2031-03-19T08:00")
    in_2026 = answered("ban-thuong-vu", "2026-03-18T08:00")
    for deadline in in_2031.deadlines:
        if deadline.legal_date is not None:
            assert deadline.computed_years == (2031,)
            assert "Ngày nghỉ năm 2031 chưa có thông báo" in deadline.explain()
    assert not any(deadline.computed_years for deadline in in_2026.deadlines)


def test_an_opening_in_january_touches_the_days_off_of_two_years():
    programme = owed("draft-programme", "ban-chap-hanh", "2027-01-06T08:00")
    assert programme.legal_date is not None
    assert programme.legal_date.year == 2026
    assert programme.computed_years == (2027,)


def test_data_are_said_in_the_language_of_the_catalogue():
    documents = owed("documents", "ban-thuong-vu", "2026-03-18T08:00")
    assert documents.say(english) == "Hand the documents in to the Office"
    assert "the documents leave with the invitation" in documents.explain(english)
    assert "tài liệu phải gửi đi" in documents.explain()


def test_a_month_back_from_a_day_that_the_month_lacks_says_so():
    programme = owed("draft-programme", "giao-ban", "2026-03-31T08:00")
    assert "lấy ngày cuối tháng" in programme.explain()
