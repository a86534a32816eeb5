"""Invented people: Vietnamese names put together from parts, the same for the same seed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

PARTS = Path(__file__).parent / "data" / "names.toml"
WOMEN = 0.38  # about the share of women among the people such an office invites


@dataclass(frozen=True, slots=True)
class InventedName:
    """A name nobody was given, and whether it is a woman's ("f") or a man's ("m")."""

    family: str
    middle: str
    given: str
    gender: str

    @property
    def full(self) -> str:
        return f"{self.family} {self.middle} {self.given}"


class NameSource:
    """Draws names; no full name twice, so that a person of the demonstration is found by name alone."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  invents people, guards nothing
        with PARTS.open("rb") as file:
            self._parts = tomllib.load(file)
        self._drawn: set[str] = set()

    def draw(self) -> InventedName:
        """The next name. Raises RuntimeError when the parts give no more new ones."""
        for _attempt in range(10_000):
            gender = "f" if self._random.random() < WOMEN else "m"
            name = InventedName(
                family=self._one_of(self._parts["family"]),
                middle=self._one_of(self._parts["middle"][gender]),
                given=self._one_of(self._parts["given"][gender]),
                gender=gender,
            )
            if name.given not in name.middle and name.full not in self._drawn:
                self._drawn.add(name.full)
                return name
        raise RuntimeError("no new name can be made of these parts")

    def _one_of(self, weights: dict[str, int]) -> str:
        return self._random.choices(list(weights), weights=list(weights.values()))[0]
