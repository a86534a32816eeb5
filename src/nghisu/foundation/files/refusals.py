"""Why a file is not taken: what is wrong, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.core.form import secrecy
from nghisu.foundation.refusals import Refused
from nghisu.foundation.word.refusals import REFUSALS

_PRINT_AGAIN = N_("Mở tệp, chọn In rồi “Lưu thành PDF” để có một bản PDF sạch, sau đó chọn bản mới.")

REASONS: dict[str, tuple[str, str]] = {
    "empty": (N_("Tệp rỗng."), N_("Chọn lại tệp văn bản.")),
    "large": (N_("Tệp lớn quá 60 MB."), N_("Giảm cỡ hình ảnh trong tệp, hoặc tách thành nhiều tệp.")),
    "old-word": REFUSALS["old-word"],
    "kind": (
        N_("Loại tệp này không được nhận."),
        N_("Hãy chọn tệp Word (.docx), PDF, hoặc ảnh chụp trang đã ký (.jpg, .png)."),
    ),
    "two-in-one": (
        N_("Trong tệp còn giấu một tệp nén khác, vì an toàn không được nhận."),
        _PRINT_AGAIN,
    ),
    "damaged": (
        N_("Tệp bị hỏng hoặc tải về chưa hết."),
        N_("Mở thử tệp trên máy; nếu không mở được thì chép lại từ nơi gốc."),
    ),
    "slow": (N_("Đọc tệp quá lâu nên đã dừng."), _PRINT_AGAIN),
    "swollen": (N_("Tệp giải nén ra lớn bất thường, vì an toàn không được nhận."), _PRINT_AGAIN),
    "pdf-password": (
        N_("Tệp PDF có đặt mật khẩu nên không đọc được."),
        N_("Mở tệp bằng mật khẩu, lưu lại một bản không có mật khẩu, rồi chọn bản đó."),
    ),
    "pdf-active": (
        N_("Tệp PDF có chương trình chạy kèm (JavaScript, mở tệp khác), vì an toàn không được nhận."),
        _PRINT_AGAIN,
    ),
    "pdf-attached": (
        N_("Tệp PDF có tệp khác đính kèm bên trong, vì an toàn không được nhận."),
        N_("Tách tệp đính kèm ra và đưa lên riêng, hoặc in lại thành một bản PDF sạch."),
    ),
    "pages": (N_("Tệp có quá 3.000 trang."), N_("Tách thành nhiều tệp.")),
    "picture": (
        N_("Ảnh quá lớn (hơn 50 triệu điểm ảnh)."),
        N_("Chụp hoặc quét lại ở 200 đến 300 điểm một inch."),
    ),
    "count": (
        N_("Một lần chỉ nhận nhiều nhất 60 ảnh."),
        N_("Chia thành nhiều lần, hoặc quét thành một PDF."),
    ),
    "mixed": (
        N_("Chọn một tệp Word hoặc PDF, hoặc nhiều ảnh; không chọn lẫn."),
        N_("Ảnh nhiều trang được ghép thành một PDF theo thứ tự tên tệp."),
    ),
    "no-converter": (
        N_("Máy chủ này không chuyển được tệp Word thành trang."),
        N_("Đưa lên thêm bản PDF của cùng văn bản."),
    ),
}


class FileRefused(Refused):
    """The file is not taken. `reason_name` is one of `REASONS`."""

    def __init__(self, reason_name: str, said: str = "") -> None:
        self.reason_name = reason_name
        if not said:
            said = " ".join(_(part) for part in REASONS[reason_name])
        super().__init__(said)


def held_back(level: str) -> tuple[str, str]:
    """What is said wherever a text that carries the stamp of a secret document is turned away (TRUST 4)."""
    return secrecy.held_back(level, _)


class SecretFile(FileRefused):
    """The text of the file carries the stamp of a secret document: nothing of it is kept (TRUST 4)."""

    def __init__(self, level: str) -> None:
        self.level = level
        super().__init__("secret", " ".join(held_back(level)))
