"""Limits of a year: how many conferences of a scale, how many fewer than before, how many online."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import ceil, floor

from nghisu.core.conferences.findings.finding import (
    Code,
    Finding,
    Severity,
    grounds,
    keys_of,
    listed,
    rows_of,
)
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law.citation import Translate, bilingual
from nghisu.core.law.question import Form
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import LimitRule

Years = Mapping[int, Sequence[PlannedConference]]


def by_year(conferences: Sequence[PlannedConference]) -> dict[int, list[PlannedConference]]:
    """The dated conferences of each year, in the order of their openings."""
    years: dict[int, list[PlannedConference]] = defaultdict(list)
    timed = [(one.opening, one.row or 0, place, one) for place, one in enumerate(conferences) if one.opening]
    for opening, _, _, conference in sorted(timed):
        years[opening.year].append(conference)
    return dict(sorted(years.items()))


def find_caps(years: Years, rulebook: Rulebook, gettext: Translate) -> Iterator[Finding]:
    """One finding for each year and scale that holds more conferences than its cap."""
    for limit in rulebook.limits:
        if limit.unit != "conferences" or limit.comparison != "at-most" or limit.period != "year":
            continue
        for year, conferences in years.items():
            counted = [one for one in conferences if one.scale == limit.scope and counts(limit, one)]
            cap = int(limit.value)
            if len(counted) <= cap:
                continue
            first_over = counted[cap]
            yield Finding(
                Code.CAP_EXCEEDED,
                Severity.REFUSE,
                first_over.on,
                gettext("%(name)s: năm %(year)s có %(count)s, tối đa %(cap)s: %(conferences)s.")
                % {
                    "name": bilingual(limit.name, limit.name_en, gettext),
                    "year": year,
                    "count": len(counted),
                    "cap": cap,
                    "conferences": listed(counted, gettext),
                },
                gettext(
                    "Thu hẹp quy mô, gộp hoặc bỏ %(over)s hội nghị; vượt từ hội nghị ngày %(day)s. "
                    "Quy mô căn cứ cột phạm vi đã ghi."
                )
                % {"over": len(counted) - cap, "day": f"{first_over.on:%d/%m/%Y}"},
                grounds(limit.citations),
                rows_of(counted),
                keys_of(counted),
                limit=limit.id,
            )


def find_cut(
    years: Years, rulebook: Rulebook, base_year_count: int | None, gettext: Translate
) -> Iterator[Finding]:
    """A finding for the programme's year when it does not hold so many fewer conferences than the base
    year entered."""
    if base_year_count is None or not years:
        return
    year = max(years, key=lambda one: len(years[one]))
    for limit in rulebook.limits:
        if limit.comparison != "fewer-by" or limit.scope != "year" or limit.unit != "percent":
            continue
        count = sum(1 for one in years[year] if counts(limit, one))
        allowed = floor(base_year_count * (100 - limit.value) / 100 + 1e-9)
        if count <= allowed or not limit.applies_on(date(year, 12, 31)):
            continue
        yield Finding(
            Code.CAP_EXCEEDED,
            Severity.WARN,
            None,
            gettext(
                "Năm %(year)s có %(count)s hội nghị; giảm %(percent)s%% so với %(base)s hội nghị của năm gốc "
                "thì tối đa là %(allowed)s."
            )
            % {
                "year": year,
                "count": count,
                "percent": f"{limit.value:g}",
                "base": base_year_count,
                "allowed": allowed,
            },
            gettext("Gộp hoặc bỏ %(over)s hội nghị; hội nghị gần giống nhau là nơi xem trước.")
            % {"over": count - allowed},
            grounds(limit.citations),
            limit=limit.id,
        )


def find_online_share(years: Years, rulebook: Rulebook, gettext: Translate) -> Iterator[Finding]:
    """A finding for each year in which too small a share is online; both forms at once counts as online
    (our reading)."""
    for limit in rulebook.limits:
        if (
            limit.scope != "online-share"
            or limit.comparison != "at-least"
            or limit.unit not in ("percent", "share")
        ):
            continue
        wanted = limit.value / 100 if limit.unit == "percent" else limit.value
        for year, conferences in years.items():
            counted = [one for one in conferences if counts(limit, one)]
            online = sum(1 for one in counted if one.form in (Form.ONLINE, Form.HYBRID))
            needed = ceil(len(counted) * wanted - 1e-9)
            if not counted or online >= needed:
                continue
            unknown = sum(1 for one in counted if one.form is None)
            message = gettext(
                "Năm %(year)s có %(online)s trên %(count)s hội nghị trực tuyến (%(share)s%%), cần ít nhất"
                " %(wanted)s%%; "
                "hội nghị vừa trực tiếp vừa trực tuyến được tính là trực tuyến."
            ) % {
                "year": year,
                "online": online,
                "count": len(counted),
                "share": f"{100 * online / len(counted):.1f}".replace(".", ","),
                "wanted": f"{100 * wanted:g}",
            }
            if unknown:
                message += " " + gettext("%(unknown)s hội nghị chưa ghi hình thức.") % {"unknown": unknown}
            yield Finding(
                Code.ONLINE_SHARE,
                Severity.WARN,
                None,
                message,
                gettext("Chuyển thêm %(more)s hội nghị sang trực tuyến.") % {"more": needed - online},
                grounds(limit.citations),
                limit=limit.id,
            )


def counts(limit: LimitRule, conference: PlannedConference) -> bool:
    """Whether a limit looks at a conference: its kinds, its forms, its validity on the day of the opening."""
    if limit.kinds and conference.kind not in limit.kinds:
        return False
    if limit.forms and conference.form not in limit.forms:
        return False
    return (
        conference.on is not None and limit.applies_on(conference.on) and conference.kind not in limit.excepts
    )
