from __future__ import annotations

from nghisu.cli.demo.blueprint import code_of
from nghisu.cli.demo.names import NameSource


def test_no_name_is_drawn_twice() -> None:
    source = NameSource(1)
    names = [source.draw().full for _ in range(2_000)]
    assert len(set(names)) == len(names)


def test_names_are_written_in_one_spelling_and_have_three_parts_or_more() -> None:
    source = NameSource(2)
    for _ in range(300):
        name = source.draw()
        assert name.full == " ".join([name.family, name.middle, name.given])
        assert len(name.full.split()) >= 3
        assert name.gender in {"f", "m"}


def test_women_and_men_are_drawn_about_as_they_sit_in_such_meetings() -> None:
    source = NameSource(3)
    women = sum(source.draw().gender == "f" for _ in range(1_000))
    assert 300 < women < 460


def test_a_code_is_the_folded_name() -> None:
    assert code_of("Ban Tuyên giáo và Dân vận Thành ủy") == "ban-tuyen-giao-va-dan-van-thanh-uy"
    assert code_of("Sở Quy hoạch - Kiến trúc") == "so-quy-hoach-kien-truc"
