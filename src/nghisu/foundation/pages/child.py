"""The process that opens a stranger's PDF or picture and may be lost (TRUST 8, 9).

Standard input: one line of JSON, `{"do": "look" | "render" | "join" | "bind", …}`, that names the files
by their path.
Standard output: a line of JSON (`{"refused": reason}` or the answer), then frames: eight bytes of length and so many
bytes. Memory, time and the writing of files are bounded before anything of a file is looked at.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO

from nghisu.foundation.bounds import bound
from nghisu.foundation.pages.refused import Refused

MAX_MEMORY = 2048 << 20
MAX_SECONDS = 60
MAX_BOUND = 512 << 20
"""Bytes of an answer that binds files: it is too large for a pipe and goes into a file that the house has opened."""


def answer_to(order: dict[str, Any]) -> tuple[dict[str, Any], Iterable[bytes]]:
    """What an order is answered with. Refused for a file that is not taken."""
    match order["do"]:
        case "look":
            from nghisu.foundation.pages.pdf import look

            return look(order["file"]), ()
        case "render":
            from nghisu.foundation.pages.pdf import render

            return {}, render(order["file"], order["first"], order["last"])
        case "docx":
            from nghisu.foundation.pages.hidden_words import hidden_stamp

            return {"stamp": hidden_stamp(order["file"])}, ()
        case "join":
            from nghisu.foundation.pages.pictures import join

            return {}, [join(order["files"])]
        case "bind":
            from nghisu.foundation.pages.binding import bind

            return {}, [bind(order["files"], order["titles"], order["starts"])]
    raise ValueError(order["do"])


def put(out: BinaryIO, frame: bytes) -> None:
    """One frame: its length, then its bytes."""
    out.write(len(frame).to_bytes(8, "big") + frame)


def main() -> None:
    """Take an order from standard input and answer it."""
    order = json.loads(sys.stdin.buffer.readline())
    bound(MAX_SECONDS, MAX_MEMORY, MAX_BOUND if order["do"] == "bind" else 0)
    out = sys.stdout.buffer
    said = False
    try:
        answer, frames = answer_to(order)
        out.write(json.dumps(answer).encode() + b"\n")
        said = True
        for frame in frames:
            put(out, frame)
    except Refused as reason:
        if said:
            raise
        out.write(json.dumps({"refused": str(reason)}).encode() + b"\n")
    except (MemoryError, RecursionError):
        if said:
            raise
        out.write(b'{"refused": "swollen"}\n')
    out.flush()


if __name__ == "__main__":
    main()
