"""The letters of the whole text: font, colour, code, normal form; and whether the file is a clean copy."""

from nghisu.core.form.check.gathering import Gathered
from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.finding import Said, Spot
from nghisu.core.form.legacy import looks_garbled
from nghisu.core.form.rules import Element
from nghisu.core.law.basis import N_
from nghisu.core.text import nfc


def check_letters(gathered: Gathered, document: WrittenDocument) -> None:
    """Every paragraph, those of tables and appendices, too."""
    allowed = {font.casefold() for font in gathered.rules.fonts}
    clause = gathered.rules.clauses["font"]
    unicode_font = Said(N_("phông Unicode %(font)s"), {"font": gathered.rules.fonts[0]})
    for paragraph in document.paragraphs:
        spot = Spot.at(paragraph)
        garbled = False
        for one in paragraph.letters:
            if not one.text.strip():
                continue
            if one.encoding:
                garbled = True
                found = Said(
                    N_("phông %(font)s, bảng mã %(code)s"), {"font": one.fonts[0], "code": one.encoding}
                )
                gathered.add(Element.ENCODING, found, unicode_font, spot, clause=clause)
                continue
            for font in one.fonts:
                if font and font.casefold() not in allowed and any(sign.isalnum() for sign in one.text):
                    gathered.add(
                        Element.FONT,
                        Said(N_("phông %(font)s"), {"font": font}),
                        Said(N_("phông %(font)s"), {"font": gathered.rules.fonts[0]}),
                        spot,
                        clause=clause,
                    )
            if one.colour:
                gathered.add(
                    Element.COLOUR,
                    Said(N_("chữ màu #%(colour)s"), {"colour": one.colour}),
                    Said(N_("chữ màu đen")),
                    spot,
                    clause=clause,
                )
        if not garbled and looks_garbled(paragraph.text):
            found = Said(N_("chữ theo bảng mã TCVN3 trong phông Unicode, không đọc được"))
            gathered.add(Element.ENCODING, found, unicode_font, spot, clause=clause)
        stored = paragraph.raw or paragraph.text
        if not garbled and nfc(stored) != stored:
            gathered.add(
                Element.UNICODE,
                Said(N_("Unicode tổ hợp (dấu rời chữ)")),
                Said(N_("Unicode dựng sẵn (NFC)")),
                spot,
                clause=clause,
            )


def check_clean(gathered: Gathered, document: WrittenDocument) -> None:
    """Tracked changes and comments: an official document has none left."""
    clause = gathered.rules.clauses["clean"]
    by_index = {paragraph.index: paragraph for paragraph in document.paragraphs}
    changed = [*document.insertions, *document.deletions]
    if changed:
        found = Said(
            N_("%(added)s chỗ thêm, %(removed)s chỗ xóa đang theo dõi"),
            {"added": len(document.insertions), "removed": len(document.deletions)},
        )
        wanted = Said(N_("đã chấp nhận hoặc bỏ mọi sửa đổi (Review, Accept hoặc Reject All)"))
        for index in changed:
            spot = Spot.at(by_index[index]) if index in by_index else None
            gathered.add(Element.TRACKED, found, wanted, spot, clause=clause)
    if document.comments:
        found = Said(N_("%(count)s nhận xét"), {"count": document.comments})
        wanted = Said(N_("không còn nhận xét nào"))
        for index in document.commented or (-1,):
            spot = Spot.at(by_index[index]) if index in by_index else None
            gathered.add(Element.COMMENTS, found, wanted, spot, clause=clause)
