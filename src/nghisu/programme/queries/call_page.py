"""Who has answered a call, and what was suggested as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.tables import Cell
from nghisu.programme.models import Suggestion, SuggestionCall
from nghisu.programme.queries.suggestion_choices import suggested_kinds
from nghisu.programme.queries.suggestions import is_late, visible_suggestions

SILENT_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """How a call was answered: how many units were asked, which have sent, which have not."""

    asked: int
    sent: Sequence[tuple[str, int]]
    silent: Sequence[str]
    more_silent: int


def answers_to(by: Actor, call: SuggestionCall) -> Answers:
    """Who of those asked has sent something."""
    rows = Suggestion.objects.filter(committee=by.committee_id, call=call, organisation__isnull=False)
    counted = Counter(rows.exclude(state__in=Suggestion.OWN).values_list("organisation", flat=True))
    units = list(call.organisations.order_by("sort_key", "id").values_list("pk", "name"))
    silent = [name for pk, name in units if pk not in counted]
    return Answers(
        asked=len(units),
        sent=[(name, counted[pk]) for pk, name in units if pk in counted],
        silent=silent[:SILENT_SHOWN],
        more_silent=max(0, len(silent) - SILENT_SHOWN),
    )


def table_of(by: Actor, call: SuggestionCall) -> tuple[list[str], list[list[Cell]]]:
    """The suggestions of a call that the actor may see, as head and rows."""
    head = [
        _("Nơi đề xuất"),
        _("Nội dung"),
        _("Loại hội nghị"),
        _("Vì sao cần họp"),
        _("Căn cứ"),
        _("Thời gian mong muốn"),
        _("Thành phần"),
        _("Gửi lúc"),
        _("Gửi muộn"),
        _("Kết quả"),
        _("Trả lời"),
    ]
    kinds = suggested_kinds(by, call.period)
    rows: list[list[Cell]] = []
    found = visible_suggestions(by).filter(call=call.pk).select_related("call", "organisation")
    for one in found.order_by("pk"):
        rows.append(
            [
                one.organisation.name if one.organisation else one.author_name,
                one.matter,
                kinds.get(one.kind, one.kind),
                one.why,
                one.need,
                f"{one.wished:%d/%m/%Y}" if one.wished else one.wished_text,
                one.participants,
                f"{clock.local(one.sent_at):%H:%M %d/%m/%Y}" if one.sent_at else "",
                _("muộn") if is_late(one) else "",
                str(one.get_state_display()),
                one.answer,
            ]
        )
    return head, rows
