"""`nghisu deadlines` and `nghisu explain`: questions of law, answered without a database."""

import json
import sys
from collections.abc import Mapping
from typing import IO

import click

from nghisu.core.dates import WorkCalendar, default_calendar
from nghisu.core.law import LawError, load_rulebook, read_question
from nghisu.core.law.answer import Answer
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.rendering import answer_as_json
from nghisu.core.law.tracing import Trace, trace
from nghisu.core.law.wording.rules import say_rule
from nghisu.core.text import nfc

REFUSED = 2
"""The exit code for a question that cannot be answered as it is put."""

SOME_REFUSED = 1
"""The exit code of a batch in which some lines could not be answered."""


def _refuse(reason: str) -> None:
    click.echo(reason, err=True)
    sys.exit(REFUSED)


def _dump(said: Mapping[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False)


@click.command()
@click.option("--kind", help="Loại hội nghị, ví dụ ban-thuong-vu.")
@click.option("--opening", help="Ngày giờ khai mạc, ví dụ 2026-03-18T08:00.")
@click.option("--closing", help="Ngày giờ bế mạc; không ghi thì là ngày khai mạc.")
@click.option("--form", help="in-person, online hoặc hybrid.")
@click.option("--unscheduled", is_flag=True, help="Hội nghị đột xuất.")
@click.option("--chair", help="Nơi chủ trì, ví dụ thuong-truc.")
@click.option("--body", help="Mã tập thể họp.")
@click.option(
    "--carries/--carries-nothing", "carries", default=None, help="Có hay không có tài liệu phải thẩm định."
)
@click.option("--secret", is_flag=True, help="Tài liệu mật.")
@click.option("--rulebook", default="5609", show_default=True, help="Bộ quy định.")
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
@click.option("--batch", is_flag=True, help="Đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn.")
def deadlines(
    kind: str | None,
    opening: str | None,
    closing: str | None,
    form: str | None,
    unscheduled: bool,
    chair: str | None,
    body: str | None,
    carries: bool | None,
    secret: bool,
    rulebook: str,
    as_json: bool,
    batch: bool,
) -> None:
    """Thời hạn của một hội nghị, mỗi thời hạn kèm điều khoản."""
    if batch:
        sys.exit(_answer_lines(sys.stdin.buffer, rulebook))
    given: dict[str, object] = {
        "kind": kind,
        "opening": opening,
        "closing": closing,
        "form": form,
        "unscheduled": unscheduled,
        "chair": chair,
        "body": body,
        "carries_appraised": carries,
        "secret": secret,
    }
    try:
        answer = load_rulebook(rulebook).derive(read_question(given), default_calendar())
    except LawError as error:
        _refuse(str(error))
        return
    if as_json:
        click.echo(json.dumps(answer_as_json(answer), ensure_ascii=False, indent=2))
    else:
        _print_answer(answer)


def _answer_lines(lines: IO[bytes], rulebook: str) -> int:
    """Answers line by line as they come, so that a program may ask and wait."""
    try:
        load_rulebook(rulebook)
    except LawError as error:
        _refuse(str(error))
    calendar = default_calendar()
    out = sys.stdout
    outcome = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        said: dict[str, object]
        try:
            said = _answer_line(line, rulebook, calendar)
        except LawError as error:
            said = {"error": str(error), "line": number}
            outcome = SOME_REFUSED
        out.write(_dump(said) + "\n")
        out.flush()
    return outcome


class LineUnreadable(LawError):
    """A line of a batch that is not a JSON object."""


def _answer_line(line: bytes, rulebook: str, calendar: WorkCalendar) -> dict[str, object]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (
        ValueError,
        RecursionError,
    ):  # no UTF-8, no JSON, a number of thousands of digits, endless brackets
        raise LineUnreadable("Dòng này không phải là JSON. Hãy ghi mỗi dòng một đối tượng {…}.") from None
    if not isinstance(given, dict):
        raise LineUnreadable("Dòng này phải là một đối tượng JSON {…}.")
    reference = given.pop("id", None)
    chosen = given.pop("rulebook", None)
    if "carries" in given:
        given["carries_appraised"] = given.pop("carries")
    book = load_rulebook(rulebook if chosen is None else str(chosen))
    said = answer_as_json(book.derive(read_question(given), calendar))
    return said if reference is None else {"id": reference, **said}


def _print_answer(answer: Answer) -> None:
    for deadline in answer.deadlines:
        legal, act_by = deadline.legal_date, deadline.act_by
        if legal is None or act_by is None:
            day = deadline.when or ""
        elif legal == act_by:
            day = f"{legal:%d/%m/%Y}"
        else:
            day = f"{legal:%d/%m/%Y}, phải làm {act_by:%d/%m/%Y}"
        click.echo(f"{deadline.name}: {day}")
        click.echo(f"  {deadline.owner.name}. {deadline.explain()}")
        for citation in deadline.citations:
            click.echo(f"  {citation.reading}")
    for conflict in answer.conflicts:
        click.echo(f"! {conflict.explain()}")
    for exemption in answer.not_applicable:
        click.echo(f"- {exemption.name}. {exemption.explain()}")


@click.command()
@click.argument("clause", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
def explain(clause: tuple[str, ...], as_json: bool) -> None:
    """Một điều khoản nói gì và quy tắc nào lập từ đó, ví dụ: nghisu explain "5609 II/II/2.1/b2"."""
    try:
        found = trace(shipped_editions(), nfc(" ".join(clause)))
    except LawError as error:
        _refuse(str(error))
        return
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _print_trace(found)


_BASES = {
    "stated": "văn bản nói rõ",
    "interpreted": "cách hiểu",
    "reported": "theo báo chí, tài liệu tổng hợp",
}


def _print_trace(found: Trace) -> None:
    clause = found.clause
    click.echo(f"{clause.document} {clause.id}")
    click.echo(clause.reading)
    click.echo(f"Nội dung: {clause.gist}")
    click.echo(f"Căn cứ: {_BASES[clause.basis.value]}; hiệu lực từ {found.edition.since:%d/%m/%Y}")
    if found.edition.note:
        click.echo(f"Lưu ý: {found.edition.note}")
    if not found.rules:
        click.echo("Chưa có quy tắc nào lập từ điều khoản này.")
        return
    click.echo("Quy tắc lập từ điều khoản này:")
    for rule in found.rules:
        click.echo(f"  {say_rule(rule, found.names)} ({_BASES[rule.basis.value]}, {rule.id})")
        if rule.reason:
            click.echo(f"    {rule.reason}")
