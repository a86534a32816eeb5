"""A real office: from `nghisu init` to an issued quarter, then a conference that is moved and everybody told.

No demonstration and no standing clock: the quarter is the next one after the day on which the test runs.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nghisu.foundation import clock
from tests.journeys.browser import DESK, PHONE, Ear, Look, open_context
from tests.journeys.house import CHECKOUT, NGHISU, House, serve

pytestmark = pytest.mark.browser

COMMITTEE = """
[committee]
name = "Tỉnh ủy Ven Sông"
short_name = "Tỉnh ủy"
level = "province"
place = "Ven Sông"
code = "tinh-uy-ven-song"

[term]
number = "XVIII"
since = 2025-07-01
until = 2030-06-30

[offices]
party = "Văn phòng Tỉnh ủy"
people_committee = "Văn phòng UBND tỉnh"
council = "Văn phòng Đoàn ĐBQH và HĐND tỉnh"

[rulebook]
code = "5609"
since = 2025-07-01

[hours]
morning = 08:00:00
afternoon = 14:00:00

[precedence]
basis = "Quy định 368-QĐ/TW (2025)"

[administrator]
full_name = "Nguyễn Thị An"
gender = "f"
username = "nguyen.an"
position = "chanh-van-phong"
email = ""
phone = ""
"""
START = "Mot cau mo dau that dai 2026"
SECRETARY, DEPUTY, SPECIALIST = "Trần Văn Chính", "Lê Thị Hòa", "Phạm Văn Tổng"
PEOPLE = f"""Họ và tên;Chức danh;Cơ quan hoặc tập thể;Từ ngày
{SECRETARY};Bí thư Tỉnh ủy;Thường trực Tỉnh ủy;01/07/2025
{DEPUTY};Phó Chánh Văn phòng Tỉnh ủy;Văn phòng Tỉnh ủy;01/07/2025
{SPECIALIST};Chuyên viên tổng hợp, Văn phòng Tỉnh ủy;Văn phòng Tỉnh ủy;01/07/2025
"""


def next_quarter(on: date) -> str:
    """The quarter after a day, as addresses spell it: 2027-Q1."""
    year, quarter = on.year, (on.month - 1) // 3 + 2
    return f"{year + 1}-Q1" if quarter > 4 else f"{year}-Q{quarter}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[House]:
    """An installation that `nghisu init` made a moment ago, served as an office serves it on its own machine."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "office.toml").write_text(COMMITTEE, encoding="utf-8")
    (tmp_path / "password").write_text(f"{START}\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NGHISU_")}
    environment |= {"NGHISU_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nghisu.config.settings"}
    subprocess.run(
        [NGHISU, "init", "--from", tmp_path / "office.toml", "--password-file", tmp_path / "password"],
        check=True,
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        timeout=120,
    )
    with serve(data, environment) as house:
        yield house


class Desk:
    """Somebody in front of a browser of the office."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page = context.new_page()

    def sign_in(self, name: str, password: str) -> None:
        self.page.goto("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.page.get_by_label("Mật khẩu", exact=True).press("Enter")
        self.page.wait_for_url(lambda address: "/dang-nhap/" not in address)

    def begin(self, name: str, slip: str) -> None:
        """The first sign-in with the slip: nothing opens before the own password is set."""
        self.sign_in(name, slip)
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
        own = f"Cau rieng cua {name} that dai"
        self.page.locator("input[name=present]").fill(slip)
        self.page.locator("input[name=new]").fill(own)
        self.page.locator("input[name=again]").fill(own)
        self.page.get_by_role("button", name="Đổi mật khẩu").click()
        expect(self.page.get_by_role("main")).to_contain_text("Đã đổi mật khẩu")


def test_from_init_to_an_issued_quarter_and_a_conference_that_is_moved(office: House, chromium: Browser):
    ear = Ear()
    contexts: list[BrowserContext] = []

    def desk(look: Look = DESK) -> Desk:
        context = open_context(chromium, office, look)
        context.set_default_timeout(20_000)
        ear.listen(context)
        contexts.append(context)
        return Desk(context)

    quarter = next_quarter(clock.today())
    slips = people_come_in(desk())
    specialist = desk()
    specialist.begin(*slips[SPECIALIST])
    a_quarter_of_regular_conferences_is_put_before_the_leaders(specialist.page, quarter)
    for who in (DEPUTY, SECRETARY):
        decider = desk(PHONE)
        decider.begin(*slips[who])
        approve_with_two_touches(decider.page)
    issue(specialist.page, quarter)
    a_conference_is_moved(specialist.page, quarter)
    everybody_was_told(contexts[2].pages[0])
    for context in contexts:
        context.close()
    assert ear.faults == []


def people_come_in(administrator: Desk) -> dict[str, tuple[str, str]]:
    """The administrator reads the list of people in and hands each a slip: name → account and first password."""
    administrator.begin("nguyen.an", START)
    page = administrator.page
    page.goto("/danh-ba/nhap/")
    sheet = {"name": "nguoi.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()}
    page.locator("input[type=file]").set_input_files(sheet)  # type: ignore[arg-type]  # as a browser names it
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url("**/danh-ba/nhap/*/")
    page.get_by_role("button", name="Đưa vào danh bạ").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Đưa vào danh bạ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã đưa vào danh bạ")
    slips = {}
    for who in (SECRETARY, DEPUTY, SPECIALIST):
        page.goto("/quan-tri/tai-khoan/them/")
        page.get_by_role("combobox", name=re.compile("^Người dùng tài khoản")).fill(who.split()[-1])
        page.get_by_role("option", name=re.compile(who)).first.click()
        page.get_by_role("button", name="Tạo tài khoản").click()
        codes = page.get_by_label("Phiếu trao tay").locator("code")
        slips[who] = (codes.nth(0).inner_text(), codes.nth(1).inner_text())
    return slips


def a_quarter_of_regular_conferences_is_put_before_the_leaders(page: Page, quarter: str) -> None:
    page.goto(f"/chuong-trinh/ky/{quarter}/dinh-ky/")
    page.get_by_role("button", name="Đưa các dòng đã chọn vào chương trình").click()
    page.wait_for_url(f"**/chuong-trinh/ky/{quarter}/")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d{2} hội nghị"))
    page.locator("#trinh").get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_role("main")).to_contain_text("Đã trình duyệt")


def approve_with_two_touches(page: Page) -> None:
    """From the inbox on a phone: open what waits, agree."""
    page.goto("/phe-duyet/")
    page.get_by_role("link", name=re.compile("^Chương trình công tác quý")).first.click()
    page.get_by_role("button", name="Phê duyệt", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("Đã (phê duyệt|ghi)"))


def issue(page: Page, quarter: str) -> None:
    page.goto(f"/chuong-trinh/ky/{quarter}/")
    page.get_by_role("link", name=re.compile("^Mở bản số")).click()
    page.get_by_role("link", name="Ban hành").first.click()
    page.get_by_label(re.compile("^(Theo văn bản|Số|Văn bản)")).first.fill("15-CTr/TU")
    page.get_by_role("button", name="Ban hành").click()
    page.goto(f"/chuong-trinh/ky/{quarter}/")
    expect(page.get_by_role("main")).to_contain_text("Đang thực hiện bản số 1")


def a_conference_is_moved(page: Page, quarter: str) -> None:
    page.get_by_role("link", name=re.compile("Ban Thường vụ")).first.click()
    page.get_by_role("link", name="Dời").first.click()
    day = page.get_by_label(re.compile("^Ngày mới"))
    before = day.input_value()
    later = date(*map(int, reversed(before.split("/")))) + timedelta(days=1)
    day.fill(f"{later:%d/%m/%Y}")
    page.get_by_label(re.compile("^Lý do")).fill("Trùng đoàn công tác của Trung ương")
    page.get_by_role("button", name="Xem hệ quả").click()
    expect(page.locator("#consequences, [data-consequences]").first).to_contain_text(f"{later:%d/%m/%Y}")
    page.get_by_role("button", name=re.compile("^(Dời|Chấp nhận)")).click()
    expect(page.get_by_role("main")).to_contain_text(f"{later:%d/%m/%Y}")
    page.goto(f"/chuong-trinh/ky/{quarter}/")
    expect(page.get_by_role("main")).to_contain_text("Đã khác bản số 1")


def everybody_was_told(page: Page) -> None:
    """The deputy chief of office finds the move in the inbox, with the reason."""
    page.goto("/thong-bao/")
    told = page.get_by_role("link", name=re.compile("dời|chuyển", re.IGNORECASE)).first
    told.click()
    expect(page.get_by_role("main")).to_contain_text("Trùng đoàn công tác của Trung ương")
