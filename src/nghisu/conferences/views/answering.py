"""The page on which somebody who is asked answers a written consultation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.conferences.commands import give_answers
from nghisu.conferences.forms.answers import AnswerForm
from nghisu.conferences.models import Answer, Consultation, PaperSheet, Question
from nghisu.conferences.queries.consultations import asked_of, choices_of
from nghisu.conferences.queries.consulted import documents_of_consultation
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("consultation.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Read what is asked and answer; until it is closed the answer may be changed."""
    actor = request.actor
    asked = asked_of(actor, consultation_id)
    if asked is None:
        raise Http404
    row = asked.consultation
    questions = list(Question.objects.filter(committee=actor.committee_id, consultation=row))
    given = {one.question_id: one for one in Answer.objects.filter(committee=actor.committee_id, asked=asked)}
    initial = {f"choice_{pk}": one.choice for pk, one in given.items()}
    initial |= {f"opinion_{pk}": one.opinion for pk, one in given.items()}
    form = AnswerForm(questions, request.POST if request.method == "POST" else None, initial)
    context: dict[str, Any] = {
        "row": row,
        "asked": asked,
        "form": form,
        "documents": documents_of_consultation(actor, row),
        "given": bool(given),
        "paper": PaperSheet.objects.filter(
            committee=actor.committee_id, asked=asked, replaced_at=None
        ).first(),
        "is_open": row.state == Consultation.State.SENT and clock.now() < row.closes_at,
        "answers": [
            (
                question,
                next((one.name for one in choices_of(question) if one.code == said.choice), "")
                if (said := given.get(question.pk)) is not None
                else "",
                said.opinion if said is not None else "",
            )
            for question in questions
        ],
    }
    if request.method != "POST":
        return render(request, "conferences/answer.html", context)
    if not form.is_valid():
        return render(request, "conferences/answer.html", context, status=422)

    def run() -> dict[str, Any]:
        return {"answers": len(give_answers(actor, row.pk, form.given()))}

    name = {"consultation": row.pk} | payload_of(request)
    try:
        once(actor, command_id_of(request), "conferences.give_answers", name, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        context["is_open"] = False
        return render(request, "conferences/answer.html", context, status=409)
    messages.success(request, _("Đã ghi ý kiến của đồng chí. Có thể đổi ý kiến cho đến khi hết hạn."))
    return HttpResponseRedirect(reverse("conferences:consultation_answer", args=[row.pk]))
