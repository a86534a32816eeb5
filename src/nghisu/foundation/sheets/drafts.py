"""What pages share on which a file is read into a draft, looked at and accepted: one act, its reason when it may not be,
the tabs above the rows, the address of the rows after these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format

from nghisu.foundation.actors import Actor
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.sheets.container import MAX_FILE, MAX_ROWS

Run = Callable[[], dict[str, Any]]

LISTED = 20
"""Drafts that the first page lists."""


def limits() -> dict[str, object]:
    """What a file may hold at the most, as the page says it."""
    return {
        "most_megabytes": MAX_FILE // 2**20,
        "most_rows": number_format(MAX_ROWS, use_l10n=True, force_grouping=True),
    }


def reason_against(by: Actor, request: HttpRequest, name: str, run: Run) -> str:
    """Run a command on a draft once; the reason when its state does not allow it, else nothing.

    Raises AccessRefused and CommandReused: they are not the draft's.
    """
    payload = payload_of(request) | {"path": [request.path]}
    try:
        once(by, command_id_of(request), name, payload, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        return refusal.reason
    return ""


def tabs_of(shows: Iterable[tuple[str, str, int]], current: str) -> list[dict[str, Any]]:
    """The tabs above the rows, from the value of `?xem=`, its name and its count; those without a row are left out,
    but for all rows and the one that is open."""
    return [
        {"url": f"?xem={show}" if show else "?", "name": name, "count": count, "current": current == show}
        for show, name, count in shows
        if count or not show or current == show
    ]


def address_after(query: QueryDict, after: str) -> str:
    """The address of the rows after a cursor, filtered as these; empty at the end of the rows."""
    if not after:
        return ""
    address = query.copy()
    address["after"] = after
    return f"?{address.urlencode()}"
