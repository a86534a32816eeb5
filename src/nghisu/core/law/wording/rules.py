"""A rule in a line, in words: what a person reads beside its clause."""

from collections.abc import Mapping

from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate, bilingual, identity
from nghisu.core.law.rules import (
    Anchor,
    CadenceRule,
    DeadlineRule,
    GateRule,
    LimitRule,
    OrderRule,
    Rule,
)
from nghisu.core.law.wording.days import WEEKDAYS, say_offset

_BEFORE = N_("%(act)s: chậm nhất %(offset)s trước ngày khai mạc")
_AFTER = N_("%(act)s: chậm nhất %(offset)s sau ngày bế mạc")
_WHEN = N_("%(act)s: %(when)s")
_RECOMMENDED = N_(", nên trước %(offset)s")
_PULLED = N_(", và không muộn hơn hạn của %(act)s")
_ORDER = N_("%(first)s phải trước %(second)s")
_LIMITS = {
    "at-most": N_("%(name)s: nhiều nhất %(value)s %(unit)s"),
    "at-least": N_("%(name)s: ít nhất %(value)s %(unit)s"),
    "more-than": N_("%(name)s: quá %(value)s %(unit)s"),
    "fewer-by": N_("%(name)s: giảm ít nhất %(value)s %(unit)s"),
}
_UNITS = {
    "percent": "%",
    "share": "%",
    "conferences": N_("hội nghị"),
    "documents": N_("văn bản"),
    "minutes": N_("phút"),
    "people": N_("người"),
    "pages": N_("trang"),
    "days": N_("ngày"),
}
_EVERY = {
    "weekly": N_("mỗi tuần một lần"),
    "fortnightly": N_("hai tuần một lần"),
    "twice-a-month": N_("mỗi tháng hai lần"),
    "monthly": N_("mỗi tháng một lần"),
    "quarterly": N_("mỗi quý một lần"),
    "plan": N_("theo kế hoạch"),
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


Names = Mapping[str, tuple[str, str]]
"""What acts and kinds are called, by code, in Vietnamese and English."""


def _name(code: str, names: Names, gettext: Translate) -> str:
    return bilingual(*names[code], gettext) if code in names else code


def _say_deadline(rule: DeadlineRule, names: Names, gettext: Translate) -> str:
    act = _name(rule.act, names, gettext)
    if rule.offset is None:
        return gettext(_WHEN) % {"act": act, "when": bilingual(rule.when, rule.when_en, gettext)}
    message = _AFTER if rule.anchor is Anchor.CLOSE else _BEFORE
    said = gettext(message) % {"act": act, "offset": say_offset(rule.offset, gettext)}
    if rule.recommended is not None:
        said += gettext(_RECOMMENDED) % {"offset": say_offset(rule.recommended, gettext)}
    if rule.not_later_than:
        said += gettext(_PULLED) % {"act": f"“{_name(rule.not_later_than, names, gettext)}”"}
    return said


def _say_limit(rule: LimitRule, gettext: Translate) -> str:
    value = f"{rule.value:g}".replace(".", ",")
    unit = gettext(_UNITS[rule.unit]) if rule.unit in _UNITS else rule.unit
    return gettext(_LIMITS[rule.comparison]) % {
        "name": bilingual(rule.name, rule.name_en, gettext),
        "value": value,
        "unit": unit,
    }


def _say_cadence(rule: CadenceRule, names: Names, gettext: Translate) -> str:
    said = f"{_name(rule.kind, names, gettext)}: {gettext(_EVERY[rule.every])}"
    if rule.weekday:
        said += f", {gettext(WEEKDAYS[_DAYS.index(rule.weekday)])}"
    return said


def say_rule(rule: Rule, names: Names, gettext: Translate = identity) -> str:
    """The rule in a line; an act or kind without a name goes by its code."""
    if isinstance(rule, DeadlineRule):
        return _say_deadline(rule, names, gettext)
    if isinstance(rule, GateRule):
        return bilingual(rule.name, rule.name_en, gettext)
    if isinstance(rule, LimitRule):
        return _say_limit(rule, gettext)
    if isinstance(rule, CadenceRule):
        return _say_cadence(rule, names, gettext)
    if isinstance(rule, OrderRule):
        return gettext(_ORDER) % {
            "first": f"“{_name(rule.first, names, gettext)}”",
            "second": f"“{_name(rule.second, names, gettext)}”",
        }
    return rule.id
