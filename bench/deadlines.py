"""How fast the law is: the deadlines of a year's 96 conferences, and the full check of a programme of 10,000.

Runs by itself, without a database: `python bench/deadlines.py`. The last line is JSON with the figures.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from datetime import time as hour
from itertools import cycle
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from nghisu.core.conferences.findings import check_programme
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import WorkCalendar, default_calendar
from nghisu.core.law import Form, Question, Rulebook, load_rulebook

YEAR = 2026
MORNING, AFTERNOON = hour(8), hour(14)
ROUNDS = 7
MANY = 10_000

SECTORS = (
    "quy hoạch sông Hồng",
    "chuyển đổi số",
    "nhà ở xã hội",
    "đường sắt đô thị",
    "môi trường không khí",
    "giáo dục phổ thông",
    "y tế cơ sở",
    "an sinh xã hội",
    "cải cách hành chính",
    "công nghiệp văn hóa",
    "nông thôn mới",
    "công tác cán bộ",
)


def mondays() -> Iterator[date]:
    day = date(YEAR, 1, 5)
    while day.year == YEAR:
        yield day
        day += timedelta(weeks=1)


def year_of_questions() -> list[Question]:
    """A year as a city committee has it: 96 conferences of the six kinds."""
    weeks = list(mondays())
    found = [Question("thuong-truc", datetime.combine(day, AFTERNOON)) for day in weeks[:48]]
    found += [
        Question("ban-thuong-vu", datetime.combine(day + timedelta(days=2), MORNING))
        for day in weeks[::2][:24]
    ]
    for month in (1, 4, 7, 10):
        found.append(Question("ban-chap-hanh", datetime.combine(date(YEAR, month, 8), MORNING)))
    for month in (3, 6, 9, 12):
        found.append(Question("giao-ban", datetime.combine(date(YEAR, month, 25), MORNING), form=Form.ONLINE))
    forms = cycle(Form)
    for step in range(10):
        day = date(YEAR, 2, 3) + timedelta(days=30 * step)
        found.append(Question("so-tong-ket", datetime.combine(day, MORNING), form=next(forms)))
    for step in range(6):
        day = date(YEAR, 1, 22) + timedelta(days=55 * step)
        found.append(Question("quan-triet", datetime.combine(day, MORNING), form=Form.ONLINE))
    return found


def programme(count: int, rulebook: Rulebook) -> list[PlannedConference]:
    """A programme of so many conferences over several years, of all kinds, on any day of the week."""
    kinds, forms, sectors = cycle(rulebook.kinds), cycle(Form), cycle(SECTORS)
    chairs = cycle(rulebook.chairs)
    first = date(2024, 1, 1)
    found: list[PlannedConference] = []
    for number in range(1, count + 1):
        day = first + timedelta(days=number * 7 % 1096)
        kind, sector = next(kinds), next(sectors)
        opening = datetime.combine(day, MORNING if number % 3 else AFTERNOON)
        found.append(
            PlannedConference(
                key=str(number),
                title=f"{rulebook.kinds[kind].name}: bàn về {sector} năm {day.year}, lần {number}",
                kind=kind,
                opening=opening,
                row=number + 4,
                number=str(number),
                preparing=f"Đơn vị {number % 40}",
                chair=next(chairs),
                form=next(forms),
                scale="internal" if number % 50 else "province-wide",
                room=f"Phòng họp {number % 30}",
                participants="Các đơn vị có liên quan",
                delegates=20 + number % 200,
            )
        )
    return found


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds of work."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def derive_all(questions: list[Question], rulebook: Rulebook, calendar: WorkCalendar) -> int:
    return sum(len(rulebook.derive(question, calendar).deadlines) for question in questions)


def main() -> None:
    begun = time.perf_counter()
    rulebook, calendar = load_rulebook(), default_calendar()
    loading = time.perf_counter() - begun
    print(f"Loading the rules of {len(rulebook.editions)} documents: {loading * 1000:.1f} ms")

    questions = year_of_questions()
    begun = time.perf_counter()
    deadlines = derive_all(questions, rulebook, calendar)
    cold = time.perf_counter() - begun
    warm = seconds(lambda: derive_all(questions, rulebook, calendar), ROUNDS)
    print(
        f"{len(questions)} conferences, {deadlines} deadlines: {cold * 1000:.1f} ms the first time, "
        f"{warm * 1000:.1f} ms afterwards"
    )

    explained = seconds(
        lambda: [
            deadline.explain()
            for question in questions
            for deadline in rulebook.derive(question, calendar).deadlines
        ],
        ROUNDS,
    )
    print(f"The same with every deadline explained: {explained * 1000:.1f} ms")

    many = programme(MANY, rulebook)
    derived = seconds(
        lambda: derive_all(
            [
                Question(one.kind or "", one.opening, form=one.form or Form.IN_PERSON)
                for one in many
                if one.opening
            ],
            rulebook,
            calendar,
        ),
        3,
    )
    print(f"Deadlines and orders of {MANY} conferences: {derived:.2f} s")

    begun = time.perf_counter()
    findings = check_programme(many, rulebook, calendar)
    first = time.perf_counter() - begun
    checked = max(first, seconds(lambda: check_programme(many, rulebook, calendar), 3))
    print(f"A full check of {MANY} conferences: {len(findings)} findings in {checked:.2f} s")

    figures = {
        "derive_96_ms": round(max(cold, warm) * 1000, 2),
        "explain_96_ms": round(explained * 1000, 2),
        "derive_10000_s": round(derived, 3),
        "check_10000_s": round(checked, 3),
        "load_ms": round(loading * 1000, 1),
    }
    print(json.dumps({"figures": figures}))


if __name__ == "__main__":
    main()
