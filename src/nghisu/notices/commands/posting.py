"""Letters of notices: who gets one at once, and whether a person must release them."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import Item, put_out_each
from nghisu.notices.adapters.mail import MAIL
from nghisu.notices.enums import Way, family_of
from nghisu.notices.models import MailRule, Notice
from nghisu.notices.queries.measures import Reader, mail_rule, readers_of


def post(by: Actor, notices: Sequence[Notice]) -> None:
    """Put out letters for new notices of one occasion, to those who want one at once."""
    if not notices or not settings.NGHISU_SENDS_MAIL:
        return
    first = notices[0]
    family = family_of(first.kind)
    readers = [
        reader
        for reader in readers_of(by.tenant, [notice.person_id for notice in notices])
        if reader.way(family) is Way.MAIL or (first.urgent and reader.way(family) is Way.DIGEST)
    ]
    if not readers:
        return
    held = needs_release(mail_rule(by.tenant), [reader.email for reader in readers])
    put_out_each(
        by,
        MAIL,
        [
            Item(
                payload=letter(reader, first),
                key=f"notice {by.tenant} {reader.person_id} {first.key}",
                label=f"{first.words['vi']['title']} → {reader.name}",
                bundle=f"{by.tenant} {first.key}"[:120],
                held=held,
                not_before=reader.not_before(first.urgent),
            )
            for reader in readers
        ],
    )


def needs_release(rule: MailRule, addresses: Sequence[str]) -> bool:
    """Whether a person must release letters to these addresses: too many at once, or one outside the office."""
    if len(addresses) > rule.most_at_once:
        return True
    domains = {domain.lower() for domain in rule.own_domains}
    return bool(domains) and any(address.rpartition("@")[2].lower() not in domains for address in addresses)


def letter(reader: Reader, notice: Notice) -> dict[str, str]:
    """The letter that tells one person of a notice, in the language they chose."""
    with override(reader.language):
        words = notice.words.get(reader.language) or notice.words["vi"]
        parts = [_("Kính gửi đồng chí %(name)s,") % {"name": reader.name}, words["title"]]
        if words["body"]:
            parts.append(words["body"])
        if notice.url:
            parts.append(_("Xem tại: %(address)s") % {"address": settings.NGHISU_ADDRESS + notice.url})
        parts.append(signature())
    return {
        "to": reader.email,
        "name": reader.name,
        "subject": words["title"],
        "text": "\n\n".join(parts) + "\n",
        "language": reader.language,
        "about": f"{notice.thing_kind}:{notice.thing_id}" if notice.thing_kind else "",
        "kind": notice.kind,
        "person": str(reader.person_id),
    }


def signature() -> str:
    """The foot of every letter: who sends it and where one chooses what to be sent."""
    chosen_at = f"{settings.NGHISU_ADDRESS}/thong-bao/cach-nhan/"
    return "-- \n" + _(
        "Thư do hệ thống Nghị Sự gửi tự động, xin đừng trả lời. Đổi cách nhận thông báo tại: %(address)s"
    ) % {"address": chosen_at}
