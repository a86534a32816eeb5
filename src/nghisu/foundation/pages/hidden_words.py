"""Words of a Word file that stand beside its body: heads, feet, text boxes, where a stamp is often put. Runs in the child
process, on a file whose parts were looked over."""

from __future__ import annotations

import re
import zipfile

from lxml import etree

from nghisu.core.form.secrecy import stamp_among
from nghisu.core.text import nfc

_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEADING = 120
"""Paragraphs of the body that are looked at: the head, with what is drawn over it."""


def hidden_stamp(path: str) -> str:
    """The level stated by a paragraph anywhere at the head, in a head, a foot or a box; "" where none is."""
    lines: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if not _PART.fullmatch(part.filename):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(archive.read(part), parser)
            paragraphs = list(root.iter(f"{_W}p"))
            boxes = [p for box in root.iter(f"{_W}txbxContent") for p in box.iter(f"{_W}p")]
            for paragraph in [*paragraphs[:LEADING], *boxes]:
                own = (
                    run.text or ""
                    for run in paragraph.iter(f"{_W}t")
                    if next(run.iterancestors(f"{_W}p"), None) is paragraph
                )
                lines.append(nfc("".join(own)))
    return stamp_among(lines)
