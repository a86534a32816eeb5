"""What the rules ask of the records: of the conclusions before a conference is concluded, of minutes and dossier before
it is archived."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference
from nghisu.conferences.sitting_facts import to_be_judged, undone
from nghisu.foundation.actors import Actor


@asks("concluded")
def conclusions_say_who_does_what_by_when(by: Actor, conference: Conference) -> Iterable[Missing]:
    """The notice of conclusions was put forward (5609 I/III/3.2), and whoever read it states what it says (307 §5; 226
    p17; 5609 II/III/2.3/đ.b, II/V/3)."""
    yield from undone(conference, {"conclusion-notice": ("conclusion-papers",)})
    yield from to_be_judged(
        [
            (
                ("conclusion-states", "one-lead", "six-clear"),
                _("Chưa ai xác nhận kết luận nêu đủ việc, người, thời hạn"),
                _(
                    "Đã đọc kết luận: nêu rõ việc, người chịu trách nhiệm, thời hạn; mỗi việc một đầu mối, đủ 6 rõ"
                ),
            ),
            (
                ("conclusion-otherwise",),
                _("Chưa ai xác nhận kết luận khác dự kiến vẫn đúng quy định"),
                _("Kết luận đúng dự kiến, hoặc khác dự kiến sau thảo luận và vẫn đúng quy định"),
            ),
            (
                ("members-consulted",),
                _("Chưa ai xác nhận đã hỏi thêm ủy viên để hoàn chỉnh tài liệu"),
                _("Đã hỏi thêm ủy viên và tiếp thu, hoặc không cần hỏi"),
            ),
            (
                ("review-final-documents",),
                _("Chưa ai xác nhận tài liệu đã tiếp thu, được thẩm định trước khi ký"),
                _("Tài liệu đã tiếp thu ý kiến, được thẩm định trước khi ký"),
            ),
        ]
    )


@asks("archived")
def minutes_and_dossier_are_whole(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Minutes are in their book, the dossier holds all from beginning to end (5609 I/III/3.1, I/III/3.3); what was said
    and recorded was kept (II/III/2.2/b2–b3, II/III/2.3/đ.a, I/III/2.3/b1)."""
    yield from undone(
        conference,
        {"minutes": ("minutes-book",), "dossier": ("dossier-content",)},
    )
    yield from to_be_judged(
        [
            (
                ("minutes-content", "minutes-content-others", "minutes-signed"),
                _("Chưa ai xác nhận biên bản đủ các mục, đúng người ký"),
                _(
                    "Đã đọc biên bản: đủ thời gian, địa điểm, thành phần, vắng mặt, phát biểu, biểu quyết, kết luận; "
                    "đúng người ký"
                ),
            ),
            (
                ("discussion-noted",),
                _("Chưa ai xác nhận đã ghi ý kiến và lời tóm tắt của chủ trì"),
                _("Đã ghi ý kiến thảo luận và lời tóm tắt của chủ trì để hoàn thiện tài liệu"),
            ),
            (
                ("recording",),
                _("Chưa ai xác nhận bản ghi âm theo chỉ đạo đã lưu"),
                _("Bản ghi âm theo chỉ đạo của Thường trực đã lưu, hoặc không có chỉ đạo ghi âm"),
            ),
        ]
    )
