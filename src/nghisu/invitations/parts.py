"""The parts that invitations bring to the page of a conference."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.invitations.queries.people import count_of
from nghisu.invitations.queries.replies import count_waiting
from nghisu.programme.parts_of_page import PagePart, page_part


def register_parts() -> None:
    """Those invited; the letters and replies."""
    page_part(PagePart("invitees", "invitations:people", 40, lambda: _("Đại biểu"), "invitee.view", count_of))
    page_part(PagePart("letters", "invitations:mailing", 50, lambda: _("Giấy mời"), "invitee.view"))
    page_part(
        PagePart("replies", "invitations:replies", 52, lambda: _("Trả lời"), "invitee.view", count_waiting)
    )
