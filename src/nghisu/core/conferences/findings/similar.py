"""Conferences close together on one matter: what the rules ask to combine."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

from rapidfuzz import fuzz

from nghisu.core.conferences.findings.days_off import regular_every
from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity, keys_of, listed, rows_of
from nghisu.core.conferences.findings.matter import ALIKE, FEWEST, Matter, alike, matter_of
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law.citation import Translate
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.text import fold

CLOSE = timedelta(days=31)
"""How close "close together" is: a month, the shortest period for which programmes are drawn up, so that two
conferences in it could have been one."""

OFTEN = frozenset({"weekly", "fortnightly", "twice-a-month"})
"""Cadences whose sittings follow each other by design and are never similar."""

SAME_PEOPLE = 55
"""How alike (0–100) two lists of participants must be where both are stated."""

RECALLED = 6
"""Earlier conferences of one matter that a new one is compared with; the nearest in time suffice to join
a group."""


@dataclass(slots=True)
class _Group:
    """The conferences seen so far that share exactly the same words."""

    by_number: dict[str, deque[int]] = field(default_factory=dict)
    without: deque[int] = field(default_factory=lambda: deque(maxlen=RECALLED))
    latest: deque[int] = field(default_factory=lambda: deque(maxlen=RECALLED))
    near: list[frozenset[str]] = field(default_factory=list)

    def recall(self, matter: Matter) -> Iterator[int]:
        """Those whose numbers do not contradict: one shared, or none stated on one side."""
        if not matter.numbers:
            yield from self.latest
            return
        yield from self.without
        for number in matter.numbers:
            yield from self.by_number.get(number, ())

    def keep(self, place: int, matter: Matter) -> None:
        self.latest.append(place)
        if not matter.numbers:
            self.without.append(place)
        for number in matter.numbers:
            self.by_number.setdefault(number, deque(maxlen=RECALLED)).append(place)


def find_similar(
    conferences: Sequence[PlannedConference],
    rulebook: Rulebook,
    citations: tuple[Ground, ...],
    gettext: Translate,
) -> Iterator[Finding]:
    """One finding for each set of conferences within a month on one matter, for the same kind or the
    same people."""
    considered = sorted(
        (
            one
            for one in conferences
            if one.opening and one.kind and regular_every(one, rulebook) not in OFTEN
        ),
        key=lambda one: (one.on, one.row or 0),
    )
    leader = list(range(len(considered)))
    by_audience: dict[str, list[int]] = defaultdict(list)
    for place, conference in enumerate(considered):
        by_audience["kind:" + (conference.kind or "")].append(place)
        if conference.participants:
            by_audience["people:" + fold(conference.participants)].append(place)
    for places in by_audience.values():
        _join(places, considered, leader)
    groups: dict[int, list[PlannedConference]] = defaultdict(list)
    for place, conference in enumerate(considered):
        groups[_lead(leader, place)].append(conference)
    for group in groups.values():
        if len(group) > 1:
            yield Finding(
                Code.SIMILAR,
                Severity.WARN,
                group[0].on,
                gettext("%(count)s hội nghị gần giống nhau trong vòng %(days)s ngày: %(names)s.")
                % {"count": len(group), "days": CLOSE.days, "names": listed(group, gettext)},
                gettext(
                    "Xem xét gộp thành một hội nghị; nếu cần giữ cả hai thì ghi rõ vì sao ở cột ghi chú."
                ),
                citations,
                rows_of(group),
                keys_of(group),
            )


def _join(places: list[int], considered: Sequence[PlannedConference], leader: list[int]) -> None:
    """Join the conferences of one audience, in the order of time, with earlier ones of the same matter."""
    matters = {place: matter_of(considered[place].title) for place in places}
    frequency = Counter(word for words in {matter.words for matter in matters.values()} for word in words)
    groups: dict[frozenset[str], _Group] = {}
    index: dict[str, list[frozenset[str]]] = defaultdict(list)
    for place in places:
        matter = matters[place]
        if not matter.words:
            continue
        group = groups.get(matter.words)
        if group is None:
            group = groups[matter.words] = _Group(near=[matter.words])
            for other in _candidates(matter.words, index, frequency):
                if alike(matter.words, other):
                    group.near.append(other)
                    groups[other].near.append(matter.words)
        for words in group.near:
            for earlier in groups[words].recall(matter):
                if _together(considered[earlier], considered[place]):
                    leader[_lead(leader, place)] = _lead(leader, earlier)
        group.keep(place, matter)


def _candidates(
    words: frozenset[str], index: dict[str, list[frozenset[str]]], frequency: Counter[str]
) -> set[frozenset[str]]:
    """Earlier sets of words that may be alike: they share one of the rarest words; and enter this one for
    later.

    Two sets that share so much that they are alike must share one of the first words when both are ordered
    from the rarest: as many as remain when what the threshold demands is taken away.
    """
    ordered = sorted(words, key=lambda word: (frequency[word], word))
    size = len(ordered)
    # By the sum, at least ALIKE/(2-ALIKE) of these words are shared; held in a longer one, at least FEWEST
    # + 1.
    least = max(1, min(ceil(ALIKE / (2 - ALIKE) * size), FEWEST + 1))
    kept = ordered[: size - least + 1]
    found: set[frozenset[str]] = set()
    for word in kept:
        found.update(index[word])
        index[word].append(words)
    return found


def _together(first: PlannedConference, second: PlannedConference) -> bool:
    """Within a month of each other, and, where both say who takes part, for much the same people."""
    if first.on is None or second.on is None or second.on - first.on > CLOSE:
        return False
    if first.participants and second.participants:
        alike_people: float = fuzz.token_set_ratio(fold(first.participants), fold(second.participants))
        return alike_people >= SAME_PEOPLE
    return True


def _lead(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place
