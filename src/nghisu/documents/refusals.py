from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class NotYetReadable(Refused):
    """A version whose pages are not drawn does not go out."""

    def __init__(self, titles: Sequence[str]) -> None:
        said = _("Chưa phát hành được, vì còn tài liệu chưa có trang để đọc: %(titles)s.")
        super().__init__(said % {"titles": "; ".join(titles)})


class GateClosed(Refused):
    """A document may not go out: which gate, and what to do. `clauses` are the places that ask for it."""

    def __init__(self, reason: str, clauses: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.clauses = tuple(clauses)


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
