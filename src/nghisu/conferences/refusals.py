from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nghisu.core.law.citation import Citation
from nghisu.foundation.refusals import Refused
from nghisu.rulebook.api import cited

if TYPE_CHECKING:
    from nghisu.conferences.queries.standing import Asked


class ItemChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nội dung này vừa được người khác sửa. Hãy xem bản mới bên dưới rồi lưu lại nếu vẫn muốn đổi.")
        )


class ItemInUse(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung này đã có người được mời riêng hoặc nội dung của hội nghị khác gắn vào nên chưa bỏ được. "
                "Hãy chuyển hoặc gỡ những thứ ấy trước."
            )
        )


class AgendaClosed(Refused):
    """The agenda is not to be changed at this stage; `reason` says why and what to do."""


class StageNotNext(Refused):
    """The conference stands at another stage by now, or the step leads nowhere."""

    def __init__(self) -> None:
        super().__init__(
            _("Hội nghị đang ở giai đoạn khác nên không chuyển được như vừa chọn. Hãy mở lại trang để xem.")
        )


class NotApprovedYet(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Hội nghị này chưa được duyệt: hãy trình tờ trình, hoặc đưa vào chương trình được duyệt và ban hành "
                "nếu loại hội nghị này không phải có tờ trình."
            )
        )


class ConferenceNotHeld(Refused):
    def __init__(self, state: str) -> None:
        super().__init__(
            _("Hội nghị đang ở tình trạng “%(state)s”. Muốn làm tiếp, hãy cho họp lại trước.")
            % {"state": state.lower()}
        )


class GatesNotPassed(Refused):
    """Something that the rules ask before the next stage is missing; `missing` says what, with the clauses."""

    def __init__(self, missing: Sequence[Asked]) -> None:
        said = []
        for one in missing:
            clauses = ", ".join(chip.label for chip in one.chips)
            said.append(f"{one.said} ({clauses})" if clauses else one.said)
        super().__init__(_("Chưa chuyển được giai đoạn. Còn thiếu: %(what)s") % {"what": " · ".join(said)})
        self.missing = missing
        self.citations = [cited(citation) for one in missing for citation in one.citations]


class GateNotMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Điều kiện này đã đủ, đã được xác nhận hoặc cho vượt. Hãy mở lại trang để xem."))


class ReasonNotWritten(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do và văn bản làm căn cứ."))


class EntryIsPrepared(Refused):
    def __init__(self, code: str) -> None:
        super().__init__(
            _(
                "Hội nghị này đã có phần chuẩn bị (%(code)s: nội dung, tờ trình hoặc giai đoạn) nên không xóa được. "
                "Nếu không họp nữa, hãy hủy hội nghị: mọi thứ vẫn còn để đọc."
            )
            % {"code": code}
        )


class ProposalOnItsWay(Refused):
    def __init__(self) -> None:
        super().__init__(_("Tờ trình đang chờ phê duyệt nên chưa sửa được. Hãy rút lại trước nếu cần sửa."))


class ProposalApproved(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Tờ trình đã được duyệt. Muốn sửa và trình lại, hãy lùi về giai đoạn đề xuất ở trang Giai đoạn."
            )
        )


class ProposalChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Tờ trình vừa được người khác sửa. Những gì đồng chí gõ còn ở dưới; hãy so lại rồi lưu.")
        )


class NotYetHeld(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Chỉ ghi kết quả từ ngày hội nghị khai mạc đến hôm nay. Hãy xem lại ngày thông qua.")
        )


class NotKnownToBeHeld(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa có gì cho thấy hội nghị này đã họp. Hãy chuyển hội nghị sang giai đoạn Đang họp, hoặc ghi ở trang "
                "Thời hạn việc đã làm: điểm danh, biên bản hoặc thông báo kết luận."
            )
        )


class ShownByNoDocument(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi văn bản cho thấy nội dung đã được thông qua."))


class OpinionOnItsWay(Refused):
    def __init__(self) -> None:
        super().__init__(_("Đề án này đang chờ ý kiến Thường trực. Hãy rút lại lần trình trước nếu cần sửa."))


class NoSuchPaper(Refused):
    """Another kind of document is asked for than the house draws."""

    def __init__(self, code: str, known: list[str]) -> None:
        super().__init__(
            _("Không có loại văn bản “%(code)s”. Các loại có thể dựng: %(known)s.")
            % {"code": code, "known": ", ".join(known)}
        )


class PaperOfAnotherBody(NoSuchPaper):
    """Ban Chấp hành speaks and resolves at its own conferences (5609 II/III/2.1/b4), not at those of another body."""

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("Văn bản này chỉ soạn cho hội nghị Ban Chấp hành; hội nghị này là của tập thể khác."),
        )


class PaperOfNoSitting(NoSuchPaper):
    """What is said and concluded at a conference is not written for one that is not held."""

    def __init__(self, state: str) -> None:
        Refused.__init__(
            self,
            _("Hội nghị đang ở tình trạng “%(state)s” nên không có văn bản nêu việc đã họp.")
            % {"state": state.lower()},
        )


class NotInvited(Refused):
    def __init__(self) -> None:
        super().__init__(_("Người này không có trong danh sách đại biểu của hội nghị."))


class ConsultationNotOpen(Refused):
    """The consultation is not where this could be done to it; `reason` says why."""


class ConsultationChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Phiếu vừa được người khác sửa. Những gì đồng chí gõ còn ở dưới; hãy so lại rồi lưu.")
        )


class ConsultationNotReady(Refused):
    """Something is missing before it is sent; `missing` says what, `grounds` are the places that ask for it."""

    def __init__(self, missing: Sequence[str], grounds: Sequence[Citation] = ()) -> None:
        super().__init__(_("Chưa gửi được. %(what)s") % {"what": " ".join(missing)})
        self.missing = missing
        self.citations = [cited(ground) for ground in grounds]


class AnsweredInPerson(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s đã tự trả lời trên máy; ý kiến ấy được giữ. Muốn đổi, đồng chí ấy trả lời lại trước hạn."
            )
            % {"name": name}
        )


class PaperOfAnotherDay(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ngày ghi trên phiếu giấy phải từ ngày gửi phiếu đến hôm nay."))


class WithdrawalUnexplained(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi vì sao rút phiếu: mọi người được hỏi đều đọc lý do này."))


class NobodyAgreed(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Có câu không ai đồng ý nên không ghi là đã thông qua được, kể cả khi được cho vượt. Hãy để trống ngày."
            )
        )


class NoMajority(Refused):
    """Too few agree for the matter to have passed; nobody who may passed it over with a reason."""

    def __init__(self, said: str, grounds: Sequence[Citation], clauses: str) -> None:
        super().__init__(
            _(
                "Chưa đủ số người đồng ý để ghi là đã thông qua: %(what)s (%(clauses)s). Chánh Văn phòng hoặc Thường "
                "trực cho vượt được, kèm lý do."
            )
            % {"what": said, "clauses": clauses}
        )
        self.citations = [cited(ground) for ground in grounds]


class AnswerIncomplete(Refused):
    """A question is not answered, or another opinion is chosen and not written; `position` says which."""

    def __init__(self, position: int) -> None:
        super().__init__(
            _("Câu %(number)s chưa trả lời, hoặc chọn ý kiến khác mà chưa ghi.") % {"number": position}
        )
        self.position = position
