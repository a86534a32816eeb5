"""What people are told of their accounts, in the transaction of the act."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.accounts.events import FactorsRemovalAsked, FactorsRemoved, PasswordCodeIssued, RoleGiven
from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation import clock
from nghisu.foundation.events import hears
from nghisu.notices.commands import Said, tell

ACCOUNT = "/tai-khoan/"
POSITIONS = "/danh-ba/chuc-danh/"
DECIDING = frozenset({Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER, Role.CHAIR})
WATCHING = (Role.OFFICE_CHIEF, Role.AUDITOR)


@hears(PasswordCodeIssued)
def tell_of_code(event: PasswordCodeIssued) -> None:
    """The owner of an account hears that a code for it is about: whoever did not ask for one can say so."""
    if event.by.committee_id is None or event.person_id is None:
        return
    tell(
        event.by,
        [event.person_id],
        "account",
        lambda: Said(
            _("Đã cấp mã đặt lại mật khẩu cho tài khoản của đồng chí"),
            _("Nếu đồng chí không yêu cầu, hãy báo người quản trị ngay."),
        ),
        url=ACCOUNT,
        urgent=True,
    )


@hears(FactorsRemoved)
def tell_of_removal(event: FactorsRemoved) -> None:
    """The owner of an account hears that its second steps are gone."""
    if event.by.committee_id is None or event.person_id is None:
        return
    tell(
        event.by,
        [event.person_id],
        "account",
        lambda: Said(
            _("Đã gỡ xác thực hai bước của tài khoản đồng chí"),
            _("Hãy đặt lại ở trang cá nhân. Nếu đồng chí không yêu cầu gỡ, hãy báo người quản trị ngay."),
        ),
        url="/tai-khoan/xac-thuc/",
        urgent=True,
    )


@hears(FactorsRemovalAsked)
def tell_of_request(event: FactorsRemovalAsked) -> None:
    """Those who may agree hear that somebody waits for it; the owner hears that it was asked."""
    tell(
        event.by,
        event.may_agree,
        "account",
        lambda: Said(
            _("Cần đồng chí đồng ý gỡ xác thực hai bước của %(name)s") % {"name": event.name},
            _("Gọi cho người có tài khoản để chắc là họ yêu cầu, rồi mới đồng ý."),
        ),
        url="/quan-tri/go-xac-thuc/",
    )
    if event.person_id is not None:
        tell(
            event.by,
            [event.person_id],
            "account",
            lambda: Said(
                _("Có yêu cầu gỡ xác thực hai bước của tài khoản đồng chí"),
                _("Nếu đồng chí không yêu cầu, hãy báo người quản trị ngay."),
            ),
            url=ACCOUNT,
            urgent=True,
        )


@hears(RoleGiven)
def tell_of_deciding_role(event: RoleGiven) -> None:
    """Whoever may give a role of one who decides is not alone in knowing: the chief of office and the auditors hear of
    it at once. The giver is not told of the own act."""
    if event.role not in DECIDING or event.by.committee_id is None:
        return
    tell(
        event.by,
        holders_of(event.by.committee_id, WATCHING, clock.today()),
        "account.deciding_role",
        lambda: Said(
            _("%(giver)s vừa giao vai trò %(role)s cho chức danh %(position)s")
            % {
                "giver": event.by.name,
                "role": _(ROLE_NAMES[event.role]),
                "position": event.position.title,
            },
            _(
                "Có hiệu lực từ ngày %(day)s. Nếu việc này không đúng, hãy báo ngay cho Thường trực và người quản trị."
            )
            % {"day": f"{event.since:%d/%m/%Y}"},
        ),
        url=POSITIONS,
        urgent=True,
    )
