from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nghisu.core.form.secrecy import HEAD_LINES, stamp_among
from nghisu.core.law.basis import N_
from nghisu.core.text import nfc

MAX_FILE = 20 * 2**20
MAX_TEXT = 5 * 2**20
LONGEST_WAIT = 30
"""Seconds that a file may take to be read, after which its process is ended."""

Gettext = Callable[[str], str]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")
_SAVE_AS = N_("Mở tệp bằng Word hoặc LibreOffice, chọn “Lưu thành” dạng Word (.docx), rồi đính kèm lại.")
_COPY_AGAIN = N_("Chép lại tệp từ nơi gốc; nếu vẫn không được thì mở bằng Word và lưu lại thành .docx.")

REFUSALS: dict[str, tuple[str, str]] = {
    "macro": (N_("Tệp có chứa macro (chương trình chạy kèm), vì an toàn không được nhận."), _SAVE_AS),
    "not-docx": (N_("Tệp không phải là văn bản Word (.docx)."), N_("Đính kèm tệp .txt, .docx hoặc .pdf.")),
    "swollen": (N_("Tệp giải nén ra lớn bất thường, vì an toàn không được nhận."), _SAVE_AS),
    "password": (N_("Tệp có đặt mật khẩu nên không đọc được."), N_("Bỏ mật khẩu của tệp rồi đính kèm lại.")),
    "pages": (N_("Tệp có quá 500 trang."), N_("Chỉ đính kèm phần văn bản quy định, bỏ các phụ lục.")),
    "letters": (N_("Tệp có quá nhiều chữ."), N_("Chỉ đính kèm phần văn bản quy định, bỏ các phụ lục.")),
    "pictures": (
        N_("Tệp PDF là ảnh chụp, không có chữ để đọc."),
        N_("Đính kèm bản Word, hoặc bản PDF đã nhận dạng chữ."),
    ),
    "damaged": (N_("Tệp bị hỏng hoặc tải về chưa hết."), _COPY_AGAIN),
    "slow": (N_("Đọc tệp quá lâu nên đã dừng."), _SAVE_AS),
    "empty": (N_("Tệp rỗng."), N_("Chọn lại tệp văn bản quy định.")),
    "large": (N_("Tệp lớn quá 20 MB."), N_("Xóa hình ảnh trong tệp, hoặc lưu thành .txt rồi đính kèm lại.")),
    "old-word": (N_("Tệp là Word đời cũ (.doc) hoặc có đặt mật khẩu, không đọc được."), _SAVE_AS),
    "secret": (
        N_("Văn bản có dấu mật: không được đưa lên hệ thống này. Tệp không được lưu lại."),
        N_("Tài liệu mật chỉ ghi vào sổ bản đánh số và giao bản giấy."),
    ),
    "unknown": (
        N_("Tệp không phải là văn bản .txt, .docx hoặc .pdf."),
        N_("Đính kèm tệp .txt, .docx hoặc .pdf."),
    ),
    "spelling": (
        N_("Chữ trong tệp .txt không phải mã Unicode (UTF-8)."),
        N_("Mở tệp bằng Notepad, chọn “Lưu thành”, mã hóa UTF-8, rồi đính kèm lại; hoặc đính kèm bản Word."),
    ),
}
"""Why a file is not taken, by the reason's name: what is wrong, and what to do."""


class UnreadableText(Exception):
    """The file cannot be read. Says what is wrong and what to do."""

    def __init__(self, reason: str, gettext: Gettext = str) -> None:
        message, way_out = REFUSALS[reason]
        self.message, self.way_out = gettext(message), gettext(way_out)
        super().__init__(f"{self.message} {self.way_out}")


class FileKind(StrEnum):
    """What a file is, by its content; its name says nothing."""

    TXT = "txt"
    DOCX = "docx"
    PDF = "pdf"


MEDIA_TYPES = {
    FileKind.TXT: "text/plain; charset=utf-8",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class ReadText:
    """The words of a file, what kind of file it is, and its pages where it has any."""

    text: str
    kind: FileKind
    pages: int | None = None


def kind_of(content: bytes, gettext: Gettext = str) -> FileKind:
    """What a file is, from its first bytes. Raises UnreadableText for anything but the three kinds."""
    if not content.strip():
        raise UnreadableText("empty", gettext)
    if len(content) > MAX_FILE:
        raise UnreadableText("large", gettext)
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return FileKind.DOCX
    if content.startswith(_OLE):
        raise UnreadableText("old-word", gettext)
    head = content[:4096].lower()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.TXT
    if b"\0" in content or content.startswith(b"{\\rtf") or any(mark in head for mark in _MARKUP):
        raise UnreadableText("unknown", gettext)
    return FileKind.TXT


def read_text(content: bytes, gettext: Gettext = str) -> ReadText:
    """The words of a file. Raises UnreadableText with the reason and the way out."""
    kind = kind_of(content, gettext)
    if kind is FileKind.TXT:
        return _open(ReadText(_plain(content, gettext), kind), gettext)
    answer = _ask_child(kind, content)
    if "refused" in answer:
        raise UnreadableText(str(answer["refused"]), gettext)
    text = nfc(str(answer["text"]))
    if not text.strip():
        raise UnreadableText("empty", gettext)
    pages = answer.get("pages")
    return _open(ReadText(text, kind, pages if isinstance(pages, int) else None), gettext)


def _open(read: ReadText, gettext: Gettext) -> ReadText:
    """What was read, unless a line at its head is the stamp of a secret document (TRUST 4)."""
    lines = [line for line in read.text.splitlines() if line.strip()]
    if stamp_among(lines[:HEAD_LINES]):
        raise UnreadableText("secret", gettext)
    return read


def _plain(content: bytes, gettext: Gettext) -> str:
    if len(content) > MAX_TEXT:
        raise UnreadableText("letters", gettext)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableText("spelling", gettext) from None
    if "\0" in text:
        raise UnreadableText("unknown", gettext)
    return nfc(text)


def _ask_child(kind: FileKind, content: bytes) -> dict[str, object]:
    """What the child process makes of a file. A child that its limits ended, or that broke on a file made to break it,
    is an answer, too."""
    child = [sys.executable, "-I", "-B", str(Path(__file__).with_name("child.py")), kind.value]
    try:
        done = subprocess.run(  # noqa: S603 - our own program with our own arguments; the file comes by a pipe
            child, input=content, capture_output=True, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "slow"}
    if done.returncode:
        return {"refused": "slow" if done.returncode < 0 else "damaged"}
    answer = json.loads(done.stdout)
    return answer if isinstance(answer, dict) else {"refused": "damaged"}
