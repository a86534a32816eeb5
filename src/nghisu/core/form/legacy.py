"""Text of before Unicode: which code a font stands for, and TCVN 5712 (TCVN3, “ABC”) read as Unicode."""

import re

FIRST = 0xA1
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
"""What the bytes 0xA1 to 0xFE mean (TCVN 5712:1993, second set)."""

_TABLE = {FIRST + place: letter for place, letter in enumerate(_TCVN3)}
# A font that says it holds symbols has its letters kept from U+F000 on.
_TABLE |= {0xF000 + code: letter for code, letter in _TABLE.items()}

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


def looks_garbled(text: str) -> bool:
    """Whether text in an ordinary font is TCVN3 that lost its font: “Uû ban nh©n d©n tØnh”."""
    return len(_GARBLED.findall(text)) >= TELLING
