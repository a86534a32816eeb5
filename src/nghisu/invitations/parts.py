"""The parts that invitations bring to the page of a conference."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.invitations.queries.people import count_of
from nghisu.programme.parts_of_page import PagePart, page_part


def register_parts() -> None:
    """Those invited; the letters and replies."""
    page_part(PagePart("invitees", "invitations:people", 40, lambda: _("Đại biểu"), "invitee.view", count_of))
