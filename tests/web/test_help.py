"""Help opens at the function in use, speaks to each role first of its own work, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor, Grant
from nghisu.web.help import Topic, TopicFileError, load_topics, shelf_of, topic_of_route
from nghisu.web.help.marks import rendered
from nghisu.web.help.reading import read_topics
from tests.conftest import signed_in

TOPICS = list(load_topics().values())

FILE = """
name = ["Lịch", "Calendar"]
gist = ["Xem lịch.", "See the calendar."]
position = 1
routes = ["programme:calendar"]
[[part]]
name = ["Một", "One"]
text = [["Câu.", "Sentence."]]
"""

# Words of the workshop: nothing a person over fifty should meet on a page. "tệp" and XLSX are words of offices.
WORKSHOP = re.compile(
    r"\b(server|database|cơ sở dữ liệu|url|html|css|json|api|token|hash|sql|htmx|cache|click|widget|backend|frontend|"
    r"query|request|session|cookie|toml|python|django|slug|uuid|sha-?256|giai đoạn \d|stage \d|mô phỏng|mock|todo)\b",
    re.IGNORECASE,
)


def named_routes() -> set[str]:
    """Every named route of the product, with its app."""

    def walk(patterns: list[URLPattern | URLResolver], app: str) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= walk(pattern.url_patterns, pattern.namespace or app)
            elif pattern.name:
                found.add(f"{app}:{pattern.name}" if app else pattern.name)
        return found

    return walk(get_resolver().url_patterns, "")


FOR_MACHINES = {"web:health": "asked by what watches the server; no person opens it"}


def test_every_named_page_has_a_topic():
    assert {route for route in named_routes() if not topic_of_route(route)} == set(FOR_MACHINES)


def test_a_page_that_no_topic_names_has_none():
    assert topic_of_route("elsewhere:page") == ""


def test_no_topic_names_a_page_that_does_not_exist():
    named = {route for topic in TOPICS for route in topic.routes if not route.endswith(":*")}
    assert named - named_routes() == set()
    assert {topic.place for topic in TOPICS if topic.place} - named_routes() == set()


def test_every_role_has_exactly_one_topic():
    held = sorted(role for topic in TOPICS for role in topic.roles)
    assert held == sorted(Role)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_a_topic_says_everything_in_both_languages_without_words_of_the_workshop(topic: Topic):
    for saying in topic.sayings:
        assert saying.vi.strip()
        assert saying.en.strip()
        assert not WORKSHOP.search(saying.vi), saying.vi
        assert not WORKSHOP.search(saying.en), saying.en
        # A key or a label is the same in both languages, and a link leads to the same topic.
        assert sorted(re.findall(r"`[^`]+`|\]\([a-z0-9-]+\)", saying.vi)) == sorted(
            re.findall(r"`[^`]+`|\]\([a-z0-9-]+\)", saying.en)
        ), saying.vi


def test_the_words_of_the_workshop_would_be_found():
    assert WORKSHOP.search("Hãy xóa cookie rồi tải lại")
    assert WORKSHOP.search("Việc này làm ở giai đoạn 2")


@pytest.mark.parametrize("role", Role)
def test_the_index_begins_with_the_reader_s_own_work(role: Role):
    actor = Actor(committee_id=1, name="Người thử", user_id=1, grants=frozenset({Grant(role)}))
    shelf = shelf_of(actor, "vi")
    [own] = shelf.own
    assert load_topics()[own.slug].roles == (role,)
    assert len(shelf.own) + len(shelf.pages) + len(shelf.others) == len(TOPICS)


def test_the_pages_one_may_not_open_stand_with_those_of_others():
    delegate = Actor(committee_id=1, name="Đại biểu", user_id=1, grants=frozenset({Grant(Role.DELEGATE)}))
    shelf = shelf_of(delegate, "vi")
    assert "nhat-ky" in {found.slug for found in shelf.others}
    assert "trang-chu" in {found.slug for found in shelf.pages}


@pytest.mark.parametrize("words", ["danh bạ", "danh ba", "DANH BẠ", "  danh   ba "])
def test_the_help_is_found_with_and_without_marks(words: str):
    found = shelf_of(Actor(committee_id=1, name="", user_id=1), "vi", words).found
    assert found[0].slug == "danh-ba"


def test_a_search_for_what_no_topic_says_finds_nothing():
    assert shelf_of(Actor(committee_id=1, name="", user_id=1), "vi", "zzz khongco").found == []


def test_a_text_is_escaped_outside_its_marks():
    with translation.override("vi"):
        shown = rendered("<script> {Lịch} & `/` [xem](lich) {<b>}")
    assert shown == (
        '&lt;script&gt; <b>Lịch</b> &amp; <kbd>/</kbd> <a href="/tro-giup/lich/">xem</a> <b>&lt;b&gt;</b>'
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ('"Calendar"]', '""]'),
        ("position = 1", "posittion = 1"),
        ('["Câu.", "Sentence."]', '["Câu."]'),
        ('"Sentence."', '"See [x](khong-co)."'),
        ("position = 1", 'position = 1\nroles = ["king"]'),
    ],
)
def test_a_topic_s_file_with_a_slip_is_refused_and_named(tmp_path: Path, change: str, reason: str):
    (tmp_path / "lich.toml").write_text(FILE.replace(change, reason), encoding="utf-8")
    with pytest.raises(TopicFileError, match=r"lich\.toml"):
        read_topics(tmp_path)


def test_a_topic_s_file_without_a_slip_is_read(tmp_path: Path):
    (tmp_path / "lich.toml").write_text(FILE, encoding="utf-8")
    assert list(read_topics(tmp_path)) == ["lich"]


def test_two_topics_for_one_page_are_refused(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(FILE, encoding="utf-8")
    with pytest.raises(TopicFileError, match="programme:calendar"):
        read_topics(tmp_path)


@pytest.mark.django_db
def test_the_index_and_every_topic_open_in_both_languages(ground):
    user = ground.user(Role.OFFICE_SPECIALIST)
    client = signed_in(user)
    for language, heading in (("vi", "Việc của đồng chí"), ("en", "")):
        User.objects.filter(pk=user.pk).update(language=language)
        page = client.get("/tro-giup/")
        assert page.status_code == 200
        assert heading in page.content.decode()
        for topic in TOPICS:
            page = client.get(f"/tro-giup/{topic.slug}/")
            assert page.status_code == 200
            assert topic.name.say(language).replace("'", "&#x27;") in page.content.decode()


@pytest.mark.django_db
def test_the_side_panel_is_given_the_text_alone(client_of):
    client = client_of(Role.CLERK)
    panel = client.get("/tro-giup/lich/", headers={"HX-Request": "true", "HX-Target": "panel-content"})
    assert "<html" not in panel.content.decode()
    assert "Đọc lịch" in panel.content.decode()
    assert "<html" in client.get("/tro-giup/lich/").content.decode()


@pytest.mark.django_db
def test_a_topic_that_does_not_exist_is_not_found(client_of):
    assert client_of(Role.CLERK).get("/tro-giup/khong-co/").status_code == 404


@pytest.mark.django_db
def test_a_page_leads_to_its_own_help(client_of):
    page = client_of(Role.AUDITOR).get("/nhat-ky/")
    assert 'href="/tro-giup/nhat-ky/"' in page.content.decode()


@pytest.mark.django_db
def test_a_topic_leads_to_its_page_only_for_those_who_may_open_it(client_of):
    link = 'class="btn btn-primary" href="/nhat-ky/"'
    assert link in client_of(Role.AUDITOR).get("/tro-giup/nhat-ky/").content.decode()
    assert link not in client_of(Role.DELEGATE).get("/tro-giup/nhat-ky/").content.decode()
