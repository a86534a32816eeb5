from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nghisu.core.law.citation import Citation
from nghisu.foundation.refusals import Refused
from nghisu.rulebook.api import cited


class EntryChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Hội nghị này vừa được người khác sửa. Hãy mở lại trang để xem bản mới rồi sửa tiếp.")
        )


class EntryUnderNoRule(Refused):
    """No rule is in force for such a conference on such a day; `reason` is what the rulebook says of it."""


class EntryStandsFast(Refused):
    """The conference took place, or takes place now: it is not moved so any more; `reason` says why."""


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


class CalendarShowsNothing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy chọn hội nghị, việc phải làm, hoặc cả hai."))


class ImportNotReady(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _("Còn dòng chưa đọc được: %(rows)s. Hãy sửa hoặc bỏ các dòng đó, rồi nhập lại.") % {"rows": rows}
        )


class ImportNotAnswered(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _(
                "Hội nghị ở các dòng %(rows)s đã có trong chương trình vào ngày khác. Hãy chọn cho từng dòng: dời hội "
                "nghị đã có, thêm hội nghị mới, hay bỏ qua."
            )
            % {"rows": rows}
        )


class ImportMovesTwice(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _(
                "Các dòng %(rows)s cùng dời một hội nghị. Hãy để một dòng dời, các dòng còn lại chọn “thêm hội nghị "
                "mới” hoặc “bỏ qua”."
            )
            % {"rows": rows}
        )


class ImportMovesMeanwhile(Refused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _(
                "Trong lúc xem trước, hội nghị mà các dòng %(rows)s dời đã thay đổi hoặc đã họp. Hãy tải lại tệp để đối "
                "chiếu, hoặc chọn lại ở các dòng đó."
            )
            % {"rows": rows}
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


class EntryNotHeld(Refused):
    def __init__(self, state: str) -> None:
        super().__init__(
            _("Hội nghị này đang ở trạng thái “%(state)s”. Hãy cho họp lại trước khi sửa.") % {"state": state}
        )


class EntryHasHistory(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Hội nghị này đã từng được dời, hoãn, gộp hoặc có hội nghị khác gộp vào nên không xóa được. "
                "Nếu không họp nữa, hãy hủy hội nghị."
            )
        )


class ReasonNotGiven(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do; mọi người liên quan sẽ đọc lý do này."))


class GroundNotGiven(Refused):
    """A written opinion takes the place of a conference by a special case or a delegation; `grounds` ask for it."""

    def __init__(self, grounds: Iterable[Citation] = ()) -> None:
        super().__init__(
            _(
                "Lấy ý kiến thay cho họp chỉ trong trường hợp đặc biệt hoặc với việc đã ủy quyền: hãy ghi văn bản hoặc ý "
                "kiến chỉ đạo cho phép."
            )
        )
        self.citations = [cited(ground) for ground in grounds]


class NothingToMove(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ngày, giờ và nơi họp vẫn như cũ, không có gì để dời."))


class NotToBeMerged(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Chỉ gộp được một hội nghị sẽ họp vào một hội nghị khác cũng sẽ họp. Hãy chọn lại hội nghị nhận."
            )
        )


class ConsequencesChanged(Refused):
    """Something that was shown before acceptance is different now; `differences` says what, in sentences."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__(_("Trong lúc đồng chí xem, có điều đã thay đổi nên chưa thực hiện."))
        self.differences = differences


class MoveBuiltUpon(Refused):
    def __init__(self, title: str) -> None:
        super().__init__(
            _(
                "Không hoàn tác được: hội nghị “%(title)s” đã có thay đổi khác sau thao tác này. "
                "Hãy mở hội nghị và dời lại theo tình hình hiện nay."
            )
            % {"title": title}
        )


class ProgrammeEmpty(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Kỳ này chưa có nội dung nào để trình duyệt. Hãy đưa hội nghị vào chương trình trước.")
        )


class VersionOnItsWay(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Đã có một bản của kỳ này đang trình hoặc chờ ban hành. Hãy rút bản ấy về trước khi trình bản khác."
            )
        )


class VersionSaysTheSame(Refused):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("Chương trình không khác gì bản số %(number)s đã ban hành, nên không cần bản mới.")
            % {"number": number}
        )


class VersionNotThere(Refused):
    """The version is no longer where this act could be done to it; `reason` says where it is."""


class PeriodNotOpen(Refused):
    def __init__(self, day: str) -> None:
        super().__init__(
            _("Kỳ này chưa đến lúc lập: bắt đầu nhận phần của các văn phòng từ ngày %(day)s.") % {"day": day}
        )


class NothingChosen(Refused):
    def __init__(self) -> None:
        super().__init__(_("Chưa chọn hội nghị nào. Hãy đánh dấu ít nhất một dòng."))


class CallStands(Refused):
    def __init__(self) -> None:
        super().__init__(_("Kỳ này đã có đợt gửi đề xuất. Hãy mở đợt ấy để sửa hạn hoặc thêm nơi nhận."))


class SuggestionNotThere(Refused):
    """The suggestion has gone on: what was asked can no longer be done to it; `reason` says why."""


class SuggestionWeighedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Người khác vừa ghi kết quả cho đề xuất này. Hãy xem kết quả ấy, rồi gửi lại nếu vẫn muốn đổi.")
        )


class OriginGone(Refused):
    """What a conference was to come of has one already, or is gone."""

    def __init__(self) -> None:
        super().__init__(
            _("Đề xuất hoặc nội dung này vừa được người khác đưa vào chương trình. Hãy mở lại trang để xem.")
        )
