"""The process that draws documents and may be lost (TRUST 8).

Arguments: the folder of fonts, the seconds and the bytes of memory it may take, and how much it gives way to others.
Standard input: a document a line, as JSON: `{"sheet": …, "at": seconds}`. Standard output: for each a line of JSON
(`{"bytes": n}` or `{"failed": reason}`), then its bytes. Words are data to the template and are never read as Typst.
"""

import json
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def bound(seconds: int, memory: int) -> None:
    """Bound this process: what it may take, how long it may work, and that it writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def with_code(sheet: dict[str, Any]) -> dict[str, Any]:
    """The sheet with the squares of its QR code. The mask is fixed: any mask is read, and trying all takes five times as
    long."""
    if sheet["code"]:
        import segno

        code = segno.make(sheet["code"], error="m", micro=False, boost_error=False, mask=2)
        rows = list(code.matrix_iter(border=2))
        sheet["pixels"] = [0 if dark else 255 for row in rows for dark in row]
        sheet["edge"] = len(rows)
    return sheet


def main() -> None:
    """Draw what comes until nothing comes any more."""
    fonts, seconds, memory, nice = sys.argv[1], *map(int, sys.argv[2:5])
    os.nice(nice)
    bound(seconds, memory)
    import typst

    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    template = Path(__file__).with_name("paper.typ")
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=known)
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        order = json.loads(line)
        drawn: Any = b""
        try:
            drawn = compiler.compile(
                sys_inputs={"sheet": json.dumps(with_code(order["sheet"]), ensure_ascii=False)},
                format="pdf",
                pdf_standards="a-2b",
                timestamp=datetime.fromtimestamp(order["at"], UTC),
            )
            answer: dict[str, object] = {"bytes": len(drawn)}
        except typst.TypstError as wrong:
            answer = {"failed": str(wrong)}
        out.write(json.dumps(answer).encode() + b"\n" + drawn)
        out.flush()


if __name__ == "__main__":
    main()
