"""Forms of the import: the file, a row to correct, the units to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.conferences.planned import PlannedConference
from nghisu.foundation import clock
from nghisu.foundation.sheets.container import MAX_FILE
from nghisu.programme.adapters.xlsx_reading.vocabulary import vocabulary
from nghisu.programme.commands.importing.reading import DraftReader
from nghisu.programme.models import Entry, ImportRow
from nghisu.programme.queries.imports import PreviewRow, UnitQuestion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: Mapping[str, _StrPromise] = {
    "number": gettext_lazy("Số thứ tự"),
    "title": gettext_lazy("Nội dung"),
    "kind": gettext_lazy("Loại hội nghị"),
    "date": gettext_lazy("Ngày"),
    "part_of_day": gettext_lazy("Buổi"),
    "ends": gettext_lazy("Giờ kết thúc"),
    "preparing": gettext_lazy("Cơ quan chuẩn bị"),
    "coordinating": gettext_lazy("Cơ quan phối hợp"),
    "chair": gettext_lazy("Chủ trì"),
    "form": gettext_lazy("Hình thức"),
    "scale": gettext_lazy("Phạm vi"),
    "room": gettext_lazy("Địa điểm"),
    "participants": gettext_lazy("Thành phần"),
    "delegates": gettext_lazy("Số đại biểu"),
    "unscheduled": gettext_lazy("Đột xuất"),
    "note": gettext_lazy("Ghi chú"),
}
"""What a person reads for each field of a row, in the order of a programme's columns."""

ALWAYS = ("title", "kind", "date", "part_of_day")
"""Fields that a row as a whole is corrected by: what tells one conference from another."""

KEPT_AS_TEXT = "text"

MOVES, SKIP = "move-", "skip"
"""Values of an answer: before the number of the conference that is moved; the row is left out."""


class UploadForm(forms.Form):
    """The file to be read."""

    file = forms.FileField(
        label=gettext_lazy("Tệp chương trình công tác (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Chọn một tệp .xlsx rồi bấm “Đọc tệp”."),
            "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp chương trình công tác."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(
                _(
                    "Tệp lớn quá %(limit)s MB. Xóa hình ảnh và các trang tính không cần, "
                    "hoặc tách thành nhiều tệp."
                )
                % {"limit": MAX_FILE // 2**20}
            )
        return file


class RowForm(forms.Form):
    """The fields of a row as texts. Whether they make a conference is for the reader to say, not for the form."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        reader: DraftReader,
        row: int,
        raw: Mapping[str, str],
        names: Iterable[str],
        faulty: Iterable[str] = (),
    ) -> None:
        super().__init__(data, initial=dict(raw), auto_id=f"dong-{row}-%s")
        faulty = set(faulty)
        for name in names:
            field = _field(name, raw.get(name, ""), reader)
            field.label = LABELS[name]
            field.required = False
            if name in faulty:
                field.widget.attrs["aria-invalid"] = "true"
                field.widget.attrs["aria-describedby"] = f"dong-{row}-loi"
            self.fields[name] = field

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: str(text or "") for name, text in self.cleaned_data.items()}


class AnswerForm(forms.Form):
    """What a row is whose conference stands in the programme on another day."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Hãy chọn: dời hội nghị đã có, thêm hội nghị mới, hay bỏ qua."),
            "invalid_choice": gettext_lazy("Lựa chọn này không còn nữa. Hãy chọn lại."),
        },
    )

    def __init__(self, line: PreviewRow, data: Mapping[str, Any] | None = None) -> None:
        held = line.held
        now = held.answer if held.answer != ImportRow.Answer.MOVE else f"{MOVES}{held.moves_id}"
        super().__init__(
            data, initial={"answer": SKIP if held.left_out else now}, auto_id=f"dong-{line.row}-%s"
        )
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        field.choices = [
            *((f"{MOVES}{one.pk}", _move_said(line, one)) for one in line.candidates),
            (ImportRow.Answer.NEW.value, _("thêm hội nghị mới, hội nghị đã có giữ nguyên")),
            (SKIP, _("bỏ qua dòng này")),
        ]

    @property
    def skips(self) -> bool:
        """Whether the row is to be left out."""
        return bool(self.cleaned_data["answer"] == SKIP)

    @property
    def chosen(self) -> tuple[str, int | None]:
        """The answer, and the conference that is moved."""
        answer: str = self.cleaned_data["answer"]
        if answer.startswith(MOVES):
            return ImportRow.Answer.MOVE.value, int(answer.removeprefix(MOVES))
        return answer, None


def _move_said(line: PreviewRow, there: Entry) -> str:
    conference = line.reading.conference
    days = {
        "was": f"{clock.local(there.opening):%d/%m/%Y}",
        "now": f"{conference.opening:%d/%m/%Y}" if conference and conference.opening else "",
    }
    if there.state == Entry.State.POSTPONED:
        return _("họp lại hội nghị đang hoãn (trước định ngày %(was)s) vào ngày %(now)s") % days
    return _("dời hội nghị đã có, từ %(was)s sang %(now)s") % days


class UnitsForm(forms.Form):
    """One choice for each unit that the directory does not know."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[UnitQuestion],
        units: Mapping[int, str],
    ) -> None:
        super().__init__(data, auto_id="co-quan-%s")
        self.names = [question.name for question in questions]
        listed = sorted(units.items(), key=lambda pair: pair[1])
        for number, question in enumerate(questions):
            near = units.get(question.near or 0, "")
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=question.name,
                required=False,
                initial=str(question.chosen or ""),
                choices=[("", _("Giữ nguyên như trong tệp")), *((str(pk), name) for pk, name in listed)],
                widget=forms.Select(attrs={"data-combobox": True}),
                help_text=_("Có phải là “%(name)s”?") % {"name": near} if near else "",
            )

    @property
    def choices(self) -> dict[str, int | None]:
        """For each name the unit chosen, or None where it stays as text."""
        return {
            name: int(self.cleaned_data[f"unit_{number}"]) if self.cleaned_data[f"unit_{number}"] else None
            for number, name in enumerate(self.names)
        }


def tidied(
    raw: Mapping[str, str], conference: PlannedConference | None, reader: DraftReader
) -> dict[str, str]:
    """A row's texts as the form shows them: what was understood stands in the words of the lists to choose from."""
    texts = dict(raw)
    if conference is None:
        return texts
    words = vocabulary().names
    known = {
        "kind": reader.kinds.get(conference.kind or ""),
        "form": words["form"].get(conference.form or ""),
        "scale": words["scale"].get(conference.scale or ""),
        "unscheduled": "x" if conference.unscheduled else "",
    }
    texts |= {name: text for name, text in known.items() if text and raw.get(name)}
    if conference.on and not any(sign in raw.get("date", "") for sign in ":hg"):
        texts["date"] = f"{conference.on:%d/%m/%Y}"
    return texts


def names_to_correct(faulty: Sequence[str], *, everything: bool) -> list[str]:
    """The fields to show for a row: those at fault, or all; a fault of the whole row shows what tells rows apart."""
    if everything:
        return list(LABELS)
    wanted = set(faulty) or set(ALWAYS)
    if "" in wanted:
        wanted |= set(ALWAYS)
    return [name for name in LABELS if name in wanted]


def _field(name: str, now: str, reader: DraftReader) -> forms.Field:
    words = vocabulary().names
    if name == "kind":
        return _choice(list(reader.kinds.values()), now)
    if name in ("form", "scale"):
        return _choice(list(words[name].values()), now)
    if name == "part_of_day":
        return _choice(list(words[name].values()), now)
    if name == "unscheduled":
        return _choice(["x"], now, shown={"x": _("Đột xuất, ngoài chương trình")})
    if name == "preparing":
        return _choice(sorted(reader.units.names.values()), now, combobox=True)
    if name == "date":
        return forms.CharField(widget=forms.TextInput(attrs={"data-date": True}))
    if name in ("title", "participants", "note"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))
    return forms.CharField()


def _choice(
    texts: Sequence[str], now: str, *, shown: Mapping[str, str] | None = None, combobox: bool = False
) -> forms.Field:
    """A list to choose from; what stands in the file stays a choice, so that nothing is changed unasked."""
    choices = [("", "—"), *((text, (shown or {}).get(text, text)) for text in texts)]
    if now and now not in texts:
        choices.insert(1, (now, _("%(text)s (như trong tệp)") % {"text": now}))
    attributes = {"data-combobox": True} if combobox else {}
    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs=attributes))
