"""The foot: who receives the document, who signs it."""

import re

from nghisu.core.form.check.gathering import Gathered, check_look
from nghisu.core.form.finding import Said, Spot
from nghisu.core.form.lines import Lane, Line
from nghisu.core.form.recognising import Recognised
from nghisu.core.form.rules import Element, Side
from nghisu.core.law.basis import N_

MINUTES = ("BIÊN BẢN", "TRÍCH BIÊN BẢN")
UNADDRESSED = (
    *MINUTES, "GIẤY MỜI", "PHIẾU XIN Ý KIẾN", "PHÁT BIỂU", "BÀI PHÁT BIỂU", "LỊCH CÔNG TÁC", "DANH SÁCH"
)  # fmt: skip
"""Types that by practice go without a list of recipients."""

_ACADEMIC = re.compile(
    r"(?:GS|PGS|TSKH|TS|Th\.?\s?S|BS|KS|CN|CKI{1,2}|NGND|NGƯT|TTND|TTƯT)\s*[.,]", re.IGNORECASE
)


def check_foot(gathered: Gathered, found: Recognised) -> None:
    """Recipients and signature."""
    for element in (
        Element.AUTHORITY,
        Element.POSITION,
        Element.SIGNER,
        Element.RECIPIENTS_LABEL,
        Element.RECIPIENTS,
    ):
        check_look(gathered, element, found.elements[element])
    foot = Said(N_("cuối văn bản"))
    if found.type not in MINUTES and found.type not in gathered.rules.unsigned:
        if not found.elements[Element.POSITION] and not found.elements[Element.AUTHORITY]:
            gathered.add(
                Element.POSITION, Said(N_("không có")), Said(N_("quyền hạn, chức vụ người ký")), near=foot
            )
        elif not found.elements[Element.SIGNER]:
            gathered.add(Element.SIGNER, Said(N_("không có")), Said(N_("họ tên người ký")), near=foot)
        elif found.elements[Element.AUTHORITY] and not found.elements[Element.POSITION]:
            gathered.add(Element.POSITION, Said(N_("không có")), Said(N_("chức vụ người ký")), near=foot)
    _authority(gathered, found)
    for line in found.elements[Element.SIGNER]:
        academic = _ACADEMIC.match(line.text)
        if academic:
            gathered.add(
                Element.SIGNER,
                Said(N_("ghi học hàm, học vị “%(words)s”"), {"words": academic[0].strip(" .,")}),
                Said(N_("chỉ ghi họ và tên")),
                Spot.at(line.paragraph, line.text),
            )
    _recipients(gathered, found, foot)
    _sides(gathered, found)


def _authority(gathered: Gathered, found: Recognised) -> None:
    known = gathered.rules.authorities
    for line in found.elements[Element.AUTHORITY]:
        if line.text.startswith(known):
            continue
        short = line.text.split()[0]
        wanted = _of_this_side(short, known)
        gathered.add(
            Element.AUTHORITY,
            Said(N_("ghi “%(words)s”"), {"words": short}),
            Said(N_("ghi “%(words)s”"), {"words": wanted}),
            Spot.at(line.paragraph, line.text),
        )


def _of_this_side(short: str, known: tuple[str, ...]) -> str:
    letters = re.sub(r"\W", "", short)
    return next((one for one in known if re.sub(r"\W", "", one) == letters), ", ".join(known))


def _recipients(gathered: Gathered, found: Recognised, foot: Said) -> None:
    labels = found.elements[Element.RECIPIENTS_LABEL]
    if not labels:
        if found.type not in UNADDRESSED:
            gathered.add(
                Element.RECIPIENTS_LABEL,
                Said(N_("không có")),
                Said(N_("“Nơi nhận:” ở bên trái, ngang chữ ký")),
                near=foot,
            )
        return
    label = labels[0]
    if label.text != "Nơi nhận:":
        gathered.add(
            Element.RECIPIENTS_LABEL,
            Said(N_("ghi “%(words)s”"), {"words": label.text}),
            Said(N_("ghi “%(words)s”"), {"words": "Nơi nhận:"}),
            Spot.at(label.paragraph, label.text),
        )
    entries = _entries(found.elements[Element.RECIPIENTS])
    if not entries:
        gathered.add(
            Element.RECIPIENTS,
            Said(N_("không có")),
            Said(N_("danh sách nơi nhận, mỗi nơi một dòng")),
            near=foot,
        )
        return
    between = gathered.rules.recipient_end
    for place, (line, text) in enumerate(entries):
        spot = Spot.at(line.paragraph, text)
        if not text.startswith(("- ", "– ")) and not line.paragraph.listed:
            gathered.add(
                Element.RECIPIENTS, Said(N_("không có gạch đầu dòng")), Said(N_("gạch đầu dòng “- ”")), spot
            )
        wanted = "." if place == len(entries) - 1 else between
        if not text.endswith(wanted):
            has = text[-1] if not text[-1].isalnum() else N_("chữ, không có dấu")
            gathered.add(
                Element.RECIPIENTS,
                Said(N_("dòng hết bằng %(sign)s"), {"sign": f"“{has}”" if len(has) == 1 else Said(has)}),
                Said(N_("dòng hết bằng %(sign)s"), {"sign": f"“{wanted}”"}),
                spot,
            )
    line, text = entries[-1]
    keeps = "Lưu" if found.side is Side.PARTY else "Lưu:"
    if not text.lstrip("-– ").startswith(keeps):
        gathered.add(
            Element.RECIPIENTS,
            Said(N_("dòng cuối là “%(words)s”"), {"words": text}),
            Said(N_("dòng cuối bắt đầu bằng “%(words)s”"), {"words": f"- {keeps}"}),
            Spot.at(line.paragraph, text),
        )


def _entries(lines: list[Line]) -> list[tuple[Line, str]]:
    """The recipients: a line that goes on where the one before broke off belongs to it."""
    entries: list[tuple[Line, str]] = []
    for line in lines:
        new = line.text.startswith(("-", "–")) or line.paragraph.listed
        if entries and not new and not entries[-1][1].endswith((",", ";", ".")):
            first, text = entries[-1]
            entries[-1] = (first, f"{text} {line.text}")
        else:
            entries.append((line, line.text))
    return entries


def _sides(gathered: Gathered, found: Recognised) -> None:
    """Recipients at the left, signature at the right."""
    for element in (Element.AUTHORITY, Element.POSITION, Element.SIGNER):
        for line in found.elements[element][:1]:
            if line.lane is Lane.LEFT and found.type not in MINUTES:
                gathered.add(
                    Element.ORDER,
                    Said(N_("“%(words)s” ở bên trái"), {"words": line.text[:60]}),
                    Said(N_("chữ ký ở bên phải, nơi nhận ở bên trái")),
                    Spot.at(line.paragraph, line.text),
                    clause=gathered.rules.clause_of(element),
                )
                return
    label = found.elements[Element.RECIPIENTS_LABEL]
    signing = found.elements[Element.AUTHORITY] or found.elements[Element.POSITION]
    if label and signing:
        here, there = label[0].paragraph.cell, signing[0].paragraph.cell
        if (here is None) != (there is None) or (here and there and here.table != there.table):
            gathered.add(
                Element.ORDER,
                Said(N_("“Nơi nhận:” không ngang với chữ ký")),
                Said(N_("“Nơi nhận:” ở bên trái, ngang với chữ ký")),
                Spot.at(label[0].paragraph, label[0].text),
                clause=gathered.rules.clause_of(Element.RECIPIENTS_LABEL),
            )
