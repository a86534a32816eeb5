"""Who is told of what happens to a programme and to what units suggest for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import Role
from nghisu.core.planning.changes import Difference, changes_between
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands import Said, tell
from nghisu.programme.models import ProgrammeVersion, Suggestion, SuggestionCall
from nghisu.programme.queries.concerned import OF_UNITS, concerned_by, members_of_bodies
from nghisu.programme.queries.frozen import said_instant

NAMED = 6
"""Conferences named one by one in a notice; the rest are counted."""

OFFICE = (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF)


def tell_of_issue(by: Actor, version: ProgrammeVersion, before: ProgrammeVersion | None) -> int:
    """Tell each person whom an issued version concerns once, naming the conferences that concern them. Where it takes
    the place of another version only what differs is told. Returns how many were told."""
    if version.period.tier.value == "term":
        return _tell_of_term(by, version)
    changes = changes_between(before.lines if before else [], version.lines)
    lines = {change.line["id"]: change.line for change in changes}
    removed = {change.line["id"] for change in changes if change.difference is Difference.REMOVED}
    together: dict[frozenset[int], list[int]] = defaultdict(list)
    for person, numbers in concerned_by(by, lines).items():
        together[numbers].append(person)
    told = 0
    for numbers, people in together.items():
        own = [lines[number] for number in lines if number in numbers]
        told += tell(
            by,
            people,
            "programme.issued",
            _said_of_issue(version, before, own, removed),
            url=reverse("programme:version", args=[version.pk]),
            thing=version,
            key=f"programme-issued:{version.pk}",
        )
    return told


def _said_of_issue(
    version: ProgrammeVersion,
    before: ProgrammeVersion | None,
    own: Sequence[Mapping[str, Any]],
    removed: Iterable[int],
) -> Callable[[], Said]:
    def said() -> Said:
        count = len(own)
        if before is None:
            title = _("Đã ban hành chương trình công tác %(period)s") % {"period": version.period.say(_)}
            head = ngettext(
                "Có %(count)s hội nghị liên quan đến đồng chí:",
                "Có %(count)s hội nghị liên quan đến đồng chí:",
                count,
            ) % {"count": count}
        else:
            title = _("Chương trình công tác %(period)s có bản mới, số %(number)s") % {
                "period": version.period.say(_),
                "number": version.number,
            }
            head = ngettext(
                "Có %(count)s thay đổi liên quan đến đồng chí:",
                "Có %(count)s thay đổi liên quan đến đồng chí:",
                count,
            ) % {"count": count}
        lines = [_named(line, line["id"] in removed) for line in own[:NAMED]]
        rest = count - NAMED
        if rest > 0:
            lines.append(
                ngettext("và %(count)s hội nghị nữa.", "và %(count)s hội nghị nữa.", rest) % {"count": rest}
            )
        return Said(title, "\n".join([head, *lines]))

    return said


def _named(line: Mapping[str, Any], removed: bool) -> str:
    named = f"{said_instant(line['opening'])}: {line['title']}"
    return _("%(conference)s (không còn trong chương trình)") % {"conference": named} if removed else named


def _tell_of_term(by: Actor, version: ProgrammeVersion) -> int:
    def said() -> Said:
        return Said(_("Đã ban hành chương trình công tác %(period)s") % {"period": version.period.say(_)})

    people = holders_of(by.tenant, [*OF_UNITS, *OFFICE, Role.STANDING_BOARD_MEMBER], clock.today())
    url = reverse("programme:version", args=[version.pk])
    return tell(
        by, people, "programme.issued", said, url=url, thing=version, key=f"programme-issued:{version.pk}"
    )


def tell_of_approval(by: Actor, version: ProgrammeVersion) -> None:
    """Tell those who issue, and who submitted it, that a version was approved."""

    def said() -> Said:
        return Said(
            _("Đã duyệt: %(title)s, bản số %(number)s") % {"title": version.title, "number": version.number},
            _("Bản này chờ ban hành. Mở bản chương trình rồi bấm “Ban hành”."),
        )

    people = set(holders_of(by.tenant, [*OFFICE, Role.CLERK], clock.today()))
    tell(by, people | _drafter(version), "programme.approved", said, url=_url(version), thing=version)


def _drafter(version: ProgrammeVersion) -> set[int]:
    return {version.submitted_by_person} if version.submitted_by_person else set()


def _url(version: ProgrammeVersion) -> str:
    return reverse("programme:version", args=[version.pk])


def tell_of_call(by: Actor, call: SuggestionCall, organisation_ids: Iterable[int]) -> int:
    """Tell units and members that they are asked for suggestions, and until when; nobody twice."""

    def said() -> Said:
        return Said(
            _("Mời gửi đề xuất nội dung cho chương trình công tác %(period)s")
            % {"period": call.period.say(_)},
            _("Hạn gửi: hết ngày %(day)s.") % {"day": f"{call.closes_on:%d/%m/%Y}"}
            + (f"\n{call.note}" if call.note else ""),
        )

    units = list(organisation_ids)
    people = (
        set(holders_of(by.tenant, [*OF_UNITS, Role.OTHER_OFFICE_OFFICER], clock.today(), units))
        if units
        else set()
    )
    people |= members_of_bodies(by, call.bodies.all())
    url = reverse("programme:call", args=[call.pk])
    return tell(
        by,
        people,
        "suggestion.called",
        said,
        url=url,
        thing=call,
        key=f"suggestions-called:{call.pk}:{call.closes_on}",
    )


def tell_of_sending(by: Actor, suggestion: Suggestion) -> None:
    """Tell the office that a suggestion came in."""

    def said() -> Said:
        whose = suggestion.organisation.name if suggestion.organisation else suggestion.author_name
        return Said(_("Đề xuất nội dung mới từ %(whose)s") % {"whose": whose}, suggestion.matter)

    people = holders_of(by.tenant, [Role.OFFICE_SPECIALIST], clock.today())
    tell(
        by,
        people,
        "suggestion.sent",
        said,
        url=reverse("programme:suggestion", args=[suggestion.pk]),
        thing=suggestion,
    )


def tell_suggester(by: Actor, suggestion: Suggestion, said: Callable[[], Said]) -> None:
    """Tell a suggestion's author, and the officers and heads of its unit, what became of it."""
    people = {suggestion.author_person} if suggestion.author_person else set()
    if suggestion.organisation_id:
        people |= set(holders_of(by.tenant, OF_UNITS, clock.today(), [suggestion.organisation_id]))
    if suggestion.person_id:
        people.add(suggestion.person_id)
    url = reverse("programme:suggestion", args=[suggestion.pk])
    tell(by, people, "suggestion.answered", said, url=url, thing=suggestion)
