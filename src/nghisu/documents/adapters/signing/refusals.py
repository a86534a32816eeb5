from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.foundation import clock
from nghisu.foundation.refusals import Refused

_REASONS = {
    "unsigned": N_("Tệp này chưa có chữ ký nào. Hãy ký trên tệp đã tải về rồi đưa lên lại."),
    "another": N_(
        "Đây không phải tệp đã tải về từ đây, hoặc phần mềm ký đã lưu lại cả tệp. "
        "Hãy tải bản PDF ban hành, ký đúng tệp ấy rồi đưa lên lại."
    ),
    "changed": N_(
        "Nội dung văn bản đã bị thay đổi so với bản ban hành. Không nhận tệp này; hãy ký lại từ bản gốc."
    ),
    "broken": N_("Chữ ký không khớp với nội dung: tệp đã bị sửa sau khi ký. Hãy ký lại."),
    "written-after": N_("Sau chữ ký cuối, tệp còn bị ghi thêm. Không nhận tệp này; hãy ký lại từ bản gốc."),
    "unread": N_("Không đọc được tệp PDF này."),
    "swollen": N_("Tệp PDF này giải nén ra lớn bất thường hoặc lồng quá sâu, vì an toàn không đọc tiếp."),
    "slow": N_("Đọc chữ ký của tệp này quá lâu nên đã dừng. Hãy ký lại từ bản PDF gốc."),
}


class SignedWrong(Refused):
    """What came back is not our document with a signature added, or cannot be read. `reason_name` says which."""

    def __init__(self, reason_name: str) -> None:
        self.reason_name = reason_name
        super().__init__(_(_REASONS.get(reason_name, _REASONS["unread"])))


class TokenRefused(Refused):
    """The server's token does not sign. `reason_name` says why."""

    def __init__(self, reason_name: str) -> None:
        self.reason_name = reason_name
        said = {
            "pin": _("Mã PIN chưa đúng. Nhập sai nhiều lần thì thiết bị sẽ tự khóa."),
            "pin-locked": _(
                "Thiết bị ký của máy chủ đã khóa vì nhập sai mã PIN nhiều lần. Hãy nhờ nơi cấp mở khóa."
            ),
        }
        super().__init__(
            said.get(
                reason_name,
                _(
                    "Thiết bị ký của máy chủ chưa ký được. Hãy nhờ quản trị hệ thống xem thiết bị và thiết lập."
                ),
            )
        )


class RootRefused(Refused):
    """A certificate is not trusted as a root. `reason_name` says why."""

    def __init__(
        self, reason_name: str, since: datetime | None = None, until: datetime | None = None
    ) -> None:
        self.reason_name = reason_name
        said = {
            "not-authority": _(
                "Chứng thư này không phải của nơi cấp chữ ký số, nên không làm gốc tin cậy được. "
                "Hãy lấy chứng thư gốc trên trang của nơi cấp."
            ),
            "expired": _("Chứng thư này đã hết hạn từ %(day)s. Hãy lấy chứng thư gốc còn hạn của nơi cấp."),
            "not-yet": _("Chứng thư này đến %(day)s mới có hiệu lực. Hãy thêm từ ngày ấy."),
            "known": _("Chứng thư này đã được tin cậy từ trước."),
            "several": _("Tệp có nhiều chứng thư. Hãy đưa từng chứng thư một, để xem rõ trước khi tin cậy."),
            "private": _("Tệp có khóa bí mật. Không đưa khóa bí mật lên đây; chỉ đưa tệp chứng thư."),
        }
        day = until if reason_name == "expired" else since
        words = said.get(reason_name, _("Đây không phải tệp chứng thư gốc (PEM hoặc DER)."))
        super().__init__(words % {"day": f"{clock.local(day):%d/%m/%Y}"} if day is not None else words)


class SealRefused(Refused):
    """A picture is none of a seal that a stamp can show. `reason_name` says why."""

    def __init__(self, reason_name: str) -> None:
        self.reason_name = reason_name
        said = {
            "seal-size": _("Hình con dấu phải rộng và cao từ 200 đến 3.000 điểm ảnh."),
            "seal-shape": _("Hình con dấu phải gần vuông. Hãy cắt sát con dấu rồi đưa lên lại."),
            "seal-ground": _(
                "Nền của hình chưa trong suốt, sẽ che mất chữ. Hãy xóa nền rồi lưu lại thành tệp PNG."
            ),
            "seal-empty": _("Hình này không có gì trên nền trong suốt."),
        }
        super().__init__(
            said.get(reason_name, _("Đây không phải hình con dấu. Chỉ nhận tệp PNG nền trong suốt."))
        )


class CertificateUnread(Refused):
    """The certificate file or its passphrase is not right, or it cannot sign."""

    def __init__(self) -> None:
        super().__init__(
            _("Không mở được chứng thư số. Hãy kiểm tra tệp .p12 hoặc .pfx và mật khẩu rồi làm lại.")
        )
