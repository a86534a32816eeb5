"""A long list in parts: each part begins after the last row of the one before, however many came earlier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused

PAGE = 50
LARGEST_PAGE = 200


class MarkRefused(Refused):
    """The mark was not given out for this list in this order."""

    def __init__(self) -> None:
        super().__init__(_("Giá trị after không phải của danh sách này."))


def keyset_page(
    rows: QuerySet[Any, dict[str, Any]], ordering: Sequence[str], after: str, size: int
) -> tuple[list[dict[str, Any]], str]:
    """At most `size` rows (dictionaries of `.values()`) after a mark, and the mark of the next ("" at the end).

    The last column of the ordering is unique. The mark is signed, since the values in it go into a query. Raises
    MarkRefused.
    """
    salt = "api:" + ",".join(ordering)
    if after:
        rows = rows.filter(_beyond(ordering, _read(after, salt)))
    found = list(rows.order_by(*ordering)[: size + 1])
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    values = [last[column.lstrip("-")] for column in ordering]
    spelled = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return found[:size], signing.dumps(spelled, salt=salt)


def check_mark(after: str, salt: str) -> None:
    """Raise MarkRefused unless a mark was signed with this salt; no mark at all is the beginning."""
    if after:
        _read(after, salt)


def _read(after: str, salt: str) -> list[Any]:
    try:
        values: list[Any] = signing.loads(after, salt=salt)
    except (signing.BadSignature, ValueError) as problem:
        raise MarkRefused from problem
    return values


def _beyond(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    beyond, same = Q(), Q()
    for name, value in zip(ordering, values, strict=True):
        column = name.lstrip("-")
        beyond |= same & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{column: value})
    return beyond
