"""Inviting: people chosen by what they are, taken off again, the way in which their letters go."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from pydantic import Field

from nghisu.conferences.queries import conference_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    Shape,
    created,
    must_hold,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.api.invitees import (
    Bloc,
    InviteeShape,
    Leads,
    Level,
    Way,
    entry_seen,
    router,
    told_invitee,
)
from nghisu.invitations.commands.choosing import choose, remove_invitees, set_way
from nghisu.invitations.enums import OnPaper, Source
from nghisu.invitations.forms.choosing import ChoiceForm, RemovalForm, WayForm, said_of
from nghisu.invitations.queries.choosing import day_of
from nghisu.invitations.queries.offering import items_of, offered

__all__ = ["router"]

Id = Annotated[int | None, Field(ge=1, le=LARGEST_ID)]
FIELDS: Mapping[str, str] = {
    name: f"{name}_id" for name in ("body", "organisation", "group", "person", "item")
}
"""Fields of the form that a program knows under another name."""


class Chosen(Shape):
    """Who is to be invited, by one source: a body, a unit, a title, a saved group, a person or a guest by name."""

    source: Literal["body", "unit", "title", "group", "person", "guest"]
    standing: Literal["summoned", "guest"] = "summoned"
    body_id: Id = None
    organisation_id: Id = None
    title_code: str = Field("", max_length=60)
    group_id: Id = None
    person_id: Id = None
    item_id: Id = Field(None, description="Chỉ dự một nội dung")
    guest_name: str = Field("", max_length=300)
    guest_title: str = Field("", max_length=300)
    guest_organisation: str = Field("", max_length=300)
    guest_email: str = Field("", max_length=254)
    guest_level: Level = ""
    guest_leads: Leads = ""
    guest_bloc: Bloc = ""
    guest_place: int | None = Field(
        None, ge=1, le=999, description="Thứ tự trong các khách · place among guests"
    )


class ChosenCount(Shape):
    """How many came onto the list; who was there already is not counted."""

    count: int


class TakenOff(Shape):
    """That somebody is not invited any more."""

    why: str = Field(min_length=1, max_length=500)


class WaySet(Shape):
    """How the invitation of one person goes."""

    way: Way
    also: OnPaper | Literal[""] | None = Field(
        None,
        description="post, hand: gửi thêm bản giấy, trống là không; null: giữ nguyên · a second one on paper",
    )
    email: str = Field("", max_length=254)
    address: str | None = Field(
        None, max_length=200, description="Địa chỉ nhận thư; null: giữ nguyên · left as it is"
    )
    level: Level | None = Field(None, description="null: giữ nguyên · left as it is")
    leads: Leads | None = Field(
        None, description="yes, no, trống là đọc theo chức vụ; null: giữ nguyên · left as it is"
    )


@router.post(
    "/entries/{int:entry_id}/invitees",
    response={201: ChosenCount, **problems(409)},
    summary="Mời thêm · Invite more people",
    url_name="choose_invitees",
)
@requires("invitee.edit")
def add(request: ActingRequest, entry_id: int, command_key: CommandKey, chosen: Chosen) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        source = Source(chosen.source)
        offers = offered(by, source, day_of(entry)) | items_of(conference_of(by, entry_id))
        names = {theirs: ours for ours, theirs in FIELDS.items()}
        typed = {
            names.get(name, name): "" if value is None else value for name, value in chosen.dict().items()
        }
        form = ChoiceForm(source, offers, typed)
        must_hold(form, FIELDS)
        return {"count": choose(by, entry, form.choice())}

    return created(by, command_key, "api.choose_invitees", {"entry": entry_id} | chosen.dict(), run)


@router.post(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}/remove",
    response={200: InviteeShape, **problems(409)},
    summary="Thôi mời, kèm lý do · Take off the list, with the reason",
    url_name="remove_invitee",
)
@requires("invitee.edit")
def remove(
    request: ActingRequest, entry_id: int, invitee_id: int, command_key: CommandKey, taken: TakenOff
) -> HttpResponse:
    def run() -> dict[str, Any]:
        entry = entry_seen(request.actor, entry_id)
        form = RemovalForm({"why": taken.why})
        must_hold(form)
        if not remove_invitees(request.actor, entry, [invitee_id], form.cleaned_data["why"]):
            raise AccessRefused(str(invitee_id))
        return _kept(request.actor, entry_id, invitee_id)

    payload = {"entry": entry_id, "invitee": invitee_id, "why": taken.why}
    return sent_once(request.actor, command_key, "api.remove_invitee", payload, run)


@router.post(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}/way",
    response={200: InviteeShape, **problems(409)},
    summary="Gửi giấy mời bằng cách nào · How the invitation goes",
    url_name="set_invitee_way",
)
@requires("invitee.edit")
def way_of(
    request: ActingRequest, entry_id: int, invitee_id: int, command_key: CommandKey, stated: WaySet
) -> HttpResponse:
    def run() -> dict[str, Any]:
        entry = entry_seen(request.actor, entry_id)
        told = told_invitee(request.actor, entry_id, invitee_id)
        if told is None:
            raise AccessRefused(str(invitee_id))
        now = {
            "also": told["also"],
            "address": told["address"],
            "level": told["level"],
            "leads": said_of(told["leads"]),
        }
        form = WayForm(now | {name: value for name, value in stated.dict().items() if value is not None})
        must_hold(form)
        typed = form.cleaned_data
        set_way(
            request.actor,
            entry,
            invitee_id,
            typed["way"],
            typed["email"],
            form.rank(),
            also=typed["also"],
            address=typed["address"],
        )
        return _kept(request.actor, entry_id, invitee_id)

    payload = {"entry": entry_id, "invitee": invitee_id} | stated.dict()
    return sent_once(request.actor, command_key, "api.set_invitee_way", payload, run)


def _kept(by: Actor, entry_id: int, invitee_id: int) -> dict[str, Any]:
    """The invitee as it stands after the command."""
    told = told_invitee(by, entry_id, invitee_id)
    if told is None:
        raise AccessRefused(str(invitee_id))
    return told
