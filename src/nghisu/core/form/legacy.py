"""Text of before Unicode: which code a font stands for; TCVN 5712 (TCVN3, “ABC”) and VNI read as Unicode."""

import re

from nghisu.core.text import nfc

FIRST = 0xA1
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨ"
    "ẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
"""What the bytes 0xA1 to 0xFE mean (TCVN 5712:1993, second set)."""

_TABLE = {FIRST + place: letter for place, letter in enumerate(_TCVN3)}
# A font that says it holds symbols has its letters kept from U+F000 on.
_TABLE |= {0xF000 + code: letter for code, letter in _TABLE.items()}

# VNI for Windows: a letter, then the sign that carries its marks; some letters are a sign of their own.
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_TONES = dict(zip("ùøûõï", _TONES, strict=True))
_VNI_HATS = {"â": _CIRCUMFLEX} | {
    sign: _CIRCUMFLEX + tone for sign, tone in zip("áàåãä", _TONES, strict=True)
}
_VNI_BOWLS = {"ê": _BREVE} | {sign: _BREVE + tone for sign, tone in zip("éèúüë", _TONES, strict=True)}
_VNI_ALONE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for letter in "aeouyôö":
        base = _VNI_ALONE.get(letter, letter)
        marks = _VNI_TONES | (_VNI_HATS if letter in "aeo" else {}) | (_VNI_BOWLS if letter == "a" else {})
        table |= {letter + sign: nfc(base + mark) for sign, mark in marks.items()}
    return (
        table
        | {one.upper(): read.upper() for one, read in table.items()}
        | {one[0].upper() + one[1:]: read.upper() for one, read in table.items()}
    )


_VNI = _vni_table()
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_GARBLED = re.compile(r"[A-Za-z][©®«¬¨¸µ¶·¹ª§][A-Za-z]?|[©®«¬¨¸µ¶·¹][a-z]")
TELLING = 3
"""Garbled places in a paragraph that tell TCVN3 text whatever its font: a © or ® of a name is one."""


def encoding_of(font: str) -> str:
    """The code that a font's name stands for: "TCVN3" for .VnTime and its kin, "VNI" for VNI-Times; "" for others."""
    name = font.strip().casefold()
    if name.startswith((".vn", "vntime", ".tmc-")):
        return "TCVN3"
    return "VNI" if name.startswith(("vni-", "vni ")) or name == "vni" else ""


def capital_font(font: str) -> bool:
    """Whether the font shows capitals for small letters: .VnTimeH, .VnArialH …"""
    return encoding_of(font) == "TCVN3" and font.strip().endswith("H")


def from_tcvn3(text: str, capital: bool = False) -> str:
    """Text typed with a TCVN3 font, in Unicode (composed); `capital` for a font of capitals. ASCII stays."""
    read = text.translate(_TABLE)
    return read.upper() if capital else read


def from_vni(text: str) -> str:
    """Text typed with a VNI font, in Unicode (composed). ASCII stays."""
    return _VNI_SIGNS.sub(lambda found: _VNI[found[0]], nfc(text))


def to_unicode(text: str, font: str) -> str:
    """Text as its font shows it: read by the code of an old font, else as it stands."""
    encoding = encoding_of(font)
    if encoding == "TCVN3":
        return from_tcvn3(text, capital_font(font))
    return from_vni(text) if encoding == "VNI" else text


def looks_garbled(text: str) -> bool:
    """Whether text in an ordinary font is TCVN3 that lost its font: “Uû ban nh©n d©n tØnh”."""
    return len(_GARBLED.findall(text)) >= TELLING
