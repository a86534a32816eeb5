"""Why an opening is the first that can be prepared."""

from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate
from nghisu.core.law.feasibility import Feasible, Passed
from nghisu.core.law.wording.days import say_day

_NONE = N_("Trong một năm tới không có ngày nào chuẩn bị kịp.")
_FIRST = N_("Ngày khai mạc sớm nhất chuẩn bị kịp là %(day)s")
_DECIDED = N_("; việc đến hạn đầu tiên là “%(act)s”, phải làm chậm nhất %(act_by)s")
_MISSED = N_("Ngày %(day)s không kịp vì “%(act)s” lẽ ra phải làm chậm nhất %(act_by)s.")
_CONFLICT = N_("Ngày %(day)s bị loại vì: %(conflict)s")
_UNAVOIDABLE = N_("Loại hội nghị này ngày nào cũng gặp mâu thuẫn: %(conflict)s")


def _say_passed(passed: Passed, gettext: Translate) -> str:
    day = say_day(passed.day, gettext)
    if passed.conflict is not None:
        return gettext(_CONFLICT) % {"day": day, "conflict": passed.conflict.explain(gettext)}
    missed = passed.missed
    if missed is None or missed.act_by is None:
        return ""
    return gettext(_MISSED) % {
        "day": day,
        "act": missed.say(gettext),
        "act_by": say_day(missed.act_by, gettext),
    }


def explain_feasible(found: Feasible, gettext: Translate) -> str:
    """The day, what decides it, why the working day before it would not do."""
    if found.opening is None:
        return gettext(_NONE)
    said = gettext(_FIRST) % {"day": say_day(found.opening.date(), gettext)}
    deciding = found.deciding
    if deciding is not None and deciding.act_by is not None:
        said += gettext(_DECIDED) % {
            "act": deciding.say(gettext),
            "act_by": say_day(deciding.act_by, gettext),
        }
    parts = [said + "."]
    if found.passed:
        parts.append(_say_passed(found.passed[-1], gettext))
    parts += [gettext(_UNAVOIDABLE) % {"conflict": one.explain(gettext)} for one in found.unavoidable]
    return " ".join(part for part in parts if part)
