"""Taking a regulation's text apart."""

import unicodedata

from nghisu.core.law.texts import Level, SplitText, split, words_hash


def ids(taken: SplitText) -> list[str]:
    return [clause.id for clause in taken.clauses]


def words(taken: SplitText, clause: str) -> str:
    return next(found.words for found in taken.clauses if found.id == clause)


def hashes(text: str) -> list[str]:
    return [words_hash(clause.words) for clause in split(text).clauses]


def test_every_chapter_section_point_letter_bullet_and_paragraph_gets_its_identifier(sample: str) -> None:
    assert ids(split(sample)) == [
        "I",
        "I/I",
        "I/I/1",
        "I/I/2",
        "I/II",
        "I/II/1",
        "I/II/1.1",
        "I/II/1.1/b1",
        "I/II/1.1/p2",
        "I/II/1.1/b2",
        "I/II/1.2",
        "I/II/2",
        "I/II/2/b1",
        "I/II/2/b2",
        "II",
        "II/I",
        "II/I/1",
        "II/I/1/đ.a",
        "II/I/1/đ.a/b1",
        "II/I/1/đ.a/b2",
        "II/I/1/đ.b",
        "II/I/2",
        "II/I/2/p2",
    ]


def test_levels_are_told_apart(sample: str) -> None:
    levels = {clause.id: clause.level for clause in split(sample).clauses}
    assert levels["I"] is Level.CHAPTER
    assert levels["I/II"] is Level.SECTION
    assert levels["I/II/1.1"] is Level.POINT
    assert levels["I/II/1.1/b1"] is Level.BULLET
    assert levels["I/II/1.1/p2"] is Level.PARAGRAPH
    assert levels["II/I/1/đ.a"] is Level.LETTER


def test_a_paragraph_broken_by_a_page_end_is_one_bullet(sample: str) -> None:
    bullet = words(split(sample), "I/II/1.1/b1")
    assert bullet.startswith("Người mượn tự tìm sách")
    assert bullet.endswith("phòng đọc ít nhất 15 phút để còn kịp soát lại.")


def test_control_a_paragraph_that_has_ended_is_not_joined_to_the_next(sample: str) -> None:
    assert words(split(sample), "I/II/1.1/p2") == "Sách quý thì người trực lấy giúp."


def test_a_page_that_ends_before_a_number_does_not_begin_a_point(sample: str) -> None:
    broken = sample.replace("ít nhất 15 phút", "ít nhất\n\n15 phút")
    assert ids(split(broken)) == ids(split(sample))


def test_a_page_that_ends_before_a_name_does_not_begin_a_paragraph(sample: str) -> None:
    broken = sample.replace("- Người trực điếm danh sách", "- Người trực cùng\n\nÔng Tư điếm danh sách")
    assert ids(split(broken)) == ids(split(sample))


def test_the_number_of_a_page_is_no_clause(sample: str) -> None:
    assert all("12" not in clause.words for clause in split(sample).clauses)


def test_the_paragraph_under_a_heading_belongs_to_the_heading(sample: str) -> None:
    assert words(split(sample), "I/II/1.2") == "Ghi sổ\nNgười trực ghi sổ ngay, không để sang hôm sau."
    assert words(split(sample), "II").startswith("TRẢ SÁCH\nNgoài chuyện chung")


def test_what_stands_before_the_first_chapter_and_after_the_last_line_is_kept_apart(sample: str) -> None:
    taken = split(sample)
    assert taken.before[0] == "QUYẾT ĐỊNH"
    assert taken.after == ("THƯ VIỆN LÀNG",)


def test_misread_numerals_of_chapters_and_sections_are_understood(sample: str) -> None:
    misread = sample.replace("Chương II", "Chưong ll").replace("I. AI ĐƯỢC", "l. AI ĐƯỢC")
    assert ids(split(misread)) == ids(split(sample))


def test_a_title_on_the_line_of_its_chapter_is_the_same_chapter(sample: str) -> None:
    joined = sample.replace("Chương I\n\nCHUYỆN CHUNG", "Chương I CHUYỆN CHUNG")
    assert words_hash(words(split(joined), "I")) == words_hash(words(split(sample), "I"))


def test_a_text_without_blank_lines_is_taken_apart_alike(sample: str) -> None:
    dense = "\n".join(line for line in sample.splitlines() if line.strip())
    assert ids(split(dense)) == ids(split(sample))
    assert [words_hash(c.words) for c in split(dense).clauses] == [
        words_hash(c.words) for c in split(sample).clauses
    ]


def test_a_text_with_wrapped_lines_is_taken_apart_alike(sample: str) -> None:
    wrapped = sample.replace("sách vào phiếu và", "sách vào phiếu\nvà").replace(
        "ai có thẻ thì", "ai có thẻ\nthì"
    )
    assert [words_hash(c.words) for c in split(wrapped).clauses] == [
        words_hash(c.words) for c in split(sample).clauses
    ]


def test_decomposed_letters_give_the_same_clauses(sample: str) -> None:
    assert split(unicodedata.normalize("NFD", sample)).clauses == split(sample).clauses


def test_a_letter_without_chapters_is_taken_apart_by_its_points() -> None:
    taken = split(
        "Kính gửi: các tổ\n\nNay yêu cầu:\n\n1. Đọc sách.\n\n2. Trả sách:\n\n- Đúng hẹn.\n\nChào./.\n\nKý tên"
    )
    assert ids(taken) == ["1", "2", "2/b1", "2/p2"]
    assert taken.after == ("Ký tên",)


def test_control_a_text_that_is_no_regulation_gives_no_clause() -> None:
    taken = split("Hôm nay trời đẹp.\n\nMai có thể mưa.")
    assert taken.clauses == ()
    assert taken.before == ("Hôm nay trời đẹp.", "Mai có thể mưa.")
