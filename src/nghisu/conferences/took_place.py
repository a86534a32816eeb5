"""What took place is not undone: a conference that opened is adjourned to another day at most, one that closed stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference, Transition
from nghisu.conferences.policy import HELD
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.consequences import Proposal
from nghisu.programme.standing_fast import keeps_standing


@keeps_standing
def it_opened(by: Actor, entry: Entry, proposal: Proposal | None, *, locks: bool) -> str:
    """Why a conference that opened is not moved so. Going on on another day is no moving away: it may be set for any day
    since the one on which it opened, until it closes. One that was called off all the same may be taken up again."""
    rows = Conference.objects.filter(committee=by.committee_id, entry=entry).order_by()
    if locks:
        rows = rows.select_for_update()
    conference = rows.first()
    if conference is None or conference.stage not in HELD:
        return ""
    if proposal is None:
        return _("Hội nghị nhận đã khai mạc nên không gộp thêm, không tách ra được nữa.")
    if not entry.is_held and proposal.is_held:
        return ""
    if conference.stage != Stage.OPEN:
        return _("Hội nghị đã bế mạc nên ngày họp, nơi họp được giữ nguyên.")
    if not proposal.is_held:
        return _(
            "Hội nghị đã khai mạc nên không hoãn, hủy, gộp hay thay bằng lấy ý kiến được. Nếu chưa xong, hãy dời sang "
            "ngày khác để họp tiếp."
        )
    opened = Transition.objects.filter(conference=conference, to_stage=Stage.OPEN).order_by("-id").first()
    if opened is not None and clock.local(proposal.opening).date() < clock.local(opened.at).date():
        return _("Hội nghị đã khai mạc ngày %(day)s nên không dời về trước ngày ấy được.") % {
            "day": f"{clock.local(opened.at):%d/%m/%Y}"
        }
    return ""
