"""Reading the rows that name units: what each says, what contradicts the directory or another row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.conferences.problems import Problem
from nghisu.directory.adapters.people_sheets.vocabulary import vocabulary
from nghisu.directory.commands.importing.ground import EARLIEST, Ground, Place, Raw, Standing
from nghisu.directory.models import Organisation
from nghisu.directory.spelling import spelled
from nghisu.foundation.models import Committee
from nghisu.foundation.sheets.header import plain
from nghisu.foundation.sheets.written_dates import NotADay, read_day

CODE = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
LONGEST = {"code": 60, "name": 200, "short_name": 100, "address": 200}


@dataclass(slots=True)
class UnitRow:
    """What a row says of a unit; `there` is the unit of the directory that bears the name already."""

    row: int
    raw: Raw
    name: str = ""
    short_name: str = ""
    code: str = ""
    kind: str = ""
    bloc: str = ""
    tier: int = 0
    since: date | None = None
    superior: Place | None = None
    there: int | None = None
    copy_of: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, message: str, way_out: str) -> None:
        self.problems.append(Problem(name, message, way_out, (self.row,)))


def day_of(text: str) -> date:
    """The day that a cell names; raises NotADay, also for two days in one cell."""
    when = read_day(text, _, EARLIEST)
    if when.until is not None:
        raise NotADay(_("“%(text)s” có hai ngày.") % {"text": text}, _("Ghi một ngày, ví dụ 01/07/2025."))
    return when.on


def read_unit(row: int, raw: Raw, ground: Ground, default_since: date | None) -> UnitRow:
    """What a row says by itself and held against the directory; other rows come in `relate_units`."""
    read = UnitRow(row, raw, raw.get("name", ""), raw.get("short_name", ""), raw.get("code", "").lower())
    if not read.name:
        read.say("name", _("Chưa ghi tên cơ quan."), _("Ghi tên đầy đủ của cơ quan."))
    for name, longest in LONGEST.items():
        if len(raw.get(name, "")) > longest:
            read.say(name, _("Dài quá %(limit)s chữ.") % {"limit": longest}, _("Rút gọn."))
    if read.code and not CODE.match(read.code):
        read.say(
            "code",
            _("Mã “%(code)s” có dấu, khoảng trống hoặc ký tự lạ.") % {"code": raw.get("code", "")},
            _("Chỉ dùng chữ không dấu, số và gạch nối, ví dụ ubnd-phuong; hoặc để trống để máy tự đặt."),
        )
    _read_words(read, raw, ground)
    _read_since(read, raw, default_since)
    place = ground.units.find(read.name) if read.name else None
    if place is not None and place.kind == "unit":
        read.there = place.number
    elif read.code in ground.codes and read.code:
        read.say(
            "code",
            _("Mã “%(code)s” đã là mã của một cơ quan khác trong danh bạ.") % {"code": read.code},
            _("Ghi mã khác, hoặc để trống."),
        )
    return read


def _read_words(read: UnitRow, raw: Raw, ground: Ground) -> None:
    words = vocabulary()
    kind = words.kinds.get(plain(raw.get("kind", "")), "")
    if kind:
        read.kind = kind
    elif raw.get("kind"):
        read.say("kind", _("Không có loại cơ quan “%(text)s”.") % {"text": raw["kind"]}, _one_of("kinds"))
    else:
        read.say("kind", _("Chưa ghi loại cơ quan."), _one_of("kinds"))
    read.bloc = words.blocs.get(plain(raw.get("bloc", "")), "")
    if not read.bloc and raw.get("bloc"):
        read.say("bloc", _("Không có khối “%(text)s”.") % {"text": raw["bloc"]}, _one_of("blocs"))
    elif not read.bloc and kind:
        read.bloc = words.bloc_of_kind.get(kind, "")
        if not read.bloc:
            read.say("bloc", _("Chưa ghi khối."), _one_of("blocs"))
    tier = words.tiers.get(plain(raw.get("tier", "")), "")
    if tier:
        read.tier = int(tier)
    elif raw.get("tier"):
        read.say("tier", _("Không có cấp “%(text)s”.") % {"text": raw["tier"]}, _one_of("tiers"))
    else:
        province = ground.committee.level == Committee.Level.PROVINCE
        read.tier = Organisation.Tier.PROVINCE if province else Organisation.Tier.COMMUNE


def _one_of(table: str) -> str:
    return _("Dùng một trong: %(words)s.") % {"words": "; ".join(vocabulary().names[table].values())}


def _read_since(read: UnitRow, raw: Raw, default_since: date | None) -> None:
    if not raw.get("since"):
        read.since = default_since
        if default_since is None:
            read.say("since", _("Chưa ghi “Từ ngày”."), _("Ghi ngày thành lập, ví dụ 01/07/2025."))
        return
    try:
        read.since = day_of(raw["since"])
    except NotADay as fault:
        read.say("since", fault.message, fault.way_out)


def relate_units(rows: Sequence[UnitRow], ground: Ground, left_out: set[int]) -> None:
    """Hold the rows against one another: copies, one name or code twice, superiors, and circles of them."""
    first: dict[str, UnitRow] = {}
    codes: dict[str, int] = {}
    taken = [read for read in rows if read.row not in left_out]
    for read in taken:
        if not read.name or read.there is not None:
            continue
        earlier = first.setdefault(spelled(read.name), read)
        if earlier is not read:
            _met(read, earlier)
            continue
        if read.code and codes.setdefault(read.code, read.row) != read.row:
            read.say(
                "code",
                _("Mã “%(code)s” đã dùng ở dòng %(row)s.") % {"code": read.code, "row": codes[read.code]},
                _("Ghi mã khác, hoặc để trống."),
            )
        place = Place("row", read.row)
        names = (read.name, read.short_name, read.code)
        ground.units.add(place, names)
        ground.places.add(place, names)
        ground.standings[place] = Standing(read.name, read.short_name, read.since or date.min, None)
    for read in rows:
        _find_superior(read, ground)
    _refuse_circles(taken, ground)


def _met(read: UnitRow, earlier: UnitRow) -> None:
    said = {name: text for name, text in read.raw.items() if name != "number"}
    if said == {name: text for name, text in earlier.raw.items() if name != "number"}:
        read.copy_of = earlier.row
        return
    read.say(
        "name",
        _("Cơ quan “%(name)s” đã có ở dòng %(row)s với nội dung khác.")
        % {"name": read.name, "row": earlier.row},
        _("Bỏ một trong hai dòng, hoặc ghi tên khác."),
    )


def _find_superior(read: UnitRow, ground: Ground) -> None:
    name = read.raw.get("superior", "")
    if not name or read.there is not None:
        return
    place = ground.units.find(name)
    if place is None:
        if spelled(name) in {spelled(own) for own in ground.own_names}:
            return  # "Trực thuộc Đảng ủy phường": directly under the committee, which is no unit of its own
        _say_unknown(read, "superior", name, ground.units.is_doubtful(name), ground.units.near(name))
        return
    if place == Place("row", read.row):
        read.say(
            "superior",
            _("Cơ quan không thể là cấp trên của chính nó."),
            _("Ghi cơ quan cấp trên khác, hoặc để trống."),
        )
        return
    read.superior = place
    standing = ground.standings[place]
    if read.since is not None and standing.since > read.since:
        read.say(
            "since",
            _("Cơ quan cấp trên “%(name)s” chỉ có từ %(since)s, sau ngày của cơ quan này.")
            % {"name": standing.name, "since": f"{standing.since:%d/%m/%Y}"},
            _("Sửa ngày của một trong hai cơ quan."),
        )


def _say_unknown(read: UnitRow, field_name: str, name: str, doubtful: bool, near: str) -> None:
    if doubtful:
        read.say(
            field_name,
            _("Có nhiều nơi cùng tên “%(name)s”.") % {"name": name},
            _("Ghi tên đầy đủ, hoặc mã của cơ quan."),
        )
        return
    way_out = _("Ghi đúng tên như trong danh bạ, hoặc thêm cơ quan đó vào bảng cơ quan của tệp.")
    if near:
        way_out = _("Có phải là “%(near)s”? %(way_out)s") % {"near": near, "way_out": way_out}
    read.say(
        field_name, _("Không có cơ quan “%(name)s” trong danh bạ hay trong tệp.") % {"name": name}, way_out
    )


def _refuse_circles(rows: Sequence[UnitRow], ground: Ground) -> None:
    """Units that stand above one another in a circle: each of them is told the whole circle."""
    above: Mapping[int, int] = {
        read.row: read.superior.number for read in rows if read.superior is not None and read.superior.is_new
    }
    settled: set[int] = set()
    by_row = {read.row: read for read in rows}
    for start in above:
        path: list[int] = []
        row: int | None = start
        while row is not None and row not in settled and row not in path:
            path.append(row)
            row = above.get(row)
        if row is not None and row in path:
            circle = path[path.index(row) :]
            names = " → ".join(
                _("%(name)s (dòng %(row)s)") % {"name": by_row[one].name, "row": one}
                for one in [*circle, row]
            )
            for one in circle:
                by_row[one].say(
                    "superior",
                    _("Cấp trên vòng tròn: %(circle)s.") % {"circle": names},
                    _("Sửa cơ quan cấp trên của một trong các dòng này."),
                )
        settled.update(path)
