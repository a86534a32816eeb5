"""The findings of a programme as a page shows them: the gravest first, what is alike together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nghisu.core.conferences.findings import Code, Severity
from nghisu.core.law import Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Finding, Programme
from nghisu.programme.queries.findings import findings_of_programme
from nghisu.rulebook.commands import FoundMatter
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import clause_url
from nghisu.rulebook.queries.waivers import WaiverLine, waiver_of_finding, waivers_of_findings

CODES: Mapping[str, Promise] = {
    Code.CAP_EXCEEDED.value: gettext_lazy("Vượt giới hạn"),
    Code.CLASH.value: gettext_lazy("Trùng lịch"),
    Code.DAY_OFF.value: gettext_lazy("Rơi vào ngày nghỉ"),
    Code.CONTRADICTION.value: gettext_lazy("Hai thời hạn mâu thuẫn"),
    Code.ONLINE_SHARE.value: gettext_lazy("Tỷ lệ trực tuyến"),
    Code.SIMILAR.value: gettext_lazy("Hội nghị gần giống nhau"),
    Code.MISSING_FIELD.value: gettext_lazy("Thiếu thông tin"),
    Code.NO_SLACK.value: gettext_lazy("Hai việc trùng hạn"),
    Code.UNREADABLE.value: gettext_lazy("Không đọc được"),
}
"""What each kind of finding is called, the gravest kinds first."""

SEVERITIES: Mapping[str, Promise] = {
    Severity.REFUSE.value: gettext_lazy("Trái quy định"),
    Severity.WARN.value: gettext_lazy("Cần xem lại"),
    Severity.NOTE.value: gettext_lazy("Lưu ý"),
}

MANY = 5
"""Findings of one kind from which on they are folded together under their kind."""

MOST = 200
"""Findings that one group shows; the rest is told by number, a filter brings it forth."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What a person looks for. An empty field asks for nothing."""

    code: str = ""
    severity: str = ""
    month: int | None = None
    words: str = ""

    @property
    def filtered(self) -> bool:
        return any((self.code, self.severity, self.month, self.words))


@dataclass(frozen=True, slots=True)
class ConferenceLink:
    """A conference that a finding concerns."""

    url: str
    title: str
    opening: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in the reader's language, with its clauses or notices and its conferences."""

    pk: int
    code: str
    severity: str
    day: date | None
    message: str
    way_out: str
    chips: Sequence[Mapping[str, str]]
    conferences: Sequence[ConferenceLink]
    waiver: WaiverLine | None = None


@dataclass(slots=True)
class FindingGroup:
    """Findings that are alike: of one code, and of one limit or order. Folded when they are many and only notes."""

    code: str
    name: str
    detail: str
    lines: list[FindingLine] = field(default_factory=list)
    folded: bool = False
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.hidden

    @property
    def chips(self) -> Sequence[Mapping[str, str]]:
        """The clauses of its first finding: they are the same for all that one order or limit finds."""
        return self.lines[0].chips if self.lines else ()

    @property
    def way_out(self) -> str:
        return self.lines[0].way_out if self.lines else ""


@dataclass(slots=True)
class SeverityPart:
    """All that was found of one severity."""

    severity: str
    name: str
    groups: list[FindingGroup] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The findings of a programme: all counted, those asked for shown."""

    parts: Sequence[SeverityPart]
    by_severity: Mapping[str, int]
    by_code: Sequence[tuple[str, str, int]]
    months: Sequence[int]
    shown: int
    total: int


def findings_page(actor: Actor, programme: Programme, wanted: FindingFilter) -> FindingsPage:
    """What was found in a programme. Call `weigh_programme` before, so that it is of today."""
    rows = list(_rows(actor, programme))
    rulebook = rulebook_of(actor, date(programme.year, 1, 1))
    waivers = waivers_of_findings(actor, programme.year, clock.today())
    lines = [(row, _line(row, waivers)) for row in rows]
    asked = [(row, line) for row, line in lines if _is_wanted(line, wanted)]
    codes = Counter(row.code for row in rows)
    return FindingsPage(
        parts=_parts(asked, rulebook, folding=not wanted.words),
        by_severity={severity: sum(1 for row in rows if row.severity == severity) for severity in SEVERITIES},
        by_code=[(code, str(name), codes[code]) for code, name in CODES.items() if codes[code]],
        months=sorted({row.day.month for row in rows if row.day}),
        shown=len(asked),
        total=len(rows),
    )


def finding_lines(actor: Actor, programme: Programme, wanted: FindingFilter) -> list[FindingLine]:
    """The findings asked for, one after the other, for a table that leaves the house."""
    waivers = waivers_of_findings(actor, programme.year, clock.today())
    lines = (_line(row, waivers) for row in _rows(actor, programme))
    return [line for line in lines if _is_wanted(line, wanted)]


def finding_of(actor: Actor, finding_id: int) -> Finding | None:
    """One finding of the actor's committee with its conferences; None where it is gone or not the actor's to see."""
    if not may(actor, "findings.view"):
        return None
    rows = Finding.objects.filter(committee=actor.committee_id, pk=finding_id)
    return rows.select_related("programme").prefetch_related("entries").first()


def matter_of(row: Finding) -> FoundMatter:
    """What of a finding outlasts its being found anew: a limit of the year, else the conference it begins with."""
    words = row.words["vi"]
    ground: Mapping[str, Any] = next((one for one in row.citations if one.get("clause")), {})
    first = next(iter(row.entries.all()), None)
    return FoundMatter(
        finding=row.code,
        limit=row.limit,
        year=row.programme.year,
        about=words["message"][:600],
        edition=str(ground.get("edition") or ""),
        document=str(ground.get("document") or ""),
        clause=str(ground.get("clause") or ""),
        subject_id=None if row.limit or first is None else first.subject_id,
    )


def _rows(actor: Actor, programme: Programme) -> Iterable[Finding]:
    entries = (
        Entry.objects.filter(committee=actor.committee_id)
        .only("title", "opening", "kind", "subject_id")
        .order_by("opening")
    )
    return (
        findings_of_programme(actor, programme)
        .prefetch_related(None)
        .prefetch_related(Prefetch("entries", queryset=entries))
    )


def _line(row: Finding, waivers: Sequence[WaiverLine]) -> FindingLine:
    words = row.words.get((get_language() or "vi")[:2]) or row.words["vi"]
    return FindingLine(
        pk=row.pk,
        code=row.code,
        severity=row.severity,
        day=row.day,
        message=words["message"],
        way_out=words["way_out"],
        chips=[_chip(ground) for ground in row.citations],
        conferences=[
            ConferenceLink(
                reverse("programme:entry", args=[entry.pk]),
                entry.title,
                clock.local(entry.opening),
                entry.kind,
            )
            for entry in row.entries.all()
        ],
        waiver=waiver_of_finding(
            waivers, row.code, row.limit, (entry.subject_id for entry in row.entries.all())
        ),
    )


def _chip(ground: Mapping[str, Any]) -> dict[str, str]:
    """A clause as a chip that opens; a notice, which has no page of its own, by its name."""
    clause, edition = str(ground.get("clause") or ""), str(ground.get("edition") or "")
    return {
        "url": clause_url(edition, clause) if clause and edition else "",
        "label": f"{edition} {clause}".strip() if clause else str(ground.get("document") or ""),
        "reading": str(ground.get("reading") or ""),
        "basis": str(ground.get("basis") or "stated"),
    }


def _is_wanted(line: FindingLine, wanted: FindingFilter) -> bool:
    if wanted.code and line.code != wanted.code:
        return False
    if wanted.severity and line.severity != wanted.severity:
        return False
    if wanted.month and (line.day is None or line.day.month != wanted.month):
        return False
    if wanted.words:
        text = fold(" ".join((line.message, *(one.title for one in line.conferences))))
        return all(word in text for word in fold(wanted.words).split())
    return True


def _parts(
    asked: Iterable[tuple[Finding, FindingLine]], rulebook: Rulebook, *, folding: bool
) -> list[SeverityPart]:
    parts = {severity: SeverityPart(severity, str(name)) for severity, name in SEVERITIES.items()}
    groups: dict[tuple[str, str, str], FindingGroup] = {}
    order = list(CODES)
    for row, line in asked:
        key = (row.severity, row.code, row.limit if row.code == Code.NO_SLACK.value else "")
        group = groups.get(key)
        if group is None:
            group = groups[key] = FindingGroup(row.code, str(CODES[row.code]), _detail(row, rulebook))
            parts[row.severity].groups.append(group)
        if len(group.lines) < MOST:
            group.lines.append(line)
        else:
            group.hidden += 1
    for part in parts.values():
        part.groups.sort(key=lambda group: (order.index(group.code), -group.count))
        for group in part.groups:
            alike = group.count > MANY or (group.code == Code.NO_SLACK.value and group.count > 1)
            group.folded = folding and part.severity == Severity.NOTE.value and alike
    return [part for part in parts.values() if part.groups]


def _detail(row: Finding, rulebook: Rulebook) -> str:
    """What a group of findings by one order is about: the two acts."""
    if row.code != Code.NO_SLACK.value:
        return ""
    first, _slash, second = row.limit.partition("/")
    acts = [rulebook.acts[act] for act in (first, second) if act in rulebook.acts]
    if len(acts) != 2:
        return ""
    names = [bilingual(act.name, act.name_en, _) for act in acts]
    return _("%(first)s — %(second)s") % {"first": names[0], "second": names[1]}
