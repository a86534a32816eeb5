"""The number and symbol of a document as its side writes them (số và ký hiệu)."""

from __future__ import annotations

from nghisu.core.form.rules import Side

LETTER = "CV"
"""The type whose symbol the State's side leaves out of the number (công văn, NĐ 30/2020)."""


def written_number(side: Side, number: int, kind: str, symbol: str) -> str:
    """`05-NQ/ĐU` on the Party's side, `15/TB-VPUB` on the State's; a number below ten has a leading 0.

    A letter (công văn) of the State's side names the issuer alone: `15/VPUB-TH`. Raises ValueError below 1.
    """
    if number < 1:
        raise ValueError(f"a number begins at 1: {number}")
    if side is Side.PARTY:
        return f"{number:02}-{kind}/{symbol}"
    return f"{number:02}/{symbol}" if kind == LETTER else f"{number:02}/{kind}-{symbol}"


def headed(side: Side, number_and_symbol: str) -> str:
    """With the word before it: `Số 05-NQ/ĐU` on the Party's side, `Số: 15/TB-VPUB` on the State's."""
    return f"Số {number_and_symbol}" if side is Side.PARTY else f"Số: {number_and_symbol}"
