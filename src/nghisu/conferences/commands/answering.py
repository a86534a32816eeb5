from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import Answer, AskedPerson, Consultation, PaperSheet, Question
from nghisu.conferences.queries.consultations import OTHER, choices_of
from nghisu.conferences.refusals import (
    AnsweredInPerson,
    AnswerIncomplete,
    ConsultationNotOpen,
    PaperOfAnotherDay,
)
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.files import Arrived, forget_file, keep_arrived
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said, tell

State = Consultation.State
Given = Mapping[int, tuple[str, str]]
"""Choice and reservation by question."""


@transaction.atomic
def give_answers(by: Actor, consultation_id: int, given: Given) -> list[Answer]:
    """Answer all questions of a consultation in the own name. Until the closing instant an answer may be changed, also
    one that the office entered from a paper; nothing is taken after it.

    Raises AccessRefused for one who is not asked, ConsultationNotOpen, AnswerIncomplete.
    """
    must(by, "consultation.answer")
    asked = (
        AskedPerson.objects.filter(
            committee=by.committee_id, consultation=consultation_id, person=by.person_id
        ).first()
        if by.person_id is not None
        else None
    )
    if asked is None:
        raise AccessRefused(str(consultation_id))
    row = _open(by, consultation_id)
    standing = _standing(by, asked)
    answers, changed = _keep(by, row, asked, standing, given)
    papers = PaperSheet.objects.filter(committee=by.committee_id, asked=asked, replaced_at=None)
    if papers.update(replaced_at=clock.now()) or changed:
        verb = "consultation.answer_changed" if standing else "consultation.answered"
        # Not what was answered: the trail is read while the consultation is open, how people answered is not.
        remember(by, verb, row, after={"answers": len(answers)})
    return answers


@transaction.atomic
def enter_paper(
    by: Actor,
    consultation_id: int,
    asked_id: int,
    given: Given,
    signed_on: date,
    scan: Arrived | None = None,
) -> PaperSheet:
    """Enter what somebody answered on paper: the day on the paper is kept, and who entered it; the person is told of it
    and may answer anew. Entered again, it is corrected; a new scan takes the place of the one before.

    What a person answered in the own name is not touched. Raises AccessRefused for one who is not asked and for one's own
    paper, ConsultationNotOpen, AnsweredInPerson, PaperOfAnotherDay, AnswerIncomplete.
    """
    must(by, "consultation.enter")
    row = _open(by, consultation_id)
    asked = AskedPerson.objects.filter(committee=by.committee_id, consultation=row, pk=asked_id).first()
    if asked is None or asked.person_id == by.person_id:
        raise AccessRefused(str(asked_id))
    if row.sent_at is None or not clock.local(row.sent_at).date() <= signed_on <= clock.today():
        raise PaperOfAnotherDay
    standing = _standing(by, asked)
    papers = PaperSheet.objects.select_for_update().filter(committee=by.committee_id, asked=asked)
    paper = papers.first()
    if standing and (paper is None or paper.replaced_at is not None):
        raise AnsweredInPerson(asked.name)
    _keep(by, row, asked, standing, given)
    before = {"signed_on": paper.signed_on} if paper is not None else {}
    paper = paper or PaperSheet(committee_id=by.tenant, asked=asked)
    paper.signed_on, paper.entered_at, paper.entered_by_name = signed_on, clock.now(), by.name
    scanned_before = paper.scan
    if scan is not None:
        paper.scan = keep_arrived(by, scan)
    paper.save()
    if scan is not None and scanned_before is not None:
        forget_file(scanned_before)
    remember(
        by,
        "consultation.paper_entered",
        row,
        before=before,
        after={"name": asked.name, "signed_on": signed_on} | ({"sha256": scan.sha256} if scan else {}),
    )
    _tell_of_paper(by, row, asked, signed_on)
    return paper


def _open(by: Actor, consultation_id: int) -> Consultation:
    """A consultation that takes opinions, locked. Raises ConsultationNotOpen, AccessRefused."""
    row = locked_consultation(by, consultation_id)
    if row.state == State.WITHDRAWN:
        raise ConsultationNotOpen(_("Phiếu này đã rút nên không nhận ý kiến."))
    if row.state != State.SENT or clock.now() >= row.closes_at:
        raise ConsultationNotOpen(_("Đã hết hạn lấy ý kiến nên không nhận thêm ý kiến."))
    return row


def _standing(by: Actor, asked: AskedPerson) -> dict[int, Answer]:
    """What somebody answered so far, by question, locked."""
    rows = Answer.objects.select_for_update().filter(committee=by.committee_id, asked=asked)
    return {one.question_id: one for one in rows}


def _keep(
    by: Actor, row: Consultation, asked: AskedPerson, standing: Mapping[int, Answer], given: Given
) -> tuple[list[Answer], bool]:
    """Keep the answers of one person to all questions; whether any of them is new. Raises AnswerIncomplete."""
    answers, changed = [], False
    for question in Question.objects.filter(committee=by.committee_id, consultation=row):
        choice, opinion = given.get(question.pk, ("", ""))
        opinion = nfc(opinion).strip()
        known = {one.code for one in choices_of(question)}
        if choice not in known or (choice == OTHER and not opinion):
            raise AnswerIncomplete(question.position)
        answer = standing.get(question.pk)
        if answer is None:
            answer = Answer(committee_id=by.tenant, question=question, asked=asked)
        elif (answer.choice, answer.opinion) == (choice, opinion):
            answers.append(answer)
            continue
        else:
            answer.changed += 1
        answer.choice, answer.opinion, answer.at = choice, opinion, clock.now()
        answer.save()
        changed = True
        answers.append(answer)
    return answers, changed


def _tell_of_paper(by: Actor, row: Consultation, asked: AskedPerson, signed_on: date) -> None:
    """Tell somebody that a paper was entered in his or her name: who did not write it says so."""

    def said() -> Said:
        until = f"{clock.local(row.closes_at):%H:%M %d/%m/%Y}"
        body = _(
            "%(by)s ghi theo phiếu giấy ngày %(day)s. Nếu chưa đúng, đồng chí trả lời lại trước %(until)s."
        ) % {"by": by.name, "day": f"{signed_on:%d/%m/%Y}", "until": until}
        return Said(_("Đã ghi ý kiến của đồng chí: %(title)s") % {"title": row.title}, body)

    url = reverse("conferences:consultation_answer", args=[row.pk])
    tell(by, [asked.person_id], "consultation.paper_entered", said, url=url, thing=row)
