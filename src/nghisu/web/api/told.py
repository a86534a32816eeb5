"""What other programs are told of, event by event, as the schema of the API (OpenAPI 3.1) and its page say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nghisu.notices.events import public_events

Fields = dict[str, tuple[str, str]]
"""Fields of what is told, each with its type and what it says; a type with a question mark may be empty."""

_ENTRY: Fields = {
    "entry_id": ("integer", "Hội nghị: /entries/{entry_id}"),
    "kind": ("string", "Loại hội nghị"),
    "opening": ("date-time", "Khai mạc"),
    "state": ("string", "planned, postponed, cancelled, merged, written: thay bằng lấy ý kiến"),
    "revision": ("integer", "Lần sửa"),
}
_MOVED: Fields = _ENTRY | {
    "act": ("string", "Việc đã làm: moved, postponed…"),
    "from_opening": ("date-time", "Khai mạc trước khi dời"),
    "merged_into_id": ("integer?", "Gộp vào hội nghị nào"),
}
_DUTY: Fields = {
    "deadline_id": ("integer", "Thời hạn: /deadlines/{deadline_id}"),
    "act": ("string", "Mã của việc trong bộ quy định"),
    "act_by": ("date?", "Hạn"),
    "organisation_id": ("integer?", "Cơ quan phải làm"),
}
_APPROVAL: Fields = {
    "approval_id": ("integer", "Việc phê duyệt: /approvals/{approval_id}"),
    "kind": ("string", "Loại nội dung trình"),
    "thing_id": ("integer", "Số của nội dung trình"),
}

EVENT_FIELDS: Mapping[str, Fields] = {
    "entry.added": _ENTRY,
    "entry.changed": _ENTRY,
    "entry.removed": {"entry_id": ("integer", "Hội nghị đã xóa")},
    "entry.moved": _MOVED,
    "entry.postponed": _MOVED,
    "entry.cancelled": _MOVED,
    "entry.merged": _MOVED,
    "entry.reinstated": _MOVED,
    "entry.move_undone": _MOVED,
    "conference.advanced": {
        "entry_id": ("integer", "Hội nghị: /entries/{entry_id}/conference"),
        "code": ("string", "Mã hội nghị"),
        "from_stage": ("string", "Giai đoạn trước"),
        "to_stage": ("string", "Giai đoạn nay"),
        "revision": ("integer", "Lần chuyển"),
    },
    "deadline.completed": _DUTY,
    "deadline.reopened": _DUTY,
    "programme.issued": {
        "version_id": ("integer", "Bản chương trình: /versions/{version_id}"),
        "tier": ("string", "term, year, quarter, month, week"),
        "since": ("date", "Từ ngày"),
        "until": ("date", "Đến ngày"),
        "number": ("integer", "Bản thứ mấy của kỳ ấy"),
        "digest": ("string", "SHA-256 của nội dung"),
    },
    "approval.granted": _APPROVAL,
    "approval.returned": _APPROVAL,
    "approval.withdrawn": _APPROVAL,
    "document.issued": {
        "document_id": ("integer", "Văn bản: /issued-documents/{document_id}; văn bản có độ mật không báo"),
        "sign": ("string", "Số và ký hiệu"),
        "issued_on": ("date", "Ngày ban hành"),
    },
    "document.handed_in": {
        "document_id": ("integer", "Tài liệu: /documents/{document_id}"),
        "number": ("integer", "Bản thứ mấy"),
    },
    "consultation.closed": {
        "consultation_id": ("integer", "Phiếu: /consultations/{consultation_id}"),
        "entry_id": ("integer?", "Của hội nghị nào"),
        "answered": ("integer", "Bao nhiêu người đã trả lời mọi câu"),
        "asked": ("integer", "Bao nhiêu người được hỏi"),
    },
    "invitation.answered": {
        "entry_id": ("integer", "Hội nghị: /entries/{entry_id}/replies"),
        "invitee_id": ("integer", "Đại biểu: /entries/{entry_id}/invitees/{invitee_id}"),
        "answer": ("string", "in-person, online, absent"),
    },
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the page of the API shows it."""

    name: str
    said: str
    fields: list[tuple[str, str]]


def told_events() -> Iterator[Told]:
    """The events, in the order in which they are chosen, with what is told of each."""
    for name, said in public_events().items():
        yield Told(name, said, [(field, words) for field, (_type, words) in EVENT_FIELDS[name].items()])


def hooks_of_schema() -> dict[str, Any]:
    """The events as webhooks of the schema: a signed POST each, answered with any 2xx."""
    return {
        name: {
            "post": {
                "operationId": f"told_{name.replace('.', '_')}",
                "tags": ["Báo tin · Webhooks"],
                "requestBody": {"content": {"application/json": {"schema": _message(name, fields)}}},
                "parameters": [
                    {"name": header, "in": "header", "required": True, "schema": {"type": "string"}}
                    for header in ("Nghisu-Event", "Nghisu-Delivery", "Nghisu-Timestamp", "Nghisu-Signature")
                ],
                "responses": {"2XX": {"description": "Đã nhận"}, "410": {"description": "Không nhận nữa"}},
            }
        }
        for name, fields in EVENT_FIELDS.items()
    }


def _message(name: str, fields: Fields) -> dict[str, Any]:
    data = {field: _typed(kind) | {"description": words} for field, (kind, words) in fields.items()}
    whole = {
        "id": {"type": "string", "format": "uuid", "description": "Mã riêng của tin, như Nghisu-Delivery"},
        "event": {"const": name},
        "at": {"type": "string", "format": "date-time"},
        "committee": {"type": "string", "description": "Mã cấp ủy"},
        "data": {"type": "object", "properties": data, "required": list(data)},
    }
    return {"type": "object", "properties": whole, "required": list(whole)}


def _typed(kind: str) -> dict[str, Any]:
    plain = kind.rstrip("?")
    form = {"type": "integer"} if plain == "integer" else {"type": "string"}
    if plain in {"date", "date-time"}:
        form["format"] = plain
    return {"anyOf": [form, {"type": "null"}]} if kind.endswith("?") else form
