"""Long lists in parts: the next part starts after the last row shown, however many came before (keyset)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

PAGE = 50
EVERYTHING = 100_000
"""Rows of one file: more than a directory holds, and still no way to exhaust the machine."""

M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, how many there are in all, the mark after which the next come ("" at the end)."""

    rows: Sequence[T]
    total: int
    after: str = ""


def page_of(rows: QuerySet[M], ordering: Sequence[str], after: str, size: int) -> tuple[list[M], str]:
    """At most `size` rows after the mark, and the mark for the next. The ordering's last column is unique.

    The mark is signed, for the values in it go into a query. One that was not made for this ordering starts
    from the beginning, since it is only a place in a list.
    """
    rows = rows.order_by(*ordering)
    salt = "page:" + ",".join(ordering)
    if after:
        with suppress(signing.BadSignature):
            rows = rows.filter(_beyond(ordering, signing.loads(after, salt=salt)))
    found = list(rows[: size + 1])
    if len(found) <= size:
        return found, ""
    found = found[:size]
    return found, signing.dumps([getattr(found[-1], name.lstrip("-")) for name in ordering], salt=salt)


def _beyond(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    beyond = Q()
    same = Q()
    for name, value in zip(ordering, values, strict=True):
        column = name.lstrip("-")
        beyond |= same & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{column: value})
    return beyond
