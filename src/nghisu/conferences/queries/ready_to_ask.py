"""What a written consultation needs before it is sent: on which rule it rests, who is asked, what is missing yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.conferences.facts import matters_took_their_way
from nghisu.conferences.models import AgendaItem, Consultation, DelegatedMatter
from nghisu.conferences.queries.matters import (
    EXECUTIVE,
    STANDING_BOARD,
    STANDING_COMMITTEE,
    asks_standing_board_first,
    body_of_kind,
    in_force_on,
    passed_by,
    passed_in_writing,
)
from nghisu.conferences.queries.standing import asked_of
from nghisu.core.law import bilingual
from nghisu.core.law.citation import Citation
from nghisu.core.law.rules import GateRule
from nghisu.directory.models import Appointment
from nghisu.directory.queries import bodies_of
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of

PASSED_BEFORE, FIRST_THE_BOARD, OPINION = (
    "passed-standing-committee",
    "standing-board-first",
    "scheme-opinion",
)
"""The gates on the way of a matter to a body: whether it meets or is asked in writing, they are the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """On which gate a written consultation of a body rests: its clauses, what it is worth, the reason of our reading."""

    gate: str
    name: str
    chips: Sequence[Chip]
    citations: Sequence[Citation]
    is_interpreted: bool
    reason: str


def reading_of(actor: Actor, body_code: str) -> Reading | None:
    """The rule by which a body may be asked in writing today; None where its rulebook has none."""
    gates = gates_of_body(actor, body_code)
    gate = next((one for pk, one in gates.items() if pk.startswith("written-consultation")), None)
    if gate is None:
        return None
    return Reading(
        gate.id,
        bilingual(gate.name, gate.name_en, _),
        chips_of(gate.citations),
        gate.citations,
        gate.basis.value != "stated",
        bilingual(gate.reason, gate.reason_en, _),
    )


def gates_of_body(actor: Actor, body_code: str) -> Mapping[str, GateRule]:
    """The gates that the rulebook of today sets for the conferences of a body, by id."""
    rulebook = rulebook_of(actor, clock.today())
    return {
        one.id: one
        for kind in rulebook.kinds.values()
        if kind.body == body_code
        for one in rulebook.gates_for(kind.code, clock.today())
    }


def members_to_ask(by: Actor, row: Consultation) -> Sequence[Appointment]:
    """Who is a member of the body today, in the order of precedence."""
    return next((one.members for one in bodies_of(by, clock.today()) if one.body.pk == row.body_id), ())


def missing_before_sending(
    by: Actor, row: Consultation, members: int
) -> Iterable[tuple[str, Sequence[Citation]]]:
    """What a draft lacks before it is sent to so many members, each with the places that ask for it."""
    if not row.questions.exists():
        yield _("Chưa có câu hỏi nào."), ()
    if row.closes_at <= clock.now():
        yield _("Hạn trả lời phải sau lúc gửi."), ()
    if not members:
        yield _("Tập thể được lấy ý kiến hôm nay chưa có thành viên nào trong danh bạ."), ()
    reading = reading_of(by, row.body.code)
    if reading is None:
        return
    clauses = _listed(reading.citations)
    if not row.special_case.strip():
        said = _("Chưa ghi vì sao đây là trường hợp đặc biệt, không họp được (%(clauses)s).")
        yield said % {"clauses": clauses}, reading.citations
    # Beyond Thường trực the written way is our reading of the clause, which does not tie it to a delegation.
    if row.delegated is None and not reading.is_interpreted:
        said = _("Chưa chọn việc đã được ủy quyền trong sổ (%(clauses)s).")
        yield said % {"clauses": clauses}, reading.citations
    if row.delegated is not None and not _is_in_force(row.delegated):
        said = _(
            "Việc ủy quyền “%(matter)s” (%(document)s) hôm nay không có hiệu lực: hãy chọn việc khác (%(clauses)s)."
        )
        words = {"matter": row.delegated.matter, "document": row.delegated.document, "clauses": clauses}
        yield said % words, reading.citations
    yield from _steps_missing(by, row)


def _is_in_force(matter: DelegatedMatter) -> bool:
    return DelegatedMatter.objects.filter(
        in_force_on(clock.today()), committee=matter.committee_id, pk=matter.pk
    ).exists()


def steps_lacking(by: Actor, row: Consultation) -> list[GateRule]:
    """The gates on the way of its matter that a consultation does not pass by what the house knows.

    Ban Chấp hành is asked, sitting or in writing, about what Ban Thường vụ passed (5609 II/III/2.1/b1) and Thường trực
    saw revised (II/II/2.3/b1); Ban Thường vụ, where the office has it so, about what passed Thường trực (II/I/1).
    """
    wanted = {EXECUTIVE: (PASSED_BEFORE, OPINION), STANDING_COMMITTEE: (FIRST_THE_BOARD,)}.get(
        row.body.code, ()
    )
    if row.body.code == STANDING_COMMITTEE and not asks_standing_board_first(by):
        return []
    gates = gates_of_body(by, row.body.code)
    asked = [gates[name] for name in wanted if name in gates]
    if not asked or row.item is None:
        return asked
    if body_of_kind(row.item.conference) == row.body.code:
        return _lacking_there(by, row.item, asked)
    before = STANDING_COMMITTEE if row.body.code == EXECUTIVE else STANDING_BOARD
    passed = _has_passed(by, row.item, before)
    return [one for one in asked if one.id == OPINION or not passed]


def _lacking_there(by: Actor, item: AgendaItem, asked: Sequence[GateRule]) -> list[GateRule]:
    """Of some gates those that an item of the body's own conference does not pass, as they are asked before that one."""
    key = f"item-{item.pk}"
    found = [
        one
        for one in matters_took_their_way(by, item.conference)
        if one.key == key or one.key.startswith(f"{key}-")
    ]
    still_open = {one.gate for one in asked_of(by, item.conference, found) if one.is_open}
    return [one for one in asked if one.id in still_open]


def _has_passed(by: Actor, item: AgendaItem, body: str) -> bool:
    """Whether a body passed an item: at its conference, which it is of or which it follows, or in writing."""
    here = item.passed_on is not None and body_of_kind(item.conference) == body
    return here or passed_by(item, body) or item.pk in passed_in_writing(by, [item], body)


def _steps_missing(by: Actor, row: Consultation) -> Iterable[tuple[str, Sequence[Citation]]]:
    """What is missing of the way of its matter: what the house does not know is stated by its document, and then sent by
    one who may pass gates over."""
    lacking = steps_lacking(by, row)
    if not lacking:
        return
    citations = [citation for one in lacking for citation in one.citations]
    words = {
        "gates": "; ".join(bilingual(one.name, one.name_en, _) for one in lacking),
        "clauses": _listed(citations),
    }
    if not row.earlier_steps.strip():
        said = _(
            "Chưa thấy: %(gates)s (%(clauses)s). Hãy lập phiếu từ nội dung hội nghị đã qua các bước ấy, hoặc ghi ở mục "
            "“Các bước đã qua” văn bản cho thấy điều đó."
        )
        yield said % words, citations
    elif not may(by, "gate.override"):
        said = _(
            "Chỉ có văn bản ghi trong phiếu cho thấy: %(gates)s (%(clauses)s). Phiếu này do Chánh Văn phòng hoặc Thường "
            "trực gửi."
        )
        yield said % words, citations


def _listed(citations: Iterable[Citation]) -> str:
    return ", ".join(dict.fromkeys(chip.label for chip in chips_of(citations)))
