from nghisu.core.planning.changes import Difference, changes_between, digest_of


def line(number: int, **different):
    return {"id": number, "title": f"Hội nghị {number}", "opening": f"2026-04-0{number}T08:00"} | different


def test_nothing_differs_between_a_version_and_itself():
    assert changes_between([line(1), line(2)], [line(2), line(1)]) == []


def test_what_came_went_moved_and_changed_is_told_apart_in_the_order_of_time():
    before = [line(1), line(2), line(3), line(5)]
    after = [line(2, opening="2026-04-09T08:00"), line(3, title="Tên khác"), line(4), line(5)]
    found = changes_between(before, after)
    assert [(one.difference, one.line["id"]) for one in found] == [
        (Difference.REMOVED, 1),
        (Difference.CHANGED, 3),
        (Difference.ADDED, 4),
        (Difference.MOVED, 2),
    ]
    assert found[1].fields == ("title",)
    assert found[3].before == line(2)


def test_a_move_that_changes_more_names_every_field():
    (change,) = changes_between([line(1)], [line(1, opening="2026-04-08T08:00", title="Khác")])
    assert change.difference is Difference.MOVED
    assert set(change.fields) == {"opening", "title"}


def test_the_digest_depends_on_what_is_said_and_not_on_its_spelling():
    assert digest_of([{"a": 1, "b": "ý"}]) == digest_of([{"b": "ý", "a": 1}])
    assert digest_of([line(1)]) != digest_of([line(1, title="Khác")])
