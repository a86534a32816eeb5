"""How letters of invitation leave once their original is signed, and what says of each way that they came."""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding
from playwright.sync_api import Page, expect

from nghisu.documents.adapters.signing.asking import ANCHORS
from tests.documents.test_signatures import PASSPHRASE, as_file, certificate
from tests.journeys.house import House


def others_by_mail(house: House, conference: int, count: int) -> list[tuple[int, str]]:
    """Those invited by mail, the last of the list: number and name."""
    rows = house.rows(
        "SELECT i.id, i.name FROM invitations_invitee i JOIN conferences_conference c ON c.id = i.conference_id"
        " WHERE c.entry_id = ? AND i.way = 'mail' AND i.removed_at IS NULL ORDER BY i.rank DESC, i.id LIMIT ?",
        conference,
        count,
    )
    assert len(rows) == count
    return [(int(pk), str(name)) for pk, name in rows]


def one_goes_by(page: Page, conference: int, invitee: int, way: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/dai-bieu/{invitee}/cach-gui/")
    page.get_by_label(way, exact=True).first.check()
    page.get_by_role("button", name="Lưu").first.click()
    page.wait_for_url(re.compile(rf"/hoi-nghi/{conference}/dai-bieu/"))


def nothing_left_yet(page: Page, conference: int) -> None:
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    expect(page.get_by_role("main")).to_contain_text("giấy mời chưa gửi bằng cách nào")
    expect(page.get_by_role("main")).not_to_contain_text("Đang lập giấy mời", timeout=120_000)
    expect(page.get_by_role("link", name="Tải gói")).to_have_count(0)


def the_original_is_signed(page: Page, house: House, conference: int, signer: str) -> None:
    """By a certificate of who signs the letter, from a root that is trusted here."""
    root = certificate("Nơi cấp gốc của Đảng", authority=True)
    folder = house.data / ANCHORS
    folder.mkdir(exist_ok=True)
    (folder / "goc.pem").write_bytes(root[0].public_bytes(Encoding.PEM))
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    page.get_by_role("link", name="Ký bản gốc").click()
    page.get_by_label(re.compile("Ký ngay bằng tệp chứng thư số")).check()
    owner = as_file(*certificate(signer, by=root))
    page.locator("[name=file]").set_input_files(
        {"name": "ky.p12", "mimeType": "application/x-pkcs12", "buffer": owner}
    )
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.get_by_role("button", name="Thêm bản đã ký").click()
    expect(page.get_by_role("main")).to_contain_text("Bản đã ký số")
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    expect(page.get_by_role("main")).to_contain_text("Đã ký số, hợp lệ")
    expect(page.get_by_role("main")).to_contain_text("Giấy mời đã chờ chữ ký, được gửi từ")


def a_unit_confirms_its_package(clerk: Page, unit: Page, conference: int) -> None:
    """Over the Party network: by the link in the package, without an account."""
    clerk.goto(f"/hoi-nghi/{conference}/giay-moi/")
    clerk.locator("summary", has_text="Gói gửi qua mạng của Đảng bộ").click()
    package = clerk.locator("#units").get_by_role("link", name="Tải gói").first
    row = clerk.locator("#units tbody tr").first
    content = clerk.request.get(package.get_attribute("href") or "").body()
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("manifest.json"))
    assert manifest["originals"]  # signed
    unit.goto(urlsplit(manifest["confirm_at"]).path)
    unit.get_by_label(re.compile("Họ tên, chức vụ")).fill("Phạm Thị Văn Thư")
    unit.get_by_role("button", name="Đã chuyển cho những người đánh dấu").click()
    expect(unit.get_by_role("main")).to_contain_text("Đơn vị đã xác nhận nhận gói")
    clerk.reload()
    clerk.locator("summary", has_text="Gói gửi qua mạng của Đảng bộ").click()
    expect(row.locator("td").nth(0)).to_have_text(row.locator("td").nth(1).inner_text())


def the_clerk_writes_down(page: Page, conference: int, name: str, step: str, how: str) -> None:
    page.goto(f"/hoi-nghi/{conference}/giay-moi/")
    page.get_by_label(f"Chọn giấy mời của {name}").check()
    page.locator("#ghi-nhan [name=step]").select_option(step)
    page.locator("#ghi-nhan [name=how]").fill(how)
    page.get_by_role("button", name="Ghi nhận", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Đã ghi nhận 1 giấy mời")


def link_of(page: Page, conference: int, invitee: int) -> str:
    page.goto(f"/hoi-nghi/{conference}/tra-loi/{invitee}/")
    page.get_by_role("button", name="Cấp đường dẫn mới").click()
    return urlsplit(page.locator("code").inner_text()).path


def a_substitute_comes(
    clerk: Page, board: Page, guest: Page, house: House, conference: int, one: int
) -> None:
    """Named by the personal link, agreed to by who chairs, sent a letter of their own, which they confirm by its link."""
    guest.goto(link_of(clerk, conference, one))
    guest.get_by_label("Vắng mặt").check()
    guest.get_by_label("Lý do vắng").fill("Đi công tác nước ngoài")
    guest.get_by_label("Họ tên người dự thay").fill("Phạm Thu Em")
    guest.get_by_role("button", name="Gửi trả lời").click()
    expect(guest.get_by_text("Đã trả lời: vắng mặt")).to_be_visible()
    board.goto(f"/hoi-nghi/{conference}/tra-loi/")
    board.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(board.get_by_role("row", name=re.compile("Phạm Thu Em")).first).to_be_visible()
    substitute = int(
        house.value(
            "SELECT i.id FROM invitations_invitee i JOIN conferences_conference c ON c.id = i.conference_id"
            " WHERE c.entry_id = ? AND i.standing = 'substitute'",
            conference,
        )
    )
    guest.goto(link_of(clerk, conference, substitute))
    guest.get_by_role("button", name="Tôi đã nhận giấy mời").click()
    guest.get_by_role("button", name="Tôi đã đọc tài liệu").click()
    expect(guest.get_by_role("main")).to_contain_text("Đã đọc tài liệu")
    clerk.goto(f"/hoi-nghi/{conference}/giay-moi/")
    expect(clerk.get_by_role("row", name=re.compile("Phạm Thu Em"))).to_contain_text(
        re.compile("Đã xác nhận|Đã đọc")
    )
