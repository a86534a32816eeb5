"""Signs of the design system that stand too often on a page to be templates: icons, states, kinds, clause chips."""

from __future__ import annotations

import re
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

register = template.Library()

STATES: dict[str, tuple[str, str, str]] = {
    # state: (tone, icon, word). The word and the icon say what the tone only colours.
    "late": ("late", "alert-circle-filled", N_("Quá hạn")),
    "waived": ("note", "gavel", N_("Được cho phép khác")),
    "draft": ("none", "pencil", N_("Đang soạn")),
    "proposed": ("soon", "hourglass", N_("Chờ duyệt")),
    "approved": ("done", "circle-check-filled", N_("Đã duyệt")),
    "waits": ("soon", "hourglass", N_("Chờ xác nhận")),
    "counts": ("done", "gavel", N_("Đang có giá trị")),
    "run-out": ("none", "clock", N_("Đã hết hạn cho phép")),
    "withdrawn": ("none", "arrow-back-up", N_("Đã thu hồi")),
    "today": ("soon", "clock-exclamation", N_("Hôm nay")),
    "soon": ("soon", "clock-hour-4", N_("Sắp đến hạn")),
    "due": ("none", "circle-dashed", N_("Chưa đến hạn")),
    "done": ("done", "circle-check-filled", N_("Đã xong")),
    "undated": ("none", "point-filled", N_("Theo sự việc")),
    "not-applicable": ("none", "circle-minus", N_("Không áp dụng")),
    "none": ("none", "circle-minus", N_("Không có")),
    "refuse": ("late", "ban", N_("Trái quy định")),
    "warn": ("soon", "alert-triangle-filled", N_("Cần xem lại")),
    "note": ("note", "info-circle-filled", N_("Lưu ý")),
    "yes": ("done", "check", N_("Có")),
    "no": ("none", "minus", N_("Không")),
}

KINDS: dict[str, tuple[int, str]] = {
    # kind of conference: (hue, shape). Two kinds never share a shape.
    "ban-chap-hanh": (1, "star"),
    "ban-thuong-vu": (2, "square"),
    "thuong-truc": (4, "circle"),
    "giao-ban": (5, "diamond"),
    "so-tong-ket": (3, "hexagon"),
    "quan-triet": (6, "triangle"),
}
OTHER_KINDS: tuple[tuple[int, str], ...] = ((7, "ring"), (8, "bar"), (7, "cross"))


@lru_cache(maxsize=1024)
def draw(name: str, css: str) -> SafeString:
    """An icon of the sprite as markup. It says nothing to a screen reader: the word beside it does."""
    classes = f"icon {css}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("icons.svg"),
        name,
    )


def kind_mark(code: str) -> tuple[int, str]:
    """The hue (1 to 8) and the shape of a kind; a kind of a committee's own gets one of the remaining three."""
    if code in KINDS:
        return KINDS[code]
    return OTHER_KINDS[sum(code.encode()) % len(OTHER_KINDS)]


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """`{% icon "calendar" %}`: an icon of frontend/icons/names.txt."""
    return draw(name, css)


@register.simple_tag
def badge(state: str, word: str = "") -> SafeString:
    """`{% badge "late" %}`, `{% badge state word="Thiếu 2 tài liệu" %}`: a state with its sign and its word."""
    tone, sign, own = STATES.get(str(state), STATES["none"])
    return format_html('<span class="badge is-{}">{}{}</span>', tone, draw(sign, ""), word or _(own))


@register.filter
def tone(state: str) -> str:
    """`is-{{ state|tone }}`: late, soon, done, note or none."""
    return STATES.get(str(state), STATES["none"])[0]


@register.filter
def state_icon(state: str) -> SafeString:
    """The sign of a state alone, where its word stands beside it anyway."""
    return draw(STATES.get(str(state), STATES["none"])[1], "")


@register.filter
def state_word(state: str) -> str:
    """The word of a state, in the language of the page."""
    return _(STATES.get(str(state), STATES["none"])[2])


@register.simple_tag
def kind(code: str, name: str) -> SafeString:
    """`{% kind entry.kind entry.kind_name %}`: the kind of a conference by shape, colour and name."""
    hue, shape = kind_mark(code)
    return format_html(
        '<span class="kind kind-{}">{}<span>{}</span></span>', hue, draw(f"shape-{shape}", "icon-shape"), name
    )


@register.filter
def kind_class(code: str) -> str:
    """The class that carries the hue of a kind: `kind-2`."""
    return f"kind-{kind_mark(code)[0]}"


@register.filter
def kind_shape(code: str) -> SafeString:
    """The shape of a kind, as in the calendar."""
    return draw(f"shape-{kind_mark(code)[1]}", "icon-shape")


@register.simple_tag
def clause_chip(url: str, label: str, reading: str = "", basis: str = "stated") -> SafeString:
    """`{% clause_chip url "II/II/2.1/b2" citation.reading citation.basis %}`: a clause that opens beside the page.

    Without script it is a link to the clause. `reading` is its place in words, for those who hear the page.
    """
    return format_html(
        '<a class="chip clause-chip basis-{}" href="{}" data-panel="{}" title="{}">{}<span>{}</span></a>',
        basis,
        url,
        _("Điều khoản"),
        reading,
        draw("gavel", ""),
        label,
    )


@register.filter
def mail_address(address: str) -> SafeString:
    """An address for mail that breaks before its sign and its dots where a line is too short, not within a word."""
    parts = re.split(r"(?=[@.])", address)
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def at(value: float, total: float = 100) -> str:
    """`class="progress-bar {{ done|at:all }}"`: a place or length in percent as a class (no inline styles)."""
    if not total:
        return "at-0"
    return f"at-{max(0, min(100, round(100 * float(value) / float(total))))}"


@register.filter
def load_level(count: int, full: int = 4) -> str:
    """`load-0` to `load-4`: how full a day or week is; `full` conferences or more is the deepest."""
    if count <= 0:
        return "load-0"
    return f"load-{max(1, min(4, -(-4 * int(count) // max(1, int(full)))))}"


@register.filter
def monogram(name: str) -> str:
    """The letters that stand for a person: of the family name and of the given name, "Nguyễn Thị Hà" → "NH"."""
    words = name.split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, key: str, label: str) -> SafeString:
    """`{% sort_link "date" "Ngày" %}` inside a `<th>`: sorts by the key, or the other way round (`?sort=-date`)."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("after", None)
    now = query.get("sort", "")
    query["sort"] = f"-{key}" if now == key else key
    sign = {key: "sort-ascending", f"-{key}": "sort-descending"}.get(now, "arrows-sort")
    return format_html('<a href="?{}">{} {}</a>', query.urlencode(), label, draw(sign, "icon-s"))


@register.simple_tag(takes_context=True)
def sort_state(context: template.Context, key: str) -> SafeString:
    """`<th scope="col" {% sort_state "date" %}>`: says to a screen reader how the column is sorted."""
    direction = {key: "ascending", f"-{key}": "descending"}.get(context["request"].GET.get("sort", ""))
    return format_html('aria-sort="{}"', direction) if direction else SafeString("")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """`<a href="{% with_query after=cursor %}">`: this address with some of its parameters changed or, if empty, gone."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
