"""The shapes in which conferences are told and stated."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from nghisu.foundation.api import LARGEST_ID, Shape

Part = Literal["morning", "afternoon", "evening", "whole-day"]
FormOfMeeting = Literal["in-person", "online", "hybrid"]
Scale = Literal["", "province-wide", "commune-wide", "internal", "professional", "bloc", "national"]


class Named(Shape):
    """A row of the directory, with its name."""

    id: int
    name: str


class EntryShape(Shape):
    """A conference in the programme, or one called outside it (mục trong chương trình)."""

    id: int
    number: int | None
    kind: str
    kind_name: str
    title: str
    opening: datetime
    closing: datetime | None
    part: str
    form: str
    scale: str
    unscheduled: bool
    state: str = Field(description="planned, postponed, cancelled, merged, written")
    state_reason: str
    merged_into_id: int | None
    chair: str
    chair_name: str
    preparing: Named | None
    preparing_text: str
    coordinating_ids: list[int]
    coordinating_text: str
    room: Named | None
    room_text: str
    participants: str
    delegates: int | None
    carries_appraised: bool | None
    note: str
    revision: int = Field(description="Tăng mỗi lần sửa; gửi lại khi sửa để không đè lên việc của người khác")
    url: str = Field(description="Trang của hội nghị")


class EntryList(Shape):
    items: list[EntryShape]
    after: str = Field(description="Gửi lại ở lần sau để lấy tiếp; trống là hết")


class EntryStated(Shape):
    """What is stated of a new conference."""

    title: str = Field(min_length=1, max_length=500)
    kind: str = Field(max_length=40)
    opening: AwareDatetime
    closing: AwareDatetime | None = None
    part: Part | None = Field(None, description="Bỏ trống thì theo giờ khai mạc")
    form: FormOfMeeting
    scale: Scale = ""
    number: int | None = Field(None, ge=1, le=99_999)
    unscheduled: bool = False
    chair: str = Field("", max_length=40)
    chair_text: str = Field("", max_length=300)
    preparing_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    preparing_text: str = Field("", max_length=300)
    coordinating_ids: list[int] = Field(default=[], max_length=100)
    coordinating_text: str = Field(
        "", max_length=500, description="Cơ quan ngoài danh bạ, cách nhau bằng dấu chấm phẩy"
    )
    room_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    room_text: str = Field("", max_length=300)
    participants: str = Field("", max_length=500)
    delegates: int | None = Field(None, ge=1, le=2_000_000)
    carries_appraised: bool | None = None
    note: str = Field("", max_length=500)
    is_another: bool = Field(
        False, description="Đúng là một hội nghị khác, dù cùng ngày đã có hội nghị cùng tên"
    )


class EntryChanges(Shape):
    """What is to be different of a conference: only the fields that are sent."""

    revision: int = Field(ge=0, le=2**31 - 1, description="Giá trị revision đã đọc")
    title: str | None = Field(None, min_length=1, max_length=500)
    kind: str | None = Field(None, max_length=40)
    opening: AwareDatetime | None = None
    closing: AwareDatetime | None = None
    part: Part | None = None
    form: FormOfMeeting | None = None
    scale: Scale | None = None
    number: int | None = Field(None, ge=1, le=99_999)
    unscheduled: bool | None = None
    chair: str | None = Field(None, max_length=40)
    chair_text: str | None = Field(None, max_length=300)
    preparing_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    preparing_text: str | None = Field(None, max_length=300)
    coordinating_ids: list[int] | None = Field(None, max_length=100)
    coordinating_text: str | None = Field(None, max_length=500)
    room_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    room_text: str | None = Field(None, max_length=300)
    participants: str | None = Field(None, max_length=500)
    delegates: int | None = Field(None, ge=1, le=2_000_000)
    carries_appraised: bool | None = None
    note: str | None = Field(None, max_length=500)
    is_another: bool = False
