"""The pages of documents beside each other, each for those who may open it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.foundation.access import ActingRequest, may
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of documents: its key, its route, its name, who may open it."""

    key: str
    route: str
    name: str
    action: str


TABS = (
    Tab("issued", "documents:issued", N_("Văn bản đi"), "register.view"),
    Tab("incoming", "documents:incoming", N_("Văn bản đến"), "register.view"),
    Tab("secrets", "documents:secrets", N_("Tài liệu mật"), "secret.view"),
    Tab("drafts", "documents:drafts", N_("Dự thảo"), "draft.view"),
    Tab("sent", "documents:sent", N_("Gửi đến"), "dispatch.own"),
    Tab("blocks", "documents:blocks", N_("Đoạn mẫu"), "block.edit"),
    Tab("check", "documents:check_signature", N_("Kiểm tra chữ ký"), "signature.check"),
    Tab("certificates", "documents:certificates", N_("Chứng thư của tôi"), "certificate.own"),
    Tab("roots", "documents:roots", N_("Chứng thư gốc"), "root.edit"),
    Tab("issuers", "documents:issuers", N_("Cơ quan ban hành"), "settings.edit"),
)


def tabs_of(request: ActingRequest, current: str) -> list[dict[str, object]]:
    """The tabs that the actor may open, as the page shows them."""
    return [
        {"url": reverse(tab.route), "name": _(tab.name), "current": tab.key == current}
        for tab in TABS
        if may(request.actor, tab.action)
    ]


def first_tab(actor: Actor) -> str | None:
    """The address of the first tab that the actor may open."""
    return next((reverse(tab.route) for tab in TABS if may(actor, tab.action)), None)
