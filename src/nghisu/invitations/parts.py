"""The parts that invitations bring to the page of a conference."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gathering import OwnPage, drafted_at
from nghisu.conferences.models import Conference
from nghisu.documents.registry import delivered_otherwise
from nghisu.foundation.actors import Actor
from nghisu.invitations.queries.numbers import signs_of
from nghisu.invitations.queries.people import count_of
from nghisu.invitations.queries.replies import count_waiting
from nghisu.invitations.queries.wording import mailing_or_none
from nghisu.programme.parts_of_page import PagePart, page_part


def register_parts() -> None:
    """Those invited; the letters and replies."""
    page_part(PagePart("invitees", "invitations:people", 40, lambda: _("Đại biểu"), "invitee.view", count_of))
    page_part(PagePart("letters", "invitations:mailing", 50, lambda: _("Giấy mời"), "invitee.view"))
    page_part(
        PagePart("replies", "invitations:replies", 52, lambda: _("Trả lời"), "invitee.view", count_waiting)
    )
    drafted_at("giay-moi", page_of_letters)
    delivered_otherwise("invitations.mailing")


def page_of_letters(by: Actor, conference: Conference) -> OwnPage:
    """The letters of a conference are drafted, approved and issued on their own page."""
    row = mailing_or_none(by, conference)
    url = reverse("invitations:mailing", args=[conference.entry_id])
    if row is None:
        return OwnPage(url, _("Chưa soạn giấy mời."))
    state = row.get_state_display()
    signs = signs_of(row)
    if signs:
        return OwnPage(url, _("%(state)s, số %(number)s.") % {"state": state, "number": signs})
    return OwnPage(url, f"{state}.")
