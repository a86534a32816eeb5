"""`nghisu certificate`: https inside an office that has no certificate from elsewhere."""

from __future__ import annotations

import json
import sys

import click

from nghisu.config.environment import ConfigurationRefused, read_environment


@click.command(help="Tạo chứng thư https cho máy chủ trong mạng của cơ quan, từ một gốc chứng thực riêng.")
@click.argument("names", nargs=-1, required=True, metavar="TÊN-MÁY|ĐỊA-CHỈ…")
@click.option(
    "--office",
    default="van phong",
    show_default=True,
    help="Tên cơ quan ghi trong gốc chứng thực, không dấu.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def certificate(names: tuple[str, ...], office: str, as_json: bool) -> None:
    from nghisu.foundation.certificates import make_certificates

    try:
        made = make_certificates(read_environment().data, names, office)
    except ConfigurationRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
    except ValueError as problem:
        click.echo(
            f"«{problem}» không phải tên máy hay địa chỉ. Ví dụ: nghisu.vanphong.lan 192.168.1.10", err=True
        )
        sys.exit(2)
    click.echo(
        f"Đã tạo chứng thư đến ngày {made.until} cho {', '.join(made.names)}.\n"
        f"1. Cài {made.authority} làm gốc tin cậy trên từng máy trạm (một lần; đừng chép tệp .key).\n"
        f"2. Thêm các tên ấy vào hosts trong nghisu.toml, rồi chạy: nghisu serve --tls --host 0.0.0.0 --port 443",
        err=True,
    )
    if as_json:
        answer = {
            "authority": str(made.authority),
            "server": str(made.server),
            "names": list(made.names),
            "until": made.until,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
