"""Gathering findings: the same fault of one element at many places is one finding."""

from dataclasses import dataclass, field

from nghisu.core.form.document import Align
from nghisu.core.form.finding import FormFinding, Said, Spot
from nghisu.core.form.lines import Line
from nghisu.core.form.rules import Element, FormClause, FormRules, Look
from nghisu.core.law.basis import N_

NEAREST = 0.2
"""Points by which a size may differ: programs keep half points."""

ALIGNMENTS = {
    Align.LEFT: N_("căn trái"),
    Align.CENTER: N_("căn giữa"),
    Align.RIGHT: N_("căn phải"),
    Align.JUSTIFY: N_("căn đều hai lề"),
}


@dataclass(slots=True)
class Gathered:
    """Findings by what they say, each with its places."""

    rules: FormRules
    _found: dict[tuple[object, ...], tuple[FormFinding, list[Spot]]] = field(default_factory=dict)

    def add(
        self,
        element: Element,
        found: Said,
        expected: Said,
        spot: Spot | None = None,
        *,
        clause: FormClause | None = None,
        near: Said | None = None,
    ) -> None:
        """One fault at one place."""
        key = (element, found.template, str(found.values), expected.template, str(expected.values), str(near))
        if key not in self._found:
            one = FormFinding(element, found, expected, clause or self.rules.clause_of(element), near=near)
            self._found[key] = (one, [])
        spots = self._found[key][1]
        if spot is not None and all(other.index != spot.index for other in spots):
            spots.append(spot)

    def findings(self) -> list[FormFinding]:
        """All, in the order of the places; what concerns the whole file first."""
        ready = [
            FormFinding(one.element, one.found, one.expected, one.clause, tuple(spots), one.near)
            for one, spots in self._found.values()
        ]
        return sorted(ready, key=lambda one: one.spots[0].index if one.spots else -1)


def check_look(gathered: Gathered, element: Element, lines: list[Line], *, look: Look | None = None) -> None:
    """Size, weight, slant, underline, capitals and alignment of the lines of an element."""
    look = look or gathered.rules.looks.get(element)
    if look is None:
        return
    for line in lines:
        spot = Spot.at(line.paragraph, line.text)
        inked = line.inked
        if look.sizes:
            low, high = look.sizes
            wrong = [one.size for one in inked if not low - NEAREST <= one.size <= high + NEAREST]
            if wrong:
                gathered.add(
                    element,
                    Said(N_("cỡ chữ %(size)s pt"), {"size": wrong[0]}),
                    Said(N_("cỡ chữ %(size)s pt"), {"size": look.sizes}),
                    spot,
                )
        for wanted, has, yes, no in (
            (look.bold, [one.bold for one in inked], N_("chữ đậm"), N_("chữ không đậm")),
            (look.italic, [one.italic for one in inked], N_("chữ nghiêng"), N_("chữ đứng, không nghiêng")),
            (look.underline, [one.underline for one in inked], N_("gạch chân"), N_("không gạch chân")),
        ):
            if wanted is None or all(one is wanted for one in has):
                continue
            said = (no, yes) if wanted else (yes, no)
            gathered.add(element, Said(said[0]), Said(said[1]), spot)
        if look.upper and line.text != line.text.upper():
            gathered.add(element, Said(N_("chữ thường")), Said(N_("chữ in hoa")), spot)
        align = line.paragraph.align
        if look.align and look.align is not Align.JUSTIFY and line.alone and align is not look.align:
            gathered.add(element, Said(ALIGNMENTS[align]), Said(ALIGNMENTS[look.align]), spot)
