"""Looking a file over before anything of it is read: what it is by its first bytes, and whether its zip is harmless."""

import io
import zipfile

MAX_FILE = 50 * 2**20
MAX_PARTS = 4_000
MAX_UNPACKED = 200 * 2**20
MAX_XML = 40 * 2**20
"""Bytes of one XML part: the text of some 5,000 pages."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_DOCUMENT = "word/document.xml"


class Refused(Exception):
    """The file is not read; the argument is the reason's name in `refusals`."""


def first_look(content: bytes) -> None:
    """What the first bytes tell. Refused with its reason for anything but a zip."""
    if not content:
        raise Refused("empty")
    if len(content) > MAX_FILE:
        raise Refused("large")
    if content.startswith(_OLE):
        raise Refused("password" if _ENCRYPTED in content else "old-word")
    if content.startswith(b"%PDF-"):
        raise Refused("pdf")
    if not content.startswith(b"PK\x03\x04"):
        raise Refused("not-docx")


def look_over(content: bytes) -> None:
    """A DOCX is a zip of parts. Refused is one with macros, with too much in it, one that lies about its sizes (its check
    sums fail), or whose XML declares entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = [part.filename.lower() for part in parts]
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("password")
        if any(name.endswith(_MACROS) for name in names):
            raise Refused("macro")
        if "[content_types].xml" not in names or _DOCUMENT not in names:
            raise Refused("not-docx")
        if len(parts) > MAX_PARTS or len(set(names)) != len(names):
            raise Refused("swollen")
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused("swollen")
        for part in parts:
            _look_at_part(archive, part)


def _look_at_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    written = name.endswith((".xml", ".rels"))
    if written and part.file_size > MAX_XML:
        raise Refused("swollen")
    carried = b""
    with archive.open(part) as stream:
        while piece := stream.read(2**20):
            if not written:
                continue
            # Text in another width could hide a declaration from the bytes looked for.
            if b"\x00" in piece or b"<!DOCTYPE" in carried + piece or b"<!ENTITY" in carried + piece:
                raise Refused("not-docx")
            if name == "[content_types].xml" and b"macroEnabled" in piece:
                raise Refused("macro")
            carried = piece[-16:]
