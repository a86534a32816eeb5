"""Why a Word file is not taken."""

from collections.abc import Callable

from nghisu.core.law.basis import N_

Gettext = Callable[[str], str]

_SAVE_AS = N_("Mở tệp bằng Word hoặc LibreOffice, chọn “Lưu thành” dạng Word (.docx), rồi chọn lại tệp.")
_COPY_AGAIN = N_("Chép lại tệp từ nơi gốc; nếu vẫn không được thì mở bằng Word và lưu lại thành .docx.")

REFUSALS: dict[str, tuple[str, str]] = {
    "empty": (N_("Tệp rỗng."), N_("Chọn lại tệp văn bản.")),
    "large": (N_("Tệp lớn quá 50 MB."), N_("Giảm cỡ hình ảnh trong tệp (Nén ảnh) rồi lưu lại thành .docx.")),
    "old-word": (N_("Tệp là Word đời cũ (.doc), không đọc được."), _SAVE_AS),
    "password": (
        N_("Tệp có đặt mật khẩu nên không đọc được."),
        N_("Mở tệp bằng Word, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu), lưu lại, rồi chọn lại tệp."),
    ),
    "macro": (N_("Tệp có chứa macro (chương trình chạy kèm), vì an toàn không được nhận."), _SAVE_AS),
    "swollen": (N_("Tệp giải nén ra lớn bất thường, vì an toàn không được nhận."), _SAVE_AS),
    "letters": (N_("Tệp có quá nhiều chữ."), N_("Tách văn bản thành nhiều tệp rồi kiểm tra từng tệp.")),
    "damaged": (N_("Tệp bị hỏng hoặc tải về chưa hết."), _COPY_AGAIN),
    "slow": (N_("Đọc tệp quá lâu nên đã dừng."), _SAVE_AS),
    "pdf": (
        N_("Tệp là PDF, không còn kiểu chữ và lề của văn bản gốc để kiểm tra."),
        N_("Chọn tệp Word (.docx) mà bản PDF được làm ra."),
    ),
    "not-docx": (N_("Tệp không phải là văn bản Word (.docx)."), _SAVE_AS),
}
"""Why a file is not taken, by the reason's name: what is wrong, and what to do."""


class UnreadableDocument(Exception):
    """The file cannot be read. Says what is wrong and what to do."""

    def __init__(self, reason: str, gettext: Gettext = str) -> None:
        self.reason = reason
        message, way_out = REFUSALS[reason]
        self.message, self.way_out = gettext(message), gettext(way_out)
        super().__init__(f"{self.message} {self.way_out}")
