"""What is to be made: read from a file or gathered by questions, and looked over as a whole before anything is made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from nghisu.cli.init.pattern import Pattern, read_pattern
from nghisu.core.law import rulebook_codes
from nghisu.core.text import fold, nfc

LEVELS = {"commune": "cấp xã (xã, phường, đặc khu)", "province": "cấp tỉnh (tỉnh, thành phố)"}

CODE = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


class PlanRefused(Exception):
    """What is asked for cannot be made; `faults` says for each place what is wrong and what to write."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(f"  - {fault}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class AdministratorPlan:
    """The person who will administer, the position they hold otherwise (its key, or none), the account's name."""

    full_name: str
    username: str
    position: str = ""
    gender: str = ""
    email: str = ""
    phone: str = ""
    same_person: bool = False
    """The account is there already and is this very person's, who now serves this committee, too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A committee to be, with its term, offices, rulebook, hours and administrator."""

    code: str
    name: str
    short_name: str
    level: str
    place: str
    term_number: str
    term_since: date
    term_until: date
    offices: Mapping[str, str]
    rulebook: str
    rulebook_since: date
    morning: time
    afternoon: time
    basis: str
    administrator: AdministratorPlan

    @property
    def pattern(self) -> Pattern:
        return read_pattern(self.level)


def code_of(name: str) -> str:
    """The code that a name suggests: Đảng ủy phường An Khánh → phuong-an-khanh."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(name)).split()
    if words[:2] == ["dang", "uy"]:
        words = words[2:]
    return "-".join(words)[:40].strip("-")


@dataclass(slots=True)
class _Reading:
    """The tables of a file as they are read, and the faults found on the way."""

    table: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)

    def part(self, name: str, keys: set[str], needed: bool = True) -> Mapping[str, Any]:
        found = self.table.get(name)
        if found is None:
            if needed:
                self.faults.append(f"Thiếu phần [{name}].")
            return {}
        if not isinstance(found, dict):
            self.faults.append(f"[{name}] phải là một phần, có các dòng bên dưới.")
            return {}
        for key in sorted(set(found) - keys):
            self.faults.append(f"[{name}]: không có mục “{key}”. Dùng được: {', '.join(sorted(keys))}.")
        return found

    def text(self, part: str, row: Mapping[str, Any], key: str, default: str | None = None) -> str:
        value = row.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            if row or default is None:
                self.faults.append(f"[{part}] {key}: chưa ghi, hoặc không phải chữ trong ngoặc kép.")
            return ""
        return " ".join(nfc(value).split())

    def day(self, part: str, row: Mapping[str, Any], key: str, default: date | None = None) -> date:
        value = row.get(key, default)
        if type(value) is date:
            return value
        self.faults.append(f"[{part}] {key}: ghi ngày theo dạng năm-tháng-ngày, ví dụ {key} = 2025-07-01.")
        return date(2000, 1, 1)

    def hour(self, part: str, row: Mapping[str, Any], key: str, default: time) -> time:
        value = row.get(key, default)
        if isinstance(value, time):
            return value
        self.faults.append(f"[{part}] {key}: ghi giờ theo dạng {key} = 08:00:00.")
        return default


def read_plan(text: str) -> Plan:
    """The plan that a file holds. Raises PlanRefused with all that is wrong in it, not only the first."""
    try:
        table = tomllib.loads(text)
    except ValueError as problem:
        raise PlanRefused([f"Tệp không đọc được: {problem}"]) from problem
    reading = _Reading(table)
    parts = {"committee", "term", "offices", "rulebook", "hours", "precedence", "administrator"}
    reading.faults += [
        f"Không có phần [{name}]. Dùng được: {', '.join(sorted(parts))}."
        for name in sorted(set(table) - parts)
    ]
    committee = reading.part("committee", {"code", "name", "short_name", "level", "place"})
    name = reading.text("committee", committee, "name")
    level = reading.text("committee", committee, "level", "commune")
    if level not in LEVELS:
        reading.faults.append(
            f"[committee] level: “{level}” không phải commune (cấp xã) hay province (cấp tỉnh)."
        )
        level = "commune"
    pattern = read_pattern(level)
    term = reading.part("term", {"number", "since", "until"})
    since = reading.day("term", term, "since")
    offices = reading.part("offices", {office.key for office in pattern.offices}, needed=False)
    rulebook = reading.part("rulebook", {"code", "since"}, needed=False)
    hours = reading.part("hours", {"morning", "afternoon"}, needed=False)
    precedence = reading.part("precedence", {"basis"}, needed=False)
    person = reading.part(
        "administrator", {"full_name", "username", "position", "gender", "email", "phone", "same_person"}
    )
    plan = Plan(
        code=reading.text("committee", committee, "code", code_of(name)),
        name=name,
        short_name=reading.text("committee", committee, "short_name"),
        level=level,
        place=reading.text("committee", committee, "place"),
        term_number=reading.text("term", term, "number"),
        term_since=since,
        term_until=reading.day("term", term, "until"),
        offices={key: reading.text("offices", offices, key, "") for key in offices},
        rulebook=reading.text("rulebook", rulebook, "code", pattern.rulebook),
        rulebook_since=reading.day("rulebook", rulebook, "since", since),
        morning=reading.hour("hours", hours, "morning", time(8)),
        afternoon=reading.hour("hours", hours, "afternoon", time(14)),
        basis=reading.text("precedence", precedence, "basis", pattern.basis),
        administrator=AdministratorPlan(
            full_name=reading.text("administrator", person, "full_name"),
            username=reading.text("administrator", person, "username"),
            position=reading.text("administrator", person, "position", ""),
            gender=reading.text("administrator", person, "gender", ""),
            email=reading.text("administrator", person, "email", ""),
            phone=reading.text("administrator", person, "phone", ""),
            same_person=person.get("same_person") is True,
        ),
    )
    if reading.faults:
        raise PlanRefused(reading.faults)
    look_over(plan)
    return plan


def look_over(plan: Plan) -> None:
    """Raise PlanRefused when the plan contradicts itself or names what there is not."""
    pattern, who = plan.pattern, plan.administrator
    keys = [position.key for position in pattern.positions()]
    asked: list[tuple[bool, str]] = [
        (bool(plan.name) and len(plan.name) <= 200, "Tên cấp ủy: ghi từ 1 đến 200 chữ."),
        (bool(plan.short_name) and len(plan.short_name) <= 80, "Tên gọi tắt: ghi từ 1 đến 80 chữ."),
        (bool(plan.place) and len(plan.place) <= 80, "Địa danh: ghi từ 1 đến 80 chữ, ví dụ An Khánh."),
        (
            bool(CODE.match(plan.code)) and len(plan.code) <= 40,
            f"Mã cấp ủy “{plan.code}”: chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ phuong-an-khanh.",
        ),
        (bool(plan.term_number) and len(plan.term_number) <= 20, "Số nhiệm kỳ: ví dụ I hoặc XVIII."),
        (plan.term_until >= plan.term_since, "Nhiệm kỳ: ngày cuối đứng trước ngày đầu."),
        (
            plan.rulebook in rulebook_codes(),
            f"Bộ quy định “{plan.rulebook}” không có. Dùng được: {', '.join(rulebook_codes())}.",
        ),
        (
            plan.morning < plan.afternoon and plan.morning.hour < 12 <= plan.afternoon.hour,
            "Giờ khai mạc: buổi sáng trước 12:00, buổi chiều từ 12:00.",
        ),
        (bool(plan.basis) and len(plan.basis) <= 300, "Căn cứ thứ tự chức danh: ghi từ 1 đến 300 chữ."),
        (bool(who.full_name) and len(who.full_name) <= 120, "Họ và tên người quản trị: chưa ghi."),
        (
            bool(re.match(r"^[a-z0-9][a-z0-9.-]{2,58}$", fold(who.username))),
            "Tên đăng nhập: từ 3 ký tự, chỉ gồm chữ không dấu, số, dấu chấm, gạch nối; ví dụ nguyen.an.",
        ),
        (who.gender in {"", "f", "m"}, "Giới tính người quản trị: f (nữ), m (nam) hoặc để trống."),
        (not who.email or bool(EMAIL.match(who.email)), f"Thư điện tử “{who.email}” chưa đúng dạng."),
        (
            not who.position or who.position in keys,
            f"Chức danh “{who.position}” không có. Dùng được: {', '.join(keys)}, hoặc để trống.",
        ),
    ]
    faults = [said for sound, said in asked if not sound]
    faults += [f"Tên cơ quan “{name}” dài quá 200 chữ." for name in plan.offices.values() if len(name) > 200]
    if faults:
        raise PlanRefused(faults)
