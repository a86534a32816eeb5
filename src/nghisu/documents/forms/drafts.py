"""The editor of a draft: a field for each place of its data, plain paragraphs one to a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as N_

from nghisu.core.papers.kept import plain
from nghisu.core.papers.kinds import KINDS, Content
from nghisu.core.papers.paper import Authority, Formalities, Signer
from nghisu.documents.forms.registers import ALL, Choices, ChoosingForm
from nghisu.documents.models import Draft
from nghisu.documents.queries.blocks import places_of
from nghisu.foundation import clock

NAMES = {
    "absence_to": N_("Báo vắng với ai"),
    "address": N_("Cách xưng hô"),
    "asked": N_("Đề nghị hội nghị tập trung"),
    "asker": N_("Cơ quan xin ý kiến"),
    "body": N_("Tập thể ra văn bản"),
    "budget": N_("Kinh phí"),
    "carried_out_by": N_("Cơ quan thực hiện"),
    "conclusions": N_("Nội dung kết luận"),
    "contents": N_("Nội dung"),
    "context": N_("Bối cảnh"),
    "convener": N_("Cơ quan triệu tập"),
    "decisions": N_("Điều quyết nghị"),
    "division": N_("Phân công chuẩn bị"),
    "documents": N_("Tài liệu"),
    "greetings": N_("Lời thưa gửi"),
    "grounds": N_("Căn cứ"),
    "hall": N_("Hội trường, khánh tiết"),
    "invitee": N_("Người được mời"),
    "issuer": N_("Cơ quan thông báo"),
    "member": N_("Người được xin ý kiến"),
    "need": N_("Sự cần thiết"),
    "next_steps": N_("Việc tiếp theo"),
    "pages": N_("Yêu cầu về độ dài tài liệu"),
    "participants": N_("Thành phần"),
    "position": N_("Chức vụ người được xin ý kiến"),
    "proposer": N_("Cơ quan trình"),
    "purpose": N_("Mục đích, yêu cầu"),
    "remark": N_("Lưu ý"),
    "remarks": N_("Lưu ý với người dự"),
    "scale": N_("Phạm vi"),
    "send_to": N_("Gửi về"),
    "speaker": N_("Người phát biểu"),
    "subject": N_("Trích yếu nội dung"),
    "summary": N_("Tóm tắt hội nghị"),
    "to": N_("Kính gửi"),
    "topic": N_("Chủ đề"),
    "words": N_("Lời thêm"),
    "answered": N_("Số người đã trả lời"),
    "asked_people": N_("Số người được lấy ý kiến"),
    "closed": N_("Kết thúc lúc"),
    "closing": N_("Hạn trả lời"),
    "code": N_("Mã QR"),
    "delegates": N_("Số đại biểu"),
    "formalities.kept_by": N_("Nơi lưu"),
    "formalities.recipients": N_("Nơi nhận"),
    "formalities.signer": N_("Người ký"),
    "groups": N_("Danh sách đại biểu"),
    "items": N_("Các mục"),
    "meeting.chair": N_("Chủ trì"),
    "meeting.closing": N_("Bế mạc lúc"),
    "meeting.form": N_("Hình thức"),
    "meeting.name": N_("Tên hội nghị"),
    "meeting.opening": N_("Khai mạc lúc"),
    "meeting.place": N_("Địa điểm"),
    "outcomes": N_("Kết quả từng nội dung"),
    "proposals": N_("Kiến nghị"),
    "questions": N_("Các câu hỏi"),
    "requests": N_("Việc của từng đơn vị"),
    "sections": N_("Các phần"),
    "sent": N_("Gửi lúc"),
    "synthesis": N_("Tổng hợp chung"),
    "tasks": N_("Các nhiệm vụ"),
    "unanswered": N_("Người chưa trả lời"),
}
TEXTS = {"sections": ("paragraphs", True), "items": ("conclusion", False)}
"""Parts of a document whose texts are written here: the field of the text, and whether it holds several paragraphs."""
LONG = frozenset({"need", "synthesis", "context", "summary", "words", "topic", "subject", "budget", "hall"})


def place_name(place: str) -> str:
    """What a place of a document is called."""
    return _(NAMES.get(place, place))


class DraftForm(forms.Form):
    """What a draft says, place by place. `content(before)` is it, once valid, upon the data it was made from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, kind: str, content: Content, revision: int, data: Any = None) -> None:
        self.kind, self.before = kind, content
        super().__init__(data, initial={"revision": revision}, label_suffix="")
        for name, several in places_of(kind):
            value = getattr(content, name)
            self.fields[name] = _words(
                place_name(name), "\n".join(value) if several else value, several or name in LONG, several
            )
        self._texts()
        self._meeting()
        head = content.formalities
        signer = head.signer or Signer("")
        first = signer.authorities[0] if signer.authorities else Authority("", "")
        authority = f"{first.letters} {first.of}".strip()
        self.fields["authority"] = _words(
            _("Thẩm quyền ký"), authority, help_text=_("Ví dụ: TM BAN THƯỜNG VỤ, TL BAN THƯỜNG VỤ.")
        )
        self.fields["signer_position"] = _words(_("Chức vụ người ký"), signer.position)
        self.fields["signer_name"] = _words(_("Người ký"), signer.name)
        self.fields["recipients"] = _words(_("Nơi nhận"), "\n".join(head.recipients), long=True, several=True)

    def _texts(self) -> None:
        """The texts of the parts that a document has: of its sections, of what was concluded on each matter."""
        for name, (inner, several) in TEXTS.items():
            for place, part in enumerate(getattr(self.before, name, ())):
                if hasattr(part, inner):
                    said = getattr(part, inner)
                    words = "\n".join(said) if several else said
                    self.fields[f"{name}-{place}"] = _words(part.title, words, long=True, several=True)

    def _meeting(self) -> None:
        meeting = getattr(self.before, "meeting", None)
        if meeting is None:
            return
        self.fields["meeting_name"] = _words(_("Tên hội nghị"), meeting.name, required=True)
        opening = f"{meeting.opening:%d/%m/%Y %H:%M}" if meeting.opening else ""
        self.fields["meeting_opening"] = forms.DateTimeField(
            label=_("Khai mạc lúc"),
            required=False,
            initial=opening,
            input_formats=["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
            help_text=_("Ví dụ: 18/03/2026 08:00."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"invalid": _("Chưa đọc được giờ này. Hãy ghi như 18/03/2026 08:00.")},
        )
        self.fields["meeting_place"] = _words(_("Địa điểm"), meeting.place)
        self.fields["meeting_chair"] = _words(_("Chủ trì"), meeting.chair)

    @property
    def untouched(self) -> bool:
        """Whether the data hold more than this editor shows: it stays as it is."""
        shown = {name for name, _several in places_of(self.kind)} | {"formalities", "meeting", "kind"}
        shown |= {name.partition("-")[0] for name in self.fields if "-" in name}
        return any(value for name, value in self.before.to_json().items() if name not in shown)

    def content(self) -> Content:
        """The data with what was typed."""
        typed = self.cleaned_data
        values: dict[str, Any] = {
            name: tuple(_lines(typed[name])) if several else plain(typed[name]).strip()
            for name, several in places_of(self.kind)
        }
        for name, (inner, several) in TEXTS.items():
            parts = getattr(self.before, name, ())
            if f"{name}-0" in self.fields:
                values[name] = tuple(
                    replace(part, **{inner: tuple(lines) if several else "\n".join(lines)})
                    for place, part in enumerate(parts)
                    for lines in [_lines(typed[f"{name}-{place}"])]
                )
        meeting = getattr(self.before, "meeting", None)
        if meeting is not None:
            values["meeting"] = replace(
                meeting,
                name=typed["meeting_name"],
                opening=_instant(typed["meeting_opening"], meeting.opening),
                place=typed["meeting_place"],
                chair=typed["meeting_chair"],
            )
        values["formalities"] = self._head(self.before.formalities)
        found: Content = replace(self.before, **values)  # type: ignore[type-var]  # each content is a data class
        return found

    def _head(self, head: Formalities) -> Formalities:
        typed = self.cleaned_data
        letters, _space, of = typed["authority"].replace("/", "").replace(".", "").strip().partition(" ")
        rest = head.signer.authorities[1:] if head.signer else ()
        authorities = ((Authority(letters, of.strip()),) if of.strip() else ()) + rest
        position, name = typed["signer_position"].strip(), typed["signer_name"].strip()
        signer = Signer(position, name, authorities) if position or name else None
        return replace(head, signer=signer, recipients=tuple(_lines(typed["recipients"])))


class BeginForm(ChoosingForm):
    """A document that belongs to no conference: its kind, its issuer, what it is called."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    issuer = forms.TypedChoiceField(label=gettext_lazy("Cơ quan ban hành"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Trích yếu nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, kinds: Choices, issuers: Choices, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.offer("kind", kinds)
        self.offer("issuer", issuers)


class DraftFilter(ChoosingForm):
    """What the list of drafts is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    loai = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), required=False)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, label_suffix="")
        self.offer("loai", [ALL, *((code, _(kind.name)) for code, kind in KINDS.items())])
        self.offer("tinh_trang", [ALL, *Draft.State.choices])


class BlocksForm(forms.Form):
    """The office's words for the places of a kind of document."""

    def __init__(self, kind: str, words: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for name, several in places_of(kind):
            self.fields[name] = _words(
                place_name(name), words.get(name, ""), several or name in LONG, several
            )


def _words(
    label: str,
    initial: str,
    long: bool = False,
    several: bool = False,
    *,
    required: bool = False,
    help_text: str = "",
) -> forms.CharField:
    rows = min(8, max(2, initial.count("\n") + 2))
    marks = {"data-marks": True, "spellcheck": "true"}
    return forms.CharField(
        label=label,
        initial=initial,
        required=required,
        max_length=20_000 if long else 500,
        help_text=_("Mỗi ý một dòng.") if several else help_text,
        widget=forms.Textarea(attrs={"rows": rows} | marks) if long else forms.TextInput(),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in plain(text).splitlines() if line.strip()]


def _instant(typed: datetime | None, before: datetime | None) -> datetime | None:
    """The instant typed, in the zone of the place; a conference's own where the same was typed."""
    if typed is None:
        return None
    local = typed.replace(tzinfo=clock.VIETNAM) if typed.tzinfo is None else typed.astimezone(clock.VIETNAM)
    if before is not None and before.tzinfo is None:
        return local.replace(tzinfo=None)
    return local
