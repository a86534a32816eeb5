"""Dates on which the rules cannot all be kept, or leave no day between: from the orders of the rulebook."""

from collections.abc import Iterator, Sequence
from datetime import date

from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity, named, rows_of
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import WorkCalendar
from nghisu.core.law.citation import Citation, Translate
from nghisu.core.law.question import Form, Question
from nghisu.core.law.refusals import NotInForce
from nghisu.core.law.rulebook import Rulebook

_Asked = tuple[str, date, date | None, Form, bool, str | None, bool | None]
_Answered = tuple[tuple[str, str, str, str, tuple[Ground, ...]], ...]
_Spelled = dict[int, tuple[Citation, Ground]]


def question_of(conference: PlannedConference, rulebook: Rulebook) -> Question | None:
    """What to ask the rulebook of a conference; None while its kind or its day is not known.

    A form that is not stated is asked as in person, which owes least; the gap is a finding of its own.
    """
    if conference.kind not in rulebook.kinds or conference.opening is None:
        return None
    return Question(
        kind=conference.kind,
        opening=conference.opening,
        closing=conference.closing,
        form=conference.form or Form.IN_PERSON,
        unscheduled=conference.unscheduled,
        # A body that the rulebook does not know as a chair sets no duty of its own.
        chair=conference.chair if conference.chair in rulebook.chairs else None,
        carries_appraised=conference.carries_appraised,
    )


def find_orders(
    conferences: Sequence[PlannedConference], rulebook: Rulebook, calendar: WorkCalendar, gettext: Translate
) -> Iterator[Finding]:
    """One finding for each conference and each order that its date breaks or leaves without a day."""
    # The answer depends on the days alone: conferences of one kind on one day are asked for once.
    answered: dict[_Asked, _Answered] = {}
    # Conflicts share the citations of their rules: each is spelled out once.
    spelled: _Spelled = {}
    for conference in conferences:
        question = question_of(conference, rulebook)
        if question is None:
            continue
        asked = (
            question.kind,
            question.opening_day,
            question.closing_day if question.closing else None,
            question.form,
            question.unscheduled,
            question.chair,
            question.carries_appraised,
        )
        found = answered.get(asked)
        if found is None:
            found = answered[asked] = _ask(question, rulebook, calendar, spelled, gettext)
        for first, second, severity, explanation, citations in found:
            contradiction = severity == "contradiction"
            yield Finding(
                Code.CONTRADICTION if contradiction else Code.NO_SLACK,
                Severity.WARN if contradiction else Severity.NOTE,
                conference.on,
                gettext("%(conference)s: %(explanation)s")
                % {"conference": named(conference, gettext), "explanation": explanation},
                _way_out(contradiction, gettext),
                citations,
                rows_of([conference]),
                (conference.key,),
                order=(first, second),
            )


def _ask(
    question: Question,
    rulebook: Rulebook,
    calendar: WorkCalendar,
    spelled: _Spelled,
    gettext: Translate,
) -> _Answered:
    try:
        answer = rulebook.derive(question, calendar)
    except NotInForce:
        # Before its editions were in force the rulebook orders nothing.
        return ()
    return tuple(
        (
            conflict.first,
            conflict.second,
            str(conflict.severity),
            conflict.explain(gettext),
            tuple(_spell(citation, spelled) for citation in conflict.citations),
        )
        for conflict in answer.conflicts
    )


def _spell(citation: Citation, spelled: _Spelled) -> Ground:
    # The citation is kept beside its spelling, so that no other can come to bear its identity.
    kept = spelled.get(id(citation))
    if kept is None:
        kept = spelled[id(citation)] = (citation, Ground.of_clause(citation))
    return kept[1]


def _way_out(contradiction: bool, gettext: Translate) -> str:
    if contradiction:
        return gettext(
            "Không thể giữ cả hai thời hạn: làm việc trước sớm hơn hạn của nó, hoặc chọn ngày khác cho "
            "hội nghị."
        )
    return gettext("Hai việc trùng ngày: hoàn thành việc trước sớm ít nhất một ngày.")
