from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import Answer, AskedPerson, Consultation, Question
from nghisu.conferences.queries.consultations import OTHER, choices_of
from nghisu.conferences.refusals import AnswerIncomplete, ConsultationNotOpen
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

State = Consultation.State


@transaction.atomic
def give_answers(by: Actor, consultation_id: int, given: Mapping[int, tuple[str, str]]) -> list[Answer]:
    """Answer all questions of a consultation in the own name: choice and reservation by question. Until the closing
    instant an answer may be changed; nothing is taken after it.

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
    row = locked_consultation(by, consultation_id)
    if row.state != State.SENT or clock.now() >= row.closes_at:
        raise ConsultationNotOpen(_("Đã hết hạn lấy ý kiến nên không nhận thêm ý kiến."))
    questions = list(Question.objects.filter(committee=by.committee_id, consultation=row))
    standing = {
        one.question_id: one
        for one in Answer.objects.select_for_update().filter(committee=by.committee_id, asked=asked)
    }
    answers, changed = [], False
    for question in questions:
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
    if changed:
        verb = "consultation.answer_changed" if standing else "consultation.answered"
        # Not what was answered: the trail is read while the consultation is open, how people answered is not.
        remember(by, verb, row, after={"answers": len(answers)})
    return answers
