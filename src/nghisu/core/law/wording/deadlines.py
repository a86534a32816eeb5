"""How a deadline came about: counted from which day, what was skipped, what moved it, on whose reading."""

from datetime import date

from nghisu.core.law.answer import Deadline, NotApplicable
from nghisu.core.law.basis import N_, Basis
from nghisu.core.law.citation import Translate, bilingual, identity
from nghisu.core.law.rules import Anchor, DeadlineRule, Offset, Unit
from nghisu.core.law.wording.days import say_day, say_offset, say_skipped, say_worked

_FROM_OPENING = N_("Đếm lùi %(offset)s từ ngày khai mạc %(anchor)s, không tính ngày khai mạc")
_FROM_CLOSE = N_("Đếm tới %(offset)s từ ngày bế mạc %(anchor)s, không tính ngày bế mạc")
_SKIPPED = N_(", bỏ qua %(days)s")
_WORKED = N_(", tính cả ngày làm bù %(days)s")
_CLIPPED = N_(" (tháng %(month)s không có ngày %(day)s nên lấy ngày cuối tháng)")
_LEGAL = N_("%(counted)s: hạn theo quy định là %(legal)s.")
_PULLED = N_(
    "%(counted)s thì đến %(literal)s; nhưng việc này không được muộn hơn hạn của “%(act)s”, "
    "nên hạn theo quy định là %(legal)s."
)
_ALREADY_EARLY = N_("Ngày ấy không muộn hơn hạn của “%(act)s” nên giữ nguyên.")
_MOVED_BACK = N_("Ngày đó là ngày nghỉ: %(off)s; phải làm chậm nhất vào %(act_by)s.")
_MOVED_ON = N_("Ngày đó là ngày nghỉ: %(off)s; được làm đến hết %(act_by)s (%(clause)s, áp dụng tương tự).")
_MOVED_ON_BARE = N_("Ngày đó là ngày nghỉ: %(off)s; được làm đến hết %(act_by)s.")
_RECOMMENDED = N_("Nên xong trước, vào %(day)s.")
_WHEN = N_("Không có ngày cố định: %(when)s.")
_INTERPRETED = N_("Cách hiểu: %(reason)s")
_REPORTED = N_("Theo báo chí, tài liệu tổng hợp: %(reason)s")
_NOTE = N_("Lưu ý: %(reason)s")
_OWNER = N_("Người làm: %(reason)s")
_SPECIAL = N_("Quy định riêng cho loại hội nghị này, áp dụng thay quy định chung.")
_COMPUTED = N_(
    "Ngày nghỉ năm %(years)s chưa có thông báo, hệ thống tính theo luật; cần xem lại khi có thông báo."
)
_EXEMPT = N_("Không áp dụng: %(reason)s")
_EXEMPT_BARE = N_("Không áp dụng: quy định miễn việc này cho trường hợp này.")


def say_counting(rule: DeadlineRule, anchor: date, to: date, deadline: Deadline, gettext: Translate) -> str:
    """ "Đếm lùi 5 ngày làm việc từ ngày khai mạc …, bỏ qua …": how a day is reached, without naming it."""
    offset = rule.offset
    if offset is None:
        return ""
    message = _FROM_CLOSE if rule.anchor is Anchor.CLOSE else _FROM_OPENING
    counted = gettext(message) % {"offset": say_offset(offset, gettext), "anchor": say_day(anchor, gettext)}
    if offset.unit is Unit.WORKING_DAYS:
        first, last = min(anchor, to), max(anchor, to)
        skipped = say_skipped(first, last, deadline.calendar, gettext)
        worked = say_worked(first, last, deadline.calendar, gettext)
        if skipped:
            counted += gettext(_SKIPPED) % {"days": skipped}
        if worked:
            counted += gettext(_WORKED) % {"days": worked}
    elif _is_clipped(offset, anchor, to):
        counted += gettext(_CLIPPED) % {"month": to.month, "day": anchor.day}
    return counted


def _is_clipped(offset: Offset, anchor: date, to: date) -> bool:
    return offset.unit is Unit.MONTHS and to.day != anchor.day


def _say_dates(deadline: Deadline, gettext: Translate) -> list[str]:
    legal, act_by, literal = deadline.legal_date, deadline.act_by, deadline.literal_date
    if legal is None or act_by is None or literal is None:
        when = bilingual(deadline.when or "", deadline.when_en or "", gettext)
        return [gettext(_WHEN) % {"when": when}]
    counted = say_counting(deadline.rule, deadline.anchor_day, literal, deadline, gettext)
    said: list[str] = []
    pulling = deadline.duty.pulled_act
    if deadline.pulled_forward and pulling is not None:
        said.append(
            gettext(_PULLED)
            % {
                "counted": counted,
                "literal": say_day(literal, gettext),
                "act": bilingual(pulling.name, pulling.name_en, gettext),
                "legal": say_day(legal, gettext),
            }
        )
    else:
        said.append(gettext(_LEGAL) % {"counted": counted, "legal": say_day(legal, gettext)})
        if pulling is not None:
            said.append(gettext(_ALREADY_EARLY) % {"act": bilingual(pulling.name, pulling.name_en, gettext)})
    if act_by != legal:
        said.append(_say_move(deadline, legal, act_by, gettext))
    if deadline.recommended is not None:
        said.append(gettext(_RECOMMENDED) % {"day": say_day(deadline.recommended, gettext)})
    return said


def _say_move(deadline: Deadline, legal: date, act_by: date, gettext: Translate) -> str:
    off = deadline.calendar.why_off(legal)
    words = {
        "off": bilingual(off.name, off.name_en, gettext) if off is not None else "",
        "act_by": say_day(act_by, gettext),
    }
    if act_by < legal:
        return gettext(_MOVED_BACK) % words
    moved_by = deadline.duty.moved_by
    if moved_by is None:
        return gettext(_MOVED_ON_BARE) % words
    reading = moved_by.of.read(gettext) if gettext is not identity else moved_by.of.reading
    return gettext(_MOVED_ON) % {**words, "clause": reading[0].lower() + reading[1:]}


def say_reason(basis: Basis, reason: str, reason_en: str, gettext: Translate) -> str:
    """The reason of a rule under the heading that its basis gives it; empty where there is none."""
    if not reason:
        return ""
    message = {Basis.STATED: _NOTE, Basis.INTERPRETED: _INTERPRETED, Basis.REPORTED: _REPORTED}[basis]
    return gettext(message) % {"reason": bilingual(reason, reason_en, gettext)}


def say_computed(years: tuple[int, ...], gettext: Translate) -> str:
    """That the days off of these years are computed; empty where there is none."""
    return gettext(_COMPUTED) % {"years": ", ".join(map(str, years))} if years else ""


def explain_deadline(deadline: Deadline, gettext: Translate) -> str:
    """The whole explanation of a deadline."""
    rule, owner = deadline.rule, deadline.owner
    said = _say_dates(deadline, gettext)
    if rule.overrides:
        said.append(gettext(_SPECIAL))
    said.append(say_reason(rule.basis, rule.reason, rule.reason_en, gettext))
    if owner.reason:
        said.append(gettext(_OWNER) % {"reason": bilingual(owner.reason, owner.reason_en, gettext)})
    said.append(say_computed(deadline.computed_years, gettext))
    return " ".join(part for part in said if part)


def explain_exemption(exemption: NotApplicable, gettext: Translate) -> str:
    """Why a duty is not owed."""
    case = exemption.case
    if not case.reason:
        return gettext(_EXEMPT_BARE)
    return gettext(_EXEMPT) % {"reason": bilingual(case.reason, case.reason_en, gettext)}
