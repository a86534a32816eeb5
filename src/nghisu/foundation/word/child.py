"""The process that opens a stranger's Word file and may be lost (TRUST 8, 9).

Standard input: a line of JSON (`{"do": "read" | "mark" | "unicode", "notes": [[place, text], …]}`), then the file.
Standard output: a line of JSON (`{"refused": reason}` or `{"document": …}`), then, for a copy, its bytes. Memory, time
and the writing of files are bounded before anything of the file is looked at.
"""

import json
import sys
import zipfile
import zlib
from dataclasses import asdict

from nghisu.foundation.bounds import bound

MAX_MEMORY = 1536 << 20
MAX_SECONDS = 20


def work(order: dict[str, object], content: bytes) -> tuple[dict[str, object], bytes]:
    """The answer to an order, and the bytes of a copy. Refused for a file that is not taken."""
    from nghisu.foundation.word.container import look_over

    look_over(content)
    if order["do"] == "read":
        from nghisu.foundation.word.reading import read

        return {"document": asdict(read(content))}, b""
    from nghisu.foundation.word import rewriting

    if order["do"] == "unicode":
        return {}, rewriting.bring_to_unicode(content)
    notes = order["notes"]
    if not isinstance(notes, list):
        raise TypeError("notes")
    return {}, rewriting.mark(content, [(int(place), str(said)) for place, said in notes])


def main() -> None:
    """Take an order from standard input and answer it."""
    bound(MAX_SECONDS, MAX_MEMORY)
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    from nghisu.foundation.word.container import Refused

    answer: dict[str, object]
    copy = b""
    try:
        answer, copy = work(order, content)
    except Refused as reason:
        answer = {"refused": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"refused": "swollen"}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        NotImplementedError,
        SyntaxError,  # of XML
    ):
        answer = {"refused": "damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
