"""How a clause and a duty are told to other programs: never a date without what it rests on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field

from nghisu.core.law import Citation, Rulebook, load_rulebook
from nghisu.core.law.citation import bilingual
from nghisu.foundation.api import Shape
from nghisu.rulebook.queries.deadlines import DeadlineState

DUTY_COLUMNS = (
    "id",
    "act",
    "rule",
    "document",
    "clause",
    "basis",
    "legal_date",
    "act_by",
    "recommended",
    "owner",
    "organisation_id",
    "done_at",
    "done_by_name",
    "entered_at",
    "entered_by_name",
    "note",
    "not_applicable",
    "waived_until",
    "subject__rulebook",
    "subject__entry__id",
    "subject__entry__title",
    "subject__entry__opening",
)


class CitationShape(Shape):
    """A clause that something rests on (viện dẫn): where it stands, what it asks in our words, what it is worth."""

    edition: str = Field(description="Tên ngắn của bản quy định; trống nếu là một thông báo")
    document: str
    clause: str
    reading: str = Field(description="Nơi đứng của điều khoản, đọc thành lời")
    gist: str
    basis: str = Field(description="stated: văn bản quy định; interpreted: cách hiểu; reported: theo báo chí")


class DeadlineShape(Shape):
    """One duty with its days and clauses (thời hạn)."""

    id: int
    entry_id: int | None
    entry_title: str
    opening: datetime | None
    act: str
    name: str
    owner: str
    organisation_id: int | None
    legal_date: date | None = Field(description="Hạn theo quy định")
    act_by: date | None = Field(description="Ngày làm việc cuối cùng làm được")
    recommended: date | None
    waived_until: date | None = Field(description="Được phép chậm đến hết ngày")
    state: str = Field(description="late, waived, today, due, undated, done, not-applicable")
    done_at: datetime | None
    done_by: str = Field(description="Người ghi nhận; trống nếu ghi lại sau mà không rõ ai đã làm")
    entered_at: datetime | None = Field(
        description="Việc làm trước khi dùng phần mềm, ghi lại sau: lúc nhập; của done_at chỉ có ngày là đúng"
    )
    entered_by: str = Field(description="Người nhập khi ghi lại sau")
    note: str
    citations: list[CitationShape]


def cited(citation: Citation) -> dict[str, str]:
    """A citation in the reader's language."""
    return {
        "edition": citation.edition,
        "document": citation.document,
        "clause": citation.clause,
        "reading": citation.of.read(_),
        "gist": citation.of.say(_),
        "basis": citation.basis.value,
    }


def cited_as_kept(ground: Mapping[str, Any]) -> dict[str, str]:
    """The same of a citation that was kept with a finding."""
    english = (get_language() or "vi").startswith("en")
    return {
        "edition": str(ground.get("edition") or ""),
        "document": str(ground.get("document") or ""),
        "clause": str(ground.get("clause") or ""),
        "reading": str(ground.get("reading") or ""),
        "gist": str((english and ground.get("gist_en")) or ground.get("gist") or ""),
        "basis": str(ground.get("basis") or "stated"),
    }


def told_duties(rows: Iterable[Mapping[str, Any]], on: date) -> list[dict[str, Any]]:
    """Deadlines (dictionaries of DUTY_COLUMNS) as other programs read them, in the order given: no query more."""
    known: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    return [_told(row, load_rulebook(row["subject__rulebook"]), on, known) for row in rows]


def _told(
    row: Mapping[str, Any],
    rulebook: Rulebook,
    on: date,
    known: dict[tuple[str, str, str], list[dict[str, str]]],
) -> dict[str, Any]:
    act = rulebook.acts.get(row["act"])
    opening: datetime | None = row["subject__entry__opening"]
    owner = rulebook.owner(row["owner"], opening.date() if opening else row["act_by"] or on)
    place = (row["subject__rulebook"], row["rule"], row["clause"])
    if place not in known:
        known[place] = _grounds(row, rulebook)
    return {
        "id": row["id"],
        "entry_id": row["subject__entry__id"],
        "entry_title": row["subject__entry__title"] or "",
        "opening": opening,
        "act": row["act"],
        "name": bilingual(act.name, act.name_en, _) if act else row["act"],
        "owner": bilingual(owner.name, owner.name_en, _),
        "organisation_id": row["organisation_id"],
        "legal_date": row["legal_date"],
        "act_by": row["act_by"],
        "recommended": row["recommended"],
        "waived_until": row["waived_until"],
        "state": state_told(row, on).value,
        "done_at": row["done_at"],
        "done_by": row["done_by_name"],
        "entered_at": row["entered_at"],
        "entered_by": row["entered_by_name"],
        "note": row["note"],
        "citations": known[place],
    }


def _grounds(row: Mapping[str, Any], rulebook: Rulebook) -> list[dict[str, str]]:
    rule = next((one for one in rulebook.deadlines if one.id == row["rule"]), None)
    if rule is not None:
        return [cited(citation) for citation in rule.citations]
    # The edition that gave this deadline no longer holds the rule: the clause keeps its name.
    return [cited_as_kept({name: row[name] for name in ("document", "clause", "basis")})]


def state_told(row: Mapping[str, Any], on: date) -> DeadlineState:
    """How a duty stands on a day."""
    if row["not_applicable"]:
        return DeadlineState.NOT_APPLICABLE
    if row["done_at"] is not None:
        return DeadlineState.DONE
    act_by: date | None = row["act_by"]
    if act_by is None:
        return DeadlineState.UNDATED
    if act_by < on:
        waived: date | None = row["waived_until"]
        return DeadlineState.WAIVED if waived is not None and on <= waived else DeadlineState.LATE
    return DeadlineState.TODAY if act_by == on else DeadlineState.DUE
