"""A document in the right form has no finding; whose it is and what it is are recognised however it was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.document import Document as Paper

from nghisu.core.form.check import check_form
from nghisu.core.form.rules import Side
from nghisu.foundation.word.reading import read
from tests.core.form.spoiling import (
    remove,
    report_of,
    said,
    swap,
)
from tests.papers import (
    CORRECT,
    LETTER,
    NOTICE,
    PROPOSAL,
    REPORT,
    RESOLUTION,
    SENTENCE,
    paragraph_of,
    write,
)


@pytest.mark.parametrize("words", CORRECT.values(), ids=CORRECT.keys())
def test_a_document_in_the_right_form_has_no_finding(words):
    report = report_of(words)
    assert said(report) == []
    assert report.sure


def test_the_side_and_the_type_are_recognised():
    assert [(report_of(one).rules.side, report_of(one).type) for one in (RESOLUTION, NOTICE, LETTER)] == [
        (Side.PARTY, "NGHỊ QUYẾT"),
        (Side.STATE, "THÔNG BÁO"),
        (Side.PARTY, "CÔNG VĂN"),
    ]


def test_a_draft_whose_number_and_day_are_still_open_is_no_fault():
    open_words = replace(REPORT, number="Số      -BC/VPTU", date="Hà Nội, ngày     tháng 02 năm 2026")
    assert said(report_of(open_words)) == []


def test_a_narrative_that_begins_with_grounds_is_no_list_of_grounds():
    begins = (
        "Căn cứ Chỉ thị của Bộ Chính trị về việc học tập nghị quyết, Văn phòng Thành ủy báo cáo kết quả thực hiện trong "
        "tháng như sau:"
    )
    assert said(report_of(replace(REPORT, body=(begins, SENTENCE)))) == []


def test_a_report_addressed_to_somebody_is_named_on_the_party_side_alone():
    addressed = replace(REPORT, addressee="Kính gửi: Ban Thường vụ Thành ủy,")
    assert [one.element.value for one in report_of(addressed).findings] == ["addressee"]
    assert report_of(PROPOSAL).findings == ()


def test_bodies_on_several_lines_of_one_paragraph_are_read_line_by_line():
    def joined(document: Paper) -> None:
        issuer = paragraph_of(document, "VĂN PHÒNG")
        superior = paragraph_of(document, "THÀNH ỦY")
        superior.add_run().add_break()
        superior._p.append(issuer.runs[0]._r)
        issuer._p.getparent().remove(issuer._p)

    assert said(report_of(REPORT, joined)) == []


def test_a_head_without_a_table_is_read_by_its_tabs():
    def flat(document: Paper) -> None:
        table = document.tables[0]._tbl
        for left, right in reversed(
            [("THÀNH ỦY", "ĐẢNG"), ("VĂN PHÒNG", None), ("*", None), ("Số 05", "Hà Nội,")]
        ):
            line = paragraph_of(document, left)
            if right:
                line.add_run("\t")
                for run in paragraph_of(document, right).runs:
                    line._p.append(run._r)
            table.addnext(line._p)
        table.getparent().remove(table)

    assert said(report_of(REPORT, flat)) == []


def test_the_side_can_be_asked_for():
    report = check_form(read(write(REPORT)), Side.STATE)
    assert "national title" in [one.element.value for one in report.findings]


def test_a_document_without_a_title_is_not_sure_whose_it_is():
    report = report_of(NOTICE, remove("CỘNG HÒA"))
    assert (report.rules.side, report.sure) == (Side.STATE, False)
    assert [one.element.value for one in report.findings] == ["national title"]


def test_a_number_below_the_type_is_in_the_wrong_place():
    report = report_of(REPORT, swap("Số 05", "kết quả"))
    assert said(report) == [
        ("order of elements", "“Số 05-BC/VPTU” đứng sau “BÁO CÁO”", "“Số 05-BC/VPTU” đứng trước “BÁO CÁO”")
    ]


def test_an_empty_document_ends_the_check_without_breaking():
    assert check_form(read(write(REPORT, lambda document: document._body.clear_content()))).type == ""
