"""What holds for every conference: days that can be worked, legal days that never move, later openings later days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghisu.core.dates import default_calendar
from nghisu.core.law import (
    Answer,
    Form,
    KindUnknown,
    Question,
    QuestionRefused,
    RulebookUnknown,
    load_rulebook,
    read_question,
)
from nghisu.core.law.derive import months_away
from nghisu.core.law.rules import Anchor

KINDS = ("thuong-truc", "ban-thuong-vu", "ban-chap-hanh", "giao-ban", "so-tong-ket", "quan-triet")
OPENINGS = st.datetimes(datetime.fromisoformat("2015-03-01"), datetime.fromisoformat("2090-12-31"))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    opening = draw(OPENINGS)
    days = draw(st.integers(0, 4))
    return Question(
        kind=draw(st.sampled_from(KINDS)),
        opening=opening,
        closing=draw(st.sampled_from([None, opening + timedelta(days=days)])),
        form=draw(st.sampled_from(list(Form))),
        unscheduled=draw(st.booleans()),
        chair=draw(st.sampled_from([None, "thuong-truc", "ban-thuong-vu"])),
        carries_appraised=draw(st.sampled_from([None, True, False])),
        secret=draw(st.booleans()),
    )


def answer(question: Question) -> Answer:
    return load_rulebook().derive(question, default_calendar())


@given(questions())
def test_the_day_to_act_by_is_worked_and_lies_on_the_right_side_of_the_legal_day(question: Question):
    calendar = default_calendar()
    for deadline in answer(question).deadlines:
        if deadline.legal_date is None:
            assert deadline.act_by is None
            assert deadline.when
            continue
        assert deadline.act_by is not None
        assert calendar.is_working(deadline.act_by)
        if deadline.rule.anchor is Anchor.CLOSE:
            assert question.closing_day < deadline.legal_date <= deadline.act_by
        else:
            assert deadline.act_by <= deadline.legal_date < question.opening_day


@given(questions())
def test_a_recommended_day_comes_before_the_legal_day(question: Question):
    for deadline in answer(question).deadlines:
        if deadline.recommended is not None:
            assert deadline.legal_date is not None
            assert deadline.recommended < deadline.legal_date


@given(questions())
def test_every_deadline_is_cited_and_explained(question: Question):
    found = answer(question)
    for deadline in found.deadlines:
        assert deadline.citations
        assert deadline.owner.name
        assert deadline.explain().endswith(".")
    for conflict in found.conflicts:
        assert conflict.citations
        assert conflict.explain()
    for exemption in found.not_applicable:
        assert exemption.citations
        assert exemption.explain()


@given(questions())
def test_an_act_is_owed_once_or_not_at_all(question: Question):
    found = answer(question)
    acts = [one.act for one in found.deadlines] + [one.act for one in found.not_applicable]
    assert len(acts) == len(set(acts))


@given(questions(), st.integers(1, 60))
def test_a_later_opening_never_has_an_earlier_legal_day(question: Question, days: int):
    later = Question(
        kind=question.kind,
        opening=question.opening + timedelta(days=days),
        closing=None,
        form=question.form,
        unscheduled=question.unscheduled,
        chair=question.chair,
        carries_appraised=question.carries_appraised,
    )
    earlier = Question(
        kind=question.kind,
        opening=question.opening,
        form=question.form,
        unscheduled=question.unscheduled,
        chair=question.chair,
        carries_appraised=question.carries_appraised,
    )
    before = {one.act: one.legal_date for one in answer(earlier).deadlines}
    for deadline in answer(later).deadlines:
        legal = before.get(deadline.act)
        if legal is not None and deadline.legal_date is not None:
            assert legal <= deadline.legal_date


@given(questions())
def test_a_hybrid_conference_owes_what_an_online_one_owes(question: Question):
    def owed(form: Form) -> set[str]:
        words = {
            name: getattr(question, name) for name in ("kind", "opening", "unscheduled", "chair", "secret")
        }
        return {one.act for one in answer(Question(form=form, **words)).deadlines}

    assert owed(Form.HYBRID) == owed(Form.ONLINE) >= owed(Form.IN_PERSON)


@given(OPENINGS)
def test_what_is_owed_without_being_scheduled_is_owed_when_scheduled_too(opening: datetime):
    for kind in KINDS:
        scheduled = {one.act for one in answer(Question(kind, opening)).deadlines}
        unscheduled = {one.act for one in answer(Question(kind, opening, unscheduled=True)).deadlines}
        assert unscheduled < scheduled


def test_the_opening_hour_counts_in_vietnam():
    late_in_london = datetime(2026, 3, 17, 23, tzinfo=UTC)
    assert Question("ban-thuong-vu", late_in_london).opening_day == date(2026, 3, 18)


def test_a_close_before_the_opening_is_refused():
    question = read_question(
        {"kind": "giao-ban", "opening": "2026-03-31T08:00", "closing": "2026-03-30T17:00"}
    )
    with pytest.raises(QuestionRefused, match="30/03/2026"):
        answer(question)


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(KindUnknown, match="ban-thuong-vu"):
        answer(read_question({"kind": "ban-thuong-vụ", "opening": "2026-03-18T08:00"}))


def test_an_unknown_chair_and_an_unknown_rulebook_are_refused():
    with pytest.raises(QuestionRefused, match="chủ trì"):
        answer(read_question({"kind": "giao-ban", "opening": "2026-03-18T08:00", "chair": "ai"}))
    with pytest.raises(RulebookUnknown, match="5609"):
        load_rulebook("5610")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"opening": "2026-03-18T08:00"}, "Thiếu loại hội nghị"),
        ({"kind": "giao-ban"}, "Thiếu ngày giờ khai mạc"),
        ({"kind": "giao-ban", "opening": "2026-02-31T08:00"}, "không phải là ngày giờ có thật"),
        ({"kind": "giao-ban", "opening": "hôm qua"}, "không phải là ngày giờ có thật"),
        ({"kind": "giao-ban", "opening": 20260318}, "Thiếu ngày giờ khai mạc"),
        ({"kind": "giao-ban", "opening": "2026-03-18T08:00", "form": "phone"}, "Hình thức"),
        ({"kind": "giao-ban", "opening": "2026-03-18T08:00", "unscheduled": "yes"}, "true hoặc false"),
        ({"kind": "giao-ban", "opening": "2026-03-18T08:00", "unscheduld": True}, "unscheduld"),
        ({"kind": 5, "opening": "2026-03-18T08:00"}, "một mã viết bằng chữ"),
    ],
)
def test_a_question_that_is_wrong_is_refused_in_words(words: dict[str, object], reason: str):
    with pytest.raises(QuestionRefused, match=reason):
        read_question(words)


@pytest.mark.parametrize(
    "opening", ["0001-01-01T00:00", "1991-01-01T08:00", "2250-01-01T08:00", "9999-12-31T23:00"]
)
def test_a_year_that_cannot_be_counted_in_is_refused(opening: str):
    with pytest.raises(QuestionRefused):
        answer(read_question({"kind": "giao-ban", "opening": opening}))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_a_month_back_from_a_day_the_month_lacks_is_its_last_day(day: date, count: int, expected: date):
    assert months_away(day, count) == expected
