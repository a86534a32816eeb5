"""The shapes that endpoints of every app share, as the schema of the API names them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Header, Query, Schema
from pydantic import ConfigDict, Field

from nghisu.foundation.api.keyset import LARGEST_PAGE, PAGE

LONGEST_MARK = 1_000
LARGEST_ID = 2**63 - 1
"""The largest number of a row that either database holds."""


class Shape(Schema):
    """A shape of the API: a field that it does not name is refused, never passed over."""

    model_config = ConfigDict(extra="forbid")


class FieldFault(Shape):
    """One field that is wrong: where it stands, and why."""

    path: list[str] = Field(description="Vị trí của trường: body, query, path hoặc header, rồi tên trường")
    message: str


class Problem(Shape):
    """How everything that fails is told (lỗi), in the language asked for by Accept-Language."""

    code: str = Field(description="Mã lỗi, không đổi theo ngôn ngữ", examples=["entry-changed-meanwhile"])
    message: str = Field(description="Điều gì sai")
    what_to_do: str = Field(description="Cần làm gì")
    fields: list[FieldFault] = Field(default=[], description="Các trường sai, khi mã trạng thái là 422")
    citations: list[dict[str, Any]] = Field(default=[], description="Điều khoản làm căn cứ từ chối, nếu có")


def problems(*statuses: int) -> dict[int, Any]:
    """The answers of an endpoint that are problems: those that any may give, and `statuses`."""
    return dict.fromkeys((401, 404, 422, 429, *statuses), Problem)


Limit = Annotated[
    int, Query(default=PAGE, ge=1, le=LARGEST_PAGE, description="Số dòng mỗi lần, nhiều nhất 200")
]
Mark = Annotated[
    str,
    Query(
        default="", max_length=LONGEST_MARK, description="Giá trị `after` của lần trước; bỏ trống ở lần đầu"
    ),
]
On = Annotated[date | None, Query(default=None, description="Ngày được hỏi; bỏ trống là hôm nay")]
CommandKey = Annotated[
    UUID,
    Header(
        alias="Idempotency-Key",
        description="Mã riêng (UUID) của thao tác: gửi lại cùng mã và cùng nội dung thì chỉ làm một lần",
    ),
]
