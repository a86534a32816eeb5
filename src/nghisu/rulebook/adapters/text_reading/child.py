"""Takes the words out of a DOCX or PDF that a stranger made, in a process of its own that may be lost.

Run as a file, not imported: it knows nothing of the house. The file comes on standard input, the answer goes to
standard output as JSON: `{"text": …, "pages": …}` or `{"refused": reason}`. Memory and time are bounded before
anything of the file is looked at (TRUST 8, 9).
"""

import io
import json
import re
import resource
import sys
import zipfile
import zlib
from typing import Any

MAX_MEMORY = 1 << 30
MAX_SECONDS = 20
MAX_PARTS = 2_000
MAX_UNPACKED = 100 << 20
MAX_PAGES = 500
MAX_LETTERS = 2_000_000
"""Letters in all: forty times the longest regulation that was seen."""

MACROS = ("vbaproject.bin", "vbadata.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIGURES = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MARKED = re.compile(
    r"^(?:[-–—•+*]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\s*\)|[IVX]+\s*\.|Ch[ưu][ơo]ng\s|Đi[ềe]u\s)"
)


class Refused(Exception):
    """The file is not read; the argument is the reason's name."""


def bound() -> None:
    """Bound this process: what it may take, how long it may work, and that it writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def words_of_docx(content: bytes) -> dict[str, object]:
    """The paragraphs of a Word file, numbered as Word would number them, a line each."""
    look_over(content)
    import docx

    document = docx.Document(io.BytesIO(content))
    numbering = Numbering(document)
    lines = []
    letters = 0
    for paragraph in document.element.body.iter(f"{W}p"):
        said = "".join(_written(part) for part in paragraph.iter())
        line = numbering.mark(paragraph) + " ".join(said.split())
        letters += len(line)
        if letters > MAX_LETTERS:
            raise Refused("letters")
        lines.append(line)
    return {"text": "\n\n".join(line for line in lines if line), "pages": None}


def look_over(content: bytes) -> None:
    """A DOCX is a zip of parts: refused is one with macros, with too much in it, or that lies about its sizes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = [part.filename.lower() for part in parts]
        if any(name.endswith(MACROS) for name in names):
            raise Refused("macro")
        if "word/document.xml" not in names or "[content_types].xml" not in names:
            raise Refused("not-docx")
        if b"macroEnabled" in archive.read(parts[names.index("[content_types].xml")]):
            raise Refused("macro")
        if len(parts) > MAX_PARTS or len(set(names)) != len(names):
            raise Refused("swollen")
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused("swollen")
        for part in parts:
            if part.flag_bits & 1:
                raise Refused("password")
            with archive.open(part) as stream:
                head = stream.read(4096)
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in head:
                    raise Refused("not-docx")
                while stream.read(1 << 20):
                    pass


def _written(part: Any) -> str:
    tag = part.tag
    if tag == f"{W}t":
        return str(part.text or "")
    return " " if tag in (f"{W}tab", f"{W}br", f"{W}cr") else ""


class Numbering:
    """The numbers and dashes that Word puts before paragraphs and that stand in no paragraph's words."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, str]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles = {
            style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}numPr")
            for style in document.styles.element.iter(f"{W}style")
        }
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {}
        for one in root.iter(f"{W}abstractNum"):
            abstract[one.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl", "0")): (_value(level, "numFmt"), _value(level, "lvlText"))
                for level in one.iter(f"{W}lvl")
            }
        for one in root.iter(f"{W}num"):
            for level, format in abstract.get(_value(one, "abstractNumId"), {}).items():
                self._formats[(one.get(f"{W}numId", ""), level)] = format

    def mark(self, paragraph: Any) -> str:
        """What stands before a paragraph: "- ", "1.1. ", "a) "; nothing before most."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        if numbered is None and style is not None:
            numbered = self._styles.get(style.get(f"{W}val"))
        if numbered is None:
            return ""
        identity, level = _value(numbered, "numId"), int(_value(numbered, "ilvl") or 0)
        format, pattern = self._formats.get((identity, level), ("", ""))
        if not format or format == "none":
            return ""
        if format == "bullet":
            return "- "
        counts = self._counts.setdefault(identity, [0] * 10)
        counts[level] += 1
        counts[level + 1 :] = [0] * (9 - level)

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            return _figure(counts[at] or 1, self._formats.get((identity, at), (format, ""))[0])

        return re.sub(r"%(\d)", number, pattern) + " "


def _value(element: Any, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _figure(number: int, format: str) -> str:
    if format in ("upperRoman", "lowerRoman"):
        said = ""
        for value, sign in FIGURES:
            while number >= value:
                said, number = said + sign, number - value
        return said if format == "upperRoman" else said.lower()
    if format == "lowerLetter":
        return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]
    return str(number)


def words_of_pdf(content: bytes) -> dict[str, object]:
    """The paragraphs of a PDF, lines that the page width broke put together again."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("password")
    if len(reader.pages) > MAX_PAGES:
        raise Refused("pages")
    lines: list[str] = []
    letters = 0
    for page in reader.pages:
        found = [" ".join(line.split()) for line in page.extract_text().splitlines()]
        letters += sum(map(len, found))
        if letters > MAX_LETTERS:
            raise Refused("letters")
        lines += [*found, ""]
    if letters < 40:
        raise Refused("pictures")
    return {"text": unwrapped(lines), "pages": len(reader.pages)}


def unwrapped(lines: list[str]) -> str:
    """Lines as paragraphs with a blank line between: a line as wide as the column goes on in the next one."""
    filled = sorted(len(line) for line in lines if line)
    wide = filled[int(len(filled) * 0.9)] * 0.8 if filled else 0
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            continue
        if goes_on and not MARKED.match(line) and paragraphs[-1].isupper() == line.isupper():
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        goes_on = len(line) >= wide
    return "\n\n".join(paragraphs)


def main() -> None:
    """Read the file from standard input and answer."""
    bound()
    content = sys.stdin.buffer.read()
    try:
        answer = words_of_docx(content) if sys.argv[1] == "docx" else words_of_pdf(content)
    except Refused as reason:
        answer = {"refused": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"refused": "swollen"}
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, NotImplementedError):
        answer = {"refused": "damaged"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
