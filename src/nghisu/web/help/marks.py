"""The three marks of help texts: `{label}` a word of the screen, `` `key` `` a key, `[words](topic)` another topic.

A label is written as the Vietnamese screen shows it and is shown in the language of the reader, so that the help
never names a button otherwise than the page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

_MARK = re.compile(r"\{(?P<label>[^{}]+)\}|`(?P<key>[^`]+)`|\[(?P<words>[^\[\]]+)\]\((?P<topic>[a-z0-9-]+)\)")


def labels(text: str) -> Iterator[str]:
    """The words of the screen that a text names."""
    return (found["label"] for found in _MARK.finditer(text) if found["label"])


def links(text: str) -> Iterator[str]:
    """The topics that a text leads to."""
    return (found["topic"] for found in _MARK.finditer(text) if found["topic"])


def plain(text: str) -> str:
    """The text without its marks, for searching."""
    return _MARK.sub(
        lambda found: gettext(found["label"]) if found["label"] else found["key"] or found["words"], text
    )


def rendered(text: str) -> SafeString:
    """The text as markup; everything outside the marks is escaped."""
    pieces: list[str] = []
    end = 0
    for found in _MARK.finditer(text):
        pieces.append(conditional_escape(text[end : found.start()]))
        pieces.append(_markup(found))
        end = found.end()
    pieces.append(conditional_escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped above or built by format_html


def _markup(found: re.Match[str]) -> SafeString:
    if found["label"]:
        return format_html("<b>{}</b>", gettext(found["label"]))
    if found["key"]:
        return format_html("<kbd>{}</kbd>", found["key"])
    return format_html(
        '<a href="{}">{}</a>', reverse("web:help_topic", args=[found["topic"]]), found["words"]
    )
