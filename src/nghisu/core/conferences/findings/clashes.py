"""Conferences at the same time that need the same people, the same room or the same preparing unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity, keys_of, listed, rows_of
from nghisu.core.conferences.hours import OpeningHours
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law.citation import Translate
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.text import fold

NESTED_BODIES = ("thuong-truc", "ban-thuong-vu", "ban-chap-hanh")
"""Each of these bodies sits inside the next, so any two of them at one time need the same people (the
members of the smaller): Thường trực is part of Ban Thường vụ, which is part of Ban Chấp hành."""

PARTY = "+"
"""The one name under which all bodies of the nest are gathered."""


def find_clashes(
    conferences: Sequence[PlannedConference],
    rulebook: Rulebook,
    hours: OpeningHours,
    citations: tuple[Ground, ...],
    gettext: Translate,
) -> Iterator[Finding]:
    """One finding for each set of conferences whose times overlap and that share people, a room or a
    preparing unit.

    A conference of which neither hour nor part of the day is stated is left out: its gap is a finding of
    its own.
    """
    timed = [one for one in conferences if one.opening and one.part_of_day]
    seen: set[tuple[str, ...]] = set()
    groups: tuple[tuple[dict[str, list[PlannedConference]], Severity, str], ...] = (
        (_by_people(timed, rulebook), Severity.REFUSE, "people"),
        (_by(timed, "room"), Severity.WARN, "room"),
        (_by(timed, "preparing"), Severity.NOTE, "preparing"),
    )
    for groups_of, severity, what in groups:
        for shared, members in sorted(groups_of.items()):
            for together in _overlapping(members, hours):
                keys = keys_of(together)
                if keys in seen:
                    continue
                seen.add(keys)
                message, way_out = _said(what, shared, together, gettext)
                yield Finding(
                    Code.CLASH, severity, together[0].on, message, way_out, citations, rows_of(together), keys
                )


def _by_people(
    conferences: Iterable[PlannedConference], rulebook: Rulebook
) -> dict[str, list[PlannedConference]]:
    groups: dict[str, list[PlannedConference]] = defaultdict(list)
    for conference in conferences:
        kind = rulebook.kinds.get(conference.kind or "")
        bodies = {conference.chair} if conference.chair else set()
        # A kind that bears its own name as body meets by invitation: it says nothing of who is in the hall.
        if kind and (kind.body != kind.code or kind.body in NESTED_BODIES):
            bodies.add(kind.body)
        needed = {PARTY if body in NESTED_BODIES else body for body in bodies} | conference.people
        for who in needed:
            groups[who].append(conference)
    return groups


def _by(conferences: Iterable[PlannedConference], what: str) -> dict[str, list[PlannedConference]]:
    groups: dict[str, list[PlannedConference]] = defaultdict(list)
    for conference in conferences:
        name = fold(conference.room if what == "room" else conference.preparing)
        if name:
            groups[name].append(conference)
    return groups


def _overlapping(
    members: Sequence[PlannedConference], hours: OpeningHours
) -> Iterator[list[PlannedConference]]:
    """Runs of conferences each of which begins before those before it are over."""
    if len(members) < 2:
        return
    together: list[PlannedConference] = []
    until: datetime | None = None
    for opening, closing, _, conference in sorted(
        (one.opening, one.taken_until(hours) or one.opening, place, one)
        for place, one in enumerate(members)
        if one.opening
    ):
        if until is None or opening >= until:
            if len(together) > 1:
                yield together
            together, until = [], closing
        together.append(conference)
        until = max(until, closing)
    if len(together) > 1:
        yield together


def _said(what: str, shared: str, together: list[PlannedConference], gettext: Translate) -> tuple[str, str]:
    names = listed(together, gettext)
    if what == "room":
        return (
            gettext("Cùng địa điểm “%(room)s” vào cùng lúc: %(names)s.")
            % {"room": together[0].room, "names": names},
            gettext("Đổi phòng hoặc đổi buổi của một hội nghị."),
        )
    if what == "preparing":
        return (
            gettext("Cùng cơ quan chuẩn bị “%(unit)s” vào cùng lúc: %(names)s.")
            % {"unit": together[0].preparing, "names": names},
            gettext("Kiểm tra cơ quan chuẩn bị có đủ người; nếu không thì đổi buổi hoặc giao cơ quan khác."),
        )
    if shared == PARTY:
        return (
            gettext(
                "Cùng người phải dự vào cùng lúc (Thường trực ở trong Ban Thường vụ, Ban Thường vụ ở trong "
                "Ban Chấp hành; người chủ trì cũng phải dự): %(names)s."
            )
            % {"names": names},
            gettext("Đổi ngày hoặc đổi buổi của một hội nghị, hoặc giao tập thể khác chủ trì."),
        )
    return (
        gettext("Cùng người phải dự vào cùng lúc: %(names)s.") % {"names": names},
        gettext("Đổi ngày hoặc đổi buổi của một hội nghị, hoặc cử người khác dự."),
    )
