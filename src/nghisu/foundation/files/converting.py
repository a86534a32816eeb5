"""A Word file brought to pages by LibreOffice, where the machine has it: in a process of its own, with limits, a profile
that is thrown away, and nothing in a document that runs or fetches."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from nghisu.foundation.files.asking import LARGEST_FILE
from nghisu.foundation.files.refusals import FileRefused

LONGEST = 120
"""Seconds that a conversion may take."""
MAX_MEMORY = 4 << 30
MAX_WRITTEN = 4 * LARGEST_FILE

_SAFE = ("DisableActiveContent", "DisableMacrosExecution", "BlockUntrustedRefererLinks")
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{}" oor:op="fuse"><value>true</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(name) for name in _SAFE)
    + "</oor:items>"
)


def converter() -> str | None:
    """The program that brings Word files to pages; None where the machine has none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_of_word(path: Path) -> bytes:
    """The pages of a Word file as a PDF. Raises FileRefused: `no-converter` where the machine has none."""
    program = converter()
    if program is None:
        raise FileRefused("no-converter")
    with tempfile.TemporaryDirectory(prefix="nghisu-word-") as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        copy = Path(folder) / "document.docx"
        shutil.copyfile(path, copy)
        order = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(copy)),
        ]
        _run(order, folder)
        made = Path(folder) / "document.pdf"
        if not made.exists():
            raise FileRefused("damaged")
        return made.read_bytes()


def _run(order: list[str], folder: str) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 - the program of the machine; the file has a name of our own
        order,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as office:
        for what, most in (
            (resource.RLIMIT_AS, MAX_MEMORY),
            (resource.RLIMIT_CPU, LONGEST),
            (resource.RLIMIT_FSIZE, MAX_WRITTEN),
        ):
            _limit(office.pid, what, most)
        try:
            office.wait(LONGEST)
        except subprocess.TimeoutExpired:
            # It starts a process of its own, which goes with it.
            os.killpg(office.pid, signal.SIGKILL)
            raise FileRefused("slow") from None


def _limit(pid: int, what: int, most: int) -> None:
    try:
        resource.prlimit(pid, what, (most, most))
    except ProcessLookupError:
        return
