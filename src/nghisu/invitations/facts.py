"""What invitations know of what the gates ask before a conference is one that people are invited to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks, of_this
from nghisu.conferences.models import Conference
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import MailingState
from nghisu.invitations.models import Invitee, Mailing
from nghisu.invitations.queries.checking import checked_participants


@asks("invited", answers="invitation-approved")
def letters_are_ready(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Thường trực approved the draft of the letter and decided who comes (5609 I/III/1.3/b1, I/III/2.3/b1); a stated rule
    that those invited break is there to be passed over, or kept."""
    entry = conference.entry
    people = reverse("invitations:people", args=[entry.pk])
    # What is issued next is what was drafted last: letters that it is to replace say nothing for it.
    last = Mailing.objects.filter(committee=by.committee_id, conference=conference).order_by("-id").first()
    if last is None or last.state not in (MailingState.APPROVED, MailingState.ISSUED):
        yield Missing(
            "invitation-approved",
            "letter",
            _("Giấy mời chưa được Thường trực duyệt"),
            url=reverse("invitations:mailing", args=[entry.pk]),
            action=_("Mở giấy mời"),
        )
    invited = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    if not invited.exists():
        yield Missing(
            "participants-decided",
            "invitees",
            _("Chưa có danh sách đại biểu"),
            url=people,
            action=_("Lập danh sách đại biểu"),
        )
        return
    for one in checked_participants(by, entry, conference):
        if one.stands_in_the_way:
            yield Missing(
                "participants-decided",
                # Whoever passed over these people, this many of them, passed over no others and no more.
                of_this(one.finding.code.value, one.finding.names, re.findall(r"\d+", one.finding.message)),
                one.finding.message,
                url=people,
                action=_("Xem danh sách đại biểu"),
            )


@asks("open")
@asks("invited")
def those_invited_are_the_right_ones(by: Actor, conference: Conference) -> Iterable[Missing]:
    """That all who are invited are within the convener's competence and concerned, and at a professional conference staff
    of the field (226, p11, p12), a person confirms of the very list: of another one anew, until the opening."""
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference, removed_at=None)
    listed = list(rows.order_by("pk").values_list("pk", flat=True))
    if not listed:
        return
    yield Missing(
        gate="own-competence",
        key=f"judged-{hashlib.sha256(repr(listed).encode()).hexdigest()[:12]}",
        said=_("Chưa ai xác nhận thành phần mời đúng thẩm quyền, đúng lĩnh vực"),
        url=reverse("invitations:people", args=[conference.entry_id]),
        action=_("Xem danh sách đại biểu"),
        also=("professional-only",),
        judged=_(
            "Mọi người trong danh sách (%(count)s) thuộc thẩm quyền nơi triệu tập và liên quan trực tiếp; họp chuyên môn "
            "thì chỉ cán bộ phụ trách lĩnh vực"
        )
        % {"count": len(listed)},
    )
