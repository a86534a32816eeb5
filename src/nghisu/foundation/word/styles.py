"""What paragraphs and letters inherit in a Word file: defaults, styles upon styles, the theme's fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
Properties = dict[str, Any]
DEEPEST = 30
"""Styles upon styles; a chain longer than that goes in a circle."""


def on(element: Any) -> bool:
    """Whether a switch such as <w:b/> is on."""
    return element.get(f"{W}val", "true").lower() not in ("0", "false", "off", "none")


def letters_of(properties: Any, theme: dict[str, str]) -> Properties:
    """What an rPr says, by short names."""
    said: Properties = {}
    if properties is None:
        return said
    for child in properties:
        tag = child.tag
        value = child.get(f"{W}val", "")
        if tag == f"{W}rFonts":
            for slot in ("ascii", "hAnsi"):
                from_theme = child.get(f"{W}{slot}Theme")
                font = theme.get(from_theme, "") if from_theme else child.get(f"{W}{slot}", "")
                if font:
                    said[slot] = font
        elif tag == f"{W}sz":
            said["size"] = number(value, 20) / 2
        elif tag in (f"{W}b", f"{W}i", f"{W}caps", f"{W}vanish"):
            said[tag[len(W) :]] = on(child)
        elif tag == f"{W}u":
            said["u"] = value not in ("", "none")
        elif tag == f"{W}color":
            black = value.lower() in ("auto", "000000", "") or child.get(f"{W}themeColor", "").lower() in (
                "text1",
                "dark1",
            )
            said["colour"] = "" if black else value.upper()
        elif tag == f"{W}rStyle":
            said["style"] = value
    return said


def paragraph_of(properties: Any) -> Properties:
    """What a pPr says, by short names; lengths in twentieths of a point, as the file has them."""
    said: Properties = {}
    if properties is None:
        return said
    for child in properties:
        tag = child.tag
        if tag == f"{W}jc":
            said["align"] = child.get(f"{W}val", "left")
        elif tag == f"{W}ind":
            for name in ("left", "start", "firstLine", "hanging"):
                if child.get(f"{W}{name}") is not None:
                    said["left" if name == "start" else name] = number(child.get(f"{W}{name}"), 0)
            if "firstLine" in said and child.get(f"{W}firstLine") is not None:
                said["hanging"] = 0.0
        elif tag == f"{W}spacing":
            for name in ("before", "after", "line"):
                if child.get(f"{W}{name}") is not None:
                    said[name] = number(child.get(f"{W}{name}"), 0)
            if child.get(f"{W}line") is not None:
                said["lineRule"] = child.get(f"{W}lineRule", "auto")
            for name in ("before", "after"):
                if child.get(f"{W}{name}Autospacing", "0").lower() in ("1", "true", "on"):
                    said[name] = 280.0
        elif tag == f"{W}numPr":
            identity = child.find(f"{W}numId")
            said["listed"] = identity is not None and identity.get(f"{W}val") != "0"
        elif tag == f"{W}pBdr":
            said["ruled"] = any(edge.get(f"{W}val", "nil") not in ("nil", "none") for edge in child)
        elif tag == f"{W}contextualSpacing":
            said["contextual"] = on(child)
        elif tag == f"{W}pStyle":
            said["style"] = child.get(f"{W}val", "")
        elif tag == f"{W}framePr":
            said["frame"] = child.get(f"{W}xAlign", "")
    return said


def number(text: str | None, default: float) -> float:
    """A number of the file; the default for what is none, or beyond any sheet of paper."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default


class Styles:
    """The styles of a file, each with all it inherits."""

    def __init__(self, document: Any) -> None:
        self._theme = _theme_fonts(document)
        root = document.styles.element
        self._own: dict[str, tuple[str, Properties, Properties]] = {}
        self._known: dict[str, tuple[Properties, Properties]] = {}
        self.default = ""
        for style in root.iter(f"{W}style"):
            identity = style.get(f"{W}styleId", "")
            based = style.find(f"{W}basedOn")
            self._own[identity] = (
                "" if based is None else based.get(f"{W}val", ""),
                paragraph_of(style.find(f"{W}pPr")),
                letters_of(style.find(f"{W}rPr"), self._theme),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self.default = identity
        defaults = root.find(f"{W}docDefaults")
        paragraph = letters = None
        if defaults is not None:
            paragraph = defaults.find(f"{W}pPrDefault/{W}pPr")
            letters = defaults.find(f"{W}rPrDefault/{W}rPr")
        self._paragraph: Properties = paragraph_of(paragraph)
        # What Word takes where nothing is said at all.
        self._letters: Properties = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "size": 10.0}
        self._letters |= letters_of(letters, self._theme)

    def named(self, identity: str) -> tuple[Properties, Properties]:
        """What a style gives, with all it is based on: of the paragraph, of its letters."""
        if identity not in self._known:
            paragraph: Properties = {}
            letters: Properties = {}
            for of_paragraph, of_letters in reversed(list(self._chain(identity))):
                paragraph |= of_paragraph
                letters |= of_letters
            self._known[identity] = (paragraph, letters)
        return self._known[identity]

    def _chain(self, identity: str) -> Iterator[tuple[Properties, Properties]]:
        for _ in range(DEEPEST):
            if identity not in self._own:
                return
            based, paragraph, letters = self._own[identity]
            yield paragraph, letters
            identity = based

    def of_paragraph(self, properties: Any) -> tuple[Properties, Properties]:
        """All that holds for a paragraph, and for letters in it that say nothing themselves."""
        own = paragraph_of(properties)
        paragraph, letters = self.named(own.get("style", self.default))
        return self._paragraph | paragraph | own, self._letters | letters

    def of_letters(self, properties: Any, inherited: Properties) -> Properties:
        """All that holds for a run."""
        own = letters_of(properties, self._theme)
        style = self.named(own["style"])[1] if own.get("style") else {}
        return inherited | style | own


def _theme_fonts(document: Any) -> dict[str, str]:
    for relation in document.part.rels.values():
        if relation.reltype != THEME or relation.is_external:
            continue
        root = parse_xml(relation.target_part.blob)
        fonts: dict[str, str] = {}
        for kind in ("major", "minor"):
            latin = root.find(f".//{A}{kind}Font/{A}latin")
            if latin is not None:
                fonts |= {f"{kind}{slot}": latin.get("typeface", "") for slot in ("HAnsi", "Ascii")}
        return fonts
    return {}
