"""Matching an attached text to the clauses of an edition."""

from nghisu.core.law.edition import Edition
from nghisu.core.law.texts import match

MOST = "- Mỗi lần mượn nhiều nhất là ba cuốn.\n\n"
CLEAN = "- Giữ sách sạch, không gấp trang.\n"


def test_the_text_an_edition_was_made_from_is_placed_whole(edition: Edition, sample: str) -> None:
    placement = match(edition, sample)
    assert placement.complete
    assert [placed.id for placed in placement.placed] == list(edition.clauses)


def test_misread_letters_capitals_and_tone_marks_change_nothing(edition: Edition, sample: str) -> None:
    copy = sample.replace("điếm danh", "ĐIỂM DANH").replace("xóa tên", "xoá  tên").replace("giấy", "giấy")
    assert copy != sample
    assert match(edition, copy).complete


def test_one_letter_taken_for_another_in_a_known_word_changes_nothing(edition: Edition, sample: str) -> None:
    assert match(edition, sample.replace("điếm danh", "điền danh")).complete


def test_the_words_of_a_clause_are_shown_as_the_text_has_them(edition: Edition, sample: str) -> None:
    assert match(edition, sample).words_of("II/I/1/đ.a/b1") == "Trả sách trong vòng hai tuần."
    assert match(edition, sample).words_of("III") is None


def test_a_moved_bullet_is_found_where_it_now_stands(edition: Edition, sample: str) -> None:
    copy = sample.replace(MOST, "").replace(CLEAN, CLEAN + MOST.strip() + "\n")
    placement = match(edition, copy)
    moved = {placed.id: placed.found_at for placed in placement.moved}
    assert moved["I/II/1.1/b2"] == "I/II/2/b2"
    assert placement.missing == ()
    assert placement.unplaced == ()


def test_control_a_bullet_that_has_not_moved_is_not_said_to_have(edition: Edition, sample: str) -> None:
    assert match(edition, sample).moved == ()


def test_a_changed_figure_is_named_as_a_change_of_its_clause(edition: Edition, sample: str) -> None:
    placement = match(edition, sample.replace("ba cuốn", "năm cuốn"))
    assert [placed.id for placed in placement.changed] == ["I/II/1.1/b2"]
    assert placement.missing == ()
    assert placement.unplaced == ()


def test_a_clause_that_the_text_lacks_is_named(edition: Edition, sample: str) -> None:
    placement = match(edition, sample.replace(MOST, ""))
    assert placement.missing == ("I/II/1.1/b2",)


def test_a_clause_that_the_edition_does_not_know_is_named(edition: Edition, sample: str) -> None:
    placement = match(edition, sample.replace(MOST, MOST + "- Không mượn hộ người khác.\n\n"))
    assert [(clause.id, clause.words) for clause in placement.unplaced] == [
        ("I/II/1.1/b3", "Không mượn hộ người khác.")
    ]
    assert placement.missing == ()
    assert placement.changed == ()


def test_a_bullet_put_in_front_moves_the_others_and_is_itself_named(edition: Edition, sample: str) -> None:
    placement = match(edition, sample.replace(CLEAN, "- Rửa tay trước khi đọc.\n" + CLEAN))
    assert {placed.id: placed.found_at for placed in placement.moved} == {
        "I/II/2/b1": "I/II/2/b2",
        "I/II/2/b2": "I/II/2/b3",
    }
    assert [clause.words for clause in placement.unplaced] == ["Rửa tay trước khi đọc."]


def test_an_empty_text_leaves_every_clause_missing(edition: Edition) -> None:
    placement = match(edition, "")
    assert placement.missing == tuple(edition.clauses)
    assert not placement.complete
