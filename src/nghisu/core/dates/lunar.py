"""The Vietnamese lunar calendar (âm lịch), reckoned for the meridian of Việt Nam (UTC+7).

The rules: a lunar month begins on the Vietnamese day of the new moon; the month that holds the winter
solstice is the eleventh; where thirteen months lie between two eleventh months, the first that holds no major
solar term (trung khí) is the leap month. Because the day is that of UTC+7, Tết differs now and then from the
Chinese new year (1985, 2007, 2030).

New moons and the sun's longitude after Jean Meeus, *Astronomical Algorithms*, 2nd edition, chapters 49 and
25; the difference between dynamical and universal time after Espenak and Meeus (NASA polynomial expressions).
The new moons are good to a few seconds and the longitude to about 0.01°, in the years 1900 to 2200.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import floor, pi, sin

_RADIAN = pi / 180
_ZONE = 7 / 24
_MEAN_MONTH = 29.530588861
_ORDINAL_OF_JULIAN_DAY = 1721424.5
"""Julian date of the midnight that begins the day of ordinal 0."""

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")

# Meeus, table of chapter 49 for the new moon: coefficient (days), power of E, multiples of M, M', F, Omega.
_NEW_MOON_TERMS = (
    (-0.40720, 0, 0, 1, 0, 0),
    (0.17241, 1, 1, 0, 0, 0),
    (0.01608, 0, 0, 2, 0, 0),
    (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0),
    (-0.00514, 1, 1, 1, 0, 0),
    (0.00208, 2, 2, 0, 0, 0),
    (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0),
    (0.00056, 1, 1, 2, 0, 0),
    (-0.00042, 0, 0, 3, 0, 0),
    (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0),
    (-0.00024, 1, -1, 2, 0, 0),
    (-0.00017, 0, 0, 0, 0, 1),
    (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0),
    (0.00004, 0, 3, 0, 0, 0),
    (0.00003, 0, 1, 1, -2, 0),
    (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0),
    (0.00003, 0, -1, 1, 2, 0),
    (-0.00002, 0, -1, 1, -2, 0),
    (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)

# Planetary corrections of the same chapter: argument at epoch, per lunation (degrees), coefficient (days).
_PLANETARY_TERMS = (
    (299.77, 0.107408, 0.000325),
    (251.88, 0.016321, 0.000165),
    (251.83, 26.651886, 0.000164),
    (349.42, 36.412478, 0.000126),
    (84.66, 18.206239, 0.000110),
    (141.74, 53.303771, 0.000062),
    (207.14, 2.453732, 0.000060),
    (154.84, 7.306860, 0.000056),
    (34.52, 27.261239, 0.000047),
    (207.19, 0.121824, 0.000042),
    (291.34, 1.844379, 0.000040),
    (161.72, 24.198154, 0.000037),
    (239.56, 25.513099, 0.000035),
    (331.55, 3.592518, 0.000023),
)


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A day of the lunar calendar: `leap` marks a month that repeats the one before it."""

    day: int
    month: int
    leap: bool
    year: int
    """The solar year in which this lunar year's Tết falls."""

    @property
    def year_name(self) -> str:
        """The name of the lunar year by stem and branch (can chi), such as Bính Ngọ for 2026."""
        return f"{_STEMS[(self.year + 6) % 10]} {_BRANCHES[(self.year + 8) % 12]}"


def _delta_t_days(year: float) -> float:
    """Dynamical time less universal time, in days (Espenak and Meeus)."""
    if year >= 2050:
        seconds = -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year)
    elif year >= 2005:
        t = year - 2000
        seconds = 62.92 + 0.32217 * t + 0.005589 * t * t
    elif year >= 1986:
        t = year - 2000
        seconds = 63.86 + 0.3345 * t - 0.060374 * t**2 + 0.0017275 * t**3 + 0.000651814 * t**4
        seconds += 0.00002373599 * t**5
    elif year >= 1961:
        t = year - 1975
        seconds = 45.45 + 1.067 * t - t * t / 260 - t**3 / 718
    else:
        t = year - 1950
        seconds = 29.07 + 0.407 * t - t * t / 233 + t**3 / 2547
    return seconds / 86400


@lru_cache(maxsize=4096)
def _new_moon_day(lunation: int) -> int:
    """The ordinal of the Vietnamese day on which the new moon of this lunation falls (0: 6 January 2000)."""
    k = float(lunation)
    t = k / 1236.85
    day = 2451550.09766 + _MEAN_MONTH * k + t * t * (0.00015437 - 0.000000150 * t + 0.00000000073 * t * t)
    sun = 2.5534 + 29.10535670 * k - t * t * (0.0000014 + 0.00000011 * t)
    moon = 201.5643 + 385.81693528 * k + t * t * (0.0107582 + 0.00001238 * t - 0.000000058 * t * t)
    latitude = 160.7108 + 390.67050284 * k - t * t * (0.0016118 + 0.00000227 * t - 0.000000011 * t * t)
    node = 124.7746 - 1.56375588 * k + t * t * (0.0020672 + 0.00000215 * t)
    eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
    for coefficient, power, by_sun, by_moon, by_latitude, by_node in _NEW_MOON_TERMS:
        angle = by_sun * sun + by_moon * moon + by_latitude * latitude + by_node * node
        day += coefficient * eccentricity**power * sin(angle * _RADIAN)
    for place, (start, step, coefficient) in enumerate(_PLANETARY_TERMS):
        angle = start + step * k - (0.009173 * t * t if place == 0 else 0.0)
        day += coefficient * sin(angle * _RADIAN)
    day -= _delta_t_days(2000 + k / 12.3685)
    return floor(day + _ZONE - _ORDINAL_OF_JULIAN_DAY)


def _sun_longitude_at_midnight(ordinal: int) -> float:
    """The sun's apparent longitude (degrees) when the Vietnamese day of this ordinal begins."""
    moment = ordinal + _ORDINAL_OF_JULIAN_DAY - _ZONE
    t = (moment - 2451545.0) / 36525
    t += _delta_t_days(2000 + t * 100) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * _RADIAN
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = (125.04 - 1934.136 * t) * _RADIAN
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360


def _solar_term(ordinal: int) -> int:
    """Which twelfth of its course the sun is in when the day begins: 0 from the spring equinox, 9 the
    solstice.
    """
    return floor(_sun_longitude_at_midnight(ordinal) / 30)


def _lunation_near(ordinal: int) -> int:
    """The lunation whose month holds the day."""
    lunation = floor((ordinal + _ORDINAL_OF_JULIAN_DAY - 2451550.09766) / _MEAN_MONTH)
    while _new_moon_day(lunation + 1) <= ordinal:
        lunation += 1
    while _new_moon_day(lunation) > ordinal:
        lunation -= 1
    return lunation


@lru_cache(maxsize=512)
def _eleventh_month(year: int) -> int:
    """The lunation of the month that holds the winter solstice of a solar year."""
    lunation = _lunation_near(date(year, 12, 31).toordinal())
    # The month holds the solstice when, at its first midnight, the sun has not yet passed 270°.
    return lunation if _solar_term(_new_moon_day(lunation)) < 9 else lunation - 1


@lru_cache(maxsize=512)
def _months_after_eleventh(year: int) -> tuple[tuple[int, bool], ...]:
    """Number and leap mark of each month from the eleventh of `year` up to the next eleventh, excluded."""
    first, last = _eleventh_month(year), _eleventh_month(year + 1)
    leap = None
    if last - first == 13:
        for step in range(1, 13):
            begins, ends = _new_moon_day(first + step), _new_moon_day(first + step + 1)
            if _solar_term(begins) == _solar_term(ends):
                leap = step
                break
    months: list[tuple[int, bool]] = []
    number = 11
    for step in range(last - first):
        if step and step != leap:
            number = number % 12 + 1
        months.append((number, step == leap))
    return tuple(months)


def lunar_date(day: date) -> LunarDate:
    """The lunar date of a day in Việt Nam."""
    ordinal = day.toordinal()
    lunation = _lunation_near(ordinal)
    year = day.year if lunation >= _eleventh_month(day.year) else day.year - 1
    month, leap = _months_after_eleventh(year)[lunation - _eleventh_month(year)]
    lunar_year = year if month >= 11 and lunation - _eleventh_month(year) < 3 else year + 1
    return LunarDate(ordinal - _new_moon_day(lunation) + 1, month, leap, lunar_year)


def solar_day(lunar_year: int, month: int, day: int, leap: bool = False) -> date:
    """The solar day of a lunar date; ValueError where the month has no such day or is not a leap month."""
    year = lunar_year if month >= 11 else lunar_year - 1
    first = _eleventh_month(year)
    for step, found in enumerate(_months_after_eleventh(year)):
        if found == (month, leap):
            begins = _new_moon_day(first + step)
            if 1 <= day <= _new_moon_day(first + step + 1) - begins:
                return date.fromordinal(begins + day - 1)
            break
    raise ValueError(f"no lunar day {day}/{month} (leap: {leap}) in the year {lunar_year}")


def tet(year: int) -> date:
    """The first day of the lunar year (mồng Một Tết) that falls in a solar year."""
    return solar_day(year, 1, 1)


def hung_kings(year: int) -> date:
    """The anniversary of the Hùng Kings (Giỗ Tổ): the tenth of the third lunar month."""
    return solar_day(year, 3, 10)


def eve_of_tet(year: int) -> date:
    """The day before Tết (giao thừa), the 29th or the 30th of the twelfth month."""
    return tet(year) - timedelta(days=1)
