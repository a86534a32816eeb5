"""Columns that every dated, searchable row of the directory shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class SortKeyField(TextColumn):
    """A key of `nghisu.core.text.sort_key`: compared byte by byte whatever the collation of the database,
    because a collation of a language would reorder what the key has already put in Vietnamese order."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        parameters["collation"] = "C" if connection.vendor == "postgresql" else "BINARY"
        return parameters


def ends_after_start(name: str) -> models.CheckConstraint:
    """A row is valid through its last day, which is not before its first; no last day means still valid."""
    return models.CheckConstraint(
        condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name=name
    )
