"""Two conferences from their proposal to the receipts of their invitations, each act by whose it is: one of Ban Thường
vụ; one of Ban Chấp hành, whose scheme passes Ban Thường vụ first, with a notice that is issued and signed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from nghisu.core.text import fold
from tests.documents.test_signatures import PASSPHRASE, as_file, certificate
from tests.foundation.files.making import a_pdf
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.letters import (
    a_substitute_comes,
    a_unit_confirms_its_package,
    nothing_left_yet,
    one_goes_by,
    others_by_mail,
    the_clerk_writes_down,
    the_original_is_signed,
)

pytestmark = pytest.mark.browser

WRITTEN = {
    "purpose": "Cho ý kiến về công tác phòng, chống tham nhũng, lãng phí, tiêu cực quý I.",
    "requirements": "Thống nhất nhiệm vụ quý II, có người chịu trách nhiệm và thời hạn.",
    "need_why": "Quy chế làm việc giao Ban Thường vụ cho ý kiến mỗi quý một lần.",
    "no_guidance": "Nội dung cần thảo luận trực tiếp trước khi giao nhiệm vụ.",
    "combined": "Đã ghép vào kỳ họp định kỳ, không tổ chức riêng.",
    "budget": "8 triệu đồng, trong dự toán thường xuyên.",
    "division": "Ban Nội chính: báo cáo. Văn phòng: tài liệu, phòng họp.",
}
FACTS = {"participants": "Ủy viên Ban Thường vụ; lãnh đạo các ban Đảng", "delegates": "24"}
PAPER = "Báo cáo phòng, chống tham nhũng quý I"
SCHEME = "Đề án thu ngân sách giai đoạn 2026 - 2030"
SCHEME_PAPER = "Bản trình đề án thu ngân sách"
LETTER = {
    "convener": "Ban Thường vụ Thành ủy",
    "chair": "Thường trực Thành ủy",
    "place": "Phòng họp Ban Thường vụ",
    "participants": "Ủy viên Ban Thường vụ Thành ủy",
    "office_signer": "Nguyễn Văn Ký",
    "board_signer": "Trần Thị Ký",
    "board_position": "Phó Bí thư Thường trực",
}


def test_a_ban_thuong_vu_conference_from_proposal_to_receipts(visit: Visit, house: House):
    conference = house.conference("ban-thuong-vu", "2026-04-15")
    specialist, chief, board = visit("chuyen-vien"), visit("chanh-van-phong"), visit("thuong-truc", PHONE)
    clerk = visit("van-thu")

    an_agenda_is_drawn_up(specialist, conference)
    a_proposal_is_written_and_put_forward(specialist, conference)
    for decider in (chief, board):
        what_waits_is_approved(decider, "Báo cáo công tác phòng, chống tham nhũng")
    the_preparation_begins(specialist, conference)
    the_members_are_invited(specialist, conference, "Ban Thường vụ Thành ủy")
    (posted, by_post), (handed, by_hand), (absent, _name) = others_by_mail(house, conference, 3)
    one_goes_by(specialist, conference, posted, "Bưu điện")
    one_goes_by(specialist, conference, handed, "Giao tận tay")
    a_letter_is_drafted_and_put_forward(specialist, conference, LETTER)
    what_waits_is_approved(board, "Báo cáo công tác phòng, chống tham nhũng")
    what_a_person_judges_is_confirmed(specialist, conference)
    the_clerk_issues_the_letters(clerk, conference, waits=True)
    nothing_left_yet(clerk, conference)
    the_original_is_signed(chief, house, conference, LETTER["office_signer"])
    a_document_of_an_item_is_handed_in(specialist, conference, "phòng, chống tham nhũng", PAPER, "report")
    it_is_sent_out(specialist, conference, PAPER)
    a_member_answers_on_a_phone(board, "phòng, chống tham nhũng")
    a_member_reads_it_and_has_nothing_left_to_read(board, conference)
    a_unit_confirms_its_package(clerk, visit(None), conference)
    the_clerk_writes_down(clerk, conference, by_post, "delivered", "Bưu điện báo phát")
    the_clerk_writes_down(clerk, conference, by_hand, "confirmed", "Ký sổ giao")
    a_substitute_comes(clerk, board, visit(None, PHONE), house, conference, absent)
    the_office_sees_who_comes_and_who_has_not_confirmed(specialist, conference)


def test_a_ban_chap_hanh_conference_whose_scheme_must_first_pass_the_ban_thuong_vu(
    visit: Visit, house: House
):
    earlier = house.conference("ban-thuong-vu", "2026-03-04")
    conference = house.conference("ban-chap-hanh", "2026-07-06")
    specialist, chief, board = visit("chuyen-vien"), visit("chanh-van-phong"), visit("thuong-truc", PHONE)
    clerk, office, agency = visit("van-thu"), visit("tham-dinh"), visit("truong-don-vi")

    a_matter_is_put_on(specialist, earlier, "Tờ trình về quy chế thu ngân sách")
    a_matter_is_put_on(specialist, conference, SCHEME)
    a_proposal_is_written_and_put_forward(specialist, conference)
    for decider in (chief, board):
        what_waits_is_approved(decider, "sơ kết 6 tháng")
    the_preparation_begins(specialist, conference)

    the_gate_names_the_clause_by_which_the_ban_thuong_vu_comes_first(specialist, conference)
    the_scheme_goes_by_the_earlier_conference(specialist, conference)
    the_ban_thuong_vu_passed_it(specialist, earlier)
    a_document_of_an_item_is_handed_in(specialist, conference, SCHEME, SCHEME_PAPER, "scheme")
    nothing_goes_out_that_was_not_appraised(specialist, conference)
    for part, appraiser in (("form", office), ("content", agency)):
        it_is_appraised(specialist, appraiser, conference, part)
    the_revised_scheme_goes_back_to_the_standing_board(specialist, conference)
    what_waits_is_approved(board, SCHEME)
    nothing_is_missing_of_the_way_of_the_scheme(specialist, conference)

    the_members_are_invited(specialist, conference, "Ban Chấp hành Đảng bộ Thành phố")
    a_letter_is_drafted_and_put_forward(specialist, conference, {})
    what_waits_is_approved(board, "sơ kết 6 tháng")
    what_a_person_judges_is_confirmed(specialist, conference)
    the_clerk_issues_the_letters(clerk, conference)
    it_is_sent_out(specialist, conference, SCHEME_PAPER)
    a_member_answers_on_a_phone(board, "sơ kết 6 tháng")
    the_letters_are_out_and_one_is_confirmed(specialist, conference)

    a_notice_is_drafted_from_the_data(specialist, conference)
    for decider in (chief, board):
        what_waits_is_approved(decider, "Thông báo về việc")
    the_clerk_issues_it_under_a_number(clerk)
    the_chief_signs_it(chief)


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def an_agenda_is_drawn_up(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/noi-dung/them/")
    fill(
        page, {"title": "Báo cáo công tác phòng, chống tham nhũng, lãng phí, tiêu cực quý I", "minutes": "45"}
    )
    page.get_by_role("button", name=re.compile("Thêm|Lưu")).first.click()
    expect(page.get_by_role("main")).to_contain_text("45")


def a_proposal_is_written_and_put_forward(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/sua/")
    fill(page, FACTS)
    page.get_by_role("button", name="Lưu").first.click()
    page.wait_for_url(f"**/hoi-nghi/{conference}/")
    page.goto(f"/hoi-nghi/{conference}/to-trinh/soan/")
    fill(page, WRITTEN | {"bloc_party": "24"})
    page.get_by_role("button", name="Lưu và trình duyệt").click()
    expect(page.get_by_role("main")).to_contain_text("đang chờ phê duyệt")


def what_waits_is_approved(page: Page, what: str) -> None:
    page.goto("/phe-duyet/")
    page.get_by_role("link", name=re.compile(what)).first.click()
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("Đã ghi ý kiến đồng ý|Đã phê duyệt"))


def the_preparation_begins(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/giai-doan/")
    page.get_by_role("button", name="Chuyển sang: Chuẩn bị").click()
    expect(page.get_by_role("main")).to_contain_text("đang ở giai đoạn: Chuẩn bị")


def the_members_are_invited(page: Page, conference: int, body: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/dai-bieu/them/")
    page.get_by_role("combobox", name=re.compile("^Tập thể")).fill(fold(body))
    page.get_by_role("option", name=body).first.click()
    page.get_by_role("button", name="Xem ai sẽ vào").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d+ người sẽ vào danh sách"))
    page.get_by_role("button", name="Đưa vào danh sách").click()
    page.wait_for_url(f"**/hoi-nghi/{conference}/dai-bieu/")


def a_letter_is_drafted_and_put_forward(page: Page, conference: int, letter: dict[str, str]) -> None:
    """With other words than those that stand in the form where some are given."""
    page.goto(f"/hoi-nghi/{conference}/giay-moi/soan/")
    fill(page, letter)
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("button", name="Trình Thường trực duyệt").click()
    expect(page.get_by_role("button", name="Rút về để sửa")).to_be_visible()


def what_a_person_judges_is_confirmed(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/giai-doan/")
    for judged in ("Mọi người trong danh sách", "Kinh phí của hội nghị trong định mức"):
        page.get_by_role("button", name=re.compile(f"Tôi xác nhận.*{judged}")).click()
        expect(page.get_by_role("region", name="Các điều đã xác nhận")).to_contain_text(judged)


def the_clerk_issues_the_letters(page: Page, conference: int, *, waits: bool = False) -> None:
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    issuer = page.get_by_role("combobox", name=re.compile(r"^Nơi ban hành \("))
    expect(issuer).to_have_value("Văn phòng (VPTU)")
    wait = page.get_by_role("checkbox", name="Chờ ký bản gốc rồi mới gửi")
    expect(wait).to_be_checked()
    wait.set_checked(waits)
    page.get_by_role("button", name="Phát hành giấy mời").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Đã phát hành số \d\d-GM/VPTU"))
    expect(page.locator(".stepper, .steps").first).to_contain_text("Đã mời")


def a_document_of_an_item_is_handed_in(page: Page, conference: int, item: str, title: str, kind: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/noi-dung/")
    page.get_by_role("link", name=re.compile("Đưa tài liệu lên")).first.click()
    expect(page.get_by_role("checkbox", name=re.compile(item))).to_be_checked()
    page.locator("[name=title]").fill(title)
    page.locator("[name=kind]").select_option(kind)
    page.locator("input[type=file]").set_input_files(
        {"name": "ban-dau.pdf", "mimeType": "application/pdf", "buffer": a_pdf("Báo cáo", "Kiến nghị")}
    )
    page.get_by_role("button", name="Thêm tài liệu").click()
    page.wait_for_url(re.compile(rf"/hoi-nghi/{conference}/tai-lieu/"))
    row = page.get_by_role("row", name=re.compile(title))
    for _turn in range(40):
        if row.get_by_text("Chưa phát hành").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(row).to_contain_text("1.1")


def it_is_sent_out(page: Page, conference: int, title: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/tai-lieu/")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("row", name=re.compile(title))).to_contain_text("Đã phát hành")


def a_member_reads_it_and_has_nothing_left_to_read(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/tai-lieu/")
    row = page.get_by_role("row", name=re.compile(PAPER))
    expect(row).to_contain_text("Mới")
    row.get_by_role("link", name=PAPER).click()
    expect(page.get_by_role("main")).to_contain_text("Báo cáo")
    page.goto(f"/hoi-nghi/{conference}/tai-lieu/")
    expect(row).not_to_contain_text("Mới")


def a_member_answers_on_a_phone(page: Page, what: str) -> None:
    page.goto("/giay-moi-cua-toi/")
    page.get_by_role("link", name=re.compile(what)).first.click()
    page.get_by_role("button", name="Tôi đã nhận giấy mời").click()
    page.get_by_label("Dự trực tiếp").check()
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_role("main")).to_contain_text("Đã trả lời: dự trực tiếp")


def the_office_sees_who_comes_and_who_has_not_confirmed(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/tra-loi/")
    expect(page.get_by_role("row", name=re.compile("Bí thư Thành ủy")).first).to_contain_text("Chưa trả lời")
    expect(page.get_by_role("row", name=re.compile("Phó Bí thư Thường trực"))).to_contain_text("Dự trực tiếp")
    page.goto(f"/hoi-nghi/{conference}/giay-moi/hoi-truong/")
    hall_list = page.get_by_role("table")
    expect(hall_list).to_contain_text("Bí thư Đảng ủy Công an Thành phố")
    expect(hall_list).not_to_contain_text("Phó Bí thư Thường trực")


def a_matter_is_put_on(page: Page, conference: int, title: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/noi-dung/them/")
    fill(page, {"title": title, "minutes": "60"})
    page.locator("[name=purpose]").select_option("vote")
    page.get_by_role("button", name=re.compile("Thêm|Lưu")).first.click()
    expect(page.get_by_role("main")).to_contain_text(title)


def stand_before_the_gate(page: Page, conference: int) -> Locator:
    page.goto(f"/hoi-nghi/{conference}/giai-doan/")
    return page.get_by_role("main")


def the_gate_names_the_clause_by_which_the_ban_thuong_vu_comes_first(page: Page, conference: int) -> None:
    gate = stand_before_the_gate(page, conference)
    expect(gate).to_contain_text(f"Chưa qua Ban Thường vụ: {SCHEME}")
    expect(gate.get_by_role("link", name="5609 II/III/2.1/b1").first).to_be_visible()
    expect(gate.get_by_role("button", name="Chuyển sang: Đã mời")).to_have_count(0)


def the_scheme_goes_by_the_earlier_conference(page: Page, conference: int) -> None:
    stand_before_the_gate(page, conference).get_by_role("link", name="Chọn hội nghị đã thông qua").click()
    page.get_by_role("combobox", name=re.compile("^Đã qua hội nghị nào")).fill("quy che thu ngan sach")
    page.get_by_role("option", name=re.compile("quy chế thu ngân sách")).first.click()
    page.get_by_role("button", name="Lưu").first.click()
    page.wait_for_url(re.compile(rf"/hoi-nghi/{conference}/noi-dung/(#.*)?$"))
    expect(stand_before_the_gate(page, conference)).to_contain_text(SCHEME)


def the_ban_thuong_vu_passed_it(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/noi-dung/")
    page.get_by_role("link", name=re.compile("^Kết quả")).first.click()
    fill(page, {"on": "04/03/2026", "document": "Thông báo kết luận số 112-TB/TU"})
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_role("main")).to_contain_text("Đã ghi kết quả của nội dung")


def the_revised_scheme_goes_back_to_the_standing_board(page: Page, conference: int) -> None:
    stand_before_the_gate(page, conference).get_by_role("link", name="Xin ý kiến Thường trực").click()
    fill(page, {"revised": "Đã bổ sung lộ trình và nguồn lực theo ý kiến Ban Thường vụ."})
    page.get_by_role("button", name="Trình Thường trực").click()
    expect(page.get_by_role("main")).to_contain_text("Đang chờ ý kiến Thường trực")


def nothing_is_missing_of_the_way_of_the_scheme(page: Page, conference: int) -> None:
    gate = stand_before_the_gate(page, conference)
    expect(gate).to_contain_text("Giấy mời chưa được Thường trực duyệt")
    expect(gate).not_to_contain_text("Chưa qua Ban Thường vụ")
    expect(gate).not_to_contain_text("chưa có ý kiến Thường trực")


def nothing_goes_out_that_was_not_appraised(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/tai-lieu/")
    expect(page.get_by_role("main")).to_contain_text("Chưa đủ điều kiện phát hành")
    expect(page.get_by_role("link", name="5609 I/III/1.2/b2").first).to_be_visible()


def it_is_appraised(page: Page, appraiser: Page, conference: int, part: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/tai-lieu/")
    page.get_by_role("link", name="Bản và thẩm định").first.click()
    choices = page.locator(f"#appraiser-{part}")
    own = choices.locator("option", has_text=f"{name_of(appraiser)} ·").first
    choices.select_option(own.get_attribute("value"))
    asked = page.locator("section", has=page.locator(f"#phan-{part}")).last
    asked.get_by_role("button", name="Giao thẩm định").click()
    appraiser.goto(page.url)
    appraiser.get_by_role("link", name="Cho ý kiến thẩm định").click()
    appraiser.get_by_label("Đạt", exact=True).check()
    fill(appraiser, {"reason": f"Đạt về phần {part}."})
    appraiser.get_by_role("button", name="Gửi ý kiến thẩm định").click()
    expect(appraiser.get_by_role("main")).to_contain_text(f"Đạt về phần {part}.")


def name_of(page: Page) -> str:
    """Whose account it is, as the menu says."""
    page.goto("/")
    return page.locator("summary", has_text="Tài khoản của").inner_text().splitlines()[-1].strip()


def the_letters_are_out_and_one_is_confirmed(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    expect(page.get_by_role("main")).to_contain_text("74 người chưa xác nhận")
    # Drawn behind, beside whatever else the machine does; the page goes on by itself.
    expect(page.get_by_role("main")).not_to_contain_text("Đang lập giấy mời", timeout=120_000)


def a_notice_is_drafted_from_the_data(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/van-ban/thong-bao/")
    page.get_by_role("button", name="Soạn từ dữ liệu").click()
    expect(page.get_by_role("main")).to_contain_text(f"1. Nội dung: {SCHEME}.")
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_role("main")).to_contain_text("Đang trình duyệt")


def the_clerk_issues_it_under_a_number(page: Page) -> None:
    page.goto("/van-ban/du-thao/")
    page.get_by_role("link", name=re.compile("Thông báo về việc tổ chức")).first.click()
    page.get_by_role("button", name="Ban hành, cấp số").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Ban hành, cấp số").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Đã ban hành · bản lần 1 · \d\d-TB/VPTU"))


def the_chief_signs_it(page: Page) -> None:
    signer = name_of(page)
    page.goto("/van-ban/di/")
    page.get_by_role("link", name=re.compile(r"\d\d-TB.VPTU")).first.click()
    page.get_by_role("link", name="Ký số, đưa bản đã ký").click()
    page.get_by_label(re.compile("Ký ngay bằng tệp chứng thư số")).check()
    page.locator("[name=file]").set_input_files(
        {
            "name": "ky.p12",
            "mimeType": "application/x-pkcs12",
            "buffer": as_file(*certificate(signer)),
        }
    )
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.get_by_role("button", name="Thêm bản đã ký").click()
    expect(page.get_by_role("main")).to_contain_text("Bản đã ký số")
    expect(page.get_by_role("main")).to_contain_text(f"{signer} ký lúc")
