"""`nghisu demo`: a database with two committees, their people and a year of work, at the hour the clock stands."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from nghisu.cli import django
from nghisu.config.environment import CONFIGURATION, ConfigurationRefused, read_environment

STANDS_AT = "2026-03-10T07:30+07:00"
"""Where the demonstration's clock stands at first: Tuesday 10 March 2026, 07:30 in Viet Nam."""

BUILT_AT = "2025-12-15T09:00+07:00"
"""When the demonstration's directory is said to have been set up."""

CONFIGURED = """# Dữ liệu minh họa: người và số liệu là hư cấu, đồng hồ đứng yên. Đừng nhập dữ liệu thật vào đây.
demo = true
"""


@click.command(
    help="Dựng dữ liệu minh họa: hai cấp ủy, chương trình năm 2026, đồng hồ đứng ở 07:30 ngày 10/3/2026."
)
@click.option("--json", "as_json", is_flag=True, help="In tóm tắt dạng JSON ra đầu ra chuẩn.")
def demo(as_json: bool) -> None:
    """Idempotent: what is there already stays as people left it."""
    began = time.monotonic()
    try:
        _configure()
    except ConfigurationRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
    django.start()
    with django.said_plainly():
        _refuse_an_office()
        summary = _build()
    took = time.monotonic() - began
    said = "Đã dựng xong" if summary["created"] else "Dữ liệu minh họa đã có sẵn, giữ nguyên"
    click.echo(f"{said} ({took:.1f} giây).", err=True)
    if as_json:
        click.echo(json.dumps(summary | {"seconds": round(took, 1)}, ensure_ascii=False))


def _configure() -> None:
    """Say in the data folder that it holds the demonstration. A folder of an office at work is refused."""
    environment = read_environment(os.environ | {"NGHISU_SECRET_KEY": "-"})
    path = environment.data / CONFIGURATION
    if not path.exists():
        if (environment.data / "nghisu.sqlite3").exists() and not environment.demo:
            raise ConfigurationRefused(
                f"{environment.data} đã có dữ liệu mà không phải dữ liệu minh họa. "
                "Hãy chọn thư mục khác: NGHISU_DATA=… nghisu demo"
            )
        try:
            environment.data.mkdir(parents=True, exist_ok=True)
            path.write_text(CONFIGURED, encoding="utf-8")
        except OSError as problem:
            raise ConfigurationRefused(
                f"Không ghi được vào {environment.data}: {problem.strerror}. Hãy chọn thư mục khác bằng NGHISU_DATA=…"
            ) from problem
    elif not environment.demo:
        raise ConfigurationRefused(
            f"{path} là cấu hình của một cơ quan đang làm việc, không dựng dữ liệu minh họa vào đó. "
            "Hãy chọn thư mục khác: NGHISU_DATA=… nghisu demo"
        )


def _refuse_an_office() -> None:
    """The rows decide, too: the database of an office may stand elsewhere than in the data folder."""
    from nghisu.config.checks import faults_of_demonstration

    faults = faults_of_demonstration()
    if faults:
        click.echo("\n".join([*faults, "Không dựng dữ liệu minh họa vào đó."]), err=True)
        sys.exit(2)


def _build() -> dict[str, Any]:
    """Build what is missing, all of it or nothing, and say what there is."""
    from django.db import transaction
    from django_scopes import scopes_disabled

    from nghisu.accounts.models import User
    from nghisu.cli.demo.accounts import build_accounts
    from nghisu.cli.demo.build import build_directory
    from nghisu.cli.demo.conferences import prepare_two
    from nghisu.cli.demo.dispatches import send_letter
    from nghisu.cli.demo.history import record_history
    from nghisu.cli.demo.invitations import invite
    from nghisu.cli.demo.issuers import enter_issuers
    from nghisu.cli.demo.moving import move_one
    from nghisu.cli.demo.notices import tell_people
    from nghisu.cli.demo.packs import build_packs
    from nghisu.cli.demo.programme import build_programmes, weigh
    from nghisu.cli.demo.programmes import build_tiers
    from nghisu.cli.demo.secrets import enter_secrets
    from nghisu.directory.models import Organisation, Person
    from nghisu.foundation import clock
    from nghisu.foundation.audit.sealing import BATCH, seal_pending
    from nghisu.foundation.models import StandingClock
    from nghisu.programme.models import Entry, Finding
    from nghisu.rulebook.models import Deadline

    stands_at, built_at = datetime.fromisoformat(STANDS_AT), datetime.fromisoformat(BUILT_AT)
    with _step("Cơ sở dữ liệu"):
        django.migrate()
    with transaction.atomic():
        StandingClock.objects.get_or_create(id=1, defaults={"stands_at": stands_at})
        with clock.standing(built_at):
            with _step("Danh bạ: cơ quan, tập thể, chức danh, con người"):
                directory = build_directory()
            with _step("Tài khoản và vai trò"):
                build_accounts()
        committees = {committee.code: committee for committee in directory.committees}
        with _step("Chương trình công tác năm 2026 và thời hạn"):
            made = build_programmes(committees)
        if made:
            with _step("Việc đã làm trước ngày 10/3/2026"):
                record_history(committees, stands_at)
            with _step("Chương trình các kỳ và đề xuất"):
                build_tiers(committees)
            with _step("Hội nghị đã dời ngày"):
                move_one(committees)
            with _step("Hai hội nghị đang chuẩn bị: DEMO-BTV, DEMO-BCH"):
                prepare_two(committees)
            with _step("Cơ quan ban hành văn bản"):
                enter_issuers(committees)
            with _step("Công văn gửi các đơn vị chuẩn bị nội dung"):
                send_letter(committees)
            with _step("Sổ tài liệu mật"):
                enter_secrets(committees)
            with _step("Danh sách đại biểu"):
                invite(committees, stands_at)
            with _step("Tài liệu của hai hội nghị"):
                build_packs(committees)
            with _step("Phát hiện về chương trình"), clock.standing(stands_at):
                weigh(committees)
            with _step("Thông báo và thư buổi sáng ngày 10/3/2026"):
                tell_people(committees, stands_at)
    with _step("Niêm phong nhật ký"):
        while seal_pending() == BATCH:
            pass
    with scopes_disabled():
        return {
            "created": bool(made) or directory.created,
            "clock": clock.local(StandingClock.objects.get(id=1).stands_at).isoformat(),
            "committees": [committee.name for committee in directory.committees],
            "organisations": Organisation.objects.count(),
            "people": Person.objects.count(),
            "conferences": Entry.objects.count(),
            "deadlines": Deadline.objects.count(),
            "findings": Finding.objects.count(),
            "accounts": list(
                User.objects.exclude(persona="").order_by("id").values_list("username", flat=True)
            ),
        }


@contextmanager
def _step(name: str) -> Iterator[None]:
    """A line that says what is being done, finished with how long it took."""
    began = time.monotonic()
    click.echo(f"  {name}… ", err=True, nl=False)
    yield
    click.echo(f"{time.monotonic() - began:.1f} giây", err=True)
