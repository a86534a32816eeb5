"""Walking through the house as a person would: every route, then every link that a page shows."""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import openpyxl
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from nghisu.foundation.tables import XLSX
from tests.house.furnishing import OF_A_COMMITTEE, Furnished, address
from tests.house.routes import all_routes

OF_ONE_KIND = 2  # links followed to one route with the same questions: the next month is like this month
PANEL = "panel-content"
NUMBER = re.compile(r"\d+")
FOLLOWED = ("href", "hx-get", "src")


@dataclass(frozen=True)
class Page:
    """What an address answered. `text` is all of it that can be read, cells of a workbook included."""

    path: str
    response: HttpResponseBase
    text: str

    @property
    def is_html(self) -> bool:
        return str(self.response.headers.get("Content-Type", "")).startswith("text/html")

    @cached_property
    def reading(self) -> Reading:
        """What its HTML holds; nothing where it is none."""
        return Reading(self.text if self.is_html else "")


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, how, and its controls by name with their type and value."""

    action: str
    method: str
    controls: list[tuple[str, str, str]] = field(default_factory=list)


class Reading(HTMLParser):
    """Links, forms and everything that would run in a browser, of one page; `parts` are what it asks HTMX for, with the
    place that takes the answer."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.parts: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.tags: set[str] = set()
        self.inline: list[str] = []
        self._select: tuple[str, bool] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self._look_for_scripts(tag, values)
        self.links += [values[name] for name in FOLLOWED if values.get(name) and tag != "script"]
        if values.get("hx-get"):
            self.parts.append((values["hx-get"], values.get("hx-target", "").removeprefix("#")))
        if "data-panel" in values:
            self.parts.append((values.get("href", ""), PANEL))
        if tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif tag in {"input", "textarea", "button"} and values.get("name") and self.forms:
            kind = tag if tag != "input" else values.get("type", "text")
            self.forms[-1].controls.append((values["name"], kind, values.get("value", "")))
        elif tag == "select" and values.get("name"):
            self._select = (values["name"], False)
        elif tag == "option" and self._select and self.forms:
            name, found = self._select
            if not found and values.get("value"):
                self.forms[-1].controls.append((name, "select", values["value"]))
                self._select = (name, True)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None

    def _look_for_scripts(self, tag: str, values: dict[str, str]) -> None:
        if (tag == "script" and not values.get("src")) or tag in {
            "style",
            "base",
            "object",
            "embed",
            "iframe",
        }:
            self.inline.append(f"<{tag}>")
        for name, value in values.items():
            if name.startswith(("on", "hx-on")) or name == "style":
                self.inline.append(f'{tag} {name}="{value}"')
            if value.strip().lower().startswith(("javascript:", "data:text", "vbscript:")):
                self.inline.append(f'{tag} {name}="{value}"')


def read(response: HttpResponseBase) -> str:
    """All the text of an answer; of a workbook, its cells and names."""
    content = b"".join(response) if response.streaming else getattr(response, "content", b"")
    if str(response.headers.get("Content-Type", "")).startswith(XLSX):
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = (str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join([*book.sheetnames, *cells])
    return bytes(content).decode("utf-8", errors="replace")


def walk(client: Client, it: Furnished, also: Iterable[str] = ()) -> Iterator[Page]:
    """Every route with the committee's own rows, then every local link found on the way and every part that a page asks
    HTMX for, each once."""
    client.raise_request_exception = False
    routes = [address(route, it) for route in all_routes() if route.name != "accounts:sign_out"]
    waiting: deque[tuple[str, dict[str, str]]] = deque((path, {}) for path in [*also, *routes])
    seen = {(path, "") for path, _ in waiting}
    kinds = Counter((kind_of(path), "") for path in routes)
    while waiting:
        path, headers = waiting.popleft()
        response = client.get(path, headers=headers)
        page = Page(path, response, read(response))
        yield page
        for link, part in [*((link, "") for link in page.reading.links), *page.reading.parts]:
            where = local(page.path, link)
            if where is None or (where, part) in seen:
                continue
            kind = (kind_of(where), NUMBER.sub("", part))
            if kinds[kind] < OF_ONE_KIND:
                seen.add((where, part))
                kinds[kind] += 1
                waiting.append((where, {"HX-Request": "true", "HX-Target": part} if part else {}))


@cache
def kind_of(path: str) -> tuple[str, frozenset[str]]:
    """The route that a path leads to, and which questions it asks."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, frozenset(parse_qs(parts.query, keep_blank_values=True))


def local(path: str, link: str) -> str | None:
    """The address of this site that a link of a page leads to; None where it leads elsewhere."""
    parts = urlsplit(urldefrag(urljoin(path, link)).url)
    if parts.netloc or parts.scheme not in {"", "http"} or parts.path.startswith("/static/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def has_own_rows(parts: frozenset[str]) -> bool:
    """Whether an address names a row of a committee."""
    return bool(parts & set(OF_A_COMMITTEE))
