"""The versions of a period's programme: which is in force, which on its way, what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghisu.core.planning.changes import Change, Difference, changes_between
from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.programme.queries.frozen import field_names, frozen_lines, said
from nghisu.programme.queries.lines import kind_names
from nghisu.rulebook.queries import rulebook_of

State = ProgrammeVersion.State


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else: its name, what stood there and what stands there now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A conference that differs between two versions, in words."""

    entry_id: int
    difference: Difference
    title: str
    when: str
    fields: Sequence[FieldChange]
    taken_off: str = ""

    @property
    def word(self) -> str:
        return (
            self.taken_off
            or {
                Difference.ADDED: _("Thêm mới"),
                Difference.REMOVED: _("Đưa ra"),
                Difference.MOVED: _("Chuyển ngày"),
                Difference.CHANGED: _("Sửa nội dung"),
            }[self.difference]
        )

    @property
    def tone(self) -> str:
        """The state that a badge shows it by."""
        return {
            Difference.ADDED: "done",
            Difference.REMOVED: "late",
            Difference.MOVED: "soon",
            Difference.CHANGED: "note",
        }[self.difference]


def versions_of(by: Actor, period: Period) -> QuerySet[ProgrammeVersion]:
    """The versions of a period, the latest first."""
    must(by, "programme.view")
    return ProgrammeVersion.objects.filter(
        committee=by.committee_id, tier=period.tier.value, since=period.since
    ).order_by("-number")


def every_version(by: Actor) -> QuerySet[ProgrammeVersion]:
    """The versions of every period, in no order yet."""
    must(by, "programme.view")
    return ProgrammeVersion.objects.filter(committee=by.committee_id)


def version_of(by: Actor, version_id: int) -> ProgrammeVersion | None:
    """One version; None where there is none of the actor's committee."""
    must(by, "programme.view")
    return ProgrammeVersion.objects.filter(committee=by.committee_id, pk=version_id).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a period's programme stands: the version in force, the one on its way, the last one that came back, and what
    the conferences now say otherwise than the version in force or on its way."""

    versions: Sequence[ProgrammeVersion]
    lines: Sequence[Mapping[str, Any]]
    issued: ProgrammeVersion | None
    on_its_way: ProgrammeVersion | None
    returned: ProgrammeVersion | None
    since_issued: Sequence[Change]
    since_submitted: Sequence[Change]

    @property
    def state(self) -> str:
        """Where it stands: a word of ProgrammeVersion.State, or `none`, or `changed` since it was issued."""
        if self.on_its_way:
            return self.on_its_way.state
        if self.returned:
            return State.RETURNED.value
        if self.issued:
            return "changed" if self.since_issued else State.ISSUED.value
        return "none"


def standing_of(by: Actor, period: Period) -> Standing:
    """How the programme of a period stands now."""
    versions = list(versions_of(by, period))
    lines = frozen_lines(by, period)
    issued = next((one for one in versions if one.state == State.ISSUED), None)
    going = next((one for one in versions if one.state in ProgrammeVersion.OPEN), None)
    latest = versions[0] if versions else None
    return Standing(
        versions=versions,
        lines=lines,
        issued=issued,
        on_its_way=going,
        returned=latest if latest and latest.state == State.RETURNED else None,
        since_issued=changes_between(issued.lines, lines) if issued else (),
        since_submitted=changes_between(going.lines, lines) if going else (),
    )


def spelled_changes(by: Actor, period: Period, changes: Sequence[Change]) -> list[ChangeLine]:
    """Changes in words, in the reader's language."""
    kinds = kind_names(rulebook_of(by, period.since))
    names = field_names()
    gone = [change.line["id"] for change in changes if change.after is None]
    rows = (
        Entry.objects.filter(committee=by.committee_id, pk__in=gone) if period.tier is not Tier.TERM else None
    )
    states = dict(rows.values_list("pk", "state")) if gone and rows is not None else {}
    return [
        ChangeLine(
            entry_id=change.line["id"],
            difference=change.difference,
            title=change.line["title"],
            taken_off=_taken_off(states.get(change.line["id"], "")) if change.after is None else "",
            when=said("opening", change.line["opening"], kinds)
            if change.line.get("opening")
            else str(change.line.get("year", "")),
            fields=[
                FieldChange(
                    names.get(name, name),
                    said(name, (change.before or {}).get(name), kinds),
                    said(name, (change.after or {}).get(name), kinds),
                )
                for name in change.fields
            ],
        )
        for change in changes
    ]


def _taken_off(state: str) -> str:
    """Why a conference is no longer in a programme, where its own page says so."""
    known = {
        Entry.State.POSTPONED.value: _("Hoãn"),
        Entry.State.CANCELLED.value: _("Hủy"),
        Entry.State.MERGED.value: _("Gộp vào hội nghị khác"),
        Entry.State.WRITTEN.value: _("Xin ý kiến bằng văn bản"),
    }
    return known.get(state, "")


def period_title(period: Period) -> str:
    """What the programme of a period is called, as on paper."""
    return f"Chương trình công tác {period.say()}"
