from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class DeadlineAlreadyDone(Refused):
    def __init__(self, done_by: str) -> None:
        super().__init__(_("Việc này đã được %(name)s ghi nhận hoàn thành trước đó.") % {"name": done_by})


class DeadlineNotDone(Refused):
    def __init__(self) -> None:
        super().__init__(_("Việc này đang mở, không cần mở lại."))


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
