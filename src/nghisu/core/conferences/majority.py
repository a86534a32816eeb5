"""What a majority is (đa số): how many who agree, of how many, are enough.

Where nobody agrees nothing passes, and a tie fails.
"""

from __future__ import annotations

from nghisu.core.law.rules import LimitRule

OF_THE_ASKED, OF_THE_ANSWERED = "asked", "answered"
"""Of whom a majority is counted: all who are asked, or those alone who answered."""


def is_majority_rule(limit: LimitRule) -> bool:
    """Whether a limit says how many must agree in writing."""
    return (
        limit.period == "consultation"
        and limit.unit == "percent"
        and limit.scope in (OF_THE_ASKED, OF_THE_ANSWERED)
        and limit.comparison in ("more-than", "at-least")
    )


def base_of(limit: LimitRule | None, asked: int, answered: int) -> int:
    """Of how many a majority is counted: where no rule says, of all who are asked."""
    return answered if limit is not None and limit.scope == OF_THE_ANSWERED else asked


def is_enough(limit: LimitRule | None, agree: int, base: int) -> bool:
    """Whether so many who agree, of so many, are enough. Without a rule one who agrees is: no law asks for more."""
    if agree <= 0 or base <= 0:
        return False
    if limit is None:
        return True
    reached, needed = agree * 100, limit.value * base
    return reached >= needed if limit.comparison == "at-least" else reached > needed
