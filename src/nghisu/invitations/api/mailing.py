"""Letters of invitation on their way to being issued: drafted, put forward, taken back, issued, continued."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from nghisu.approvals.models import Approval
from nghisu.documents.queries.issuers import issuer_choices
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import CommandKey, FieldsRefused, Shape, answer, must_hold, problems, sent_once
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.api.choosing import Id
from nghisu.invitations.api.invitees import entry_seen
from nghisu.invitations.commands.mailing import (
    draft_mailing,
    drop_replacement,
    issue_mailing,
    submit_mailing,
    withdraw_mailing,
    write_to_new,
)
from nghisu.invitations.enums import Version
from nghisu.invitations.forms.letters import FIELDS_OF_NUMBERS, IssueForm, MailingForm
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.letters import drafted_of, mailing_of
from nghisu.invitations.queries.numbers import replaced_sign, signs_of
from nghisu.invitations.queries.signing import signing_of
from nghisu.invitations.queries.wording import FIELDS, content_at_first
from nghisu.invitations.views.letters_page import issue_form, later_form
from nghisu.programme.models import Entry
from nghisu.rulebook.api import CitationShape, cited

router = Router(tags=["Giấy mời · Letters of invitation"])

Line = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(max_length=120)]
Text = Annotated[str, Field(max_length=3_000)]
OnPaper = Annotated[int | None, Field(ge=1, le=99_999)]
NAMES: Mapping[str, str] = {"issuer": "issuer_id", "issuer_of_board": "issuer_of_board_id"}
"""Fields of the form that a program knows under another name."""


class LetterContent(Shape):
    """What every letter of the conference says."""

    convener: Line = ""
    chair: Line = ""
    place: Line = ""
    participants: Text = Field("", description="Mỗi thành phần một dòng")
    documents: Text = ""
    words: Text = Field("", description="Lời văn thêm")
    remarks: Text = Field("", description="Lưu ý; trống thì dùng câu mặc định về giờ đến")
    absence_to: Line = Field("", description="Báo vắng với ai")
    office_signer: Name = ""
    board_signer: Name = ""
    board_position: Name = ""


class ToNumber(Shape):
    """A version that is to be given a number when the letters are issued, and who is likely to issue it."""

    version: Literal["office", "standing-board"]
    issuer_id: int | None


class IssuerShape(Shape):
    """Who may issue a version."""

    id: int
    name: str


class LettersDraft(Shape):
    """The letters that wait to be issued, else those in force. Where nobody drafted any: what a draft begins with."""

    state: str = Field(description="none: chưa soạn; draft, submitted, approved, issued")
    content: LetterContent
    replaces: str = Field(description="Số giấy mời mà giấy mời này thay thế; trống nếu không thay thế")
    returned_note: str = Field(description="Vì sao Thường trực trả lại")
    approval_id: int | None = Field(description="Việc phê duyệt đang chờ")
    sign: str = Field(description="Số và ký hiệu, khi đã phát hành")
    to_number: list[ToNumber]
    issuers: list[IssuerShape]
    waits_for_signature: bool = Field(
        description="Giấy mời chờ ký bản gốc rồi mới gửi: như quy định hoặc như đã chọn"
    )
    citations: list[CitationShape] = Field(description="Điều khoản nói ai ký giấy mời")


class Withdrawn(Shape):
    """The draft taken back; or given up, where it was to replace letters in force."""

    drop: bool = Field(False, description="true: bỏ hẳn dự thảo thay thế; giấy mời đã phát hành giữ nguyên")


class NumbersStated(Shape):
    """Where the number of each version comes from: the next one of the register of who issues it; a number is stated only
    where a paper book gave it."""

    issuer_id: Id = None
    number: OnPaper = Field(None, description="Số đã lấy ở sổ giấy; trống là số tiếp theo")
    issuer_of_board_id: Id = Field(None, description="Nơi ban hành giấy mời Thường trực ký")
    number_of_board: OnPaper = None


class Issued(NumbersStated):
    """The same at the issue, and whether letters wait for the signature."""

    waits_for_signature: bool | None = Field(None, description="null: như `waits_for_signature` của dự thảo")


class WrittenCount(Shape):
    """To how many who came onto the list later letters are written."""

    count: int


@router.get(
    "/entries/{int:entry_id}/letters/draft",
    response={200: LettersDraft, **problems()},
    summary="Dự thảo giấy mời, đang ở đâu · The draft of the letters, where it stands",
    url_name="letters_draft",
)
@requires("invitee.view")
def draft(request: ActingRequest, entry_id: int) -> HttpResponse:
    return answer(_told(request.actor, entry_seen(request.actor, entry_id)))


@router.put(
    "/entries/{int:entry_id}/letters/draft",
    response={200: LettersDraft, **problems(409)},
    summary="Soạn, sửa dự thảo giấy mời · Write or change the draft",
    description="Đã phát hành rồi thì đây là giấy mời thay thế; đã duyệt mà sửa thì phải trình lại.",
    url_name="draft_letters",
)
@requires("invitee.edit")
def write(
    request: ActingRequest, entry_id: int, command_key: CommandKey, content: LetterContent
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        form = MailingForm(content.dict())
        must_hold(form)
        draft_mailing(by, entry, form.cleaned_data)
        return _told(by, entry)

    return sent_once(by, command_key, "api.draft_letters", {"entry": entry_id} | content.dict(), run)


@router.post(
    "/entries/{int:entry_id}/letters/submit",
    response={200: LettersDraft, **problems(409)},
    summary="Trình Thường trực duyệt · Put the draft before the standing board",
    url_name="submit_letters",
)
@requires("invitee.edit")
def put_forward(request: ActingRequest, entry_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        submit_mailing(by, entry)
        return _told(by, entry)

    return sent_once(by, command_key, "api.submit_letters", {"entry": entry_id}, run)


@router.post(
    "/entries/{int:entry_id}/letters/withdraw",
    response={200: LettersDraft, **problems(409)},
    summary="Rút về để sửa, hoặc bỏ dự thảo thay thế · Take the draft back, or give it up",
    url_name="withdraw_letters",
)
@requires("invitee.edit")
def withdraw(
    request: ActingRequest, entry_id: int, command_key: CommandKey, withdrawn: Withdrawn
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        (drop_replacement if withdrawn.drop else withdraw_mailing)(by, entry)
        return _told(by, entry)

    return sent_once(by, command_key, "api.withdraw_letters", {"entry": entry_id} | withdrawn.dict(), run)


@router.post(
    "/entries/{int:entry_id}/letters/issue",
    response={200: LettersDraft, **problems(409)},
    summary="Phát hành giấy mời đã duyệt · Issue the approved letters",
    description="Số lấy ở sổ văn bản đi trong cùng thao tác. Còn thiếu điều quy định đòi thì 409, `citations` nêu "
    "điều khoản.",
    url_name="issue_letters",
)
@requires("invitation.issue")
def issue(request: ActingRequest, entry_id: int, command_key: CommandKey, stated: Issued) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        one = _letters(by, entry)
        one = drafted_of(by, one) or one
        waits = _waits(by, one) if stated.waits_for_signature is None else stated.waits_for_signature
        form = issue_form(by, one, _typed(stated) | ({"waits": "on"} if waits else {}))
        _must_be_wanted(stated, form)
        issue_mailing(by, entry, form.numbers(), waits=waits)
        return _told(by, entry)

    return sent_once(by, command_key, "api.issue_letters", {"entry": entry_id} | stated.dict(), run)


@router.post(
    "/entries/{int:entry_id}/letters/continue",
    response={200: WrittenCount, **problems(409)},
    summary="Lập giấy mời cho người vào danh sách sau · Write to those who came later",
    url_name="continue_letters",
)
@requires("invitation.issue")
def go_on(
    request: ActingRequest, entry_id: int, command_key: CommandKey, stated: NumbersStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        form = later_form(by, _letters(by, entry), _typed(stated))
        _must_be_wanted(stated, form)
        return {"count": write_to_new(by, entry, form.numbers())}

    return sent_once(by, command_key, "api.continue_letters", {"entry": entry_id} | stated.dict(), run)


def _letters(by: Actor, entry: Entry) -> Mailing:
    """The letters of a conference. Raises AccessRefused where there are none."""
    one = mailing_of(by, entry)
    if one is None:
        raise AccessRefused(str(entry.pk))
    return one


def _typed(stated: NumbersStated) -> dict[str, Any]:
    """What was sent as the form of the pages holds it."""
    names = {theirs: ours for ours, theirs in NAMES.items()}
    return {names.get(name, name): value for name, value in stated.dict().items() if value is not None}


def _must_be_wanted(stated: NumbersStated, form: IssueForm) -> None:
    """Raise FieldsRefused for what the form finds, and for the number of a version that takes none now."""
    typed = _typed(stated)
    unasked = [
        name
        for pair in FIELDS_OF_NUMBERS.values()
        for name in pair
        if name in typed and name not in form.fields
    ]
    if unasked:
        said = _("Lần này không có giấy mời nào của bản ấy cần số.")
        raise FieldsRefused([(("body", NAMES.get(name, name)), said) for name in unasked])
    must_hold(form, NAMES)


def _waits(by: Actor, one: Mailing) -> bool:
    return bool(issue_form(by, one).fields["waits"].initial)


def _told(by: Actor, entry: Entry) -> dict[str, Any]:
    one = mailing_of(by, entry)
    one = drafted_of(by, one) or one
    grounds = [cited(ground) for ground in signing_of(entry, entry.committee, Version.BOARD).citations]
    issuers = [{"id": pk, "name": name} for pk, name in issuer_choices(by)]
    if one is None:
        return {
            "state": "none",
            "content": content_at_first(by, entry, entry.committee),
            "replaces": "",
            "returned_note": "",
            "approval_id": None,
            "sign": "",
            "to_number": [],
            "issuers": issuers,
            "waits_for_signature": False,
            "citations": grounds,
        }
    form = issue_form(by, one)
    pending = Approval.objects.filter(
        committee=by.committee_id, kind="invitation", thing_id=one.pk, state="pending"
    )
    return {
        "state": str(one.state),
        "content": {name: one.content.get(name, "") for name in FIELDS},
        "replaces": replaced_sign(one, Version.OFFICE),
        "returned_note": one.returned_note,
        "approval_id": pending.values_list("pk", flat=True).first(),
        "sign": signs_of(one),
        "to_number": [
            {"version": str(version), "issuer_id": form.fields[FIELDS_OF_NUMBERS[version][0]].initial}
            for version in form.versions
        ],
        "issuers": issuers,
        "waits_for_signature": bool(form.fields["waits"].initial),
        "citations": grounds,
    }
