"""What the form of documents asks, read from the files of `regulations/form`."""

from dataclasses import dataclass
from enum import StrEnum

from nghisu.core.form.document import Align, LineRule
from nghisu.core.law.basis import N_, Basis
from nghisu.core.law.citation import Translate, bilingual

Span = tuple[float, float]


class Side(StrEnum):
    """Whose form a document has."""

    PARTY = "party"
    STATE = "state"


class Element(StrEnum):
    """The parts of a document, by the name that programs read."""

    PAGE_SIZE = "page size"
    PAGE_MARGINS = "page margins"
    PAGE_NUMBER = "page number"
    FONT = "font"
    COLOUR = "colour"
    ENCODING = "font encoding"
    UNICODE = "Unicode form"
    TRACKED = "tracked changes"
    COMMENTS = "comments"
    ORDER = "order of elements"
    PARTY_TITLE = "party title"
    NATIONAL_TITLE = "national title"
    NATIONAL_MOTTO = "national motto"
    TITLE_LINE = "line under the title"
    SUPERIOR = "superior body"
    ISSUER = "issuing body"
    STAR = "star"
    NUMBER = "number and symbol"
    DATE = "place and date"
    TYPE = "document type"
    SUBJECT = "subject"
    SUBJECT_LINE = "line under the subject"
    LETTER_SUBJECT = "subject of a letter"
    ADDRESSEE = "addressee"
    GROUNDS = "grounds"
    BODY = "body"
    HEADING = "heading"
    AUTHORITY = "authority"
    POSITION = "position of the signer"
    SIGNER = "name of the signer"
    RECIPIENTS_LABEL = "recipients label"
    RECIPIENTS = "recipients"
    URGENCY = "urgency mark"
    CIRCULATION = "circulation mark"
    DRAFT = "draft mark"


ELEMENT_NAMES = {
    Element.PAGE_SIZE: N_("Khổ giấy"),
    Element.PAGE_MARGINS: N_("Lề trang"),
    Element.PAGE_NUMBER: N_("Số trang"),
    Element.FONT: N_("Phông chữ"),
    Element.COLOUR: N_("Màu chữ"),
    Element.ENCODING: N_("Bảng mã phông chữ"),
    Element.UNICODE: N_("Dạng Unicode"),
    Element.TRACKED: N_("Sửa đổi đang theo dõi"),
    Element.COMMENTS: N_("Nhận xét trong tệp"),
    Element.ORDER: N_("Thứ tự các thành phần"),
    Element.PARTY_TITLE: N_("Tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM"),
    Element.NATIONAL_TITLE: N_("Quốc hiệu"),
    Element.NATIONAL_MOTTO: N_("Tiêu ngữ"),
    Element.TITLE_LINE: N_("Đường kẻ dưới tiêu đề"),
    Element.SUPERIOR: N_("Tên cơ quan cấp trên"),
    Element.ISSUER: N_("Tên cơ quan ban hành"),
    Element.STAR: N_("Dấu sao"),
    Element.NUMBER: N_("Số và ký hiệu"),
    Element.DATE: N_("Địa danh và ngày, tháng, năm"),
    Element.TYPE: N_("Tên loại văn bản"),
    Element.SUBJECT: N_("Trích yếu"),
    Element.SUBJECT_LINE: N_("Dấu gạch dưới trích yếu"),
    Element.LETTER_SUBJECT: N_("Trích yếu công văn"),
    Element.ADDRESSEE: N_("Kính gửi, Kính trình"),
    Element.GROUNDS: N_("Căn cứ ban hành"),
    Element.BODY: N_("Nội dung văn bản"),
    Element.HEADING: N_("Tiêu đề mục"),
    Element.AUTHORITY: N_("Quyền hạn ký"),
    Element.POSITION: N_("Chức vụ người ký"),
    Element.SIGNER: N_("Họ tên người ký"),
    Element.RECIPIENTS_LABEL: N_("Chữ “Nơi nhận”"),
    Element.RECIPIENTS: N_("Danh sách nơi nhận"),
    Element.URGENCY: N_("Dấu mức độ khẩn"),
    Element.CIRCULATION: N_("Chỉ dẫn phạm vi lưu hành"),
    Element.DRAFT: N_("Chỉ dẫn dự thảo"),
}
"""What an element is called on a page (msgids)."""


@dataclass(frozen=True, slots=True)
class FormClause:
    """A place in the text that sets the form, and what it asks."""

    id: str
    document: str
    document_en: str
    reading: str
    reading_en: str
    gist: str
    gist_en: str
    basis: Basis

    def say(self, gettext: Translate) -> str:
        """Document, place and what it asks."""
        document = bilingual(self.document, self.document_en, gettext)
        place = bilingual(self.reading, self.reading_en, gettext)
        return f"{document}, {place}: {bilingual(self.gist, self.gist_en, gettext)}"


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is written; None where the rule leaves it open."""

    clause: FormClause
    sizes: Span | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    upper: bool = False
    align: Align | None = None
    drawn: float | None = None
    """The size in which we write it, one of `sizes`."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """The sheet, in millimetres; the size of a page number in points."""

    clause: FormClause
    number_clause: FormClause
    width: float
    height: float
    margins: dict[str, Span]
    number_size: Span
    number_from_edge: float | None


@dataclass(frozen=True, slots=True)
class BodyRule:
    """Paragraphs of the body: the first line's indent in millimetres, the gap in points, the height of a line in points
    (exact) or in lines (multiple)."""

    indent: Span
    gap: float
    line: LineRule
    heights: Span


@dataclass(frozen=True, slots=True)
class Setting:
    """How our own documents are written where the rule leaves it open: columns of head and foot, room for the signature
    and the edge of a QR code in millimetres; the size of letters in a table in points; `line`, `gap` and `indent` as in
    BodyRule; how the last recipient and the subject of a letter begin, and how a number is written."""

    head: Span
    foot: Span
    line: float
    gap: float
    indent: float
    signature: float
    table: float
    code: float
    keeps: str
    letter_begins: str
    number: str
    letter_number: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its name in capitals and its symbol ("" where practice gives none)."""

    name: str
    symbol: str


@dataclass(frozen=True, slots=True)
class FormRules:
    """All that one side asks of the form of its documents."""

    side: Side
    name: str
    name_en: str
    note: str
    note_en: str
    page: PageRule
    body: BodyRule
    setting: Setting
    looks: dict[Element, Look]
    clauses: dict[str, FormClause]
    types: tuple[DocumentType, ...]
    authorities: tuple[str, ...]
    fonts: tuple[str, ...]
    urgencies: tuple[str, ...]
    circulations: tuple[str, ...]
    addressed: tuple[str, ...]
    unnumbered: tuple[str, ...]
    unsigned: tuple[str, ...]
    recipient_end: str
    body_end: tuple[str, ...]

    def clause_of(self, element: Element) -> FormClause:
        """The clause that asks for an element."""
        look = self.looks.get(element)
        return look.clause if look else self.clauses["clean"]

    def symbol_of(self, name: str) -> str:
        """The symbol of a type of document by its name in capitals; "" where it has none."""
        return next((one.symbol for one in self.types if one.name == name), "")
