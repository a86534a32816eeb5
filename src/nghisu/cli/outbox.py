"""`nghisu outbox`: what waits to leave the house, and what could not."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from nghisu.cli import django

MOST = 500
"""Rows that a list shows; the figures above it count all."""


@click.group(invoke_without_command=True, help="Hộp gửi đi: thư và việc đang chờ, đang giữ, gửi không được.")
@click.option("--dead", is_flag=True, help="Chỉ những gì gửi không được.")
@click.option("--held", is_flag=True, help="Chỉ những gì chờ người duyệt.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def outbox(context: click.Context, dead: bool, held: bool, as_json: bool) -> None:
    if context.invoked_subcommand is None:
        _list(dead, held, as_json)


@outbox.command("list", help="Liệt kê.")
@click.option("--dead", is_flag=True, help="Chỉ những gì gửi không được.")
@click.option("--held", is_flag=True, help="Chỉ những gì chờ người duyệt.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def list_rows(dead: bool, held: bool, as_json: bool) -> None:
    _list(dead, held, as_json)


def _list(dead: bool, held: bool, as_json: bool) -> None:
    django.start()
    from nghisu.foundation.models import Outgoing
    from nghisu.foundation.outbox import outbox_rows, outbox_state

    every = Outgoing.State
    wanted = [state for state, asked in ((every.DEAD, dead), (every.HELD, held)) if asked]
    with django.said_plainly():
        state = outbox_state()
        rows = [_row(row) for row in outbox_rows(*(wanted or [every.WAITING, every.HELD, every.DEAD]))[:MOST]]
    answer = {
        "waiting": state.waiting,
        "held": state.held,
        "dead": state.dead,
        "oldest_s": round(state.oldest.total_seconds()) if state.oldest is not None else None,
        "rows": rows,
    }
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['id']:>8}  {row['state']:<8} {row['channel']:<8} lần {row['tries']:<3} {row['label']}"
        )
        if row["fault"]:
            click.echo(f"          {row['fault']}")
    click.echo(f"Chờ gửi {state.waiting}, chờ duyệt {state.held}, gửi không được {state.dead}.", err=True)


def _row(row: Any) -> dict[str, Any]:
    """A row without what it says: who runs the machine need not read people's letters."""
    return {
        "id": row.pk,
        "state": row.state,
        "channel": row.channel,
        "label": str(row),
        "key": row.key,
        "ref": str(row.ref),
        "committee": row.committee_id,
        "put_at": row.put_at.isoformat(),
        "tries": row.tries,
        "retry_at": row.retry_at.isoformat() if row.retry_at else None,
        "fault": row.fault,
    }


@outbox.command(help="Cho gửi những gì đang chờ duyệt.")
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=int)
def release(ids: tuple[int, ...]) -> None:
    _act("release", ids)


@outbox.command(help="Gửi lại những gì gửi không được.")
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=int)
def retry(ids: tuple[int, ...]) -> None:
    _act("retry", ids)


@outbox.command(help="Bỏ hẳn, kèm lý do.")
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=int)
@click.option("--why", required=True, help="Vì sao bỏ.")
def drop(ids: tuple[int, ...], why: str) -> None:
    _act("drop", ids, why)


def _act(verb: str, ids: tuple[int, ...], why: str = "") -> None:
    django.start()
    from nghisu.foundation import outbox
    from nghisu.foundation.actors import system_actor
    from nghisu.foundation.refusals import Refused

    by = system_actor(None, "Quản trị tại máy chủ")
    with django.said_plainly():
        try:
            if verb == "drop":
                count = outbox.drop(by, ids, why, at_the_machine=True)
            else:
                act = outbox.release if verb == "release" else outbox.retry
                count = act(by, ids, at_the_machine=True)
        except Refused as refusal:
            click.echo(refusal.reason, err=True)
            sys.exit(2)
    if count < len(set(ids)):
        click.echo(f"Chỉ {count} trong {len(set(ids))} số đã cho còn làm được việc này.", err=True)
        sys.exit(1)
    click.echo(f"Đã xong {count}.", err=True)
