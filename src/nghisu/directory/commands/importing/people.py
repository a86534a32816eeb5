"""Reading the rows that name people: who is meant, which position, from when; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nghisu.core.conferences.problems import Problem
from nghisu.core.text import fold
from nghisu.directory.adapters.people_sheets.vocabulary import vocabulary
from nghisu.directory.commands.importing.ground import (
    Ground,
    HeldPosition,
    Known,
    Place,
    Raw,
    contacts_of,
    overlap,
)
from nghisu.directory.commands.importing.units import day_of
from nghisu.directory.spelling import spelled
from nghisu.foundation.sheets.header import plain
from nghisu.foundation.sheets.written_dates import NotADay

LONGEST = {"full_name": 120, "title": 200, "phone": 30, "note": 300}
MOST_ASKED = 8
"""People that a question offers at most."""


@dataclass(slots=True)
class PersonRow:
    """What a row says of a person and a position.

    `who` is who is meant: "new", "p" and the number of a known person, "r" and the row that brings the person in;
    empty while it has to be asked (`candidates`).
    """

    row: int
    raw: Raw
    full_name: str = ""
    title: str = ""
    place: Place | None = None
    position: HeldPosition | None = None
    since: date | None = None
    until: date | None = None
    email: str = ""
    phone: str = ""
    gender: str = ""
    note: str = ""
    who: str = ""
    candidates: list[str] = field(default_factory=list)
    is_there: bool = False
    copy_of: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, message: str, way_out: str) -> None:
        self.problems.append(Problem(name, message, way_out, (self.row,)))

    @property
    def contacts(self) -> list[str]:
        return contacts_of(self.email, self.phone)


def read_person(row: int, raw: Raw, ground: Ground, default_since: date | None) -> PersonRow:
    """What a row says by itself and held against the directory; other rows come in `relate_people`."""
    read = PersonRow(
        row,
        raw,
        raw.get("full_name", ""),
        raw.get("title", ""),
        email=raw.get("email", ""),
        phone=raw.get("phone", ""),
        note=raw.get("note", ""),
    )
    if not read.full_name:
        read.say("full_name", _("Chưa ghi họ và tên."), _("Ghi đủ họ, chữ đệm và tên."))
    elif len(read.full_name.split()) < 2:
        read.say(
            "full_name",
            _("“%(name)s” chỉ có một chữ.") % {"name": read.full_name},
            _("Ghi đủ họ, chữ đệm và tên."),
        )
    for name, longest in LONGEST.items():
        if len(raw.get(name, "")) > longest:
            read.say(name, _("Dài quá %(limit)s chữ.") % {"limit": longest}, _("Rút gọn."))
    if read.email:
        try:
            validate_email(read.email)
        except ValidationError:
            read.say(
                "email",
                _("“%(text)s” không phải là địa chỉ thư điện tử.") % {"text": read.email},
                _("Sửa lại như ten@coquan.vn, hoặc để trống."),
            )
    if raw.get("gender"):
        read.gender = vocabulary().genders.get(plain(raw["gender"]), "")
        if not read.gender:
            read.say(
                "gender",
                _("Không hiểu giới tính “%(text)s”.") % {"text": raw["gender"]},
                _("Ghi Nam hoặc Nữ, hoặc để trống."),
            )
    _read_days(read, raw, default_since)
    return read


def _read_days(read: PersonRow, raw: Raw, default_since: date | None) -> None:
    read.since = default_since
    for name in ("since", "until"):
        if raw.get(name):
            try:
                setattr(read, name, day_of(raw[name]))
            except NotADay as fault:
                read.say(name, fault.message, fault.way_out)
                if name == "since":
                    return
    if read.since is None:
        read.say("since", _("Chưa ghi “Từ ngày”."), _("Ghi ngày bắt đầu giữ chức, ví dụ 01/07/2025."))
    elif read.until is not None and read.until < read.since:
        read.say(
            "until",
            _("Ngày cuối đứng trước ngày đầu (%(since)s).") % {"since": f"{read.since:%d/%m/%Y}"},
            _("Sửa một trong hai ngày."),
        )


def find_place(read: PersonRow, ground: Ground) -> None:
    """Find the unit or body of a row, and the position there that bears its title."""
    name = read.raw.get("place", "")
    if not read.title:
        read.say("title", _("Chưa ghi chức danh."), _("Ghi chức danh, ví dụ: Chánh Văn phòng."))
        return
    own = not name or spelled(name) in {spelled(one) for one in ground.own_names}
    if own and not ground.places.find(name):
        _find_anywhere(read, ground, name)
        return
    place = ground.places.find(name)
    if place is None:
        near = "" if ground.places.is_doubtful(name) else ground.places.near(name)
        if ground.places.is_doubtful(name):
            read.say(
                "place",
                _("Có nhiều nơi cùng tên “%(name)s”.") % {"name": name},
                _("Ghi tên đầy đủ, hoặc mã của cơ quan."),
            )
            return
        way_out = _("Ghi đúng tên như trong danh bạ, hoặc thêm cơ quan đó vào bảng cơ quan của tệp.")
        if near:
            way_out = _("Có phải là “%(near)s”? %(way_out)s") % {"near": near, "way_out": way_out}
        read.say(
            "place",
            _("Không có cơ quan hay tập thể “%(name)s” trong danh bạ hay trong tệp.") % {"name": name},
            way_out,
        )
        return
    read.place = place
    found = ground.positions.get(place, {}).get(ground.title_key(read.title, place), [])
    read.position = _in_time(found, read)
    _must_be_there(read, ground)


def _find_anywhere(read: PersonRow, ground: Ground, name: str) -> None:
    """A title without a place, or of the committee itself (Bí thư Đảng ủy phường): a body's, where one has it."""
    wanted = spelled(read.title)
    met: dict[int, tuple[Place, HeldPosition]] = {}
    for place, titles in ground.positions.items():
        key = ground.title_key(read.title, place)
        for held in titles.get(key, ()):
            if place.kind == "body" or spelled(held.title) == wanted:
                met[held.pk] = (place, held)
    if len(met) == 1:
        read.place, read.position = next(iter(met.values()))
        _must_be_there(read, ground)
        return
    read.say(
        "place",
        _("Chưa ghi cơ quan hoặc tập thể của chức danh này.")
        if not name
        else _("“%(name)s” là cấp ủy, chưa rõ chức danh này ở tập thể hay cơ quan nào.") % {"name": name},
        _("Ghi tên cơ quan, hoặc tập thể như Thường trực, Ban Thường vụ, Ban Chấp hành."),
    )


def _in_time(found: Sequence[HeldPosition], read: PersonRow) -> HeldPosition | None:
    """The position that is there when it begins to be held; else the latest of that title."""
    since = read.since
    fitting = [
        one
        for one in found
        if since is None or (one.since <= since and (one.until is None or since <= one.until))
    ]
    return fitting[-1] if fitting else (found[-1] if found else None)


def _must_be_there(read: PersonRow, ground: Ground) -> None:
    """Position and place are there for as long as the position is held."""
    if read.since is None or read.place is None:
        return
    standing = ground.standings[read.place]
    spans = [(standing.name, standing.since, standing.until)]
    if read.position is not None:
        spans.insert(0, (read.position.title, read.position.since, read.position.until))
    for name, since, until in spans:
        if read.since < since or (until is not None and (read.until is None or read.until > until)):
            words = {
                "name": name,
                "since": f"{since:%d/%m/%Y}",
                "until": f"{until:%d/%m/%Y}" if until else "",
            }
            read.say(
                "since",
                (
                    _("“%(name)s” chỉ có từ %(since)s đến hết %(until)s.")
                    if until
                    else _("“%(name)s” chỉ có từ %(since)s.")
                )
                % words,
                _("Chọn ngày trong khoảng đó, hoặc sửa ngày của cơ quan, chức danh trong danh bạ."),
            )
            return


def relate_people(
    rows: Sequence[PersonRow], ground: Ground, left_out: set[int], choices: dict[int, str]
) -> None:
    """Hold the rows against one another and against the people known: who is meant, what is there already."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    by_name: dict[str, list[PersonRow]] = {}
    by_contact: dict[str, list[PersonRow]] = {}
    held: dict[tuple[Place, str], list[PersonRow]] = {}
    for read in rows:
        said = tuple(sorted((k, v) for k, v in read.raw.items() if k not in ("number", "note") and v))
        if read.row in left_out:
            continue
        earlier = first.setdefault(said, read.row)
        if earlier != read.row:
            read.copy_of = earlier
            continue
        _who(read, ground, by_name.get(fold(read.full_name), []), by_contact, choices.get(read.row, ""))
        by_name.setdefault(fold(read.full_name), []).append(read)
        for contact in read.contacts:
            by_contact.setdefault(contact, []).append(read)
        if read.place is not None and read.since is not None:
            same = held.setdefault((read.place, ground.title_key(read.title, read.place)), [])
            _must_be_free(read, ground, same)
            same.append(read)


def _who(
    read: PersonRow,
    ground: Ground,
    namesakes: Sequence[PersonRow],
    by_contact: dict[str, list[PersonRow]],
    choice: str,
) -> None:
    """Who is meant. The same name with the same mail or telephone is the same person; a name alone, or a mail or
    telephone alone, is a question that a person answers."""
    if not read.full_name:
        return
    known = ground.people.get(fold(read.full_name), [])
    contacts = set(read.contacts)
    sure = [one for one in known if contacts & set(contacts_of(one.email, one.phone))]
    sure_rows = [one for one in namesakes if contacts & set(one.contacts)]
    others: list[Known] = [one for contact in contacts for one in ground.by_contact.get(contact, ())]
    # Two rows of one name who are reached in different ways are two people.
    apart = [one for one in namesakes if contacts and one.contacts and not contacts & set(one.contacts)]
    rows_of_others = [one for contact in contacts for one in by_contact.get(contact, ())]
    asked = [f"p{one.pk}" for one in known] + [f"p{one.pk}" for one in others]
    asked += [_origin(one) for one in namesakes if one not in apart] + [
        _origin(one) for one in rows_of_others
    ]
    read.candidates = list(dict.fromkeys(one for one in asked if one not in ("", "new")))[:MOST_ASKED]
    if choice == "new" or choice in read.candidates:
        read.who = choice
    elif len({one.pk for one in sure}) == 1:
        read.who = f"p{sure[0].pk}"
    elif sure_rows and not sure:
        read.who = _origin(sure_rows[0])
    elif not read.candidates:
        read.who = "new"


def _origin(read: PersonRow) -> str:
    """Who an earlier row means: whom it recognised, or else the person whom it brings in."""
    return read.who if read.who.startswith(("p", "r")) else f"r{read.row}"


def _must_be_free(read: PersonRow, ground: Ground, same: Sequence[PersonRow]) -> None:
    """The person does not hold the position already, and a seat of it is free."""
    if read.since is None:
        return
    here = ground.held.get(read.position.pk, []) if read.position else []
    met = [one for one in here if overlap(read.since, read.until, one[1], one[2])]
    if read.who.startswith("p") and any(f"p{person}" == read.who for person, _since, _until in met):
        read.is_there = True
        return
    rows = [one for one in same if one.since and overlap(read.since, read.until, one.since, one.until)]
    rows = [one for one in rows if not one.is_there]
    me = read.who if read.who != "new" else f"r{read.row}"
    twice = next((one for one in rows if me and _origin(one) == me), None)
    if twice is not None:
        read.say(
            "title",
            _("%(name)s đã giữ chức danh này ở dòng %(row)s trong cùng thời gian.")
            % {"name": read.full_name, "row": twice.row},
            _("Bỏ một trong hai dòng, hoặc sửa ngày."),
        )
        return
    seats = read.position.seats if read.position else None
    if seats is not None and len(met) + len(rows) >= seats:
        holders = [ground.known[person].full_name for person, _s, _u in met if person in ground.known]
        holders += [_("%(name)s (dòng %(row)s)") % {"name": one.full_name, "row": one.row} for one in rows]
        read.say(
            "title",
            _("“%(title)s” chỉ có %(seats)s người giữ; đang ghi cho %(holders)s.")
            % {
                "title": read.position.title if read.position else read.title,
                "seats": seats,
                "holders": ", ".join(holders[:3]),
            },
            _("Ghi ngày thôi giữ chức của người trước, hoặc bỏ dòng này."),
        )
