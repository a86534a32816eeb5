from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.law.citation import Citation
from nghisu.documents.models import IssuedDocument
from nghisu.foundation.refusals import Refused
from nghisu.rulebook.api import cited


class NotYetReadable(Refused):
    """A version whose pages are not drawn does not go out."""

    def __init__(self, titles: Sequence[str]) -> None:
        said = _("Chưa phát hành được, vì còn tài liệu chưa có trang để đọc: %(titles)s.")
        super().__init__(said % {"titles": "; ".join(titles)})


class GateClosed(Refused):
    """A document may not go out: which gate, and what to do. `clauses` are the places that ask for it."""

    def __init__(self, reason: str, grounds: Sequence[Citation] = ()) -> None:
        super().__init__(reason)
        self.clauses = tuple(ground.clause for ground in grounds)
        self.citations = [cited(ground) for ground in grounds]


class AlreadyOut(Refused):
    """What went out is neither changed nor withdrawn silently."""

    def __init__(self) -> None:
        super().__init__(_("Bản này đã phát hành nên không sửa được. Hãy đưa lên một bản mới."))


class QuoteNotFound(Refused):
    """The words a note is to stand at are not on the page."""

    def __init__(self) -> None:
        super().__init__(
            _("Không tìm thấy đoạn trích này trên trang. Hãy chọn lại đoạn chữ, hoặc để trống ô trích.")
        )


class AppraisalSaid(Refused):
    """What was said in an appraisal stays as it is."""

    def __init__(self) -> None:
        super().__init__(_("Ý kiến thẩm định này đã gửi rồi. Bản mới sẽ có lần thẩm định mới."))


class ReasonNeeded(Refused):
    """A verdict, a withdrawal or an exception says why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi rõ lý do."))


class FolderNameTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("Đồng chí đã có thư mục tên này."))


class OwnSpaceFull(Refused):
    """No more own files: as many, or as large, as the installation lets one keep."""

    def __init__(self, most_files: int, most_megabytes: int) -> None:
        super().__init__(
            _(
                "Chưa nhận tệp: mỗi đồng chí được giữ nhiều nhất %(most)s tệp riêng, tổng cộng %(megabytes)s MB. "
                "Hãy xóa bớt tệp không dùng nữa rồi tải lên lại."
            )
            % {"most": most_files, "megabytes": most_megabytes}
        )


class NoTermRuns(Refused):
    """A Party document is numbered by term, and no term runs on the day."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Danh bạ chưa ghi nhiệm kỳ đang chạy nên chưa cấp số được. Hãy nhờ quản trị cấp ủy ghi nhiệm kỳ "
                "của Ban Chấp hành trong Danh bạ, phần Tập thể."
            )
        )


class NumberTaken(Refused):
    """A number of a paper book that the series gave already, here or before it began here."""

    def __init__(self, sign: str, following: str) -> None:
        super().__init__(
            _(
                "Số %(sign)s đã cấp rồi nên không dùng lần nữa. Số tiếp theo của dãy là %(next)s: hãy để trống ô số để "
                "lấy số ấy."
            )
            % {"sign": sign, "next": following}
        )


class NumberLeaps(Refused):
    """A number of a paper book that would leave a gap in its series."""

    def __init__(self, sign: str, following: str, last: int) -> None:
        super().__init__(
            _(
                "Số tiếp theo của dãy là %(next)s, nên ghi số %(sign)s thì dãy hở số. Sổ giấy đã cấp đến số %(last)s thì "
                "nhờ quản trị cấp ủy ghi số ấy ở Quản trị, Số cuối của sổ đăng ký, rồi phát hành lại; chưa cấp thì để "
                "trống ô số."
            )
            % {"sign": sign, "next": following, "last": f"{last:02}"}
        )


class IssuerTaken(Refused):
    """Two issuing bodies would share one series."""

    def __init__(self, symbol: str) -> None:
        super().__init__(
            _("Ký hiệu %(symbol)s đã có cơ quan ban hành khác dùng. Hãy ghi ký hiệu khác.")
            % {"symbol": symbol}
        )


class AlreadyCancelled(Refused):
    """A number is cancelled once."""

    def __init__(self, sign: str) -> None:
        super().__init__(_("Văn bản %(sign)s đã được ghi hủy trước đó.") % {"sign": sign})


class SecretEntered(Refused):
    """A number of one origin stands in the register of a year once: two lines would number the same copies twice."""

    def __init__(self, sign: str, origin: str, on: date) -> None:
        super().__init__(
            _(
                "Tài liệu số %(sign)s của %(origin)s đã được ghi sổ ngày %(day)s. Hãy xem lại số, hoặc dùng dòng đã ghi."
            )
            % {"sign": sign, "origin": origin, "day": f"{on:%d/%m/%Y}"}
        )


class NoFileOfASecret(Refused):
    """Content of a secret document never comes in here (Luật Bảo vệ bí mật nhà nước)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Văn bản có độ mật chỉ được ghi sổ, không tải tệp lên đây. Hãy bỏ tệp, giữ văn bản ở nơi bảo quản "
                "tài liệu mật."
            )
        )


class NobodyIssues(Refused):
    """There is no issuing body of the side."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa ghi cơ quan ban hành của loại văn bản này. Hãy ghi ở phần Văn bản, Cơ quan ban hành.")
        )


class DraftElsewhere(Refused):
    """The draft does not stand where this can be done."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Dự thảo hiện ở trạng thái “%(state)s” nên không làm được việc vừa chọn. Hãy mở lại trang.")
            % {"state": state}
        )


class DraftMeanwhile(Refused):
    """Somebody else saved another version meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Người khác vừa lưu một bản mới. Hãy mở lại trang ở cửa sổ khác, xem bản ấy rồi sửa tiếp.")
        )


class SourceGone(Refused):
    """What the draft was made from can no more be gathered."""

    def __init__(self) -> None:
        super().__init__(_("Không lấy lại được dữ liệu của dự thảo này. Hãy sửa trực tiếp trong dự thảo."))


class ContentUnread(Refused):
    """The data are not those of the kind."""

    def __init__(self, fault: str) -> None:
        super().__init__(_("Không đọc được nội dung của dự thảo (%(fault)s).") % {"fault": fault})


class KindNotNumbered(Refused):
    """Such a paper bears no number and is handed out as it is."""

    def __init__(self) -> None:
        super().__init__(
            _("Loại giấy tờ này không đánh số. Hãy tải bản PDF hoặc Word đã duyệt để in, phát tại hội nghị.")
        )


class NobodySigns(Refused):
    """A document is not issued without the name of its signer."""

    def __init__(self) -> None:
        super().__init__(_("Chưa ghi tên người ký. Hãy rút dự thảo về, ghi người ký rồi trình lại."))


class AnotherSigner(Refused):
    """A certificate names somebody else than the document does as who signs it, and nobody said why that is right."""

    def __init__(self, who: str, signer: str) -> None:
        super().__init__(
            _(
                "Chứng thư mang tên “%(who)s”, văn bản ghi người ký là “%(signer)s”. Nếu nhầm tệp hoặc nhầm chứng thư, "
                "hãy ký lại. Nếu đúng, ví dụ chứng thư của cơ quan, hãy ghi lý do ở đây rồi gửi lại: tên đồng chí được "
                "lưu cùng lý do."
            )
            % {"who": who, "signer": signer}
        )


class NothingToSign(Refused):
    """The document has no file that this house drew, so nothing can be held against it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Văn bản này không có bản PDF dựng ở đây nên không ký số và không đối chiếu được. "
                "Hãy đưa lên bản chụp có chữ ký."
            )
        )


class CopyElsewhere(Refused):
    """A copy of a secret document is not where the act needs it: held by somebody, or destroyed."""

    def __init__(self, number: int, holder: str = "") -> None:
        said = (
            _("Bản số %(number)s đang do %(holder)s giữ. Hãy ghi trả lại trước.")
            if holder
            else _("Bản số %(number)s đã tiêu hủy.")
        )
        super().__init__(said % {"number": f"{number:02}", "holder": holder})


class CopyNotHeld(Refused):
    """A copy that is to be taken back was handed back already."""

    def __init__(self) -> None:
        super().__init__(_("Bản này đã được ghi trả trước đó. Hãy mở lại trang để xem ai đang giữ."))


class CertificateKept(Refused):
    """The officer keeps this very certificate already."""

    def __init__(self) -> None:
        super().__init__(
            _("Chứng thư này đã được lưu từ trước. Muốn thay tệp, hãy bỏ bản đã lưu rồi lưu lại.")
        )


class NotToBeSent(Refused):
    """A secret document stands in the register alone; a cancelled one goes to nobody; a letter of invitation goes out on
    its own page."""

    def __init__(self, row: IssuedDocument) -> None:
        if row.state == "cancelled":
            said = _("Văn bản %(sign)s đã hủy nên không gửi nữa.") % {"sign": row.sign}
        elif row.level != "normal":
            said = _("Văn bản có độ mật chỉ ghi sổ, không gửi qua hệ thống.")
        else:
            said = _("Văn bản này gửi và theo dõi ở trang của hội nghị, không gửi ở đây.")
        super().__init__(said)


class NobodyToSend(Refused):
    """Nothing of a choice of recipients is new, or reached by the ways chosen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa có nơi nào để gửi: những nơi đã chọn đều được gửi theo cách này rồi, "
                "hoặc cách đã chọn không đến được."
            )
        )
