"""`nghisu init`: the committee of a real office, ready to be signed in to."""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from nghisu.cli import django
from nghisu.config.environment import ConfigurationRefused, read_environment

if TYPE_CHECKING:
    from nghisu.cli.init.plan import Plan

EXAMPLE = Path(__file__).parent / "data" / "example.toml"
REFUSED = 2
"""The exit code when nothing was made."""

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs of a start password: none that is taken for another when it is read from paper."""
GROUPS, LENGTH = 4, 5


@click.command(
    help="Khởi tạo cấp ủy của một văn phòng: nhiệm kỳ, cơ quan, người quản trị, bộ quy định. Không có dữ liệu minh họa."
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Đọc từ tệp TOML thay vì hỏi từng câu.",
)
@click.option("--example", is_flag=True, help="In tệp TOML mẫu ra đầu ra chuẩn rồi thôi.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Lấy mật khẩu đầu tiên ở dòng đầu của tệp này, thay vì tự sinh.",
)
@click.option("--json", "as_json", is_flag=True, help="In tóm tắt dạng JSON ra đầu ra chuẩn.")
def init(source: Path | None, example: bool, password_file: Path | None, as_json: bool) -> None:
    """All of it or nothing: what is refused leaves no row."""
    if example:
        click.echo(EXAMPLE.read_text(encoding="utf-8"), nl=False)
        return
    _refuse_the_demonstration()
    django.start()
    with django.said_plainly():
        django.migrate()
        _refuse_demonstration_rows()
        plan = _plan(source)
        password = _password(password_file)
        summary = _build(plan, password)
    if not plan.administrator.same_person:
        summary["start_password"] = None if password_file else password
    _say(summary)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))


def _say(summary: dict[str, object]) -> None:
    """What there is now, the password once, what to do next."""
    click.echo(f"\nĐã khởi tạo {summary['name']}.\n  Tên đăng nhập: {summary['administrator']}", err=True)
    if summary.get("start_password"):
        click.echo(
            f"  Mật khẩu đầu tiên: {summary['start_password']}\n"
            "  Mật khẩu này chỉ hiện một lần. Hãy chép lại, đăng nhập rồi đổi ngay ở Trang cá nhân.",
            err=True,
        )
    click.echo(
        "\nViệc tiếp theo: chạy “nghisu serve”, mở http://localhost:8000 bằng trình duyệt trên chính máy này,\n"
        "đăng nhập và làm theo trang “Bắt đầu làm việc”. Để máy khác trong cơ quan vào được thì phải có https\n"
        "(trình duyệt chỉ giữ đăng nhập qua https hoặc trên chính máy chủ): xem docs/operations.\n",
        err=True,
    )


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(REFUSED)


def _refuse_the_demonstration() -> None:
    """The demonstration's folder never takes the rows of an office."""
    try:
        environment = read_environment(os.environ | {"NGHISU_SECRET_KEY": "-"})
    except ConfigurationRefused as refusal:
        _stop(str(refusal))
    if environment.demo:
        _stop(
            f"{environment.data} chứa dữ liệu minh họa, không khởi tạo cấp ủy thật vào đó. "
            "Hãy chọn thư mục khác: NGHISU_DATA=/duong/dan nghisu init"
        )


def _refuse_demonstration_rows() -> None:
    from nghisu.foundation.models import Committee

    if Committee.objects.filter(is_demo=True).exists():
        _stop("Cơ sở dữ liệu này chứa dữ liệu minh họa. Hãy dùng thư mục hoặc cơ sở dữ liệu mới.")


def _plan(source: Path | None) -> Plan:
    from django.db.models import Q

    from nghisu.cli.init.build import account_of
    from nghisu.cli.init.plan import PlanRefused, read_plan
    from nghisu.cli.init.questions import ask_plan
    from nghisu.foundation.models import Committee

    def there(code: str, name: str) -> bool:
        return Committee.objects.filter(Q(code=code) | Q(name=name)).exists()

    def taken(username: str) -> str | None:
        account = account_of(username)
        if account is None:
            return None
        return account.person.full_name if account.person else account.username

    try:
        if source is not None:
            return read_plan(source.read_text(encoding="utf-8-sig"))
        return ask_plan(taken, there)
    except UnicodeDecodeError:
        _stop(f"{source}: tệp không phải UTF-8. Hãy lưu lại với bảng mã UTF-8.")
    except PlanRefused as refusal:
        _stop(f"Chưa khởi tạo được, chưa có gì được tạo:\n{refusal}")
    except click.Abort:
        _stop("\nĐã thôi, chưa có gì được tạo.")


def _password(path: Path | None) -> str:
    if path is None:
        groups = ("".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(GROUPS))
        return "-".join(groups)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        _stop(f"{path}: tệp không phải UTF-8.")
    if not lines or not lines[0].strip():
        _stop(f"{path}: dòng đầu trống, chưa có mật khẩu.")
    return lines[0]


def _build(plan: Plan, password: str) -> dict[str, object]:
    from nghisu.cli.init.build import build
    from nghisu.foundation.refusals import Refused

    try:
        return build(plan, password)
    except Refused as refusal:
        _stop(f"Chưa khởi tạo được, chưa có gì được tạo: {refusal.reason}")
