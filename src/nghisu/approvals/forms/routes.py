from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.approvals.enums import StepRule, StepScope
from nghisu.approvals.routes import RoutePlan, StepPlan
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation.access import load_matrix

MOST_STEPS = 6


def deciding_roles() -> list[Role]:
    """The roles a step can ask, in the order in which roles are told."""
    held = load_matrix()["approval.decide"].committee
    return [role for role in Role if role in held]


class RouteForm(forms.Form):
    """What concerns a route as a whole."""

    one_person_may_repeat = forms.BooleanField(
        label=gettext_lazy("Một người được quyết định ở nhiều bước"),
        required=False,
        help_text=gettext_lazy("Chỉ nên dùng ở cơ quan rất ít người. Người trình vẫn không tự phê duyệt."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """One step; a row without a role is no step."""

    role = forms.ChoiceField(label=gettext_lazy("Ai quyết định"), required=False)
    name = forms.CharField(label=gettext_lazy("Tên bước"), required=False, max_length=120)
    scope = forms.ChoiceField(label=gettext_lazy("Phạm vi"), choices=StepScope.choices)
    rule = forms.ChoiceField(label=gettext_lazy("Cần bao nhiêu người"), choices=StepRule.choices)
    passed_over_by_own = forms.BooleanField(
        label=gettext_lazy("Bỏ qua bước này khi chính người trình giữ vai trò đó"), required=False
    )

    def __init__(self, data: Any, *, prefix: str, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=prefix, initial=initial, label_suffix="")
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            roles = [(role.value, _(ROLE_NAMES[role])) for role in deciding_roles()]
            field.choices = [("", _("Không có bước này")), *roles]

    def plan(self) -> StepPlan | None:
        """The step that was typed, of a valid form; None where there is none."""
        typed = self.cleaned_data
        if not typed["role"]:
            return None
        role = Role(typed["role"])
        return StepPlan(
            name=typed["name"].strip() or _(ROLE_NAMES[role]),
            role=role,
            scope=StepScope(typed["scope"]),
            rule=StepRule(typed["rule"]),
            passed_over_by_own=typed["passed_over_by_own"],
        )


def steps_in(data: Any, plan: RoutePlan) -> Sequence[StepForm]:
    """The rows of a route's form: its steps and empty rows after them."""
    forms_of_steps = []
    for place in range(MOST_STEPS):
        known = plan.steps[place] if place < len(plan.steps) else None
        initial = (
            {
                "role": known.role.value,
                "name": known.name,
                "scope": known.scope.value,
                "rule": known.rule.value,
                "passed_over_by_own": known.passed_over_by_own,
            }
            if known
            else {}
        )
        forms_of_steps.append(StepForm(data, prefix=f"buoc-{place + 1}", initial=initial))
    return forms_of_steps
