"""The questions that `nghisu init` asks at the terminal, each with an answer that usually fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

import click

from nghisu.cli.init.pattern import PositionPattern, party_of, place_kind_of, read_pattern
from nghisu.cli.init.plan import LEVELS, AdministratorPlan, Plan, PlanRefused, code_of, look_over
from nghisu.core.law import rulebook_codes
from nghisu.core.text import fold, nfc

T = TypeVar("T")


def ask_plan(taken: Callable[[str], str | None], there: Callable[[str, str], bool]) -> Plan:
    """Ask for everything, show it, and ask whether it is right. Raises click.Abort when it is not.

    `taken` gives the name of the person whose account bears a name already, or None; `there` says whether there is a
    committee of this code or name already: then PlanRefused is raised before more is asked.
    """
    _say("Khởi tạo cấp ủy. Nhấn Enter để nhận câu trả lời trong ngoặc vuông; Ctrl+C để thôi.\n")
    level = _one_of("Cấp của cấp ủy", LEVELS, "commune")
    pattern = read_pattern(level)
    name = _text("Tên đầy đủ của cấp ủy (ví dụ: Đảng ủy phường An Khánh)")
    short_name = _text("Tên gọi tắt, dùng trong chức danh (Bí thư …)", _short_of(name))
    place = _text("Địa danh ghi trên văn bản", _place_of(name, short_name))
    code = _text("Mã cấp ủy (chữ không dấu, gạch nối)", code_of(name))
    if there(code, name):
        raise PlanRefused(
            [f"Đã có cấp ủy “{name}” hoặc mã {code} trong hệ thống này. Không tạo lần thứ hai."]
        )
    _say("\nNhiệm kỳ của Ban Chấp hành, Ban Thường vụ, Thường trực.")
    number = _text("Nhiệm kỳ thứ mấy", "I")
    since = _day("Ngày bắt đầu nhiệm kỳ", date(2025, 7, 1))
    until = _day("Ngày cuối nhiệm kỳ", _five_years_on(since))
    _say("\nCác văn phòng. Gõ dấu trừ (-) nếu không cần.")
    words = {"short": short_name, "party": party_of(short_name), "place_kind": place_kind_of(short_name)}
    offices = {}
    for office in pattern.offices:
        usual = " ".join(office.name.format(**words, unit="").split())
        asked = _text(f"Tên cơ quan ({usual})", usual if office.usual else "-")
        offices[office.key] = usual if asked == "-" and office.needed else asked.strip("-").strip()
    _say("\nBộ quy định áp dụng.")
    rulebook = _one_of("Bộ quy định", rulebook_codes(), pattern.rulebook)
    rulebook_since = _day("Áp dụng từ ngày", since)
    morning = _hour("Hội nghị buổi sáng khai mạc lúc", time(8))
    afternoon = _hour("Hội nghị buổi chiều khai mạc lúc", time(14))
    basis = _text("Căn cứ của thứ tự chức danh", pattern.basis)
    _say("\nNgười quản trị: nhập danh bạ, phân vai trò, đặt thiết lập.")
    administrator = _administrator(list(pattern.positions()), short_name, offices, taken)
    plan = Plan(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        place=place,
        term_number=number,
        term_since=since,
        term_until=until,
        offices=offices,
        rulebook=rulebook,
        rulebook_since=rulebook_since,
        morning=morning,
        afternoon=afternoon,
        basis=basis,
        administrator=administrator,
    )
    look_over(plan)
    _say(
        f"\nSẽ tạo: {plan.name} (mã {plan.code}), nhiệm kỳ {plan.term_number}, "
        f"{plan.term_since:%d/%m/%Y} – {plan.term_until:%d/%m/%Y};"
    )
    _say(f"  cơ quan: {', '.join(office for office in offices.values() if office)};")
    _say(
        f"  bộ quy định: {rulebook_codes()[plan.rulebook]} ({plan.rulebook}) từ {plan.rulebook_since:%d/%m/%Y};"
    )
    _say(f"  người quản trị: {administrator.full_name}, tên đăng nhập {administrator.username}.")
    click.confirm("Đúng và tạo ngay", default=True, abort=True, err=True)
    return plan


def _administrator(
    positions: list[PositionPattern],
    short_name: str,
    offices: dict[str, str],
    taken: Callable[[str], str | None],
) -> AdministratorPlan:
    full_name = _text("Họ và tên")
    words = {"short": short_name, "party": party_of(short_name), "place_kind": place_kind_of(short_name)}
    unit = offices.get("party", "")
    choices = {
        one.key: " ".join(one.title.format(**words, unit=unit).split())
        for one in positions
        if one.key != "quan-tri" and not one.key.endswith(("-ubnd", "-hdnd"))
    }
    position = _one_of("Chức danh đang giữ", {"": "không giữ chức danh nào khác"} | choices, "")
    username = _text("Tên đăng nhập", _username_of(full_name))
    same = False
    owner = taken(username)
    while owner is not None and not same:
        same = click.confirm(
            f"“{username}” là tài khoản của {owner}. Có đúng là người này không", default=False, err=True
        )
        if not same:
            username = _text("Tên đăng nhập khác", f"{username}2")
            owner = taken(username)
    email = _text("Thư điện tử (có thể bỏ trống)", "") if not same else ""
    phone = _text("Điện thoại (có thể bỏ trống)", "") if not same else ""
    return AdministratorPlan(full_name, username, position, "", email, phone, same)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _text(question: str, default: str | None = None) -> str:
    answer: str = click.prompt(question, default=default, err=True, show_default=bool(default))
    return " ".join(nfc(answer).split())


def _one_of(question: str, choices: dict[str, str], default: str) -> str:
    """A choice by its number in the list, or by its code."""
    codes = list(choices)
    for number, code in enumerate(codes, start=1):
        _say(f"  {number}. {choices[code]}" + (f" ({code})" if code else ""))

    def read(answer: str) -> str:
        answer = answer.strip()
        if answer.isdecimal() and len(answer) < 4 and 1 <= int(answer) <= len(codes):
            return codes[int(answer) - 1]
        if answer in choices:
            return answer
        raise ValueError(f"Hãy gõ số từ 1 đến {len(codes)}.")

    return _read(question, read, str(codes.index(default) + 1))


def _day(question: str, default: date) -> date:
    def read(answer: str) -> date:
        for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(answer.strip(), form).date()  # noqa: DTZ007  a day, no instant
            except ValueError:
                continue
        raise ValueError("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 01/07/2025.")

    return _read(question, read, f"{default:%d/%m/%Y}")


def _hour(question: str, default: time) -> time:
    def read(answer: str) -> time:
        found = re.match(r"^(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?$", answer.strip().lower())
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return time(int(found[1]), int(found[2] or 0))
        raise ValueError("Ghi giờ theo dạng giờ:phút, ví dụ 08:00.")

    return _read(question, read, f"{default:%H:%M}")


def _read(question: str, read: Callable[[str], T], default: str) -> T:
    """Ask until the answer can be read."""
    while True:
        try:
            return read(click.prompt(question, default=default, err=True))
        except ValueError as problem:
            _say(f"  {problem}")


def _five_years_on(since: date) -> date:
    """The last day of five years: 01/07/2025 → 30/06/2030."""
    return date(since.year + 5, since.month, min(since.day, 28)) - timedelta(days=1)


def _short_of(name: str) -> str:
    """Đảng ủy phường An Khánh → Đảng ủy phường; Tỉnh ủy Cao Nguyên → Tỉnh ủy."""
    words = name.split()
    kinds = ("phường", "xã", "khu", "ủy")
    for place in range(min(4, len(words)), 0, -1):
        if words[place - 1].lower() in kinds:
            return " ".join(words[:place])
    return name


def _place_of(name: str, short_name: str) -> str:
    rest = name[len(short_name) :].strip()
    return rest if name.startswith(short_name) and rest else name


def _username_of(full_name: str) -> str:
    """Nguyễn Thị An → nguyen.an."""
    words = fold(full_name).split()
    return f"{words[0]}.{words[-1]}" if len(words) > 1 else fold(full_name)
