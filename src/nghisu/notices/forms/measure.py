from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.notices.commands.measures import Chosen
from nghisu.notices.enums import FAMILY_NAMES, WAYS_AT_FIRST, Family, Way
from nghisu.notices.models import Measure

FIRST_HOUR, LAST_HOUR = 5, 20
NEVER = ""


def _way_field(family: Family) -> str:
    return f"way_{family.value}"


class MeasureForm(forms.Form):
    """How one wants to be told: by family, and when not to be written to."""

    digest = forms.BooleanField(
        label=gettext_lazy("Gửi cho tôi thư tóm tắt hằng ngày"),
        help_text=gettext_lazy(
            "Mỗi ngày làm việc một thư: việc quá hạn, hôm nay, trong tuần và thông báo chưa đọc."
        ),
        required=False,
    )
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Gửi thư tóm tắt lúc"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)],
    )
    quiet = forms.BooleanField(
        label=gettext_lazy("Có giờ yên tĩnh: thư chờ đến hết giờ mới gửi"), required=False
    )
    quiet_from = forms.ChoiceField(
        label=gettext_lazy("Yên tĩnh từ"), choices=[(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]
    )
    quiet_until = forms.ChoiceField(
        label=gettext_lazy("Đến"), choices=[(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]
    )
    urgent_in_quiet = forms.BooleanField(
        label=gettext_lazy("Việc khẩn thì vẫn gửi ngay cả trong giờ yên tĩnh"), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Ngôn ngữ của thư"),
        required=False,
        choices=[
            ("", gettext_lazy("Như ngôn ngữ của tài khoản")),
            ("vi", "Tiếng Việt"),
            ("en", "English"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for family in Family:
            self.fields[_way_field(family)] = forms.ChoiceField(
                label=FAMILY_NAMES[family], choices=Way.choices, initial=WAYS_AT_FIRST[family].value
            )

    @property
    def way_fields(self) -> list[forms.BoundField]:
        return [self[_way_field(family)] for family in Family]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("way_")]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        by_digest = [f for f in Family if typed.get(_way_field(f)) == Way.DIGEST]
        if by_digest and not typed.get("digest"):
            self.add_error(
                "digest",
                _(
                    "Có nhóm đang chọn nhận trong thư tóm tắt. Hãy chọn gửi thư tóm tắt, hoặc đổi cách nhận nhóm đó."
                ),
            )
        if typed.get("quiet") and typed.get("quiet_from") == typed.get("quiet_until"):
            self.add_error("quiet_until", _("Giờ bắt đầu và giờ kết thúc phải khác nhau."))
        return typed

    def chosen(self) -> Chosen:
        """What was chosen; what is as at first is not kept, so that it follows when the first choice changes."""
        typed = self.cleaned_data
        ways = {family.value: typed[_way_field(family)] for family in Family}
        quiet = typed["quiet"]
        return Chosen(
            ways={name: way for name, way in ways.items() if way != WAYS_AT_FIRST[Family(name)]},
            digest=typed["digest"],
            digest_hour=typed["digest_hour"],
            quiet_from=time.fromisoformat(typed["quiet_from"]) if quiet else None,
            quiet_until=time.fromisoformat(typed["quiet_until"]) if quiet else None,
            urgent_in_quiet=typed["urgent_in_quiet"],
            language=typed["language"],
        )


def form_of(measure: Measure) -> MeasureForm:
    """The form as a person finds it."""
    first = Measure()
    initial: dict[str, Any] = {
        "digest": measure.digest,
        "digest_hour": measure.digest_hour,
        "quiet": measure.quiet_from is not None,
        "quiet_from": f"{measure.quiet_from or first.quiet_from:%H:00}",
        "quiet_until": f"{measure.quiet_until or first.quiet_until:%H:00}",
        "urgent_in_quiet": measure.urgent_in_quiet,
        "language": measure.language,
    }
    for family in Family:
        initial[_way_field(family)] = measure.ways.get(family.value, WAYS_AT_FIRST[family].value)
    return MeasureForm(initial=initial)
