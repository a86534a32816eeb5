"""With English chosen, every page speaks English; what offices wrote themselves stays as they wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Page, expect

from nghisu.programme.adapters.xlsx_reading.vocabulary import vocabulary
from tests.journeys.addresses import PAGES, address_of, persona_for
from tests.journeys.conftest import Visit
from tests.journeys.house import CHECKOUT, House
from tests.journeys.measuring import overhang

pytestmark = pytest.mark.browser

DIACRITICS = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

OF_THE_DATA = {"Thường trực", "Ban Thường vụ", "Ban Chấp hành", "Văn phòng", "Bí thư", "Thường trực Thành ủy"}
"""Words of the interface that units, bodies and positions of the demonstration are called by, too."""
WRITTEN_BY_OFFICES = (
    "SELECT title FROM programme_entry",
    "SELECT title FROM approvals_approval",
    "SELECT json_extract(payload, '$.subject') FROM foundation_outgoing",
    "SELECT need FROM programme_suggestion",
    "SELECT title FROM conferences_agendaitem",
    "SELECT need_rule FROM conferences_proposal",
    "SELECT title FROM documents_issueddocument",
    "SELECT said FROM conferences_confirmation",
    "SELECT said FROM conferences_override",
)
"""Queries for what stands in the language in which it was once written."""
OF_A_SHEET = {"Theo danh sách đại biểu", "Danh sách đại biểu"} | {
    word for words in (vocabulary().column_names, *vocabulary().names.values()) for word in words.values()
}
"""Words of a sheet or a paper, which is written in Vietnamese whoever reads the page."""

NOT_SAID = " or ".join(
    f"ancestor::{where}"
    for where in (
        "*[@lang='vi' and not(self::html)]",
        "*[@translate='no']",
        "*[contains(concat(' ', @class, ' '), ' persona-board ')]",
        *("del", "ins", "option", "script"),
    )
)
SAID = f"//body//text()[not({NOT_SAID})] | //@aria-label | //@title | //@placeholder | //@data-label | //title/text()"
"""What a page says, but for what stands in the language in which it was once written."""


@cache
def vietnamese() -> tuple[frozenset[str], re.Pattern[str]]:
    """The sentences of the interface that read otherwise in English: as they are, and with values in them."""
    path = CHECKOUT / "src/nghisu/locale/en/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    plain, patterns = set(), []
    for message in catalogue:
        source = message.id if isinstance(message.id, str) else message.id[0]
        english = message.string if isinstance(message.string, str) else (message.string or [""])[0]
        if not source or source == english or not DIACRITICS.search(PLACEHOLDER.sub("", source)):
            continue
        if not PLACEHOLDER.search(source):
            plain.add(" ".join(source.split()))
        elif len(PLACEHOLDER.sub("", source)) > 8:
            source = " ".join(source.split())
            parts = [re.escape(part) for part in PLACEHOLDER.split(source)]
            filled = [r"[\d.,+]+" if "count" in one else ".+?" for one in PLACEHOLDER.findall(source)]
            patterns.append("".join(part + value for part, value in zip(parts, [*filled, ""], strict=True)))
    return frozenset(plain - OF_THE_DATA), re.compile("|".join(patterns))


def left_in_vietnamese(page: HtmlElement, titles: frozenset[str] = frozenset()) -> list[str]:
    """Words of the interface on a page that are not English. `titles` stand as offices wrote them."""
    plain, pattern = vietnamese()
    texts = {" ".join(text.split()).removesuffix(" · Nghị Sự") for text in page.xpath(SAID)}
    said = {text for text in texts if DIACRITICS.search(text)}
    cut = {text for text in said if any(title.startswith(text.rstrip("…. ")) for title in titles)}
    return sorted(
        text
        for text in said - cut - OF_A_SHEET
        if (ours := without(text, titles)) in plain or pattern.fullmatch(ours)
    )


def without(text: str, titles: frozenset[str]) -> str:
    """A text without the titles that offices wrote into it."""
    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, "…")
    return text


def choose(page: Page, language: str) -> None:
    """From the menu of the person, as a person does."""
    page.goto("/tro-giup/")
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name=language, exact=True).click()
    page.wait_for_load_state()


class Readers:
    """Browsers of people who chose English, each opened with the first page that the person reads."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._pages = visit, dict[str, Page]()

    def __getitem__(self, who: str) -> Page:
        if who not in self._pages:
            self._pages[who] = self._visit(who)
            choose(self._pages[who], "English")
        return self._pages[who]

    def go_home(self) -> None:
        for page in self._pages.values():
            choose(page, "Tiếng Việt")


@pytest.fixture
def readers(visit: Visit) -> Iterator[Readers]:
    found = Readers(visit)
    yield found
    found.go_home()


READ = [(route, who) for route in PAGES if (who := persona_for(route)) is not None]


def test_no_page_of_a_reader_of_english_keeps_words_of_the_interface_in_vietnamese(
    furnished: House, readers: Readers
):
    titles = frozenset(title for query in WRITTEN_BY_OFFICES for (title,) in furnished.rows(query) if title)
    kept: dict[str, list[str]] = {}
    for route, who in READ:
        answer = readers[who].request.get(address_of(route, furnished))
        page = document_fromstring(answer.text())
        assert (answer.status, page.get("lang")) == (200, "en"), route.name
        if left := left_in_vietnamese(page, titles):
            kept[route.name] = left
    assert not kept, "\n".join(f"{name}: {left}" for name, left in kept.items())


@pytest.mark.long
def test_no_page_of_a_reader_of_english_is_wider_than_the_screen(furnished: House, readers: Readers):
    wide: dict[str, int] = {}
    for route, who in READ:
        readers[who].goto(address_of(route, furnished))
        if over := overhang(readers[who]):
            wide[route.name] = over
    assert wide == {}


def test_a_stranger_reads_the_sign_in_page_in_english(visit: Visit):
    page = visit()
    page.goto("/dang-nhap/")
    said = left_in_vietnamese(document_fromstring(page.content()))
    assert "Đăng nhập" in said, "the control: in Vietnamese it is found"
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert left_in_vietnamese(document_fromstring(page.content())) == []
