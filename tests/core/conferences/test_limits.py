from datetime import date

import pytest

from nghisu.core.law.question import Form


def test_two_conferences_of_the_whole_province_are_allowed_and_a_third_is_one_too_many(plan, check):
    days = [date(2026, 5, 6), date(2026, 3, 4), date(2026, 4, 8)]
    conferences = [plan(day, scale="province-wide") for day in days]
    assert check("cap-exceeded", *conferences[:2]) == []
    (finding,) = check("cap-exceeded", *conferences)
    assert finding.on == date(2026, 5, 6)
    assert finding.rows == (conferences[1].row, conferences[2].row, conferences[0].row)


def test_a_commune_may_hold_three_and_each_year_is_counted_by_itself(plan, check):
    three = [plan(date(2026, month, 4), scale="commune-wide") for month in (3, 5, 8)]
    assert check("cap-exceeded", *three, plan(date(2027, 3, 4), scale="commune-wide")) == []
    (finding,) = check("cap-exceeded", *three, plan(date(2026, 9, 10), scale="commune-wide"))
    assert finding.limit == "commune-wide-a-year"
    assert finding.on == date(2026, 9, 10)


def test_a_cap_does_not_reach_back_before_its_conclusion(plan, check):
    assert (
        check("cap-exceeded", *[plan(date(2025, month, 4), scale="province-wide") for month in (3, 4, 6)])
        == []
    )


@pytest.mark.parametrize(("base", "too_many"), [(10, 0), (9, 1), (None, 0), (0, 9)])
def test_the_cut_is_counted_from_the_base_year_entered(plan, check, base, too_many):
    conferences = [plan(date(2026, 3, 2 + day)) for day in range(9)]
    found = check("cap-exceeded", *conferences, base_year_count=base)
    assert bool(found) == bool(too_many)
    if found:
        (finding,) = found
        assert finding.limit == "conferences-a-year"
        assert finding.on is None
        assert f"{too_many} hội nghị" in finding.way_out
        assert "giảm 10%" in finding.message


def test_both_forms_at_once_count_as_online_and_the_message_says_so(plan, check):
    forms = [Form.ONLINE, Form.HYBRID, Form.HYBRID, Form.IN_PERSON, Form.IN_PERSON]
    conferences = [plan(date(2026, 3, 2 + at), form=form) for at, form in enumerate(forms)]
    assert check("online-share", *conferences) == []
    (finding,) = check("online-share", *conferences, plan(date(2026, 3, 10), form=None))
    assert "3 trên 6" in finding.message
    assert "vừa trực tiếp vừa trực tuyến" in finding.message
    assert "1 hội nghị chưa ghi hình thức" in finding.message
    assert "1 hội nghị" in finding.way_out


def test_the_share_online_is_that_of_the_programmes_own_year(plan, check):
    stray = plan(date(2027, 1, 6), form=Form.IN_PERSON)
    assert check("online-share", plan(date(2026, 3, 4)), stray, year=2026) == []
    assert len(check("online-share", plan(date(2026, 3, 4)), stray)) == 1
