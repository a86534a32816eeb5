"""Who is invited to a conference, held against the rules of who may be: bloc, scope, guests, specialists, numbers.

Each finding names the people it speaks of and the clauses it rests on. A rule that a document states refuses until it
is waived; one that is read into a document, or known from a report, warns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nghisu.core.conferences.findings.finding import Severity
from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Translate
from nghisu.core.law.question import Form
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import GateRule, LimitRule
from nghisu.core.law.tension import Tension

NAMED = 12
"""People named one by one in a message; of more only the number is given."""

AT_CENTRE = ("party-agency", "party-office", "department", "mass-organisation")
"""Kinds of units whose delegates sit at the central site of an online conference."""


class ParticipantCode(StrEnum):
    """What is found about who is invited; the order is that of the page."""

    CENTRE_FULL = "centre-full"
    OUTSIDERS = "outsiders"
    OTHER_BLOC = "other-bloc"
    SPECIALISTS = "specialists"
    CENTRAL_GUESTS = "central-guests"
    NUMBER_DIFFERS = "number-differs"
    NUMBER_UNSTATED = "number-unstated"


@dataclass(frozen=True, slots=True)
class Participant:
    """One who is invited, as the rules look at them.

    `bloc` is that of the unit the person comes from ("" unknown); `level` is central, province, district, commune or
    outside; `member` says that the person belongs to the body that meets, `guest` that the person is asked as a guest
    and not summoned. `count` people who are alike in all that rules look at may stand as one, whom no rule names.
    """

    name: str
    title: str = ""
    bloc: str = ""
    level: str = "province"
    unit_kind: str = ""
    member: bool = False
    guest: bool = False
    specialist: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Gathering:
    """The conference as the rules of participants look at it. `bloc` is whose conference it is, "" where it is none's
    in particular; `stated` is the number of delegates that its proposal, or the programme, states."""

    kind: str
    on: date
    form: Form | None = None
    scale: str = ""
    bloc: str = ""
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class ParticipantFinding:
    """Something about who is invited that a rule speaks of; `rule` is the id of the rule."""

    code: ParticipantCode
    severity: Severity
    rule: str
    message: str
    way_out: str
    citations: tuple[Citation, ...]
    names: tuple[str, ...] = ()


def check_participants(
    gathering: Gathering, invited: Sequence[Participant], rulebook: Rulebook, gettext: Translate
) -> list[ParticipantFinding]:
    """What the rules in force on the day of the conference say of those invited, the gravest first."""
    gates = {gate.id: gate for gate in rulebook.gates_for(gathering.kind, gathering.on)}
    found = [
        *_centre(gathering, invited, rulebook, gettext),
        *_outsiders(gathering, invited, gates, gettext),
        *_blocs(gathering, invited, gates, rulebook, gettext),
        *_specialists(invited, gates, gettext),
        *_central_guests(gathering, invited, rulebook, gettext),
        *_number(gathering, invited, gates, gettext),
    ]
    gravity, place = list(Severity), list(ParticipantCode)
    return sorted(found, key=lambda one: (gravity.index(one.severity), place.index(one.code)))


def severity_of(basis: Basis) -> Severity:
    """A stated rule stands in the way; what is interpreted or reported warns."""
    return Severity.REFUSE if basis is Basis.STATED else Severity.WARN


def how_many(people: Iterable[Participant]) -> int:
    """How many people these are."""
    return sum(one.count for one in people)


def listed_names(people: Iterable[Participant], gettext: Translate) -> str:
    """People named one after the other, the rest counted."""
    people = list(people)
    named = "; ".join(f"{one.name} ({one.title})" if one.title else one.name for one in people[:NAMED])
    rest = len(people) - NAMED
    return named if rest <= 0 else gettext("%(names)s và %(rest)s người nữa") % {"names": named, "rest": rest}


def _centre(
    gathering: Gathering, invited: Sequence[Participant], rulebook: Rulebook, gettext: Translate
) -> Iterator[ParticipantFinding]:
    limit = _limit_at_centre(gathering, rulebook)
    if limit is None:
        return
    there = [one for one in invited if one.member or one.unit_kind in AT_CENTRE]
    count = how_many(there)
    if count <= limit.value:
        return
    yield ParticipantFinding(
        ParticipantCode.CENTRE_FULL,
        severity_of(limit.basis),
        limit.id,
        gettext("Khoảng %(count)s người sẽ ngồi ở điểm cầu trung tâm, tối đa %(most)s.")
        % {"count": count, "most": f"{limit.value:g}"},
        gettext(
            "Bớt %(over)s người, hoặc mời họ dự ở điểm cầu gần cơ quan. Số này tính thành viên của tập thể họp "
            "và người của ban Đảng, văn phòng, sở ngành, Mặt trận, đoàn thể."
        )
        % {"over": count - int(limit.value)},
        limit.citations,
    )


def _limit_at_centre(gathering: Gathering, rulebook: Rulebook) -> LimitRule | None:
    for limit in rulebook.limits_for(gathering.on, gathering.kind):
        if limit.scope == "centre-site" and (not limit.forms or gathering.form in limit.forms):
            return limit
    return None


def _outsiders(
    gathering: Gathering, invited: Sequence[Participant], gates: dict[str, GateRule], gettext: Translate
) -> Iterator[ParticipantFinding]:
    gate = _asking(gates, "no-outsiders")
    if gate is None or gathering.scale not in ("internal", ""):
        return
    outside = [one for one in invited if one.level in ("central", "outside")]
    if not outside:
        return
    certain = gathering.scale == "internal"
    yield ParticipantFinding(
        ParticipantCode.OUTSIDERS,
        severity_of(gate.basis) if certain else Severity.NOTE,
        gate.id,
        gettext("%(count)s người được mời từ Trung ương, ngành khác hoặc nơi khác: %(names)s.")
        % {"count": how_many(outside), "names": listed_names(outside, gettext)},
        gettext("Hội nghị nội bộ không mời những người này. Nếu hội nghị không phải nội bộ, hãy ghi phạm vi.")
        if certain
        else gettext("Hội nghị chưa ghi phạm vi. Nếu là nội bộ thì không mời những người này."),
        gate.citations,
        tuple(one.name for one in outside),
    )


def _blocs(
    gathering: Gathering,
    invited: Sequence[Participant],
    gates: dict[str, GateRule],
    rulebook: Rulebook,
    gettext: Translate,
) -> Iterator[ParticipantFinding]:
    gate = _asking(gates, "bloc")
    if gate is None or not gathering.bloc:
        return
    others = [
        one
        for one in invited
        if one.bloc
        and one.bloc != gathering.bloc
        and not one.member
        and one.level not in ("central", "outside")
    ]
    if not others:
        return
    tension = _tension(rulebook, gate.id) if gathering.kind == "giao-ban" else None
    message = gettext("%(count)s người được mời thuộc khối khác: %(names)s.") % {
        "count": how_many(others),
        "names": listed_names(others, gettext),
    }
    if tension is not None:
        message += " " + tension.say(gettext)
    yield ParticipantFinding(
        ParticipantCode.OTHER_BLOC,
        severity_of(gate.basis),
        gate.id,
        message,
        gettext("Chỉ giữ người liên quan trực tiếp đến nội dung, và ghi họ theo đúng nội dung được dự."),
        (*gate.citations, *(tension.citations if tension is not None else ())),
        tuple(one.name for one in others),
    )


def _specialists(
    invited: Sequence[Participant], gates: dict[str, GateRule], gettext: Translate
) -> Iterator[ParticipantFinding]:
    gate = _asking(gates, "specialists")
    found = [one for one in invited if one.specialist and not one.member]
    if gate is None or not found:
        return
    yield ParticipantFinding(
        ParticipantCode.SPECIALISTS,
        severity_of(gate.basis),
        gate.id,
        gettext("%(count)s chuyên viên được mời: %(names)s.")
        % {"count": how_many(found), "names": listed_names(found, gettext)},
        gettext("Chỉ mời chuyên viên thật cần cho nội dung; người duyệt cân nhắc từng tên."),
        gate.citations,
        tuple(one.name for one in found),
    )


def _central_guests(
    gathering: Gathering, invited: Sequence[Participant], rulebook: Rulebook, gettext: Translate
) -> Iterator[ParticipantFinding]:
    guests = [one for one in invited if one.level == "central"]
    if not guests:
        return
    tension = _tension(rulebook, "internal-only") if gathering.kind in ("so-tong-ket", "quan-triet") else None
    signing = _signing(rulebook, gathering)
    message = gettext("%(count)s khách của cấp trên: %(names)s.") % {
        "count": how_many(guests),
        "names": listed_names(guests, gettext),
    }
    if tension is not None:
        message += " " + tension.say(gettext)
    yield ParticipantFinding(
        ParticipantCode.CENTRAL_GUESTS,
        Severity.NOTE,
        signing.id if signing is not None else "central-guests",
        message,
        gettext("Giấy mời gửi lãnh đạo trong số này do Thường trực ký."),
        (
            *(signing.citations if signing is not None else ()),
            *(tension.citations if tension is not None else ()),
        ),
        tuple(one.name for one in guests),
    )


def _number(
    gathering: Gathering, invited: Sequence[Participant], gates: dict[str, GateRule], gettext: Translate
) -> Iterator[ParticipantFinding]:
    gate = _asking(gates, "number")
    if gate is None or not invited:
        return
    count = how_many(invited)
    if gathering.stated is None:
        yield ParticipantFinding(
            ParticipantCode.NUMBER_UNSTATED,
            Severity.NOTE,
            gate.id,
            gettext("Mời %(count)s người, nhưng hội nghị chưa ghi số đại biểu.") % {"count": count},
            gettext("Ghi số đại biểu ở tờ trình hoặc ở mục trong chương trình."),
            gate.citations,
        )
    elif count > gathering.stated:
        yield ParticipantFinding(
            ParticipantCode.NUMBER_DIFFERS,
            severity_of(gate.basis),
            gate.id,
            gettext("Mời %(count)s người, nhiều hơn %(stated)s người đã ghi khi đề xuất.")
            % {"count": count, "stated": gathering.stated},
            gettext("Bớt %(over)s người, hoặc xin phép đổi số đại biểu.")
            % {"over": count - gathering.stated},
            gate.citations,
        )


def _asking(gates: dict[str, GateRule], ask: str) -> GateRule | None:
    wanted = [gate for gate in gates.values() if ask in gate.asks]
    at_participants = [gate for gate in wanted if gate.step == "participants"]
    return next(iter(at_participants or wanted), None)


def _signing(rulebook: Rulebook, gathering: Gathering) -> GateRule | None:
    gates = rulebook.gates_for(gathering.kind, gathering.on)
    return next((gate for gate in gates if "higher-leaders" in gate.asks), None)


def _tension(rulebook: Rulebook, rule: str) -> Tension | None:
    for tension in rulebook.tensions:
        if any(one.split(":")[-1] == rule for one in tension.between):
            return tension
    return None
