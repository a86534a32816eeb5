"""How long reading takes."""

from math import ceil

MINUTES_A_PAGE = 2
"""Minutes for a page of official prose read to be discussed: some 400 words."""


def minutes_to_read(pages: int) -> int:
    """Minutes that reading so many pages takes, to five minutes."""
    return ceil(pages * MINUTES_A_PAGE / 5) * 5
