"""What the directory refuses, and what to do instead. `field`: which field of a form the reason is about."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class DirectoryRefused(Refused):
    """The directory would contradict itself."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.field = field


class EndsBeforeStart(DirectoryRefused):
    def __init__(self, since: date) -> None:
        super().__init__(
            _("Ngày cuối không được trước ngày đầu (%(since)s). Hãy sửa một trong hai ngày.")
            % {"since": f"{since:%d/%m/%Y}"},
            "until",
        )


class NameMissing(DirectoryRefused):
    def __init__(self, field: str) -> None:
        super().__init__(_("Chưa ghi tên. Hãy ghi tên đầy đủ."), field)


class NameTaken(DirectoryRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Đã có “%(name)s” trong thời gian này. Hãy dùng mục đã có, hoặc ghi tên khác.")
            % {"name": name},
            "name",
        )


class SuperiorCycle(DirectoryRefused):
    def __init__(self, superior: str) -> None:
        super().__init__(
            _(
                "“%(superior)s” đang trực thuộc chính cơ quan này nên không thể là cấp trên của nó. "
                "Hãy chọn cấp trên khác."
            )
            % {"superior": superior},
            "superior",
        )


class NotThereYet(DirectoryRefused):
    def __init__(self, name: str, since: date, until: date | None, field: str) -> None:
        dates = {"name": name, "since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}" if until else ""}
        reason = (
            _("“%(name)s” chỉ có từ %(since)s đến hết %(until)s. Hãy chọn ngày trong khoảng đó.")
            if until
            else _("“%(name)s” chỉ có từ %(since)s. Hãy chọn ngày từ đó trở đi.")
        )
        super().__init__(reason % dates, field)


class StillHasSubordinates(DirectoryRefused):
    def __init__(self, count: int, first: str) -> None:
        super().__init__(
            _(
                "Còn %(count)d cơ quan trực thuộc sau ngày này (ví dụ: %(first)s). "
                "Hãy kết thúc hoặc chuyển các cơ quan đó trước."
            )
            % {"count": count, "first": first},
            "until",
        )


class StillHeld(DirectoryRefused):
    def __init__(self, count: int, first: str) -> None:
        super().__init__(
            _(
                "Còn %(count)d người giữ chức sau ngày này (ví dụ: %(first)s). "
                "Hãy đánh dấu “Thôi giữ chức luôn”, hoặc ghi thôi giữ chức cho từng người trước."
            )
            % {"count": count, "first": first},
            "until",
        )


class PositionTaken(DirectoryRefused):
    def __init__(self, title: str, holder: str, since: date, until: date | None, seats: int) -> None:
        values = {
            "title": title,
            "holder": holder,
            "since": f"{since:%d/%m/%Y}",
            "until": f"{until:%d/%m/%Y}" if until else "",
            "seats": seats,
        }
        reason = (
            _(
                "“%(title)s” chỉ có %(seats)d người giữ; %(holder)s giữ từ %(since)s đến hết %(until)s. "
                "Hãy chọn ngày khác."
            )
            if until
            else _(
                "“%(title)s” chỉ có %(seats)d người giữ; %(holder)s đang giữ từ %(since)s. "
                "Hãy ghi thôi giữ chức cho người đó trước."
            )
        )
        super().__init__(reason % values, "position")


class AlreadyHeld(DirectoryRefused):
    def __init__(self, person: str, title: str, since: date) -> None:
        super().__init__(
            _(
                "%(person)s đã giữ “%(title)s” từ %(since)s, trùng khoảng thời gian này. "
                "Hãy sửa lần giữ chức đó."
            )
            % {"person": person, "title": title, "since": f"{since:%d/%m/%Y}"},
            "since",
        )


class FewerSeatsThanHolders(DirectoryRefused):
    def __init__(self, seats: int, day: date) -> None:
        super().__init__(
            _(
                "Có hơn %(seats)d người cùng giữ chức này ngày %(day)s. "
                "Hãy ghi thôi giữ chức trước, hoặc tăng số người."
            )
            % {"seats": seats, "day": f"{day:%d/%m/%Y}"},
            "seats",
        )


class OutsideOfAppointments(DirectoryRefused):
    def __init__(self, person: str, since: date) -> None:
        super().__init__(
            _("%(person)s đã giữ chức này từ %(since)s, trước ngày vừa ghi. Hãy chọn ngày sớm hơn.")
            % {"person": person, "since": f"{since:%d/%m/%Y}"},
            "since",
        )


class PositionNowhere(DirectoryRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Chức danh phải thuộc một cơ quan hoặc một tập thể. Hãy chọn một nơi."), "organisation"
        )


class BodyCycle(DirectoryRefused):
    def __init__(self, larger: str) -> None:
        super().__init__(
            _(
                "“%(larger)s” đang nằm trong chính tập thể này nên không thể bao gồm nó. Hãy chọn tập thể khác."
            )
            % {"larger": larger},
            "within",
        )


class StillHasInner(DirectoryRefused):
    def __init__(self, inner: str) -> None:
        super().__init__(
            _("“%(inner)s” nằm trong tập thể này và còn sau ngày này. Hãy kết thúc tập thể đó trước.")
            % {"inner": inner},
            "until",
        )


class CodeTaken(DirectoryRefused):
    def __init__(self, code: str) -> None:
        super().__init__(_("Đã có mục khác mang mã “%(code)s”. Hãy dùng mã khác.") % {"code": code}, "code")


class TermTaken(DirectoryRefused):
    def __init__(self, number: str) -> None:
        super().__init__(
            _("Tập thể này đã có nhiệm kỳ “%(number)s”. Hãy sửa nhiệm kỳ đó, hoặc ghi số khác.")
            % {"number": number},
            "number",
        )


class TermsOverlap(DirectoryRefused):
    def __init__(self, number: str, since: date, until: date | None) -> None:
        dates = {
            "number": number,
            "since": f"{since:%d/%m/%Y}",
            "until": f"{until:%d/%m/%Y}" if until else "",
        }
        reason = (
            _("Nhiệm kỳ %(number)s kéo dài từ %(since)s đến hết %(until)s, trùng với các ngày vừa ghi.")
            if until
            else _(
                "Nhiệm kỳ %(number)s bắt đầu từ %(since)s và chưa ghi ngày cuối. Hãy ghi ngày cuối của nó trước."
            )
        )
        super().__init__(reason % dates, "since")


class BasisMissing(DirectoryRefused):
    def __init__(self) -> None:
        super().__init__(_("Chưa ghi văn bản làm căn cứ. Hãy ghi số, ngày của văn bản."), "basis")


class OrderEmpty(DirectoryRefused):
    def __init__(self) -> None:
        super().__init__(_("Chưa có chức danh nào. Hãy ghi mỗi dòng một chức danh."), "titles")


class TitleTwice(DirectoryRefused):
    def __init__(self, title: str) -> None:
        super().__init__(
            _("Chức danh “%(title)s” có hai lần. Hãy bỏ bớt một dòng.") % {"title": title}, "titles"
        )


class OrderStartsTooEarly(DirectoryRefused):
    def __init__(self, since: date) -> None:
        super().__init__(
            _("Đã có thứ tự chức danh áp dụng từ %(since)s. Hãy chọn từ ngày đó trở đi.")
            % {"since": f"{since:%d/%m/%Y}"},
            "since",
        )


class CommitteeThere(DirectoryRefused):
    def __init__(self, name: str, code: str) -> None:
        super().__init__(
            _("Đã có cấp ủy “%(name)s” (mã %(code)s) trong hệ thống này. Không tạo lần thứ hai.")
            % {"name": name, "code": code},
            "code",
        )


class ImportAccepted(DirectoryRefused):
    def __init__(self, by: str) -> None:
        super().__init__(_("%(name)s đã đưa bản nhập này vào danh bạ.") % {"name": by})


class ImportEmptied(DirectoryRefused):
    def __init__(self) -> None:
        super().__init__(_("Không có gì mới để đưa vào danh bạ: mọi dòng đã có, hoặc đã bỏ."))


class ImportHasOpenRows(DirectoryRefused):
    def __init__(self, rows: str) -> None:
        super().__init__(
            _("Còn dòng chưa đọc được hoặc chưa trả lời: %(rows)s. Sửa, trả lời hoặc bỏ các dòng đó trước.")
            % {"rows": rows}
        )
