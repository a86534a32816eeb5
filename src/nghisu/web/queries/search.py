"""Search over what the actor may see: conferences, people, units, rooms, clauses, with or without diacritics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import bilingual
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Organisation, Room
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.queries import visible_entries
from nghisu.programme.queries.entries import matching
from nghisu.rulebook.queries import rulebook_of

MOST = 20
"""Hits shown of each kind; a narrower word finds the rest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, a line to tell it from its like, where it is."""

    title: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, in the order a reader expects."""

    name: str
    icon: str
    hits: Sequence[Hit]
    more: bool


def search(actor: Actor, text: str, on: date) -> list[Group]:
    """What matches every word typed. Nothing the actor may not see is found, nor hinted at."""
    words = fold(text).split()
    if not words:
        return []
    groups = [
        _group(_("Trang"), "file-text", _pages(words)),
        _group(_("Hội nghị"), "calendar-event", _conferences(actor, text)),
        _group(_("Người"), "user", _people(actor, words, on)),
        _group(_("Cơ quan, đơn vị"), "building", _organisations(actor, words, on)),
        _group(_("Phòng họp"), "door", _rooms(actor, words, on)),
        _group(_("Điều khoản"), "scale", _clauses(actor, words, on)),
    ]
    return [group for group in groups if group.hits]


def _group(name: str, icon: str, hits: list[Hit]) -> Group:
    return Group(name, icon, hits[:MOST], len(hits) > MOST)


def _pages(words: list[str]) -> list[Hit]:
    """Pages that everybody has and that no menu leads to."""
    name = _("Kiểm tra thể thức văn bản")
    line = _("Tệp Word trước khi trình ký: lề, phông, số và ký hiệu, ngày tháng, nơi nhận, chữ ký.")
    text = fold(f"{name} {line}")
    return [Hit(name, line, reverse("web:form_check"))] if all(word in text for word in words) else []


def _conferences(actor: Actor, text: str) -> list[Hit]:
    rows = matching(visible_entries(actor), text).order_by("-opening", "-id")[: MOST + 1]
    kinds = rulebook_of(actor, clock.today()).kinds
    return [
        Hit(
            row.title,
            f"{clock.local(row.opening):%H:%M %d/%m/%Y} · "
            + (bilingual(kinds[row.kind].name, kinds[row.kind].name_en, _) if row.kind in kinds else row.kind)
            + ("" if row.is_held else f" · {row.get_state_display()}"),
            reverse("programme:entry", args=[row.pk]),
        )
        for row in rows
    ]


def _people(actor: Actor, words: list[str], on: date) -> list[Hit]:
    if not may(actor, "directory.view"):
        return []
    rows = (
        Appointment.objects.filter(
            Q(until=None) | Q(until__gte=on), committee=actor.committee_id, since__lte=on
        )
        .select_related("person", "position__organisation", "position__body")
        .order_by("person__sort_key", "person_id", "id")
    )
    for word in words:
        rows = rows.filter(person__search_text__contains=word)
    hits: dict[int, Hit] = {}
    for row in rows[: 4 * MOST]:
        place = row.position.organisation or row.position.body
        hits.setdefault(
            row.person_id,
            Hit(
                row.person.full_name,
                row.position.title
                if not place or str(place) in row.position.title
                else f"{row.position.title}, {place}",
                reverse("directory:person", args=[row.person_id]),
            ),
        )
    return list(hits.values())


def _organisations(actor: Actor, words: list[str], on: date) -> list[Hit]:
    if not may(actor, "directory.view"):
        return []
    rows = Organisation.objects.filter(
        Q(until=None) | Q(until__gte=on), committee=actor.committee_id, since__lte=on
    ).order_by("sort_key", "id")
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return [
        Hit(row.name, str(row.get_kind_display()), reverse("directory:organisation", args=[row.pk]))
        for row in rows[: MOST + 1]
    ]


def _rooms(actor: Actor, words: list[str], on: date) -> list[Hit]:
    if not may(actor, "directory.view"):
        return []
    rows = Room.objects.filter(
        Q(until=None) | Q(until__gte=on), committee=actor.committee_id, since__lte=on
    ).order_by("sort_key", "id")
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return [
        Hit(row.name, row.place, f"{reverse('directory:rooms')}?{urlencode({'q': row.name})}")
        for row in rows[: MOST + 1]
    ]


def _clauses(actor: Actor, words: list[str], on: date) -> list[Hit]:
    hits = []
    for clause in rulebook_of(actor, on).clauses.values():
        text = fold(f"{clause.ref} {clause.document} {clause.gist} {clause.gist_en} {clause.reading}")
        if all(word in text for word in words):
            hits.append(
                Hit(
                    clause.say(_),
                    f"{clause.read(_)}",
                    reverse("rulebook:clause", args=[clause.edition, clause.id]),
                )
            )
        if len(hits) > MOST:
            break
    return hits
