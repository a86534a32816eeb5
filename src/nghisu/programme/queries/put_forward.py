"""How a version reads to those who approve it: a passage for each conference, as the programme says now."""

from __future__ import annotations

from django.urls import reverse

from nghisu.approvals.registry import shows
from nghisu.approvals.shown import Passage, Shown
from nghisu.core.planning.periods import Tier
from nghisu.foundation.actors import Actor
from nghisu.programme.models import ProgrammeVersion, Suggestion
from nghisu.programme.queries.frozen import field_names, frozen_lines, official_kinds, said

IN_HEADING = frozenset({"id", "title", "opening", "number", "year"})


@shows("programme")
def shown_version(by: Actor, thing_id: int) -> Shown | None:
    """What an approver of a version sees: the conferences of its period as they are now.

    A conference changed after the version was submitted makes another text, so that what is approved is what stands.
    """
    rows = ProgrammeVersion.objects.select_for_update().filter(committee=by.committee_id, pk=thing_id)
    version = rows.order_by().first()
    return None if version is None else shown_of(by, version)


def shown_of(by: Actor, version: ProgrammeVersion) -> Shown:
    """The passages of a version."""
    kinds = official_kinds(by, version.since)
    names = field_names()
    passages = []
    for line in frozen_lines(by, version.period):
        when = str(line["year"]) if version.tier == Tier.TERM else said("opening", line["opening"], kinds)
        stated = {name: said(name, value, kinds) for name, value in line.items() if name not in IN_HEADING}
        text = "\n".join(f"{names[name]}: {value}" for name, value in stated.items() if value)
        passages.append(Passage(id=str(line["id"]), heading=f"{when} · {line['title']}", text=text))
    return Shown(
        title=f"{version.title}, bản số {version.number}",
        url=reverse("programme:version", args=[version.pk]),
        passages=passages,
    )


@shows("suggestion")
def shown_suggestion(by: Actor, thing_id: int) -> Shown | None:
    """What the head of a unit sees of a suggestion."""
    rows = Suggestion.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=thing_id)
    suggestion = rows.order_by().first()
    return None if suggestion is None else shown_of_suggestion(by, suggestion)


def shown_of_suggestion(by: Actor, suggestion: Suggestion) -> Shown:
    """The passages of a suggestion."""
    kinds = official_kinds(by, suggestion.call.since)
    wished = f"{suggestion.wished:%d/%m/%Y}" if suggestion.wished else suggestion.wished_text
    stated = (
        ("matter", "Nội dung", suggestion.matter),
        ("kind", "Loại hội nghị", kinds.get(suggestion.kind, suggestion.kind)),
        ("why", "Vì sao cần họp", suggestion.why),
        ("need", "Căn cứ", suggestion.need),
        ("wished", "Thời gian mong muốn", wished),
        ("participants", "Thành phần", suggestion.participants),
    )
    return Shown(
        title=suggestion.matter,
        url=reverse("programme:suggestion", args=[suggestion.pk]),
        passages=[Passage(code, heading, text) for code, heading, text in stated if text],
    )
