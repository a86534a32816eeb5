from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class EntryChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Hội nghị này vừa được người khác sửa. Hãy mở lại trang để xem bản mới rồi sửa tiếp.")
        )


class EntryUnderNoRule(Refused):
    """No rule is in force for such a conference on such a day; `reason` is what the rulebook says of it."""


class EntryMayBeThere(Refused):
    """A conference of the same name stands on the same day: most likely it is this one, entered before."""

    def __init__(self) -> None:
        super().__init__(
            _("Cùng ngày đã có hội nghị cùng tên. Nếu đây là hội nghị khác, hãy đánh dấu rồi lưu lại.")
        )


class EntryHasDoneDuties(Refused):
    def __init__(self, count: int) -> None:
        super().__init__(
            _(
                "Hội nghị này đã có %(count)s việc ghi nhận hoàn thành nên không xóa được. Hãy mở lại các việc đó trước."
            )
            % {"count": count}
        )


class ImportNotReady(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _("Còn dòng chưa đọc được: %(rows)s. Hãy sửa hoặc bỏ các dòng đó, rồi nhập lại.") % {"rows": rows}
        )


class ImportAlreadyAccepted(Refused):
    def __init__(self) -> None:
        super().__init__(_("Bản nhập này đã được đưa vào chương trình trước đó."))


class ImportTwinsMeanwhile(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _(
                "Trong lúc xem trước, hội nghị ở các dòng %(rows)s vừa được người khác đưa vào chương trình. "
                "Hãy tải lại tệp để đối chiếu, hoặc bỏ các dòng đó rồi nhập lại."
            )
            % {"rows": rows}
        )


class ImportEmpty(Refused):
    def __init__(self) -> None:
        super().__init__(_("Tất cả các dòng đều được bỏ, không còn gì để đưa vào chương trình."))
