"""What the rules ask of the hall before a conference opens and of the sitting before it closes: known from its duties
where the house knows, else confirmed by name by who saw it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.enums import DECIDED
from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.core.law import bilingual, load_rulebook
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.rulebook.models import Deadline

Judged = tuple[tuple[str, ...], str, str]
"""The gates that ask for it, what is missing, what a person states who saw it."""


def undone(conference: Conference, wanted: Mapping[str, Sequence[str]]) -> Iterable[Missing]:
    """Duties of a conference neither recorded as done nor set aside, each with the gates that ask for what it brings."""
    entry = conference.entry
    acts = load_rulebook(entry.subject.rulebook).acts
    rows = Deadline.objects.filter(
        committee=conference.committee_id,
        subject=entry.subject_id,
        act__in=wanted,
        done_at=None,
        not_applicable=False,
    )
    for act in rows.values_list("act", flat=True):
        gate, *also = wanted[act]
        name = bilingual(acts[act].name, acts[act].name_en, _) if act in acts else act
        yield Missing(
            gate=gate,
            key=f"duty-{act}",
            said=_("Chưa ghi là xong: %(what)s") % {"what": name},
            url=reverse("programme:entry", args=[entry.pk]),
            action=_("Mở việc và thời hạn"),
            also=tuple(also),
        )


def to_be_judged(rows: Iterable[Judged], of: str = "") -> Iterable[Missing]:
    """What people state by name. `of` is what it is stated of: where that is another, it is stated anew."""
    key = f"judged-{hashlib.sha256(of.encode()).hexdigest()[:12]}" if of else "judged"
    for gates, said, judged in rows:
        yield Missing(gates[0], key, said, also=gates[1:], judged=judged)


@asks("open")
def the_roll_was_called(by: Actor, conference: Conference) -> Iterable[Missing]:
    """The report on who came is with the chair before the opening hour (5609 I/III/2.1/b1)."""
    yield from undone(conference, {"roll-call": ("roll-call-report",)})


@asks("open")
def the_hall_is_ready(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Hall, service and, where it is held elsewhere, the host unit (5609 I/III/1.3/b3, II/I/2.2/b2, II/III/2.1/b5–b6,
    II/V/2.2/b2): stated of the place where it is held. That participants were asked to read beforehand (307 §3)."""
    entry = conference.entry
    place = entry.room.name if entry.room is not None else entry.room_text
    at = {"place": place or _("nơi họp")}
    rows: list[Judged] = [
        (
            ("logistics", "logistics-executive", "logistics-review"),
            _("Chưa ai xác nhận hội trường, khánh tiết, phục vụ đã sẵn sàng"),
            _("Hội trường, khánh tiết, phục vụ, kinh phí tại %(place)s đã sẵn sàng") % at,
        )
    ]
    if place and entry.room_id is None:
        rows.append(
            (
                ("logistics-elsewhere",),
                _("Chưa ai xác nhận đã phối hợp với đơn vị sở tại"),
                _("Đã phối hợp với đơn vị sở tại ở %(place)s") % at,
            )
        )
    yield from to_be_judged(rows, place)
    yield from to_be_judged(
        [
            (
                ("participants-prepared",),
                _("Chưa ai xác nhận người dự đã được nhắc đọc tài liệu, chuẩn bị ý kiến"),
                _("Người dự đã được nhắc đọc tài liệu, chuẩn bị ý kiến trước khi họp"),
            )
        ]
    )


@asks("open")
def the_sites_are_ready(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Of a conference that is held online too: line, network and sound were checked, each site holds those who come to it
    (5609 III/I/2, III/III/1, III/III/2)."""
    if conference.entry.form not in (Entry.Form.ONLINE, Entry.Form.HYBRID):
        return
    yield from to_be_judged(
        [
            (
                ("online-technical",),
                _("Chưa ai xác nhận đường truyền, mạng, âm thanh các điểm cầu"),
                _("Đã kiểm tra đường truyền, mạng, âm thanh các điểm cầu"),
            ),
            (
                ("online-branches", "online-nearest", "online-seating"),
                _("Chưa ai xác nhận thành phần, chỗ ngồi từng điểm cầu"),
                _(
                    "Thành phần từng điểm cầu vừa với hội trường, đại biểu dự ở nơi gần trụ sở, đã có chỗ ngồi"
                ),
            ),
            (
                ("online-sites",),
                _("Chưa ai xác nhận có người điểm danh, phục vụ ở mọi điểm cầu"),
                _("Có người điểm danh, phục vụ ở mọi điểm cầu"),
            ),
        ]
    )


@asks("closed")
def it_sat_as_the_rules_have_it(by: Actor, conference: Conference) -> Iterable[Missing]:
    """How a conference sat (5609 I/III/2.2, I/III/2.3/b2, II/III/2.2, II/IV/2.2, II/V/2.1–2.2; 226 p13): whoever saw it
    states it. A kind is asked what its own rules say; a vote is asked of where something was to be decided."""
    rows: list[Judged] = [
        (
            ("on-time",),
            _("Chưa ai xác nhận hội nghị đúng giờ, đúng thành phần"),
            _("Hội nghị đúng giờ, đúng thành phần"),
        ),
        (
            ("not-read-out", "sent-not-read"),
            _("Chưa ai xác nhận tài liệu đã gửi không đọc lại"),
            _("Tài liệu đã gửi không đọc lại, chỉ nêu điểm chính và điều cần hỏi"),
        ),
        (
            ("speech-short",),
            _("Chưa ai xác nhận phát biểu ngắn, đúng gợi ý của chủ tọa"),
            _("Phát biểu ngắn, vào nội dung chính, theo gợi ý của chủ tọa"),
        ),
        (
            ("presented-in-person",),
            _("Chưa ai xác nhận báo cáo do đúng người trình bày"),
            _("Báo cáo do tổ chức đảng, người đứng đầu được giao trực tiếp trình bày"),
        ),
        (
            ("synthesis-read", "giao-ban-opening"),
            _("Chưa ai xác nhận phần mở đầu giao ban"),
            _("Đã nêu lý do, giới thiệu đại biểu, đọc báo cáo tổng hợp"),
        ),
        (
            ("roll-call-each-sitting",),
            _("Chưa ai xác nhận đã điểm danh từng buổi"),
            _("Đã điểm danh từng buổi, xếp lại chỗ khi vắng nhiều, đưa tài liệu tới lãnh đạo cấp trên"),
        ),
        (
            ("quick-synthesis",),
            _("Chưa ai xác nhận đã tổng hợp nhanh khi chủ tọa yêu cầu"),
            _("Đã tổng hợp nhanh khi chủ tọa yêu cầu, hoặc chủ tọa không yêu cầu"),
        ),
        (
            ("review-welcome",),
            _("Chưa ai xác nhận việc đón đại biểu, dẫn chương trình, ghi biên bản"),
            _("Cơ quan chủ trì đã đón đại biểu, dẫn chương trình, ghi biên bản"),
        ),
    ]
    items = AgendaItem.objects.filter(committee=by.committee_id, conference=conference, purpose__in=DECIDED)
    if items.exists():
        rows.append(
            (
                ("vote-majority",),
                _("Chưa ai xác nhận việc biểu quyết đã thảo luận, quyết theo đa số"),
                _("Việc đưa ra biểu quyết là việc quan trọng, đã thảo luận, quyết theo đa số"),
            )
        )
    yield from to_be_judged(rows)
