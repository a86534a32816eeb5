from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.foundation.refusals import Refused


class DeadlineAlreadyDone(Refused):
    def __init__(self, done_by: str) -> None:
        super().__init__(_("Việc này đã được %(name)s ghi nhận hoàn thành trước đó.") % {"name": done_by})


class DutiesMarkedMeanwhile(Refused):
    """`deadline_ids`: which of those sent somebody has marked already."""

    def __init__(self, deadline_ids: Iterable[int]) -> None:
        self.deadline_ids = frozenset(deadline_ids)
        count = len(self.deadline_ids)
        super().__init__(
            ngettext(
                "%(count)d việc đã được ghi nhận trước đó. Chưa ghi việc nào; hãy xem lại rồi ghi.",
                "%(count)d việc đã được ghi nhận trước đó. Chưa ghi việc nào; hãy xem lại rồi ghi.",
                count,
            )
            % {"count": count}
        )


class DayAhead(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ngày đã làm không thể sau hôm nay."))


class DeadlineNotDone(Refused):
    def __init__(self) -> None:
        super().__init__(_("Việc này đang mở, không cần mở lại."))


class SubjectClosed(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Hội nghị này không còn họp nên không mở lại việc được. Hãy khôi phục hội nghị trước.")
        )


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do, ví dụ: hội nghị không có tài liệu mật cần thu hồi."))


class NoRulebookBound(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Cấp ủy này chưa áp dụng bộ quy định nào nên chưa tính được thời hạn. "
                "Hãy báo quản trị cấp ủy chọn bộ quy định."
            )
        )


class WaiverIncomplete(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi đủ: ai cho phép, vì sao, theo văn bản số nào."))


class WaiverStands(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Việc này đã có một lần cho phép khác quy định. Hãy thu hồi lần ấy trước khi ghi lần mới.")
        )


class WaiverSettled(Refused):
    def __init__(self) -> None:
        super().__init__(_("Lần cho phép này đã được xác nhận hoặc thu hồi. Hãy mở lại trang để xem."))


class OwnWaiver(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Người ghi không tự xác nhận. Hãy nhờ lãnh đạo văn phòng hoặc Thường trực xác nhận.")
        )


class PassageTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("Đoạn này hoặc điều khoản này đã được đặt rồi. Hãy mở lại trang để xem."))


class EditionFaulty(Refused):
    def __init__(self, line: int | None, reason: str) -> None:
        where = _("Dòng %(line)s: ") % {"line": line} if line else ""
        super().__init__(where + reason)


class EditionSettled(Refused):
    def __init__(self) -> None:
        super().__init__(_("Bản quy định này đã sang bước khác. Hãy mở lại trang để xem."))


class EditionChanged(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nội dung đã khác với bản vừa xem. Hãy đọc lại rồi duyệt."))


class OwnApproval(Refused):
    def __init__(self) -> None:
        super().__init__(_("Người trình không tự duyệt. Hãy nhờ lãnh đạo văn phòng hoặc Thường trực duyệt."))


class TooEarly(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ngày có hiệu lực không thể trước hôm nay."))


class DocumentMissing(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Hãy ghi tên ngày và văn bản làm căn cứ, ví dụ: Thông báo 12-TB/ĐU ngày 05/8/2026.")
        )


class DayTaken(Refused):
    def __init__(self, day: date) -> None:
        super().__init__(
            _("Ngày %(day)s đã được ghi. Hãy bỏ dòng cũ trước khi ghi lại.") % {"day": f"{day:%d/%m/%Y}"}
        )


class NothingChanges(Refused):
    def __init__(self, day: date, works: bool) -> None:
        reason = (
            _("Ngày %(day)s vốn là ngày làm việc, không cần ghi làm bù.")
            if works
            else _("Ngày %(day)s vốn là ngày nghỉ, không cần ghi thêm.")
        )
        super().__init__(reason % {"day": f"{day:%d/%m/%Y}"})


class AlreadyBound(Refused):
    def __init__(self, since: date) -> None:
        super().__init__(_("Bộ quy định này đang áp dụng từ %(since)s rồi.") % {"since": f"{since:%d/%m/%Y}"})
