"""Gather what people read into the English catalogue, and make of it what the programme loads.

    python tools/messages.py            gather: new sentences come in without a translation, gone ones go, the rest stay
    python tools/messages.py --compile  make django.mo of django.po

Vietnamese is the source: a sentence stands in the code as it is read. GNU gettext is not needed. A translation is
never guessed from a similar sentence.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as MessageOfCatalogue
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src" / "nghisu"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"

ONE = frozenset({"_", "N_", "gettext", "gettext_lazy", "gettext_noop"})
"""Functions whose first argument is a message."""
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
"""Functions whose first two arguments are a message for one and for several."""
HEADER = """\
# English of Nghị Sự. Vietnamese is the source language and stands in the code.
# Gathered by `make messages`; translate here, then run it again.
msgid ""
msgstr ""
"Project-Id-Version: nghisu\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd](?!\w)|\{\w+\}")

Message = str | tuple[str, ...]


def gather(folder: Path = SOURCE) -> dict[Message, list[str]]:
    """Every message under a folder of code and templates: the message to the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html"}:
            for message in _messages(path):
                places = found.setdefault(message, [])
                name = path.relative_to(folder).as_posix()
                if name not in places:
                    places.append(name)
    return found


def _messages(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return _of_code(text)
    # What a template stands for is no valid module: Babel finds the calls in it.
    keywords: dict[str, tuple[int, ...] | None] = dict.fromkeys(sorted(ONE)) | dict.fromkeys(
        sorted(PLURAL), (1, 2)
    )
    found = extract("python", io.BytesIO(_as_code(text, path).encode()), keywords=keywords)
    return (message if isinstance(message, str) else tuple(message) for _, message, _, _ in found)


def _of_code(text: str) -> Iterator[Message]:
    """The messages of a module, in the order of its lines: literal arguments only, so a look-up by name is none."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and is_marking(node)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        wanted = 2 if _called(call) in PLURAL else 1
        words = [one.value for one in call.args[:wanted] if isinstance(one, ast.Constant)]
        said = [word for word in words if isinstance(word, str)]
        if len(said) == wanted:
            yield said[0] if wanted == 1 else tuple(said)


def is_marking(node: ast.AST) -> bool:
    """Whether a piece of code is a call that marks a message."""
    return isinstance(node, ast.Call) and _called(node) in ONE | PLURAL


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _as_code(template: str, path: Path) -> str:
    """The calls that a template stands for, one after the other, without the indentation of the page."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(template, origin=str(path)).splitlines())


def merged(found: dict[Message, list[str]], old: Catalog) -> Catalog:
    """The messages found, with the translations there are. A plural's translations stay with its singular."""
    catalogue = Catalog(locale="en", fuzzy=False)
    plural = {message[0] for message in found if isinstance(message, tuple)}
    for message, places in found.items():
        if isinstance(message, str) and message in plural:
            continue
        key = message if isinstance(message, str) else message[0]
        places = sorted({*places, *found.get(key, [])})
        known = old.get(key)
        said = strings_of(known) if known is not None and not known.fuzzy else [""]
        catalogue.add(
            message if isinstance(message, str) else message[:2],
            said[0] if isinstance(message, str) else (said[0], said[-1]),
            locations=[(place, 1) for place in places],
            user_comments=known.user_comments if known is not None else (),
        )
    return catalogue


def strings_of(message: MessageOfCatalogue) -> list[str]:
    """The translations of a message: one, or for a plural one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it is kept; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def written(catalogue: Catalog) -> str:
    """The catalogue as a file: by file, without line numbers or dates, so that only sentences make a difference."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, include_lineno=False, sort_by_file=True, width=110)
    # Babel takes "10% so" for a format; only a name in brackets is one here.
    lines = body.getvalue().decode().split("\n")
    return HEADER + "\n".join(line for line in lines if line != "#, python-format")


def missing(catalogue: Catalog) -> list[str]:
    """The messages without a translation."""
    return [str(message.id) for message in catalogue if message.id and not all(strings_of(message))]


def main(arguments: list[str]) -> int:
    """Gather or compile; the exit code says whether it could be done."""
    if arguments == ["--compile"]:
        with CATALOGUE.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_catalogue())
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    catalogue = merged(gather(), read_catalogue())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(catalogue), encoding="utf-8")
    left = missing(catalogue)
    print(f"{len(catalogue)} câu, {len(left)} câu chưa dịch", file=sys.stderr)
    for message in left:
        print(f"  {message}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
