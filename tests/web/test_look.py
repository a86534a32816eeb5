"""The design system as templates use it: icons that exist, states that speak, nothing inline."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from nghisu.web.templatetags.look import (
    KINDS,
    STATES,
    at,
    badge,
    kind_mark,
    load_level,
    mail_address,
    monogram,
)
from nghisu.web.templatetags.shell import STAGES

ROOT = Path(__file__).parents[2]
OWN_ICONS = {path.stem for path in (ROOT / "frontend/icons/own").glob("*.svg")}
ICONS = OWN_ICONS | {
    line
    for line in (ROOT / "frontend/icons/names.txt").read_text().split("\n")
    if line and not line.startswith("#")
}
TEMPLATES = sorted((ROOT / "src/nghisu").rglob("templates/**/*.html"))
STATUSES = (400, 403, 404, 409, 429, 500, 503)


def icons_in(text: str) -> set[str]:
    """The icons a template names: in the tag, and as `icon="…"` handed to a component."""
    return set(re.findall(r"{%-? icon \"([a-z0-9-]+)\"", text)) | set(
        re.findall(r"\bicon=\"([a-z0-9-]+)\"", text)
    )


def test_every_icon_that_a_template_names_is_in_the_sprite():
    assert {name for path in TEMPLATES for name in icons_in(path.read_text())} - ICONS == set()


def test_an_icon_that_is_not_in_the_sprite_would_be_found():
    assert icons_in('{% icon "no-such-drawing" %}{% include "x" with icon="neither" %}') - ICONS == {
        "no-such-drawing",
        "neither",
    }


def test_every_icon_of_states_kinds_and_stages_is_in_the_sprite():
    used = {sign for _, sign, _ in STATES.values()} | {stage.icon for stage in STAGES}
    used |= {f"shape-{shape}" for _, shape in KINDS.values()} | {f"shape-{kind_mark('a-kind-of-its-own')[1]}"}
    assert used - ICONS == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "src/nghisu")))
def test_no_template_has_an_inline_script_or_style(path: Path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_a_sign_and_a_word_beside_its_colour(state: str):
    shown = badge(state)
    assert "<use" in shown
    assert STATES[state][2] in shown


def test_two_kinds_never_share_a_shape():
    assert len({shape for _, shape in KINDS.values()}) == len(KINDS)


def test_letters_of_the_stages_differ():
    assert len({stage.letter for stage in STAGES}) == len(STAGES)


def test_places_stay_on_the_axis():
    assert [at(-5), at(37), at(7, 9), at(120), at(1, 0)] == ["at-0", "at-37", "at-78", "at-100", "at-0"]


def test_load_is_deepest_when_full_and_never_empty_when_something_is_on():
    assert [load_level(0), load_level(1, 100), load_level(4), load_level(9)] == [
        "load-0",
        "load-1",
        "load-4",
        "load-4",
    ]


def test_an_address_breaks_before_its_sign_and_dots_and_is_escaped():
    assert mail_address("an.le@thanhuy.vn") == "an<wbr>.le<wbr>@thanhuy<wbr>.vn"
    assert "<b>" not in mail_address("<b>@x.vn")


def test_a_monogram_is_of_the_family_and_the_given_name():
    assert monogram("Nguyễn Thị Thanh Hà") == "NH"


@pytest.mark.parametrize("status", STATUSES)
def test_a_page_of_an_error_says_what_now_and_its_code_without_a_database(status: int):
    page = render_to_string(f"web/errors/{status}.html", {"status": status, "code": "4f9a12cd", "reason": ""})
    assert f"{status}-4f9a12cd" in page
    assert "Việc cần làm" in page
    assert page.count("<li>") >= 2


def test_more_rows_come_by_link_and_the_end_of_a_list_is_said():
    request = RequestFactory().get("/nhat-ky/")
    more = render_to_string(
        "web/components/more.html", {"target": "log", "next_url": "?after=7"}, request=request
    )
    assert 'href="?after=7"' in more
    assert "Đã hết danh sách" in render_to_string(
        "web/components/more.html", {"target": "log"}, request=request
    )
