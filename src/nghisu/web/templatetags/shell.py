"""The stages of work at the left of every page, with what waits in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.queries.moves import TAKE_BACK
from nghisu.rulebook.queries.duties import UNDO

register = template.Library()

THEMES = frozenset({"light", "dark"})
THEME_COOKIE = "nghisu_theme"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of work (khâu công việc) as the navigation names it. `thumb_without` puts it on the bar of a phone for
    those who may not do that action, and so have room there; `only_without` shows it to them alone, who are invited and
    have no work on the programme."""

    key: str
    name: str
    path: str
    icon: str
    letter: str
    action: str
    tone: str = "none"
    also: tuple[str, ...] = ()
    in_foot: bool = False
    on_thumb: bool = False
    thumb_without: str = ""
    only_without: str = ""


STAGES: tuple[Stage, ...] = (
    Stage("home", N_("Trang chủ"), "/", "home", "t", "home.view", "late", also=("/viec/",), on_thumb=True),
    Stage("calendar", N_("Lịch"), "/lich/", "calendar-month", "l", "conference.view", on_thumb=True),
    Stage(
        "programme",
        N_("Chương trình"),
        "/chuong-trinh/",
        "list-details",
        "c",
        "programme.view",
        also=("/hoi-nghi/", "/thoi-han/"),
        on_thumb=True,
    ),
    Stage(
        "findings",
        N_("Phát hiện"),
        "/phat-hien/",
        "alert-triangle",
        "p",
        "findings.view",
        "soon",
    ),
    Stage(
        "approvals",
        N_("Phê duyệt"),
        "/phe-duyet/",
        "rubber-stamp",
        "y",
        "approval.view",
        "soon",
        also=("/tai-khoan/uy-quyen/",),
        on_thumb=True,
    ),
    Stage(
        "reading",
        N_("Tài liệu"),
        "/tai-lieu/",
        "book",
        "k",
        "document.view",
        "soon",
        thumb_without="programme.view",
    ),
    Stage(
        "invitations",
        N_("Giấy mời"),
        "/giay-moi-cua-toi/",
        "mail",
        "m",
        "invitation.own",
        on_thumb=True,
        only_without="programme.view",
    ),
    Stage("documents", N_("Văn bản"), "/van-ban/", "file-text", "v", "papers.view"),
    Stage("notices", N_("Thông báo"), "/thong-bao/", "bell", "b", "notices.own", "soon"),
    Stage("directory", N_("Danh bạ"), "/danh-ba/", "address-book", "d", "directory.view"),
    Stage("law", N_("Quy định"), "/quy-dinh/", "gavel", "q", "law.view"),
    Stage("audit", N_("Nhật ký"), "/nhat-ky/", "history", "n", "audit.view"),
    Stage("settings", N_("Quản trị"), "/quan-tri/", "settings", "r", "settings.edit", in_foot=True),
    Stage("help", N_("Trợ giúp"), "/tro-giup/", "help-circle", "h", "help.view", in_foot=True),
)


@dataclass(frozen=True, slots=True)
class StageOnPage:
    """A stage as this person sees it on this page."""

    stage: Stage
    label: str
    count: int
    current: bool
    on_thumb: bool


def is_current(stage: Stage, path: str) -> bool:
    """Whether a page belongs to the stage."""
    if stage.path == "/":
        return path == "/" or path.startswith(stage.also)
    return path.startswith((stage.path, *stage.also))


@register.simple_tag(takes_context=True)
def stages_of_work(context: template.Context) -> list[StageOnPage]:
    """`{% stages_of_work as stages %}`: the stages the actor may enter, with counts of what waits there."""
    actor = context.get("actor")
    if not isinstance(actor, Actor):
        return []
    request = context.get("request")
    path = request.path if request is not None else ""
    counts = context.get("counts")
    waiting: Mapping[str, int] = counts if isinstance(counts, Mapping) else {}
    return [
        StageOnPage(
            stage,
            _(stage.name),
            waiting.get(stage.key, 0),
            is_current(stage, path),
            stage.on_thumb or bool(stage.thumb_without and not may(actor, stage.thumb_without)),
        )
        for stage in STAGES
        if may(actor, stage.action)
        and not (stage.only_without and (actor.person_id is None or may(actor, stage.only_without)))
    ]


@register.simple_tag(takes_context=True)
def chosen_theme(context: template.Context) -> str:
    """The theme the person chose in this browser: light, dark, or empty where the machine decides."""
    request = context.get("request")
    choice = request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    return choice if choice in THEMES else ""


@register.filter
def undo_number(message: Message) -> str:
    """`{{ message|undo_number }}`: the duty that a message offers to open again; empty where it offers nothing."""
    tag = str(message.extra_tags or "")
    return tag.removeprefix(UNDO) if tag.startswith(UNDO) else ""


@register.filter
def move_number(message: Message) -> str:
    """`{{ message|move_number }}`: the move of a conference that a message offers to take back; else empty."""
    tag = str(message.extra_tags or "")
    return tag.removeprefix(TAKE_BACK) if tag.startswith(TAKE_BACK) else ""
