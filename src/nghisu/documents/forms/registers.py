"""Forms of the two registers: what a list is narrowed to, a document that is issued or received, a cancelled number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import DayField
from nghisu.documents.commands import Handing, IncomingContent, IssuedContent, IssuerContent
from nghisu.documents.enums import Level
from nghisu.documents.models import IssuedDocument, Issuer
from nghisu.documents.queries.registers import IncomingWanted, IssuedWanted
from nghisu.foundation import clock
from nghisu.rulebook.enums import DOCUMENT_KINDS
from nghisu.rulebook.number_forms import SYMBOL

SEARCH = forms.TextInput(
    attrs={"type": "search", "placeholder": gettext_lazy("Số, trích yếu; không cần dấu")}
)
ALL = ("", gettext_lazy("Tất cả"))
Choices = Iterable[tuple[Any, Any]]


class ChoosingForm(forms.Form):
    """A form whose choices come with the request."""

    def offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


def kind_choices() -> list[tuple[str, str]]:
    """The types of documents with their symbols."""
    return [(code, f"{_(name)} ({code})") for code, name in DOCUMENT_KINDS.items()]


class IssuedFilter(ChoosingForm):
    """What the outgoing register is narrowed to. What cannot be read asks for nothing."""

    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=120, widget=SEARCH)
    nam = forms.TypedChoiceField(label=gettext_lazy("Năm"), required=False, coerce=int, empty_value=None)
    loai = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), required=False)
    noi = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan ban hành"), required=False, coerce=int, empty_value=None
    )
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Mapping[str, Any], years: Sequence[int], issuers: Choices) -> None:
        super().__init__(data, label_suffix="")
        self.offer("nam", [ALL, *((year, str(year)) for year in years)])
        self.offer("loai", [ALL, *kind_choices()])
        self.offer("noi", [ALL, *issuers])
        self.offer("tinh_trang", [ALL, *IssuedDocument.State.choices])

    def wanted(self, sort: str) -> IssuedWanted:
        self.is_valid()
        typed = self.cleaned_data
        return IssuedWanted(
            typed.get("q", ""),
            typed.get("nam"),
            typed.get("loai", ""),
            typed.get("noi"),
            typed.get("tinh_trang", ""),
            sort or "-ngay",
        )


class IncomingFilter(ChoosingForm):
    """What the incoming register is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=120, widget=SEARCH)
    nam = forms.TypedChoiceField(label=gettext_lazy("Năm"), required=False, coerce=int, empty_value=None)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    do_mat = forms.ChoiceField(label=gettext_lazy("Độ mật"), required=False)

    def __init__(self, data: Mapping[str, Any], years: Sequence[int]) -> None:
        super().__init__(data, label_suffix="")
        self.offer("nam", [ALL, *((year, str(year)) for year in years)])
        self.offer("tinh_trang", [ALL, *incoming_states()])
        self.offer("do_mat", [ALL, *Level.choices])

    def wanted(self, sort: str) -> IncomingWanted:
        self.is_valid()
        typed = self.cleaned_data
        return IncomingWanted(
            typed.get("q", ""),
            typed.get("nam"),
            typed.get("tinh_trang", ""),
            typed.get("do_mat", ""),
            sort or "-ngay",
        )


def incoming_states() -> list[tuple[str, str]]:
    """How an incoming document stands, as a list can be narrowed to it."""
    return [
        ("waiting", _("Chờ trả lời")),
        ("late", _("Quá hạn trả lời")),
        ("answered", _("Đã trả lời")),
    ]


class TitleByLevel(forms.CharField):
    """A title that a document of every level but the highest has."""

    need = gettext_lazy("bắt buộc, trừ Tuyệt mật")


class LevelForm(ChoosingForm):
    """What both registers ask of a document: how secret it is, and so whether it has a title and a file."""

    level = forms.ChoiceField(
        label=gettext_lazy("Độ mật"),
        choices=Level.choices,
        initial=Level.NORMAL,
        help_text=gettext_lazy("Văn bản mật chỉ ghi sổ, không tải tệp. Tuyệt mật không ghi cả trích yếu."),
    )
    title = TitleByLevel(
        label=gettext_lazy("Trích yếu nội dung"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản (PDF, Word hoặc ảnh)"),
        required=False,
        help_text=gettext_lazy("Tối đa 60 MB. Để trống nếu chỉ có bản giấy."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        level, title = typed.get("level"), (typed.get("title") or "").strip()
        if level == Level.TOP_SECRET and title:
            self.add_error("title", _("Văn bản Tuyệt mật không ghi trích yếu. Hãy xóa ô này."))
        elif level and level != Level.TOP_SECRET and not title and "title" not in self.errors:
            self.add_error("title", _("Hãy ghi trích yếu nội dung."))
        if level and level != Level.NORMAL and typed.get("file"):
            self.add_error("file", _("Văn bản có độ mật chỉ ghi sổ. Hãy bỏ tệp."))
        return typed


class IssuedForm(LevelForm):
    """A document that is issued now, drawn up elsewhere."""

    issuer = forms.TypedChoiceField(label=gettext_lazy("Cơ quan ban hành"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"), widget=forms.Select(attrs={"data-combobox": True})
    )
    authority = forms.CharField(
        label=gettext_lazy("Thẩm quyền ký"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ví dụ: T/M BAN THƯỜNG VỤ, T/L BAN THƯỜNG VỤ."),
    )
    signer_position = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=200, required=False)
    signer_name = forms.CharField(label=gettext_lazy("Người ký"), max_length=200)
    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản (PDF, Word hoặc ảnh)"),
        required=False,
        help_text=gettext_lazy(
            "Tối đa 60 MB. Tệp PDF là bản gốc để ký số sau khi cấp số; PDF đã ký thì giữ nguyên chữ ký."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
    )
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Mỗi nơi một dòng."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    copies = forms.IntegerField(
        label=gettext_lazy("Số bản"),
        min_value=1,
        max_value=99_999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    field_order = (
        "issuer",
        "kind",
        "level",
        "title",
        "authority",
        "signer_position",
        "signer_name",
        "recipients",
        "copies",
        "file",
    )

    def __init__(self, issuers: Choices, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.offer("issuer", issuers)
        self.offer("kind", kind_choices())

    def content(self) -> IssuedContent:
        typed = self.cleaned_data
        return IssuedContent(
            issuer_id=typed["issuer"],
            kind=typed["kind"],
            title=typed["title"],
            signer_name=typed["signer_name"],
            signer_position=typed["signer_position"],
            authority=typed["authority"],
            recipients=typed["recipients"],
            copies=typed["copies"],
            level=typed["level"],
        )


class HandingForm(ChoosingForm):
    """To whom an incoming document goes, by when it is answered and with what."""

    unit = forms.TypedChoiceField(
        label=gettext_lazy("Chuyển cho cơ quan"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    person = forms.CharField(label=gettext_lazy("Người nhận xử lý"), max_length=200, required=False)
    answer_by = DayField(label=gettext_lazy("Hạn trả lời"), required=False)
    answered_on = DayField(label=gettext_lazy("Trả lời ngày"), required=False)
    answer = forms.TypedChoiceField(
        label=gettext_lazy("Văn bản trả lời"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)

    def __init__(
        self, units: Choices, answers: Choices, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.offer("unit", [("", _("Chưa chuyển")), *units])
        self.offer("answer", [("", _("Chưa có")), *answers])

    def handing(self) -> Handing:
        typed = self.cleaned_data
        return Handing(
            typed["unit"],
            typed["person"],
            typed["answer_by"],
            typed["answered_on"],
            typed["answer"],
            typed["note"],
        )


class IncomingForm(LevelForm):
    """A document that came in, today or on a day before."""

    received_on = DayField(label=gettext_lazy("Ngày đến"))
    sender = forms.CharField(label=gettext_lazy("Cơ quan gửi"), max_length=200)
    their_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu của văn bản"), max_length=60, required=False
    )
    their_date = DayField(label=gettext_lazy("Ngày của văn bản"), required=False)
    unit = forms.TypedChoiceField(
        label=gettext_lazy("Chuyển cho cơ quan"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    person = forms.CharField(label=gettext_lazy("Người nhận xử lý"), max_length=200, required=False)
    answer_by = DayField(label=gettext_lazy("Hạn trả lời"), required=False)
    field_order = (
        "received_on",
        "sender",
        "their_number",
        "their_date",
        "level",
        "title",
        "unit",
        "person",
        "answer_by",
        "file",
    )

    def __init__(self, units: Choices, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.fields["received_on"].initial = clock.today()
        self.offer("unit", [("", _("Chưa chuyển")), *units])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        came, written, due = (typed.get(name) for name in ("received_on", "their_date", "answer_by"))
        if came and came > clock.today():
            self.add_error("received_on", _("Ngày đến không thể sau hôm nay."))
        if came and written and written > came:
            self.add_error("their_date", _("Văn bản không thể ghi ngày sau ngày đến."))
        if came and due and due < came:
            self.add_error("answer_by", _("Hạn trả lời không thể trước ngày đến."))
        return typed

    def content(self) -> IncomingContent:
        typed = self.cleaned_data
        return IncomingContent(
            received_on=typed["received_on"],
            sender=typed["sender"],
            title=typed["title"],
            their_number=typed["their_number"],
            their_date=typed["their_date"],
            level=typed["level"],
            handing=Handing(typed["unit"], typed["person"], typed["answer_by"]),
        )


class CancelForm(forms.Form):
    """Why an issued document is cancelled."""

    why = forms.CharField(
        label=gettext_lazy("Lý do hủy"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do hủy, ví dụ: ban hành nhầm ngày.")},
    )


class IssuerForm(forms.Form):
    """One who issues documents. Side and symbol are asked once."""

    side = forms.ChoiceField(label=gettext_lazy("Thể thức"), choices=Issuer.Side.choices)
    name = forms.CharField(
        label=gettext_lazy("Tên cơ quan ban hành"),
        max_length=200,
        help_text=gettext_lazy("Như ghi ở góc trái văn bản, ví dụ: Thành ủy Hà Nội."),
    )
    superior = forms.CharField(
        label=gettext_lazy("Cơ quan cấp trên trực tiếp"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Dòng trên tên cơ quan ban hành; để trống nếu không có."),
    )
    symbol = forms.CharField(
        label=gettext_lazy("Ký hiệu"),
        max_length=20,
        help_text=gettext_lazy(
            "Phần cuối của số văn bản, ví dụ ĐU trong Số 05-NQ/ĐU. Không sửa được về sau."
        ),
    )
    place = forms.CharField(label=gettext_lazy("Địa danh ghi trên văn bản"), max_length=80)
    is_closed = forms.BooleanField(label=gettext_lazy("Không ban hành văn bản nữa"), required=False)

    def __init__(
        self, data: Any = None, *, known: Issuer | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.known = known
        for name in ("side", "symbol") if known else ("is_closed",):
            del self.fields[name]

    def clean_symbol(self) -> str:
        symbol = str(self.cleaned_data["symbol"]).strip()
        if not SYMBOL.fullmatch(symbol) or not symbol[0].isupper():
            raise forms.ValidationError(
                _("Ghi ký hiệu viết tắt của cơ quan ban hành, chữ đầu viết hoa, ví dụ ĐU, TU, VPTU, UBND-VP.")
            )
        return symbol

    def content(self) -> IssuerContent:
        typed = self.cleaned_data
        return IssuerContent(
            self.known.side if self.known else typed["side"],
            typed["name"],
            self.known.symbol if self.known else typed["symbol"],
            typed["place"],
            typed["superior"],
            typed.get("is_closed", False),
        )
