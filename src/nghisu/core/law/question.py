"""What is asked of a rulebook: a conference, as far as the rules look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from nghisu.core.law.refusals import QuestionRefused

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Việt Nam has kept UTC+7 without summer time since 1975."""


class Form(StrEnum):
    """The form of a conference (hình thức): trực tiếp, trực tuyến, or both at once."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Question:
    """A conference to derive deadlines for. Instants are local to Việt Nam; one with a zone is brought there.

    `carries_appraised` says whether it carries a programme, scheme or thematic report that must be appraised
    (thẩm định); None leaves it to the kind. `chair` is the code of the body that chairs, where it is known.
    """

    kind: str
    opening: datetime
    closing: datetime | None = None
    form: Form = Form.IN_PERSON
    unscheduled: bool = False
    chair: str | None = None
    body: str | None = None
    carries_appraised: bool | None = None
    secret: bool = False

    @property
    def opening_day(self) -> date:
        """The day of the opening in Việt Nam."""
        return local_day(self.opening)

    @property
    def closing_day(self) -> date:
        """The day of the close in Việt Nam; the opening's day where no close is known."""
        return local_day(self.closing) if self.closing is not None else self.opening_day


def local_day(at: datetime) -> date:
    """The day in Việt Nam of an instant; one without a zone is local already."""
    return at.date() if at.tzinfo is None else at.astimezone(VIETNAM).date()


_WORDS = frozenset(
    {
        "kind",
        "opening",
        "closing",
        "form",
        "unscheduled",
        "chair",
        "body",
        "carries_appraised",
        "secret",
    }
)


def read_instant(text: object, what: str) -> datetime:
    """The instant a person wrote as ISO 8601 ("2026-03-18T08:00"); QuestionRefused says what is wrong with
    it.
    """
    if isinstance(text, datetime):
        return text
    if isinstance(text, date):
        return datetime.combine(text, time())
    if not isinstance(text, str) or not text.strip():
        raise QuestionRefused(f"Thiếu {what}. Hãy ghi ngày giờ theo mẫu 2026-03-18T08:00.")
    try:
        found = datetime.fromisoformat(text.strip())
        local_day(found)
    except (ValueError, OverflowError):
        raise QuestionRefused(
            f"{what[0].upper()}{what[1:]} “{text}” không phải là ngày giờ có thật. "
            "Hãy ghi theo mẫu 2026-03-18T08:00."
        ) from None
    return found


def _read_flag(value: object, name: str) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise QuestionRefused(f"“{name}” phải là true hoặc false, không phải {value!r}.")
    return value


def _read_code(value: object, name: str) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise QuestionRefused(f"“{name}” phải là một mã viết bằng chữ, không phải {value!r}.")
    return value


def read_form(value: object) -> Form:
    """The form by its code; in person where none is given."""
    if value is None or value == "":
        return Form.IN_PERSON
    try:
        return Form(str(value))
    except ValueError:
        raise QuestionRefused(
            f"Hình thức “{value}” không có. Hãy dùng: {', '.join(form.value for form in Form)}."
        ) from None


def read_question(given: Mapping[str, object]) -> Question:
    """A question from the words of a line of JSON or of a case; QuestionRefused says which word is wrong."""
    if not given.keys() <= _WORDS:
        unknown = sorted(set(given) - _WORDS)[0]
        raise QuestionRefused(
            f"Không hiểu khóa “{unknown}”. Các khóa dùng được: {', '.join(sorted(_WORDS))}."
        )
    kind = _read_code(given.get("kind"), "kind")
    if kind is None:
        raise QuestionRefused("Thiếu loại hội nghị (“kind”), ví dụ ban-thuong-vu.")
    opening = read_instant(given.get("opening"), "ngày giờ khai mạc")
    closing = given.get("closing")
    carries = given.get("carries_appraised")
    return Question(
        kind=kind,
        opening=opening,
        closing=None if closing is None or closing == "" else read_instant(closing, "ngày giờ bế mạc"),
        form=read_form(given.get("form")),
        unscheduled=_read_flag(given.get("unscheduled"), "unscheduled"),
        chair=_read_code(given.get("chair"), "chair"),
        body=_read_code(given.get("body"), "body"),
        carries_appraised=None if carries is None else _read_flag(carries, "carries_appraised"),
        secret=_read_flag(given.get("secret"), "secret"),
    )
