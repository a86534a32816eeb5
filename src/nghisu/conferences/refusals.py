from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class ItemChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nội dung này vừa được người khác sửa. Hãy xem bản mới bên dưới rồi lưu lại nếu vẫn muốn đổi.")
        )


class ItemInUse(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung này đã có tài liệu, người được mời hoặc nội dung của hội nghị khác gắn vào nên chưa bỏ "
                "được. Hãy chuyển hoặc gỡ những thứ ấy trước."
            )
        )


class AgendaClosed(Refused):
    """The agenda is not to be changed at this stage; `reason` says why and what to do."""
