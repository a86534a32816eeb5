"""What the audit trail's acts and fields are called by people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.core.law import LawError, Rulebook, bilingual, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.programme.queries.history import FIELDS as ENTRY_FIELDS
from nghisu.programme.queries.history import SPELLED, spelled_changes
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import DOCUMENTS_LAST_YEAR

MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d$")
DUTY = "rulebook.deadline"
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

VERBS = {
    "account.closed": N_("Khóa tài khoản"),
    "account.created": N_("Tạo tài khoản"),
    "account.ends": N_("Ghi ngày cuối của tài khoản"),
    "account.reopened": N_("Mở lại tài khoản"),
    "account.reset_code_made": N_("Cấp mã đặt lại mật khẩu"),
    "account.sessions_ended": N_("Kết thúc các phiên của một người"),
    "appointment.added": N_("Ghi giữ chức"),
    "appointment.changed": N_("Sửa việc giữ chức"),
    "appointment.ended": N_("Kết thúc giữ chức"),
    "approval_route.set": N_("Sửa quy trình phê duyệt"),
    "approval.decided": N_("Cho ý kiến phê duyệt"),
    "approval.granted": N_("Phê duyệt xong"),
    "approval.returned": N_("Trả lại"),
    "approval.submitted": N_("Trình phê duyệt"),
    "approval.superseded": N_("Nội dung thay đổi khi chờ phê duyệt"),
    "approval.withdrawn": N_("Rút lại điều đã trình"),
    "body.added": N_("Thêm tập thể"),
    "body.changed": N_("Sửa tập thể"),
    "body.closed": N_("Kết thúc tập thể"),
    "body.reopened": N_("Mở lại tập thể"),
    "calendar.closed": N_("Thu hồi địa chỉ lịch"),
    "calendar.opened": N_("Tạo địa chỉ lịch"),
    "calendar.renewed": N_("Đổi địa chỉ lịch"),
    "cadence.chosen": N_("Chọn cách tính định kỳ"),
    "clock.moved": N_("Chỉnh đồng hồ minh họa"),
    "committee.founded": N_("Khởi tạo cấp ủy"),
    "contradiction.decided": N_("Ghi cách xử lý chỗ vênh"),
    "deadline.completed": N_("Ghi nhận hoàn thành"),
    "deadline.recorded_afterwards": N_("Ghi lại việc đã làm trước đây"),
    "deadline.reopened": N_("Mở lại việc"),
    "deadline.set_aside_afterwards": N_("Ghi lại việc không áp dụng trước đây"),
    "deadline.set_not_applicable": N_("Ghi nhận không áp dụng"),
    "delegation.made": N_("Ủy quyền phê duyệt"),
    "delegation.revoked": N_("Thu hồi ủy quyền"),
    "deadlines.rederived": N_("Tính lại thời hạn"),
    "demo.created": N_("Tạo dữ liệu minh họa"),
    "directory.imported": N_("Nhập danh bạ từ tệp"),
    "directory_import.discarded": N_("Bỏ bản nhập danh bạ"),
    "directory_import.drafted": N_("Đọc tệp danh bạ"),
    "directory_import.person_chosen": N_("Trả lời ai là ai trong bản nhập"),
    "directory_import.row_corrected": N_("Sửa dòng của bản nhập danh bạ"),
    "directory_import.row_left_out": N_("Bỏ dòng của bản nhập danh bạ"),
    "edition.approved": N_("Duyệt bản quy định riêng"),
    "edition.discarded": N_("Bỏ bản quy định riêng đang soạn"),
    "edition.drafted": N_("Soạn bản quy định riêng"),
    "edition.proposed": N_("Trình bản quy định riêng"),
    "edition.returned": N_("Trả lại bản quy định riêng"),
    "edition.written": N_("Sửa bản quy định riêng"),
    "device.paired": N_("Nối thiết bị"),
    "device.registered": N_("Cấp mã cho thiết bị"),
    "device.revoked": N_("Thu hồi thiết bị"),
    "entry.added": N_("Thêm hội nghị"),
    "entry.cancelled": N_("Hủy hội nghị"),
    "entry.changed": N_("Sửa hội nghị"),
    "entry.joined": N_("Nhận gộp hội nghị khác"),
    "entry.merged": N_("Gộp hội nghị vào hội nghị khác"),
    "entry.move_undone": N_("Hoàn tác việc dời, hoãn, hủy, gộp"),
    "entry.moved": N_("Dời hội nghị"),
    "entry.parted": N_("Tách hội nghị đã nhận gộp"),
    "entry.postponed": N_("Hoãn hội nghị"),
    "entry.reinstated": N_("Cho họp lại"),
    "entry.removed": N_("Xóa hội nghị"),
    "entry.replaced_by_written": N_("Thay hội nghị bằng lấy ý kiến bằng văn bản"),
    "entry.room_assigned": N_("Xếp phòng họp"),
    "factor.all_removed": N_("Gỡ xác thực hai bước"),
    "factor.removal_asked": N_("Đề nghị gỡ xác thực hai bước"),
    "factor.removal_declined": N_("Từ chối gỡ xác thực hai bước"),
    "factor.app_added": N_("Đặt ứng dụng tạo mã"),
    "factor.app_removed": N_("Gỡ ứng dụng tạo mã"),
    "factor.passkey_added": N_("Thêm khóa truy cập"),
    "factor.passkey_removed": N_("Xóa khóa truy cập"),
    "factor.recovery_codes_made": N_("Làm bộ mã dự phòng mới"),
    "figure.entered": N_("Nhập số liệu gốc"),
    "identity.linked": N_("Nối với tài khoản của cơ quan"),
    "import.discarded": N_("Bỏ bản nhập"),
    "import.drafted": N_("Đọc tệp chương trình"),
    "import.row_answered": N_("Trả lời về dòng của bản nhập"),
    "import.row_corrected": N_("Sửa dòng của bản nhập"),
    "import.row_left_out": N_("Bỏ dòng của bản nhập"),
    "import.units_chosen": N_("Chọn cơ quan cho bản nhập"),
    "installation.restored": N_("Khôi phục từ bản sao lưu"),
    "installation.upgraded": N_("Nâng cấp phiên bản"),
    "last_number.entered": N_("Ghi số cuối của sổ đăng ký"),
    "last_number.removed": N_("Bỏ số cuối của sổ đăng ký"),
    "mail_rule.set": N_("Đặt quy tắc gửi thư"),
    "measure.chosen": N_("Chọn cách nhận thông báo"),
    "opening_hours.set": N_("Đặt giờ khai mạc theo buổi"),
    "organisation.added": N_("Thêm cơ quan"),
    "organisation.changed": N_("Sửa cơ quan"),
    "organisation.closed": N_("Kết thúc cơ quan"),
    "organisation.reopened": N_("Mở lại cơ quan"),
    "outbox.dropped": N_("Bỏ thư chưa gửi"),
    "outbox.released": N_("Duyệt cho gửi thư"),
    "outbox.retried": N_("Gửi lại thư"),
    "own_day.added": N_("Ghi ngày nghỉ riêng"),
    "own_day.removed": N_("Bỏ ngày nghỉ riêng"),
    "person.added": N_("Thêm người"),
    "person.changed": N_("Sửa thông tin người"),
    "position.added": N_("Thêm chức danh"),
    "position.changed": N_("Sửa chức danh"),
    "position.closed": N_("Kết thúc chức danh"),
    "position.role_ended": N_("Thôi vai trò của chức danh"),
    "position.role_given": N_("Thêm vai trò cho chức danh"),
    "position.reopened": N_("Mở lại chức danh"),
    "position.roles_given": N_("Gắn vai trò với chức danh"),
    "precedence.set": N_("Đặt thứ tự chức danh"),
    "programme.approved": N_("Chương trình được duyệt"),
    "programme.issued": N_("Ban hành chương trình"),
    "programme.part_ready": N_("Văn phòng báo xong phần của mình"),
    "programme.part_reopened": N_("Mở lại phần của văn phòng"),
    "programme.returned": N_("Chương trình bị trả lại"),
    "programme.submitted": N_("Trình duyệt chương trình"),
    "programme.withdrawn": N_("Rút bản chương trình về"),
    "programme.imported": N_("Nhập chương trình từ tệp"),
    "reminder_plan.removed": N_("Bỏ lịch nhắc riêng của một việc"),
    "reminder_plan.set": N_("Đặt lịch nhắc việc"),
    "room.added": N_("Thêm phòng họp"),
    "room.changed": N_("Sửa phòng họp"),
    "room.closed": N_("Kết thúc phòng họp"),
    "room.reopened": N_("Mở lại phòng họp"),
    "rulebook.bound": N_("Áp dụng bộ quy định"),
    "term.added": N_("Ghi nhiệm kỳ"),
    "term.changed": N_("Sửa nhiệm kỳ"),
    "token.made": N_("Tạo mã truy cập"),
    "token.revoked": N_("Thu hồi mã truy cập"),
    "session.ended": N_("Kết thúc phiên làm việc"),
    "session.others_ended": N_("Kết thúc các phiên khác"),
    "suggestion.answered": N_("Trả lời đề xuất nội dung"),
    "suggestion.changed": N_("Sửa đề xuất nội dung"),
    "suggestion.discarded": N_("Bỏ đề xuất nội dung đang soạn"),
    "suggestion.drafted": N_("Soạn đề xuất nội dung"),
    "suggestion.put_to_head": N_("Trình lãnh đạo đơn vị đề xuất nội dung"),
    "suggestion.returned": N_("Trả lại đề xuất nội dung"),
    "suggestion.sent": N_("Gửi đề xuất nội dung"),
    "suggestion.taken_in": N_("Đưa đề xuất vào chương trình"),
    "suggestions.call_changed": N_("Sửa đợt gửi đề xuất"),
    "suggestions.called": N_("Mời gửi đề xuất nội dung"),
    "theme.added": N_("Thêm nội dung trọng tâm"),
    "theme.changed": N_("Sửa nội dung trọng tâm"),
    "theme.made_entry": N_("Lập hội nghị từ nội dung trọng tâm"),
    "theme.removed": N_("Bỏ nội dung trọng tâm"),
    "sign_in_policy.set": N_("Đặt yêu cầu đăng nhập"),
    "user.committee_chosen": N_("Chuyển cấp ủy làm việc"),
    "user.language_chosen": N_("Chọn ngôn ngữ"),
    "user.password_changed": N_("Đổi mật khẩu"),
    "user.password_reset": N_("Đặt mật khẩu mới bằng mã"),
    "user.signed_in": N_("Đăng nhập"),
    "user.signed_out": N_("Đăng xuất"),
    "text.attached": N_("Đính kèm văn bản gốc"),
    "text.clause_placed": N_("Đặt điều khoản bằng tay"),
    "webhook.closed": N_("Thôi báo tin cho phần mềm khác"),
    "webhook.opened": N_("Báo tin cho phần mềm khác"),
    "webhook.sent_again": N_("Gửi lại tin cho phần mềm khác"),
    "waiver.confirmed": N_("Xác nhận cho phép khác quy định"),
    "waiver.made": N_("Ghi cho phép khác quy định"),
    "waiver.withdrawn": N_("Thu hồi cho phép khác quy định"),
}
"""Every act that is remembered, in words; a test finds one that has none."""

FIELDS = ENTRY_FIELDS | {
    "afternoon": N_("Buổi chiều"),
    "basis": N_("Căn cứ"),
    "allowed_by": N_("Ai cho phép"),
    "allowed_on": N_("Cho phép ngày nào"),
    "before": N_("Nhắc trước (ngày làm việc)"),
    "bloc": N_("Khối"),
    "counts": N_("Có giá trị"),
    "number_date": N_("Ngày của văn bản"),
    "by_document": N_("Theo văn bản số"),
    "body": N_("Tập thể"),
    "calendar_of": N_("Lịch của"),
    "browser": N_("Trình duyệt"),
    "appointments": N_("Lần giữ chức"),
    "capacity": N_("Sức chứa"),
    "choice": N_("Câu trả lời"),
    "code": N_("Mã"),
    "comments": N_("Số nhận xét"),
    "daily_digest": N_("Thư tóm tắt hằng ngày"),
    "digest": N_("Mã nội dung"),
    "digest_hour": N_("Giờ gửi thư tóm tắt"),
    "done_at": N_("Hoàn thành lúc"),
    "done_by": N_("Người ghi nhận"),
    "email": N_("Thư điện tử"),
    "event": N_("Việc được báo"),
    "events": N_("Những việc được báo"),
    "expires_at": N_("Hết hạn"),
    "file": N_("Tệp"),
    "full_name": N_("Họ và tên"),
    "gender": N_("Giới tính"),
    "holder": N_("Thay cho"),
    "honorific": N_("Danh xưng"),
    "kinds": N_("Loại việc"),
    "issuer": N_("Nơi xác nhận"),
    "inside": N_("Trong mạng nội bộ"),
    "language": N_("Ngôn ngữ"),
    "made_at": N_("Sao lưu lúc"),
    "migrations": N_("Bước nâng cấp"),
    "level": N_("Cấp của cấp ủy"),
    "lead": N_("Mấy ký tự đầu"),
    "morning": N_("Buổi sáng"),
    "most_at_once": N_("Số thư gửi ngay nhiều nhất"),
    "name": N_("Tên"),
    "not_applicable": N_("Không áp dụng"),
    "one_person_may_repeat": N_("Một người quyết định nhiều bước"),
    "outcome": N_("Ý kiến"),
    "passkey": N_("Khóa truy cập"),
    "own_domains": N_("Tên miền thư của cơ quan"),
    "organisation": N_("Cơ quan, đơn vị"),
    "organisation_kind": N_("Loại cơ quan"),
    "organisations": N_("Cơ quan"),
    "people": N_("Người"),
    "phone": N_("Điện thoại"),
    "place": N_("Nơi"),
    "position_title": N_("Chức danh"),
    "positions": N_("Chức danh"),
    "passage": N_("Đoạn văn bản"),
    "placed": N_("Số điều khoản tìm thấy"),
    "round": N_("Lần trình"),
    "roles": N_("Vai trò"),
    "quiet_from": N_("Giờ yên tĩnh từ"),
    "quiet_until": N_("Giờ yên tĩnh đến"),
    "rows": N_("Số dòng"),
    "rulebook": N_("Bộ quy định"),
    "seats": N_("Số người giữ"),
    "scopes": N_("Được làm gì"),
    "sessions": N_("Số phiên"),
    "short_name": N_("Tên ngắn"),
    "since": N_("Từ ngày"),
    "reason": N_("Lý do"),
    "stands_at": N_("Đồng hồ"),
    "state": N_("Tình trạng"),
    "step": N_("Bước"),
    "step_name": N_("Tên bước"),
    "steps": N_("Các bước"),
    "superior": N_("Trực thuộc"),
    "tier": N_("Cấp"),
    "titles": N_("Chức danh theo thứ tự"),
    "to_board": N_("Báo Thường trực khi chậm"),
    "to_head": N_("Báo lãnh đạo khi chậm"),
    "until": N_("Đến ngày"),
    "username": N_("Tên đăng nhập"),
    "urgent_in_quiet": N_("Thư khẩn cả trong giờ yên tĩnh"),
    "url": N_("Địa chỉ nhận tin"),
    "second_factor_since": N_("Bắt buộc hai bước từ ngày"),
    "role": N_("Vai trò"),
    "value": N_("Số liệu"),
    "ways": N_("Cách nhận từng nhóm"),
    "with_conferences": N_("Gồm hội nghị"),
    "with_duties": N_("Gồm việc phải làm"),
    "why": N_("Lý do"),
    "within": N_("Nằm trong tập thể"),
    "agreed_by": N_("Lãnh đạo đơn vị duyệt"),
    "answer": N_("Trả lời"),
    "closes_on": N_("Nhận đến hết ngày"),
    "conferences": N_("Số hội nghị"),
    "document": N_("Văn bản ban hành"),
    "entry": N_("Hội nghị"),
    "joined": N_("Gộp vào"),
    "matter": N_("Nội dung đề xuất"),
    "moved": N_("Số hội nghị đã dời"),
    "moves": N_("Dời hội nghị"),
    "need": N_("Căn cứ"),
    "period": N_("Kỳ"),
    "told": N_("Số người được báo"),
    "rule": N_("Quy tắc"),
    "version": N_("Bản số"),
    "wished": N_("Ngày mong muốn"),
    "wished_text": N_("Khoảng thời gian"),
    "deadlines": N_("Số thời hạn"),
    "works": N_("Làm bù"),
    "day": N_("Ngày"),
    "year": N_("Năm"),
}
INNER = frozenset({"search_text", "sort_key", "given_name", "title_code"})
"""What follows from other fields and says nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an act touched: its name in words, and what stood there before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """One record of the trail as people read it: the act, what it was done to, what it changed."""

    record: AuditRecord
    what: str
    thing: str
    changes: Sequence[Change]


def lines_of(actor: Actor, records: Sequence[AuditRecord], rulebook: Rulebook) -> list[ActLine]:
    """Records of the trail in words, in the order given."""
    spelled = spelled_changes(actor, records, rulebook)
    titles = _titles_of_duties(actor, records)
    return [
        ActLine(
            record,
            verb_name(record.verb),
            _thing(record, rulebook, titles),
            [Change(one.label, one.before, one.after) for one in changes]
            if record.verb in SPELLED and record.verb != "entry.room_assigned"
            else _changes(record),
        )
        for record, changes in zip(records, spelled, strict=True)
    ]


def _titles_of_duties(actor: Actor, records: Sequence[AuditRecord]) -> dict[str, str]:
    """The conferences that the duties among the records belong to, by the duty's number: one query for all."""
    numbers = {int(record.thing_id) for record in records if record.thing_kind == DUTY}
    rows = Deadline.objects.filter(committee=actor.committee_id, pk__in=numbers)
    return {str(pk): title or "" for pk, title in rows.values_list("pk", "subject__entry__title")}


def _thing(record: AuditRecord, rulebook: Rulebook, titles: dict[str, str]) -> str:
    """What the act was done to. A duty is kept by its code: it is called by its name, with its conference."""
    if record.thing_kind == DUTY:
        act = rulebook.acts.get(record.thing_label.split(" ")[0])
        name = bilingual(act.name, act.name_en, _) if act else record.thing_label
        title = titles.get(record.thing_id, "")
        return f"{name} · {title}" if title else name
    if record.verb == "figure.entered":
        measure, _space, year = record.thing_label.rpartition(" ")
        said = (
            _("Số văn bản hành chính năm %(year)s")
            if measure == DOCUMENTS_LAST_YEAR
            else _("Số hội nghị năm %(year)s")
        )
        return said % {"year": year}
    if record.verb == "rulebook.bound":
        return _bound(record)
    if record.verb == "clock.moved":
        return ""
    return record.thing_label


def _bound(record: AuditRecord) -> str:
    """The rulebook that was bound, by its name; by its code where its text is no longer to be had."""
    code = str(record.changes.get("rulebook", [None, ""])[1] or "")
    try:
        bound = load_rulebook(code)
    except (KeyError, LawError):
        return code
    return bilingual(bound.name, bound.name_en, _)


def verb_name(verb: str) -> str:
    """The act in words; an act nobody has named yet keeps its code, so that nothing is hidden."""
    return _(VERBS[verb]) if verb in VERBS else verb


def _changes(record: AuditRecord) -> list[Change]:
    return [
        Change(_(FIELDS[name]) if name in FIELDS else name, _said(before), _said(after))
        for name, (before, after) in record.changes.items()
        if name not in INNER and not name.endswith(("_id", "_ids"))
    ]


def _said(value: object) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(item)}" for name, item in value.items())
    text = str(value)
    if MOMENT.match(text):
        return f"{clock.local(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    if DAY.match(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text
