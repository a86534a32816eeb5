"""`nghisu verify-audit`: whether the trail is whole."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from nghisu.cli import django


@click.command(
    "verify-audit", help="Kiểm tra nhật ký: chuỗi niêm phong còn nguyên hay đã bị sửa, xóa, thay thế."
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp mốc niêm phong đã cất ở nơi khác; mặc định dùng tệp cạnh cơ sở dữ liệu.",
)
def verify_audit_command(as_json: bool, checkpoints: Path | None) -> None:
    django.start()
    from nghisu.foundation.audit import seal_pending, verify_audit
    from nghisu.foundation.audit.checkpoints import read

    with django.said_plainly():
        while seal_pending():
            pass
        result = verify_audit(list(read(checkpoints)) if checkpoints else None)
    faults = [
        {"fault": fault.value, "number": number, "message": said} for fault, number, said in result.faults
    ]
    if as_json:
        answer = {
            "sound": result.sound,
            "sealed": result.sealed,
            "pending": result.pending,
            "checkpoints": result.checkpoints,
            "head": result.head,
            "faults": faults,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    for fault in faults:
        click.echo(f"Số {fault['number']}: {fault['message']}", err=True)
    if result.sound:
        click.echo(
            f"Nhật ký còn nguyên vẹn: {result.sealed} bản ghi đã niêm phong, khớp {result.checkpoints} mốc đã ký.",
            err=True,
        )
    sys.exit(0 if result.sound else 1)
