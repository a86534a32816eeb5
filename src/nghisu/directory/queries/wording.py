from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from nghisu.core.text import fold
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

M = TypeVar("M", bound=Model)


def seen_by(by: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of the actor's own committee if the actor may look at the directory at all; else none."""
    if by.committee_id is None or not may(by, "directory.view"):
        return rows.none()
    return rows.filter(committee=by.committee_id)


def with_words(rows: QuerySet[M], text: str, column: str = "search_text") -> QuerySet[M]:
    """Rows whose folded text holds every word typed, with or without diacritics, in any order."""
    for word in fold(text).split():
        rows = rows.filter(**{f"{column}__contains": word})
    return rows
