from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from nghisu.conferences.models import Answer, AskedPerson, Consultation, PaperSheet, Question
from nghisu.core.text import fold
from nghisu.directory.queries import PAGE, Page
from nghisu.directory.queries.paging import page_of
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry

AGREE, DISAGREE, OTHER = "agree", "disagree", "other"
ALIKE = 70
"""How alike two opinions read, of 100, from which a synthesis puts them together at first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be answered, by its code, in words."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answered: the choice in words, the reservation or other opinion."""

    name: str
    choice: str
    opinion: str
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How a question was answered: each choice with its number, and the opinions that were written, by name."""

    question: Question
    counts: Sequence[tuple[Choice, int]]
    answered: int
    asked: int
    opinions: Sequence[Said] = field(default_factory=tuple)

    @property
    def bars(self) -> list[dict[str, object]]:
        """The numbers as bars."""
        return [
            {"name": choice.name, "value": count, "text": f"{count}/{self.asked}"}
            for choice, count in self.counts
        ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person asked, with the answers to the questions in their order; None where there is none."""

    asked: AskedPerson
    answers: Sequence[Said | None]
    paper: PaperSheet | None = None
    """The paper from which the office entered them; None where the person answered in the own name, or not at all."""

    @property
    def is_complete(self) -> bool:
        return all(one is not None for one in self.answers)


def choices_of(question: Question) -> list[Choice]:
    """What can be answered: its options by number, or agree and disagree; another opinion always."""
    options = [line.strip() for line in question.options.splitlines() if line.strip()]
    if options:
        listed = [Choice(str(number), option) for number, option in enumerate(options, start=1)]
    else:
        listed = [Choice(AGREE, _("Đồng ý")), Choice(DISAGREE, _("Không đồng ý"))]
    return [*listed, Choice(OTHER, _("Ý kiến khác"))]


def visible_consultations(actor: Actor) -> QuerySet[Consultation]:
    """The consultations that an actor may see: all with a role that sees them, else those that ask the actor."""
    rows = Consultation.objects.filter(committee=actor.committee_id)
    rows = rows.select_related("body", "entry", "delegated", "item__conference")
    if may(actor, "consultation.view"):
        return rows
    if actor.person_id is None:
        return rows.none()
    return rows.filter(asked__person=actor.person_id)


def consultation_of(actor: Actor, consultation_id: int) -> Consultation | None:
    """One consultation for those who run or oversee it; None where there is none that the actor may see."""
    if not may(actor, "consultation.view"):
        return None
    return visible_consultations(actor).filter(pk=consultation_id).first()


def asked_of(actor: Actor, consultation_id: int) -> AskedPerson | None:
    """The actor among those whom a consultation asks; None where the actor is not asked."""
    if actor.person_id is None:
        return None
    rows = AskedPerson.objects.filter(
        committee=actor.committee_id, consultation=consultation_id, person=actor.person_id
    )
    return rows.select_related("consultation__body", "consultation__entry").first()


def consultation_page(
    actor: Actor, text: str = "", state: str = "", after: str = "", size: int = PAGE
) -> Page[Consultation]:
    """A page of all consultations the actor may see, the latest first."""
    rows = visible_consultations(actor)
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    if state in Consultation.State.values:
        rows = rows.filter(state=state)
    total = rows.count()
    found, mark = page_of(rows, ("-id",), after, size)
    return Page(found, total, mark)


def consultations_of_entry(actor: Actor, entry: Entry) -> list[Consultation]:
    """The consultations of a conference that the actor may see."""
    return list(visible_consultations(actor).filter(entry=entry))


def waiting_for(actor: Actor, rows: Sequence[Consultation]) -> set[int]:
    """Those of some consultations that wait for the actor's own answer to a question: one query."""
    if actor.person_id is None:
        return set()
    open_yet = Question.objects.filter(
        committee=actor.committee_id,
        consultation__in=[row.pk for row in rows],
        consultation__state=Consultation.State.SENT,
        consultation__closes_at__gt=clock.now(),
        consultation__asked__person=actor.person_id,
    )
    return set(
        open_yet.exclude(answers__asked__person=actor.person_id).values_list("consultation", flat=True)
    )


def answered_counts(actor: Actor, rows: Sequence[Consultation]) -> dict[int, tuple[int, int]]:
    """How many of those asked have answered every question, of how many, by consultation: three queries."""
    ids = [row.pk for row in rows]
    questions = Counter(
        Question.objects.filter(committee=actor.committee_id, consultation__in=ids).values_list(
            "consultation", flat=True
        )
    )
    asked = Counter(
        AskedPerson.objects.filter(committee=actor.committee_id, consultation__in=ids).values_list(
            "consultation", flat=True
        )
    )
    given = Counter(
        Answer.objects.filter(committee=actor.committee_id, asked__consultation__in=ids).values_list(
            "asked__consultation", "asked"
        )
    )
    complete = Counter(
        consultation for (consultation, _person), count in given.items() if count == questions[consultation]
    )
    return {pk: (complete[pk], asked[pk]) for pk in ids}


def sheets_of(actor: Actor, consultation: Consultation) -> tuple[list[Question], list[Sheet]]:
    """The questions, and everybody asked with what was answered, in the order of precedence: four queries."""
    questions = list(Question.objects.filter(committee=actor.committee_id, consultation=consultation))
    names = {question.pk: {one.code: one.name for one in choices_of(question)} for question in questions}
    given: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Answer.objects.filter(committee=actor.committee_id, question__consultation=consultation)
    for answer in rows:
        given[answer.asked_id][answer.question_id] = answer
    people = AskedPerson.objects.filter(committee=actor.committee_id, consultation=consultation)
    papers = {
        one.asked_id: one
        for one in PaperSheet.objects.filter(
            committee=actor.committee_id, asked__consultation=consultation, replaced_at=None
        )
    }
    sheets = []
    for person in people:
        answers: list[Said | None] = []
        for question in questions:
            one = given[person.pk].get(question.pk)
            answers.append(
                None
                if one is None
                else Said(
                    person.name, names[question.pk].get(one.choice, one.choice), one.opinion, one.changed
                )
            )
        sheets.append(Sheet(person, answers, papers.get(person.pk)))
    return questions, sheets


def shown_sheets(actor: Actor, consultation: Consultation) -> tuple[list[Question], list[Sheet]]:
    """The sheets as people see them: until it is closed only who has answered, not how, whoever looks."""
    questions, sheets = sheets_of(actor, consultation)
    if is_revealed(consultation):
        return questions, sheets
    given = _("đã trả lời")
    hidden = [
        Sheet(
            sheet.asked,
            [None if one is None else Said(sheet.asked.name, given, "") for one in sheet.answers],
            sheet.paper,
        )
        for sheet in sheets
    ]
    return questions, hidden


def is_not_asked_yet(entry: Entry) -> bool:
    """Whether a written opinion was to take the place of a conference, and nobody was asked for one yet."""
    if entry.state != Entry.State.WRITTEN:
        return False
    sent = Consultation.objects.filter(committee=entry.committee_id, entry=entry, sent_at__isnull=False)
    return not sent.exists()


def is_revealed(consultation: Consultation) -> bool:
    """Whether it is seen how people answered: once nothing can be changed any more."""
    return consultation.state == Consultation.State.CLOSED


def tallies_of(questions: Sequence[Question], sheets: Sequence[Sheet]) -> list[Tally]:
    """How each question was answered."""
    tallies = []
    for place, question in enumerate(questions):
        said = [sheet.answers[place] for sheet in sheets]
        given = [one for one in said if one is not None]
        counted = Counter(one.choice for one in given)
        tallies.append(
            Tally(
                question=question,
                counts=[(choice, counted[choice.name]) for choice in choices_of(question)],
                answered=len(given),
                asked=len(sheets),
                opinions=[one for one in given if one.opinion],
            )
        )
    return tallies


def drafted_synthesis(tallies: Sequence[Tally]) -> str:
    """A first synthesis: how each question was answered, and the opinions that were written, like ones together."""
    lines: list[str] = []
    for number, tally in enumerate(tallies, start=1):
        lines.append(f"{number}. {tally.question.text}")
        counts = "; ".join(f"{choice.name}: {count}/{tally.asked}" for choice, count in tally.counts)
        lines.append(f"{counts}.")
        for group in grouped_opinions(tally.opinions):
            names = ", ".join(one.name for one in group)
            lines.append(f"- {group[0].opinion} ({names})")
        lines.append("")
    return "\n".join(lines).strip()


def grouped_opinions(opinions: Sequence[Said]) -> list[list[Said]]:
    """Opinions that read alike, together; the largest group first."""
    groups: list[list[Said]] = []
    for one in opinions:
        folded = fold(one.opinion)
        for group in groups:
            if fuzz.token_set_ratio(folded, fold(group[0].opinion)) >= ALIKE:
                group.append(one)
                break
        else:
            groups.append([one])
    return sorted(groups, key=len, reverse=True)
