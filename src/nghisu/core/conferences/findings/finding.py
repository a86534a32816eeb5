"""A finding (phát hiện): what in a programme breaks a rule or will cause trouble, by which clause, and
what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import DayOff
from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Translate, bilingual


class Severity(StrEnum):
    """How grave a finding is: it stands in the way, it warns, it only notes."""

    REFUSE = "refuse"
    WARN = "warn"
    NOTE = "note"


class Code(StrEnum):
    """What is found; the order is that of a list of findings on one day."""

    UNREADABLE = "unreadable"
    DAY_OFF = "day-off"
    CAP_EXCEEDED = "cap-exceeded"
    ONLINE_SHARE = "online-share"
    CLASH = "clash"
    SIMILAR = "similar"
    MISSING_FIELD = "missing-field"
    CONTRADICTION = "contradiction"
    NO_SLACK = "no-slack"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding rests on: a clause of a regulation, or the notice that makes a day off (then
    without clause)."""

    document: str
    clause: str
    gist: str
    gist_en: str = ""
    basis: Basis = Basis.STATED
    reading: str = ""
    edition: str = ""

    @classmethod
    def of_clause(cls, citation: Citation) -> "Ground":
        """The clause that a rule cites."""
        return cls(
            citation.document,
            citation.clause,
            citation.gist,
            citation.gist_en,
            citation.basis,
            citation.reading,
            citation.edition,
        )

    @classmethod
    def of_notice(cls, off: DayOff) -> "Ground":
        """The notice by which a day is off."""
        return cls(off.notice, "", off.name, off.name_en, Basis(off.basis), off.notice)

    def say(self, gettext: Translate) -> str:
        """What it asks, in the language of the catalogue."""
        return bilingual(self.gist, self.gist_en, gettext)

    def as_json(self) -> dict[str, str]:
        """The ground as the command line prints it."""
        return {
            "document": self.document,
            "clause": self.clause,
            "gist": self.gist,
            "basis": self.basis.value,
            "reading": self.reading,
        }


def grounds(citations: Iterable[Citation]) -> tuple[Ground, ...]:
    """The grounds of a rule's citations, each once."""
    return tuple(dict.fromkeys(Ground.of_clause(citation) for citation in citations))


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `on` is the day of the opening it concerns, None for a whole year or programme.

    `rows` are rows of the sheet and `keys` the keys of the conferences, in the same order; conferences
    entered by hand have no row. `limit` is the id of the rule of a limit, `order` the two acts of an order,
    `fields` what is missing.
    """

    code: Code
    severity: Severity
    on: date | None
    message: str
    way_out: str
    citations: tuple[Ground, ...]
    rows: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    limit: str = ""
    order: tuple[str, str] | None = None
    fields: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The finding as the command line prints it."""
        printed: dict[str, object] = {
            "code": self.code.value,
            "severity": self.severity.value,
            "date": self.on.isoformat() if self.on else None,
            "rows": list(self.rows),
            "message": self.message,
            "way_out": self.way_out,
            "citations": [ground.as_json() for ground in self.citations],
        }
        if self.limit:
            printed["limit"] = self.limit
        if self.order:
            printed["order"] = list(self.order)
        if self.fields:
            printed["fields"] = list(self.fields)
        return printed


_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_PLACE = {code: place for place, code in enumerate(Code)}


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """By day, those of no day first; then the gravest, then by code and row."""
    return sorted(
        found,
        key=lambda one: (
            one.on or date.min,
            _GRAVITY[one.severity],
            _PLACE[one.code],
            one.rows,
            one.order or ("", ""),
        ),
    )


def rows_of(conferences: Iterable[PlannedConference]) -> tuple[int, ...]:
    """The rows of the sheet these conferences stand in."""
    return tuple(conference.row for conference in conferences if conference.row is not None)


def keys_of(conferences: Iterable[PlannedConference]) -> tuple[str, ...]:
    """The keys of these conferences."""
    return tuple(conference.key for conference in conferences)


SHOWN_TITLE = 90
"""Letters of a title shown in a message."""


def named(conference: PlannedConference, gettext: Translate) -> str:
    """A conference as a message names it: its title, its day, its row."""
    title = conference.title or gettext("(không ghi nội dung)")
    if len(title) > SHOWN_TITLE:
        title = title[:SHOWN_TITLE].rsplit(" ", 1)[0] + "…"
    day = f"{conference.on:%d/%m/%Y}" if conference.on else gettext("chưa có ngày")
    if conference.row is None:
        return gettext("“%(title)s” (%(day)s)") % {"title": title, "day": day}
    return gettext("“%(title)s” (%(day)s, dòng %(row)s)") % {
        "title": title,
        "day": day,
        "row": conference.row,
    }


LISTED = 4
"""Conferences named one by one in a message; of more only the number is given."""


def listed(conferences: list[PlannedConference], gettext: Translate) -> str:
    """Conferences named one after the other, the rest counted."""
    names = "; ".join(named(conference, gettext) for conference in conferences[:LISTED])
    rest = len(conferences) - LISTED
    return (
        names if rest <= 0 else gettext("%(names)s và %(rest)s hội nghị nữa") % {"names": names, "rest": rest}
    )


def weekday(on: date, gettext: Translate) -> str:
    """The name of the day of the week."""
    names = (
        gettext("thứ Hai"),
        gettext("thứ Ba"),
        gettext("thứ Tư"),
        gettext("thứ Năm"),
        gettext("thứ Sáu"),
        gettext("thứ Bảy"),
        gettext("Chủ nhật"),
    )
    return names[on.weekday()]


def dated(on: date, gettext: Translate) -> str:
    """A day with the name of its weekday: "thứ Hai 16/02/2026"."""
    return f"{weekday(on, gettext)} {on:%d/%m/%Y}"
