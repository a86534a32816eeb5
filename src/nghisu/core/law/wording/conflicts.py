"""Why two deadlines do not fit, or fit only just."""

from nghisu.core.law.answer import Conflict, Severity
from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate
from nghisu.core.law.wording.days import say_day
from nghisu.core.law.wording.deadlines import say_computed, say_reason

_CONTRADICTION = N_(
    "“%(first)s” phải xong trước “%(second)s”, nhưng hạn của việc trước là %(first_day)s, "
    "muộn hơn hạn của việc sau là %(second_day)s: không thể đợi đến hạn mà vẫn kịp cả hai."
)
_NO_SLACK = N_(
    "“%(first)s” phải xong trước “%(second)s”, nhưng cả hai cùng đến hạn vào %(first_day)s: "
    "không còn ngày dự phòng."
)
_LITERAL = N_(
    "Đọc đúng từng chữ thì “%(first)s” đến %(literal)s mới hết hạn, sau hạn của “%(second)s”: "
    "hai quy định mâu thuẫn; hệ thống đã kéo hạn của việc trước lên."
)


def explain_conflict(conflict: Conflict, gettext: Translate) -> str:
    """Both days, what the text says to the letter, and why the order must hold."""
    earlier, later = conflict.earlier, conflict.later
    first_day, second_day = earlier.legal_date, later.legal_date
    if first_day is None or second_day is None:
        return ""
    words = {
        "first": earlier.say(gettext),
        "second": later.say(gettext),
        "first_day": say_day(first_day, gettext),
        "second_day": say_day(second_day, gettext),
    }
    message = _CONTRADICTION if conflict.severity is Severity.CONTRADICTION else _NO_SLACK
    said = [gettext(message) % words]
    literal = earlier.literal_date
    if earlier.pulled_forward and literal is not None and literal > second_day:
        said.append(gettext(_LITERAL) % {**words, "literal": say_day(literal, gettext)})
    order = conflict.order
    said.append(say_reason(order.basis, order.reason, order.reason_en, gettext))
    said.append(say_computed(conflict.computed_years, gettext))
    return " ".join(part for part in said if part)
