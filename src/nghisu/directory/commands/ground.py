"""What every command of the directory stands on: the committee's lock, its own rows, codes, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from nghisu.core.text import fold, nfc
from nghisu.directory.queries import overlapping
from nghisu.directory.refusals import EndsBeforeStart, NameMissing, NameTaken
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.foundation.refusals import AccessRefused

M = TypeVar("M", bound=Model)


def begin(by: Actor) -> int:
    """May the actor edit the directory? Then nobody else does until the command is done. The committee's id.

    One lock for a directory is enough: it changes a few times a day, and who holds a seat, or stands above
    whom, is decided over several rows at once.
    """
    must(by, "directory.edit")
    committee = Committee.objects.select_for_update().filter(pk=by.committee_id or 0).first()
    if committee is None:
        raise AccessRefused("no such committee")
    return committee.pk


def own(by: Actor, rows: QuerySet[M], pk: int) -> M:
    """The committee's own row. Raises AccessRefused for another's, as for one that does not exist."""
    row = rows.filter(committee=by.committee_id, pk=pk).first()
    if row is None:
        raise AccessRefused("no such row in the committee")
    return row


def must_be_new(rows: QuerySet[M], name: str, since: date, until: date | None, apart_from: int = 0) -> None:
    """Raise NameTaken when a row of the same name, marks and capitals aside, is there at the same time."""
    wanted = fold(name)
    others = rows.filter(overlapping(since, until)).exclude(pk=apart_from)
    for other in others.filter(search_text__startswith=wanted):
        if fold(str(other)) == wanted:
            raise NameTaken(str(other))


def new_code(rows: QuerySet[M], by: Actor, name: str, longest: int = 60) -> str:
    """A code made of the name, not yet used in the committee."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: longest - 5].strip("-") or "x"
    taken = set(rows.filter(committee=by.committee_id, code__startswith=stem).values_list("code", flat=True))
    number = 2
    code = stem
    while code in taken:
        code = f"{stem}-{number}"
        number += 1
    return code


def cleaned(text: str, field: str) -> str:
    """A name as it is kept: NFC, single spaces. Raises NameMissing when nothing is left of it."""
    text = " ".join(nfc(text).split())
    if not text:
        raise NameMissing(field)
    return text


def must_be_in_order(since: date, until: date | None) -> None:
    """Raise EndsBeforeStart unless the last day is not before the first."""
    if until is not None and until < since:
        raise EndsBeforeStart(since)


def put(row: Model, values: Mapping[str, Any]) -> None:
    """Set columns of a row."""
    for name, value in values.items():
        setattr(row, name, value)
