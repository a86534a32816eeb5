"""Other programs are told what happened: signed, once an act, to no address that is not to be called (point 10)."""

from __future__ import annotations

import http.server
import json
import re
import socket
from uuid import uuid4

import pytest
from django.db import transaction
from django_scopes import scope, scopes_disabled

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord, CommandReceipt, Outgoing
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.adapters.addresses import AddressRefused, read_url, resolve
from nghisu.notices.adapters.posting import post
from nghisu.notices.adapters.webhooks import LEAD, WEBHOOK
from nghisu.notices.commands.webhooks import close_webhook, open_webhook, send_again, try_webhook
from nghisu.notices.events import EVENT_NAMES, PING, public_events
from nghisu.notices.models import Webhook
from nghisu.notices.refusals import WebhookAddressRefused, WebhookWantsNothing
from nghisu.programme.commands import add_entry, remove_entry
from nghisu.rulebook.commands import complete_deadline
from nghisu.rulebook.models import Deadline
from tests.notices.listening import (
    administrator,
    deliver,
    is_signed,
    listener,
    office_network_allowed,
    opened,
)
from tests.programme.conftest import stated

PAGE = "/quan-tri/bao-tin/"


__all__ = ["administrator", "listener", "office_network_allowed", "opened"]

pytestmark = pytest.mark.usefixtures("office_network_allowed")


def test_what_happens_is_told_signed_with_numbers_and_no_words(opened, listener, actor_of):
    _hook, secret = opened()
    entry = add_entry(actor_of(Role.OFFICE_SPECIALIST), stated(title="Việc không nói ra ngoài"))
    deliver()
    [(headers, body)] = listener.got
    assert is_signed(secret, headers, body)
    told = json.loads(body)
    assert (told["event"], told["id"]) == ("entry.added", headers["nghisu-delivery"])
    assert told["data"] == {
        "entry_id": entry.pk,
        "kind": "ban-thuong-vu",
        "opening": "2026-03-18T08:00:00+07:00",
        "state": "planned",
        "revision": 0,
    }
    assert "Việc không nói" not in body.decode()
    assert Outgoing.objects.get(channel=WEBHOOK).state == Outgoing.State.DONE


def test_only_what_was_chosen_is_told_and_only_in_the_own_committee(opened, listener, actor_of, other_ground):
    opened("deadline.completed")
    entry = add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    duty = Deadline.objects.filter(subject=entry.subject_id).first()
    assert duty is not None
    complete_deadline(actor_of(Role.OFFICE_SPECIALIST), duty.pk)
    with scope(committee=other_ground.committee):
        there = actor_of(Role.OFFICE_SPECIALIST, other_ground)
        elsewhere = add_entry(there, stated())
        foreign = Deadline.objects.filter(subject=elsewhere.subject_id).first()
        assert foreign is not None
        complete_deadline(there, foreign.pk)
    deliver()
    [(_headers, body)] = listener.got
    assert json.loads(body)["data"]["deadline_id"] == duty.pk


def test_what_was_undone_is_told_to_nobody(opened, listener, actor_of):
    opened()
    with transaction.atomic():
        add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
        transaction.set_rollback(True)
    deliver()
    assert listener.got == []


def test_a_refusal_is_tried_again_under_the_same_id_and_a_later_yes_ends_it(opened, listener, actor_of):
    opened()
    listener.status = 500
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    row = Outgoing.objects.get(channel=WEBHOOK)
    assert (row.state, row.tries) == (Outgoing.State.WAITING, 1)
    assert "500" in row.fault
    listener.status = 200
    Outgoing.objects.filter(pk=row.pk).update(retry_at=None)
    deliver()
    assert len({headers["nghisu-delivery"] for headers, _body in listener.got}) == 1
    assert len(listener.got) == 2
    row.refresh_from_db()
    assert row.state == Outgoing.State.DONE


def test_a_redirect_is_not_followed(opened, listener, actor_of):
    opened()
    listener.status = 302
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    assert len(listener.got) == 1
    assert "302" in Outgoing.objects.get(channel=WEBHOOK).fault


def test_who_wants_no_more_is_sent_no_more(opened, listener, actor_of):
    opened()
    listener.status = 410
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    assert Outgoing.objects.get(channel=WEBHOOK).state == Outgoing.State.DEAD


def test_a_machine_that_answers_a_letter_at_a_time_is_not_waited_for():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as slow:
        target = resolve(read_url(f"http://127.0.0.1:{slow.server_address[1]}/", inside=True), inside=True)
        # Nobody serves: the connection is taken by the machine and never answered.
        with pytest.raises(Exception, match=r"timed out|too long"):
            post(target, {}, b"{}", seconds=0.3)


def test_a_closed_address_is_told_nothing_that_still_waits(opened, listener, actor_of, administrator):
    hook, _secret = opened()
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    close_webhook(administrator, hook.pk)
    remove_me = add_entry(actor_of(Role.OFFICE_SPECIALIST), stated(title="Khác"))
    remove_entry(actor_of(Role.OFFICE_SPECIALIST), remove_me.pk)
    deliver()
    assert listener.got == []
    assert Outgoing.objects.get(channel=WEBHOOK).state == Outgoing.State.DEAD


def test_a_message_is_sent_again_under_the_id_it_had_and_another_committees_is_not(
    opened, listener, actor_of, administrator, other_ground
):
    hook, _secret = opened()
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    row = Outgoing.objects.get(channel=WEBHOOK)
    send_again(administrator, hook.pk, row.pk)
    deliver()
    assert len(listener.got) == 2
    assert len({headers["nghisu-delivery"] for headers, _body in listener.got}) == 1
    with scope(committee=other_ground.committee), pytest.raises(AccessRefused):
        send_again(actor_of(Role.COMMITTEE_ADMINISTRATOR, other_ground), hook.pk, row.pk)


def test_every_event_that_programs_may_be_told_of_has_a_name_for_people_and_happens():
    assert set(public_events()) == set(EVENT_NAMES) - {PING}


def test_a_try_says_nothing_but_that_it_came(opened, listener, administrator):
    hook, _secret = opened()
    try_webhook(administrator, hook.pk)
    deliver()
    assert json.loads(listener.got[0][1])["event"] == "ping"


OUTSIDE = [
    "https://127.0.0.1/", "https://localhost/x", "https://[::1]/", "https://10.0.0.5/", "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/",
    "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://0.0.0.0/", "https://224.0.0.1/",
    "https://100.64.0.1/", "https://[fe80::1]/", "https://[2002:7f00:1::]/", "https://[64:ff9b::a00:5]/",
]  # fmt: skip
NEVER = ["https://169.254.169.254/", "https://[fe80::1]/", "https://0.0.0.0/", "https://224.0.0.1/"]
UNREADABLE = [
    "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https:///x", "https://", "example.org",
    "https://user:pass@example.org/", "https://example.org/#x", "https://exa mple.org/", "https://example.org:99999/",
    "https://example.org\\@127.0.0.1/", "https://example.org/\r\nHost: x", "gopher://127.0.0.1:6379/_x", "https://[x",
    "https://tên-miền.vn/", "https://example.org/" + "x" * 500,
]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("url", OUTSIDE)
def test_nothing_of_the_own_network_is_called(url):
    with pytest.raises(AddressRefused):
        resolve(read_url(url, inside=False), inside=False)


@pytest.mark.once
@pytest.mark.parametrize("url", NEVER)
def test_some_addresses_are_called_never_whatever_was_allowed(url):
    with pytest.raises(AddressRefused):
        resolve(read_url(url, inside=True), inside=True)


@pytest.mark.once
@pytest.mark.parametrize("url", UNREADABLE)
def test_what_is_no_plain_https_address_is_refused(url):
    with pytest.raises(AddressRefused):
        read_url(url, inside=False)


@pytest.mark.once
def test_an_address_of_the_office_is_called_where_it_was_allowed():
    assert resolve(read_url("http://10.0.0.5:8080/a?b", inside=True), inside=True).ip == "10.0.0.5"


@pytest.mark.once
@pytest.mark.parametrize(
    "url", ["http://10.0.1.5/", "http://192.168.1.1/", "http://[::1]/", "http://127.0.0.2/"]
)
def test_an_address_of_the_office_that_the_installation_did_not_allow_is_not_called(url):
    with pytest.raises(AddressRefused, match="webhooks_inside"):
        resolve(read_url(url, inside=True), inside=True)


def test_an_administrator_alone_opens_nothing_inside(administrator, client_of, settings):
    """The control: with the same words and the installation's permission it is opened."""
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    typed = {
        "name": "Máy trong mạng",
        "url": "http://10.0.0.5/tin",
        "events": ["entry.added"],
        "inside": "on",
    }
    settings.NGHISU_WEBHOOKS_INSIDE = ()
    assert 'name="inside"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed | {"command_id": str(uuid4())}).status_code == 422
    with pytest.raises(WebhookAddressRefused):
        open_webhook(administrator, "x", "http://10.0.0.5/tin", ["entry.added"], inside=True)
    assert not Webhook.objects.exists()
    settings.NGHISU_WEBHOOKS_INSIDE = ("10.0.0.5",)
    assert 'name="inside"' in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed | {"command_id": str(uuid4())}).status_code == 200
    assert Webhook.objects.get().inside


def test_what_was_opened_inside_is_not_called_once_the_installation_allows_it_no_more(
    opened, listener, actor_of, settings
):
    opened()
    settings.NGHISU_WEBHOOKS_INSIDE = ()
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    assert listener.got == []
    assert Outgoing.objects.get(channel=WEBHOOK).state == Outgoing.State.DEAD


@pytest.mark.once
def test_a_name_that_means_one_machine_outside_and_one_inside_is_not_called(monkeypatch):
    def answers(*_args: object, **_more: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(AddressRefused):
        resolve(read_url("https://example.org/", inside=False), inside=False)


def test_an_address_that_is_not_to_be_called_cannot_be_kept(administrator):
    for url in ("https://127.0.0.1/", "http://example.org/"):
        with pytest.raises(WebhookAddressRefused):
            open_webhook(administrator, "x", url, ["entry.added"])
    with pytest.raises(WebhookWantsNothing):
        open_webhook(administrator, "x", "https://example.org/", ["everything"])


def test_a_name_that_meanwhile_means_the_own_network_is_not_called(administrator, actor_of, listener):
    """Kept while it was a name like any other; today it means this very machine."""
    open_webhook(administrator, "x", f"https://localhost:{listener.port}/", ["entry.added"])
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    assert listener.got == []
    assert Outgoing.objects.get(channel=WEBHOOK).state == Outgoing.State.DEAD


def test_the_secret_is_shown_once_and_kept_nowhere(administrator, client_of):
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    form = {
        "name": "Phần mềm văn bản",
        "url": "https://example.org/tin",
        "events": ["entry.moved"],
        "command_id": str(uuid4()),
    }
    found = re.search(re.escape(LEAD) + r"[\w-]{43}", client.post(PAGE, form).content.decode())
    assert found
    assert found.group() not in client.post(PAGE, form).content.decode()
    assert found.group() not in client.get(PAGE).content.decode()
    with scopes_disabled():
        rows = [
            str(row) for model in (Webhook, AuditRecord, CommandReceipt) for row in model.objects.values()
        ]
    assert rows
    assert not [row for row in rows if found.group() in row]
    assert Webhook.objects.count() == 1


def test_the_page_of_a_program_shows_what_came_and_sends_again(opened, listener, actor_of, client_of):
    hook, _secret = opened()
    listener.status = 500
    add_entry(actor_of(Role.OFFICE_SPECIALIST), stated())
    deliver()
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    page = client.get(f"{PAGE}{hook.pk}/").content.decode()
    assert "Thêm hội nghị" in page
    assert "500" in page
    row = Outgoing.objects.get(channel=WEBHOOK)
    form = {"again": str(row.pk), "command_id": str(uuid4())}
    for _ in range(2):
        assert client.post(f"{PAGE}{hook.pk}/gui/", form).status_code == 302
    assert Outgoing.objects.filter(channel=WEBHOOK).count() == 2
    assert client_of(Role.OFFICE_CHIEF).get(f"{PAGE}{hook.pk}/").status_code == 404


def test_a_wrong_address_is_said_beside_its_field_and_what_was_typed_stays(administrator, client_of):
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    answer = client.post(PAGE, {"name": "Phần mềm", "url": "https://127.0.0.1/", "events": ["entry.moved"]})
    assert answer.status_code == 422
    assert 'value="https://127.0.0.1/"' in answer.content.decode()
