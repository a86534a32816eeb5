from __future__ import annotations

from datetime import date

from django.db.models import Q


def valid_on(on: date, prefix: str = "") -> Q:
    """Rows that are valid on a day: begun by then, not ended before. `prefix` leads to a related row."""
    still = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return Q(**{f"{prefix}since__lte": on}) & still


def overlapping(since: date, until: date | None, prefix: str = "") -> Q:
    """Rows that are valid on at least one day of a period; a period without end lasts for good."""
    not_over = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": since})
    return not_over if until is None else not_over & Q(**{f"{prefix}since__lte": until})
