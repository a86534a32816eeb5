"""Files of days off: one year a file, each day with the notice that makes it one."""

from pathlib import Path

from nghisu.core.dates.workcalendar import DayOff, DayWorked, Source, YearOfDays
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables, top_block
from nghisu.core.law.loader.source import read_source


def _text_or(block: Block, key: str, otherwise: str) -> str:
    return block.text(key, "") or otherwise


def read_year(text: str, path: Path) -> YearOfDays:
    """The days of the year that the file is named after; RuleFileError for a day of another year, or one
    twice.
    """
    source = read_source(text, path)
    refuse_other_tables(source, ("published", "notice", "off", "worked"))
    if not path.stem.isdecimal():
        raise source.refuse("tên tệp phải là năm, ví dụ 2026.toml")
    year = int(path.stem)
    head = top_block(source)
    published, notice = head.flag("published"), head.text("notice")
    head.finish()
    seen: set[int] = set()
    off: list[DayOff] = []
    worked: list[DayWorked] = []
    for table in ("off", "worked"):
        for block in blocks_of(source, table):
            day = block.needed_day("day")
            if day.year != year:
                raise block.refuse(f"ngày {day:%d/%m/%Y} không thuộc năm {year}", "day")
            if day.toordinal() in seen:
                raise block.refuse(f"ngày {day:%d/%m/%Y} có hai lần", "day")
            seen.add(day.toordinal())
            basis, reason, reason_en = block.basis()
            name, name_en = block.text("name"), block.text("name_en")
            by = _text_or(block, "notice", notice)
            if table == "off":
                off.append(DayOff(day, name, name_en, by, basis.value, Source.NOTICE, reason, reason_en))
            elif day.weekday() < 5:
                raise block.refuse(f"ngày {day:%d/%m/%Y} vốn là ngày làm việc", "day")
            else:
                worked.append(
                    DayWorked(day, name, name_en, by, basis.value, Source.NOTICE, reason, reason_en)
                )
            block.finish()
    return YearOfDays(year, published, notice, tuple(off), tuple(worked))
