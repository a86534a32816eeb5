"""The process that reads signatures and makes them, and may be lost (TRUST 8, 9).

Arguments: the seconds, the bytes of memory and the bytes of a file it may take. Standard input: a line of JSON,
`{"do": "judge" | "added" | "who" | "root" | "seal" | "place" | "file" |
"token", "sizes": […], …}`, then so many bytes of each
thing it names in `sizes`: PDFs, certificates, pictures. Standard output: a line of JSON (`{"wrong": reason}` or the
answer), then the signed PDF, the certificate or the picture, if there is one. Nothing is written to disk, but by the
module of a token where one signs.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from typing import Any

from nghisu.documents.adapters.pades.wrong import Wrong
from nghisu.foundation.bounds import bound


def answer_to(order: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], bytes]:
    """What an order is answered with. Raises Wrong."""
    match order["do"]:
        case "judge" | "added":
            from nghisu.documents.adapters.pades.judging import judge_added, judge_all

            moment = datetime.fromisoformat(order["moment"])
            if order["do"] == "judge":
                return {"judged": judge_all(parts[0], parts[1:], moment)}, b""
            return {"judged": judge_added(parts[0], parts[1], parts[2:], moment)}, b""
        case "file":
            from nghisu.documents.adapters.pades.making import sign_with_file

            return {}, sign_with_file(parts[0], parts[1], order["passphrase"], seen_by(order, parts[2]))
        case "place":
            from nghisu.documents.adapters.pades.making import with_place_to_sign

            try:
                return {}, with_place_to_sign(parts[0], order["signer"], order["millimetres"])
            except (MemoryError, RecursionError):
                raise
            except Exception:  # noqa: BLE001  a file made to break the reader breaks it in any way it likes
                raise Wrong("unread") from None
        case "token":
            from nghisu.documents.adapters.pades.making import sign_with_token

            return {}, sign_with_token(
                parts[0],
                order["module"],
                order["token"],
                order["key"],
                order["pin"],
                seen_by(order, parts[1]),
            )
        case "who":
            from nghisu.documents.adapters.pades.making import who_signs

            return who_signs(parts[0], order["passphrase"]), b""
        case "root":
            from nghisu.documents.adapters.pades.roots import read_roots

            found = read_roots(parts[0])
            if len(found) > 1:
                raise Wrong("several")
            one = found[0]
            said = {"subject": one.subject, "issuer": one.issuer, "issues": one.issues}
            return said | {"since": one.since.isoformat(), "until": one.until.isoformat()}, one.der
        case "seal":
            from nghisu.documents.adapters.pades.seals import seal_of

            return {}, seal_of(parts[0])
    raise ValueError(order["do"])


def seen_by(order: dict[str, Any], seal: bytes) -> Any:
    """What the stamp of an order is to say."""
    from nghisu.documents.adapters.pades.making import Seen

    said = order["seen"]
    return Seen(datetime.fromisoformat(said["moment"]), said["fonts"], seal, said["millimetres"])


def main() -> None:
    """Take an order from standard input and answer it."""
    order = json.loads(sys.stdin.buffer.readline())
    bound(*map(int, sys.argv[1:4]))
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what is wrong with a signature is in the answer
    out = sys.stdout.buffer
    try:
        parts = [sys.stdin.buffer.read(size) for size in order["sizes"]]
        answer, made = answer_to(order, parts)
    except Wrong as reason:
        answer, made = {"wrong": str(reason)}, b""
    except (MemoryError, RecursionError):
        answer, made = {"wrong": "swollen"}, b""
    out.write(json.dumps(answer).encode() + b"\n" + made)
    out.flush()


if __name__ == "__main__":
    main()
