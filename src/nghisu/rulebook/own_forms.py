"""Forms of a committee's own edition: how to begin, a rule, the text, the day from which it binds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tomli_w
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.form.secrecy import HEAD_LINES, stamp_among
from nghisu.core.law import Rulebook, bilingual
from nghisu.core.law.basis import BASIS_NAMES, Basis
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import regulations_folder
from nghisu.core.law.loader.editions import files_of
from nghisu.core.law.loader.own import together
from nghisu.core.text import legible, nfc
from nghisu.directory.forms.controls import DayField
from nghisu.foundation.files import held_back
from nghisu.rulebook.commands.own import LONGEST_TEXT

BLANK, UPLOAD = "", "tep"
UNITS = (
    ("wd", gettext_lazy("ngày làm việc")),
    ("d", gettext_lazy("ngày")),
    ("w", gettext_lazy("tuần")),
    ("m", gettext_lazy("tháng")),
)


class BeginForm(forms.Form):
    """How an edition begins: blank with its head, as a copy of a document, or from a file."""

    start = forms.ChoiceField(
        label=gettext_lazy("Bắt đầu từ"),
        required=False,
        help_text=gettext_lazy("Chép một văn bản thì bản riêng thay cho văn bản ấy; bản trống thì thêm vào."),
    )
    document = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản"), max_length=60, required=False)
    title = forms.CharField(label=gettext_lazy("Tên văn bản"), max_length=300)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200, required=False)
    issued = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp bản quy định"),
        help_text=gettext_lazy("Chỉ khi bắt đầu từ tệp đã soạn hoặc đã xuất ở đây."),
        required=False,
    )

    def __init__(self, *args: Any, editions: Iterable[Edition], **options: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | options))
        copies = [(one.id, _("Chép %(document)s") % {"document": one.document}) for one in editions]
        field = self.fields["start"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(BLANK, _("Bản trống")), *copies, (UPLOAD, _("Tệp có sẵn"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start = cleaned.get("start")
        if start == BLANK:
            for name, said in (
                ("document", _("Hãy ghi số, ký hiệu văn bản.")),
                ("issuer", _("Hãy ghi cơ quan ban hành.")),
                ("issued", _("Hãy ghi ngày ban hành.")),
            ):
                if not cleaned.get(name):
                    self.add_error(name, said)
        if start == UPLOAD:
            file = cleaned.get("file")
            if file is None:
                self.add_error("file", _("Hãy chọn tệp."))
            elif file.size > LONGEST_TEXT:
                self.add_error("file", _("Tệp lớn quá; bản quy định dài nhất 500.000 chữ."))
            else:
                try:
                    content = file.read().decode("utf-8-sig")
                    stamp = stamp_among(content.splitlines()[:HEAD_LINES])
                    if stamp:
                        self.add_error("file", " ".join(held_back(stamp)))
                    cleaned["content"] = content
                except UnicodeDecodeError:
                    self.add_error("file", _("Tệp không phải chữ UTF-8."))
        return cleaned

    def text(self) -> str:
        """The text that the edition begins with."""
        start = self.cleaned_data["start"]
        if start == UPLOAD:
            return str(self.cleaned_data["content"])
        if start != BLANK:
            return shipped_text(start)
        stated = {name: legible(nfc(self.cleaned_data[name])) for name in ("document", "title", "issuer")}
        place = f"{stated['title']}, {stated['document']}"
        head = {
            "id": "rieng",
            "document": stated["document"],
            "title": stated["title"],
            "title_en": stated["title"],
            "place": place,
            "place_en": place,
            "issuer": stated["issuer"],
            "issuer_en": stated["issuer"],
            "issued": self.cleaned_data["issued"],
            "since": self.cleaned_data["issued"],
            "level": "city",
            "source": "text",
            "numbering": "sections",
        }
        return tomli_w.dumps(head)


def shipped_text(edition: str) -> str:
    """A shipped edition as one text, to be changed."""
    for head in regulations_folder().glob("*/edition.toml"):
        files = files_of(head.parent)
        if f'id = "{edition}"' in files["edition.toml"].splitlines():
            return together(files)
    raise KeyError(edition)


class RuleForm(forms.Form):
    """A deadline as a person states it: act, who, for which conferences, how long before or after, by which clause."""

    act = forms.ChoiceField(label=gettext_lazy("Việc"))
    owner = forms.ChoiceField(label=gettext_lazy("Ai làm"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại hội nghị"), widget=forms.CheckboxSelectMultiple
    )
    count = forms.IntegerField(
        label=gettext_lazy("Chậm nhất"),
        help_text=gettext_lazy("Trước khai mạc; với việc sau hội nghị thì sau bế mạc."),
        min_value=0,
        max_value=365,
    )
    unit = forms.ChoiceField(label=gettext_lazy("Tính theo"), choices=UNITS)
    clause = forms.RegexField(
        label=gettext_lazy("Điều khoản"),
        help_text=gettext_lazy("Theo số mục của văn bản, ví dụ 3 hoặc 3.1."),
        regex=r"^[0-9A-Za-zĐđ./]{1,40}$",
        error_messages={"invalid": gettext_lazy("Chỉ ghi số mục, ví dụ 3.1.")},
    )
    gist = forms.CharField(
        label=gettext_lazy("Điều khoản yêu cầu gì"),
        help_text=gettext_lazy("Tóm lược trong một câu."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    overrides = forms.MultipleChoiceField(
        label=gettext_lazy("Thay cho quy tắc"),
        help_text=gettext_lazy("Chọn quy tắc chung phải nhường; không chọn nếu việc này chưa có quy tắc."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Căn cứ"), choices=[(one.value, name) for one, name in BASIS_NAMES.items()]
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do hiểu như vậy"),
        help_text=gettext_lazy("Chỉ khi văn bản không nói rõ."),
        max_length=500,
        required=False,
    )
    since = DayField(label=gettext_lazy("Từ ngày"), required=False)
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, rulebook: Rulebook, **options: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | options))
        self._rulebook = rulebook
        rules = [
            (
                rule.id,
                f"{bilingual(rulebook.acts[rule.act].name, rulebook.acts[rule.act].name_en, _)} ({rule.id})",
            )
            for rule in rulebook.deadlines
        ]
        actors = {one.code: bilingual(one.name, one.name_en, _) for one in rulebook.actors}
        offered = {
            "act": [(one.id, bilingual(one.name, one.name_en, _)) for one in rulebook.acts.values()],
            "owner": list(actors.items()),
            "kinds": [(one.code, bilingual(one.name, one.name_en, _)) for one in rulebook.kinds.values()],
            "overrides": rules,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("basis") != Basis.STATED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Văn bản không nói rõ thì phải ghi lý do hiểu như vậy."))
        return cleaned

    def added_to(self, text: str, edition: Edition | None) -> str:
        """The text with this rule, and with its clause where the edition has it not yet."""
        said = self.cleaned_data
        clauses = set(edition.clauses) if edition else set()
        taken = {rule.id for rule in edition.rules} if edition else set()
        taken |= {rule.id for rule in self._rulebook.rules}
        name = next(
            f"rieng-{said['act']}-{number}"
            for number in range(1, 1000)
            if f"rieng-{said['act']}-{number}" not in taken
        )
        rule: dict[str, Any] = {
            "id": name,
            "act": said["act"],
            "kinds": said["kinds"],
            "owner": said["owner"],
            "anchor": "close" if self._rulebook.acts[said["act"]].side == "after" else "opening",
            "offset": {"count": said["count"], "unit": said["unit"]},
            "cite": [said["clause"]],
            "basis": said["basis"],
        }
        if said["overrides"]:
            rule["overrides"] = said["overrides"]
        if said["basis"] != Basis.STATED:
            rule |= {"reason": said["reason"], "reason_en": said["reason"]}
        rule |= {key: said[key] for key in ("since", "until") if said[key]}
        added = ""
        if said["clause"] not in clauses:
            gist = legible(nfc(said["gist"])).strip()
            added += "\n" + _tables("clause", {"id": said["clause"], "gist": gist, "gist_en": gist})
        return text.rstrip() + "\n" + added + "\n" + _tables("deadline", rule)


def _tables(name: str, values: dict[str, Any]) -> str:
    """One table of an array: its inner tables in one line each, as in the files that ship."""
    lines = [f"[[{name}]]"]
    for key, value in values.items():
        if isinstance(value, dict):
            inner = ", ".join(tomli_w.dumps({part: one}).strip() for part, one in value.items())
            lines.append(f"{key} = {{{inner}}}")
        else:
            lines.append(tomli_w.dumps({key: value}).strip())
    return "\n".join(lines) + "\n"


class ApproveForm(forms.Form):
    """From which day the edition binds, and the digest of what was read."""

    since = DayField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Hội nghị khai mạc từ ngày này tính theo bản mới."),
        error_messages={"required": gettext_lazy("Hãy ghi ngày có hiệu lực.")},
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
