"""The head: whose document it is, its number, place and date, type and subject, and their order."""

import re
from datetime import date

from nghisu.core.form.check.gathering import Gathered, check_look
from nghisu.core.form.finding import Said, Spot
from nghisu.core.form.lines import Line
from nghisu.core.form.recognising import LETTER, Recognised
from nghisu.core.form.rules import Element, FormRules, Side
from nghisu.core.law.basis import N_
from nghisu.core.text import fold

HEAD_ELEMENTS = (
    Element.PARTY_TITLE,
    Element.NATIONAL_TITLE,
    Element.NATIONAL_MOTTO,
    Element.SUPERIOR,
    Element.ISSUER,
    Element.STAR,
    Element.NUMBER,
    Element.DATE,
    Element.LETTER_SUBJECT,
    Element.URGENCY,
    Element.CIRCULATION,
    Element.DRAFT,
    Element.TYPE,
    Element.SUBJECT,
    Element.SUBJECT_LINE,
)
_PARTY_NUMBER = re.compile(
    r"Số(?P<colon>\s*:)?\s*(?P<figures>[\d….]*)\s*-\s*(?P<type>[^\s/-]+)\s*/\s*(?P<unit>\S+)"
)
_STATE_NUMBER = re.compile(
    r"Số(?P<colon>\s*:)?\s*(?P<figures>[\d….]*)\s*/\s*(?P<type>[^\s/-]+)\s*-\s*(?P<unit>\S+)"
)
_DATE = re.compile(
    r"(?:(?P<place>.*?)\s*(?P<comma>,)?\s*)?ngày\s*(?P<day>[\d….]*)\s*tháng\s*(?P<month>[\d….]*)\s*năm\s*(?P<year>[\d….]*)\s*(?P<end>\.?)",
    re.IGNORECASE,
)


def check_head(gathered: Gathered, found: Recognised) -> None:
    """All elements of the head."""
    rules = gathered.rules
    for element in HEAD_ELEMENTS:
        check_look(gathered, element, found.elements[element])
    _missing(gathered, found)
    if found.elements[Element.NUMBER]:
        _number(gathered, found, found.elements[Element.NUMBER][0])
    if found.elements[Element.DATE]:
        _date(gathered, found.elements[Element.DATE][0])
    _subject(gathered, found)
    _title_line(gathered, found)
    _addressee(gathered, found, rules)
    _order(gathered, found)


def _missing(gathered: Gathered, found: Recognised) -> None:
    party = found.side is Side.PARTY
    absent = Said(N_("không có"))
    begins = "về việc" if party else "V/v"
    titles = [Element.PARTY_TITLE] if party else [Element.NATIONAL_TITLE, Element.NATIONAL_MOTTO]
    wanted = {
        Element.PARTY_TITLE: Said(N_("dòng “ĐẢNG CỘNG SẢN VIỆT NAM” ở đầu, bên phải")),
        Element.NATIONAL_TITLE: Said(N_("dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở đầu, bên phải")),
        Element.NATIONAL_MOTTO: Said(N_("dòng “Độc lập - Tự do - Hạnh phúc” dưới Quốc hiệu")),
        Element.ISSUER: Said(N_("tên cơ quan ban hành ở đầu, bên trái")),
        Element.STAR: Said(N_("dấu * dưới tên cơ quan ban hành")),
        Element.NUMBER: Said(N_("số và ký hiệu dưới tên cơ quan")),
        Element.DATE: Said(N_("địa danh và ngày, tháng, năm dưới tiêu đề")),
        Element.TYPE: Said(N_("tên loại văn bản, chữ in hoa, ở giữa")),
        Element.SUBJECT: Said(N_("trích yếu dưới tên loại")),
        Element.LETTER_SUBJECT: Said(N_("trích yếu “%(words)s …” dưới số và ký hiệu"), {"words": begins}),
    }
    needed = [*titles, Element.ISSUER, Element.DATE]
    if party and found.type:
        needed.append(Element.STAR)
    if found.type not in gathered.rules.unnumbered:
        needed.append(Element.NUMBER)
    if found.type == LETTER:
        needed.append(Element.LETTER_SUBJECT)
    elif not found.type:
        needed.append(Element.TYPE)
    elif found.type not in ("GIẤY MỜI", "PHIẾU XIN Ý KIẾN", "GIẤY GIỚI THIỆU"):
        needed.append(Element.SUBJECT)
    for element in needed:
        if not found.elements[element]:
            gathered.add(element, absent, wanted[element], near=Said(N_("phần đầu văn bản")))


def _number(gathered: Gathered, found: Recognised, line: Line) -> None:
    party = found.side is Side.PARTY
    spot = Spot.at(line.paragraph, line.text)
    read = (_PARTY_NUMBER if party else _STATE_NUMBER).fullmatch(line.text)
    symbol = gathered.rules.symbol_of(found.type)
    if party and found.type == LETTER:
        symbol = "CV"

    def add(said: Said, wanted: Said) -> None:
        gathered.add(Element.NUMBER, said, wanted, spot)

    if read is None:
        example = f"Số 05-{symbol or 'NQ'}/ĐU" if party else f"Số: 15/{symbol or 'TB'}-VPUB"
        add(
            Said(N_("ghi “%(words)s”"), {"words": line.text}),
            Said(N_("ghi như “%(words)s”"), {"words": example}),
        )
        return
    if bool(read["colon"]) is party:
        add(
            Said(N_("có dấu hai chấm sau chữ Số")) if party else Said(N_("không có dấu hai chấm sau chữ Số")),
            Said(N_("không có dấu hai chấm")) if party else Said(N_("có dấu hai chấm")),
        )
    figures = read["figures"]
    if figures.isdecimal() and len(figures) == 1:
        add(Said(N_("số %(words)s"), {"words": figures}), Said(N_("số %(words)s"), {"words": f"0{figures}"}))
    if symbol and not (found.type == LETTER and not party) and read["type"] != symbol:
        add(
            Said(N_("ký hiệu %(words)s"), {"words": read["type"]}),
            Said(
                N_("ký hiệu %(words)s của loại %(type)s"),
                {"words": symbol, "type": found.type.lower() if found.type == LETTER else found.type},
            ),
        )


def _date(gathered: Gathered, line: Line) -> None:
    read = _DATE.fullmatch(line.text)
    spot = Spot.at(line.paragraph, line.text)
    if read is None:
        return

    def add(said: Said, wanted: Said) -> None:
        gathered.add(Element.DATE, said, wanted, spot)

    def words(text: str) -> Said:
        return Said("%(words)s", {"words": text})

    if not read["place"] or not any(sign.isalpha() for sign in read["place"]):
        add(Said(N_("không có địa danh")), Said(N_("địa danh, rồi ngày, tháng, năm")))
    elif not read["comma"]:
        add(Said(N_("không có dấu phẩy sau địa danh")), Said(N_("dấu phẩy sau địa danh")))
    day, month, year = read["day"], read["month"], read["year"]
    if day.isdecimal() and len(day) == 1:
        add(words(f"ngày {day}"), words(f"ngày 0{day}"))
    if month.isdecimal():
        right = f"{int(month):02d}" if int(month) <= 2 else str(int(month))
        if month != right:
            add(words(f"tháng {month}"), words(f"tháng {right}"))
    if year.isdecimal() and len(year) != 4:
        add(words(f"năm {year}"), Said(N_("năm đủ bốn chữ số")))
    if day.isdecimal() and month.isdecimal() and year.isdecimal():
        try:  # of a year in two figures that of this century, so that its day and month are looked at, too
            date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))
        except ValueError:
            add(words(f"ngày {day} tháng {month} năm {year}"), Said(N_("ngày có thật")))


def _subject(gathered: Gathered, found: Recognised) -> None:
    subjects = found.elements[Element.SUBJECT]
    if subjects and found.side is Side.PARTY:
        line = subjects[0]
        first = next((sign for sign in line.text if sign.isalpha()), "")
        proper = fold(line.text).startswith(("hoi nghi", "nghi quyet", "ky hop", "dai hoi"))
        if first.isupper() and not proper and not line.text.split()[0].isupper():
            gathered.add(
                Element.SUBJECT,
                Said(N_("bắt đầu bằng chữ in hoa")),
                Said(N_("bắt đầu bằng chữ thường")),
                Spot.at(line.paragraph, line.text),
            )
    if subjects and found.side is Side.PARTY and not found.elements[Element.SUBJECT_LINE]:
        last = subjects[-1]
        if not last.paragraph.ruled:
            gathered.add(
                Element.SUBJECT_LINE,
                Said(N_("không có")),
                Said(N_("năm gạch nối “-----” ở giữa, dưới trích yếu")),
                Spot.at(last.paragraph, last.text),
            )
    for line in found.elements[Element.SUBJECT_LINE]:
        if found.side is Side.PARTY and line.text != "-----":
            gathered.add(
                Element.SUBJECT_LINE,
                Said(N_("ghi “%(words)s”"), {"words": line.text}),
                Said(N_("năm gạch nối “-----”")),
                Spot.at(line.paragraph, line.text),
            )
    for line in found.elements[Element.LETTER_SUBJECT][:1]:
        begins = "về việc" if found.side is Side.PARTY else "V/v"
        if not line.text.startswith(begins):
            gathered.add(
                Element.LETTER_SUBJECT,
                Said(N_("bắt đầu bằng “%(words)s”"), {"words": " ".join(line.text.split()[:2])}),
                Said(N_("bắt đầu bằng “%(words)s”"), {"words": begins}),
                Spot.at(line.paragraph, line.text),
            )


def _title_line(gathered: Gathered, found: Recognised) -> None:
    """The line under the title: drawn, a border, an underline or hyphens. Its length is not measured."""
    title = Element.PARTY_TITLE if found.side is Side.PARTY else Element.NATIONAL_MOTTO
    lines = found.elements[title]
    if not lines:
        return
    head = found.lines[: found.head]
    last = head[-1].paragraph.index if head else 0
    drawn = any(index <= last for index in found.ruled) or any(line.rule_only for line in head)
    if not drawn and not all(one.underline for one in lines[-1].inked):
        gathered.add(
            Element.TITLE_LINE,
            Said(N_("không có")),
            Said(N_("đường kẻ liền, dài bằng dòng chữ")),
            Spot.at(lines[-1].paragraph, lines[-1].text),
            clause=gathered.rules.clause_of(title),
        )


def _addressee(gathered: Gathered, found: Recognised, rules: FormRules) -> None:
    lines = found.elements[Element.ADDRESSEE]
    check_look(gathered, Element.ADDRESSEE, lines)
    symbol = "CV" if found.type == LETTER else rules.symbol_of(found.type)
    if lines and symbol and symbol not in rules.addressed:
        gathered.add(
            Element.ADDRESSEE,
            Said(N_("có ở loại %(type)s"), {"type": found.type}),
            Said(N_("chỉ công văn, tờ trình, giấy mời ghi Kính gửi, Kính trình")),
            Spot.at(lines[0].paragraph, lines[0].text),
        )
    if not lines and found.type in (LETTER, "TỜ TRÌNH"):
        gathered.add(
            Element.ADDRESSEE,
            Said(N_("không có")),
            Said(N_("dòng Kính gửi hoặc Kính trình ở đầu nội dung")),
            near=Said(N_("đầu nội dung")),
        )


LEFT_ORDER = (Element.SUPERIOR, Element.ISSUER, Element.STAR, Element.NUMBER, Element.LETTER_SUBJECT)
RIGHT_ORDER = (Element.PARTY_TITLE, Element.NATIONAL_TITLE, Element.NATIONAL_MOTTO, Element.DATE)
ORDERS = (
    LEFT_ORDER,
    RIGHT_ORDER,
    *((of_head, Element.TYPE) for of_head in (Element.ISSUER, Element.NUMBER, Element.DATE)),
    *((of_head, Element.ADDRESSEE) for of_head in (Element.ISSUER, Element.NUMBER, Element.DATE)),
    (Element.TYPE, Element.SUBJECT, Element.SUBJECT_LINE, Element.GROUNDS),
)


def _order(gathered: Gathered, found: Recognised) -> None:
    """Elements of a column, and of the page, one below the other. What stands in the wrong place is said once."""
    position = {id(line): place for place, line in enumerate(found.lines)}
    said: set[Element] = set()
    for chain in ORDERS:
        present = [(element, found.elements[element][0]) for element in chain if found.elements[element]]
        for place, (element, line) in enumerate(present):
            late = next((one for one in present[:place] if position[id(one[1])] > position[id(line)]), None)
            if late is None or {late[0], element} & said:
                continue
            said |= {late[0], element}
            words = {"words": late[1].text[:60], "other": line.text[:60]}
            gathered.add(
                Element.ORDER,
                Said(N_("“%(words)s” đứng sau “%(other)s”"), words),
                Said(N_("“%(words)s” đứng trước “%(other)s”"), words),
                Spot.at(late[1].paragraph, late[1].text),
                clause=gathered.rules.clause_of(late[0]),
            )
