"""Forms by which people are chosen, and the list of them is narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import legible
from nghisu.directory.forms.controls import ChosenField
from nghisu.directory.models import Organisation
from nghisu.invitations.commands.choosing import Choice, Rank
from nghisu.invitations.enums import Level, OnPaper, Source, Standing, Way
from nghisu.invitations.queries.people import InviteeFilter

LONGEST_NAME = 300

LEVELS = [("", gettext_lazy("Chưa rõ")), *Level.choices]
LEADS = [
    ("", gettext_lazy("Đọc theo chức vụ")),
    ("yes", gettext_lazy("Là lãnh đạo")),
    ("no", gettext_lazy("Không phải lãnh đạo")),
]
SAID = {"yes": True, "no": False}
"""What a person says of whether somebody leads; nothing where the title is to tell."""

SIGNED_SO = gettext_lazy(
    "Giấy mời gửi đại biểu lãnh đạo cấp trên do Thường trực ký; chưa rõ thì văn phòng ký."
)

FIELDS = {
    Source.BODY: ("body",),
    Source.UNIT: ("organisation", "title_code"),
    Source.TITLE: ("title_code",),
    Source.GROUP: ("group",),
    Source.PERSON: ("person",),
    Source.GUEST: (
        "guest_name",
        "guest_title",
        "guest_organisation",
        "guest_bloc",
        "guest_level",
        "guest_leads",
        "guest_place",
        "guest_email",
    ),
}
"""What each source asks for."""


def said_of(leads: bool | None) -> str:
    """The word of a form for what was said."""
    return next((word for word, value in SAID.items() if value is leads), "")


class ChoiceForm(forms.Form):
    """Who is meant, by one source; and in what capacity they are invited."""

    body = ChosenField(label=gettext_lazy("Tập thể"))
    organisation = ChosenField(label=gettext_lazy("Cơ quan, đơn vị"))
    title_code = forms.ChoiceField(
        label=gettext_lazy("Chức danh"), widget=forms.Select(attrs={"data-combobox": True})
    )
    group = ChosenField(label=gettext_lazy("Nhóm đã lưu"))
    person = ChosenField(label=gettext_lazy("Người"))
    guest_name = forms.CharField(label=gettext_lazy("Họ và tên khách mời"), max_length=LONGEST_NAME)
    guest_title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=300, required=False)
    guest_organisation = forms.CharField(
        label=gettext_lazy("Cơ quan, đơn vị của khách"), max_length=300, required=False
    )
    guest_level = forms.ChoiceField(
        label=gettext_lazy("Cấp"),
        choices=LEVELS,
        required=False,
        help_text=SIGNED_SO,
    )
    guest_leads = forms.ChoiceField(label=gettext_lazy("Lãnh đạo"), choices=LEADS, required=False)
    guest_bloc = forms.ChoiceField(
        label=gettext_lazy("Khối"),
        choices=[("", gettext_lazy("Chưa rõ")), *Organisation.Bloc.choices],
        required=False,
        help_text=gettext_lazy("Hội nghị của khối nào mời khối đó (226)."),
    )
    guest_place = forms.IntegerField(
        label=gettext_lazy("Thứ tự trong các khách"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        help_text=gettext_lazy(
            "Số nhỏ đứng trước, ví dụ Ủy viên Bộ Chính trị ghi 1, Vụ trưởng ghi 2. Để trống thì đứng sau người có số, "
            "theo tên. Khách Trung ương luôn đứng đầu danh sách."
        ),
    )
    guest_email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    item = ChosenField(
        label=gettext_lazy("Dự nội dung nào"),
        required=False,
        help_text=gettext_lazy("Để trống nếu dự cả hội nghị."),
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Tư cách"),
        choices=[(one.value, one.label) for one in (Standing.SUMMONED, Standing.GUEST)],
        widget=forms.RadioSelect,
        initial=Standing.SUMMONED.value,
    )

    def __init__(
        self,
        source: Source,
        offered: Mapping[str, Iterable[tuple[Any, str]]],
        data: Any = None,
        *,
        with_standing: bool = True,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.source = source
        for name in list(self.fields):
            if name not in FIELDS[source] and not (name in ("standing", "item") and with_standing):
                del self.fields[name]
        for name, choices in offered.items():
            field = self.fields.get(name)
            if isinstance(field, ChosenField):
                field.offer(list(choices), ("", _("Cả hội nghị") if name == "item" else _("Chưa chọn")))
            elif isinstance(field, forms.ChoiceField):
                optional = source is Source.UNIT
                first = _("Mọi người giữ chức ở đây") if optional else _("Chưa chọn")
                field.choices = [("", first), *choices]
                field.required = not optional
        if source is Source.GUEST and "standing" in self.fields:
            self.fields["standing"].initial = Standing.GUEST.value

    def clean_guest_name(self) -> str:
        text = " ".join(legible(self.cleaned_data["guest_name"]).split())
        if not text:
            raise forms.ValidationError(self.fields["guest_name"].error_messages["required"], code="required")
        return text

    def choice(self) -> Choice:
        """What was stated."""
        typed = self.cleaned_data
        return Choice(
            source=self.source.value,
            standing=typed.get("standing") or Standing.SUMMONED.value,
            body_id=typed.get("body"),
            organisation_id=typed.get("organisation"),
            title_code=typed.get("title_code") or "",
            group_id=typed.get("group"),
            person_id=typed.get("person"),
            item_id=typed.get("item"),
            guest_name=typed.get("guest_name") or "",
            guest_title=" ".join((typed.get("guest_title") or "").split()),
            guest_organisation=" ".join((typed.get("guest_organisation") or "").split()),
            guest_email=typed.get("guest_email") or "",
            guest_level=typed.get("guest_level") or "",
            guest_leads=SAID.get(typed.get("guest_leads") or ""),
            guest_bloc=typed.get("guest_bloc") or "",
            guest_place=typed.get("guest_place"),
        )


class InviteeFilterForm(forms.Form):
    """What the list of those invited is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Tên, chức vụ, đơn vị; không cần dấu")}
        ),
    )
    tu_cach = forms.ChoiceField(label=gettext_lazy("Tư cách"), required=False)
    cach_gui = forms.ChoiceField(label=gettext_lazy("Cách gửi"), required=False)
    cap = forms.ChoiceField(label=gettext_lazy("Cấp"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data or {}, label_suffix="")
        everything = ("", _("Tất cả"))
        for name, choices in (("tu_cach", Standing), ("cach_gui", Way), ("cap", Level)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [everything, *((one.value, one.label) for one in choices)]

    def wanted(self) -> InviteeFilter:
        """What was asked; a field that cannot be read asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data
        return InviteeFilter(
            typed.get("q", ""), typed.get("tu_cach", ""), typed.get("cach_gui", ""), typed.get("cap", "")
        )


class RemovalForm(forms.Form):
    """Why people are taken off the list."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do để người khác biết vì sao không mời nữa.")},
    )


class WayForm(forms.Form):
    """How the invitation of one person goes, and what decides who signs it."""

    way = forms.ChoiceField(label=gettext_lazy("Cách gửi"), choices=Way.choices, widget=forms.RadioSelect)
    also = forms.ChoiceField(
        label=gettext_lazy("Gửi thêm bản giấy"),
        choices=[("", gettext_lazy("Không")), *OnPaper.choices],
        required=False,
        help_text=gettext_lazy(
            "Ban Đảng, đảng ủy trực thuộc nhận song song qua mạng và qua bưu điện (5609 III/II/2)."
        ),
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận thư"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Ghi trên nhãn bưu điện. Để trống thì dùng địa chỉ của cơ quan trong danh bạ."
        ),
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=LEVELS, required=False, help_text=SIGNED_SO)
    leads = forms.ChoiceField(label=gettext_lazy("Lãnh đạo"), choices=LEADS, required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("way") == Way.MAIL and not typed.get("email") and "email" not in self.errors:
            self.add_error("email", _("Gửi bằng thư điện tử thì cần địa chỉ thư."))
        if typed.get("also") and typed["also"] == typed.get("way"):
            self.add_error("also", _("Bản giấy gửi thêm phải đi cách khác với cách gửi ở trên."))
        return typed

    def rank(self) -> Rank:
        """What was said of the level, and of whether the person leads."""
        return Rank(self.cleaned_data["level"], SAID.get(self.cleaned_data["leads"]))


class GroupForm(forms.Form):
    """The name of a saved group."""

    name = forms.CharField(label=gettext_lazy("Tên nhóm"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def clean_name(self) -> str:
        text = " ".join(legible(self.cleaned_data["name"]).split())
        if not text:
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return text
