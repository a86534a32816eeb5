"""What a token may ask of itself."""

from datetime import datetime

from django.http import HttpResponse
from ninja import Router

from nghisu.accounts.models import ApiToken
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import Shape, answer, problems

router = Router(tags=["Mã truy cập · Token"])


class CommitteeShape(Shape):
    id: int
    code: str
    name: str


class TokenShape(Shape):
    """What a token is: whose, in which committee, for what, until when."""

    name: str
    committee: CommitteeShape
    acts_for: str
    person_id: int | None
    scopes: list[str]
    expires_at: datetime


@router.get(
    "/me",
    response={200: TokenShape, **problems()},
    summary="Mã này được làm gì · What this token may",
    url_name="me",
)
@requires("api.view")
def me(request: ActingRequest) -> HttpResponse:
    token: ApiToken = request.token  # type: ignore[attr-defined]  # set by the middleware of the API
    return answer(
        {
            "name": token.name,
            "committee": {
                "id": token.committee.pk,
                "code": token.committee.code,
                "name": token.committee.name,
            },
            "acts_for": request.actor.name,
            "person_id": request.actor.person_id,
            "scopes": token.scopes,
            "expires_at": token.expires_at,
        }
    )
