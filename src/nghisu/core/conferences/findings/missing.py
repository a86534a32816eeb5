"""What a programme does not state of its conferences though the rules ask for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity, named, rows_of
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law.citation import Translate

Stated = Callable[[PlannedConference], object]

REQUIRED: Mapping[str, Stated] = {
    "title": lambda one: one.title,
    "kind": lambda one: one.kind,
    "date": lambda one: one.opening,
    "part_of_day": lambda one: one.part_of_day,
    "preparing": lambda one: one.preparing,
    "chair": lambda one: one.chair_text or one.chair,
    "form": lambda one: one.form,
    "scale": lambda one: one.scale,
}
"""What each conference must state for its deadlines and limits to be told at all."""

ASKED: Mapping[str, Stated] = {
    "participants": lambda one: one.participants,
    "delegates": lambda one: one.delegates,
    "room": lambda one: one.room,
}
"""What the rules ask besides; a programme that has no column for it gets one note, not one for each line."""


ALL_FIELDS: Mapping[str, Stated] = {**REQUIRED, **ASKED}


def field_names(gettext: Translate) -> dict[str, str]:
    """What the fields are called on a page."""
    return {
        "title": gettext("nội dung"),
        "kind": gettext("loại hội nghị"),
        "date": gettext("ngày"),
        "part_of_day": gettext("buổi"),
        "preparing": gettext("cơ quan chuẩn bị"),
        "chair": gettext("chủ trì"),
        "form": gettext("hình thức"),
        "scale": gettext("phạm vi"),
        "participants": gettext("thành phần"),
        "delegates": gettext("số đại biểu"),
        "room": gettext("địa điểm"),
    }


def find_missing(
    conferences: Sequence[PlannedConference],
    citations: Callable[[Sequence[str]], tuple[Ground, ...]],
    gettext: Translate,
) -> Iterator[Finding]:
    """One finding for each conference that leaves a field out, and one for what no conference of several
    states."""
    if not conferences:
        return
    names = field_names(gettext)
    several = len(conferences) > 1
    nowhere = [
        field
        for field, stated in ALL_FIELDS.items()
        if several and not any(stated(conference) not in (None, "") for conference in conferences)
    ]
    for fields, severity in (
        ([field for field in nowhere if field in REQUIRED], Severity.WARN),
        ([field for field in nowhere if field in ASKED], Severity.NOTE),
    ):
        if fields:
            listing = ", ".join(names[field] for field in fields)
            yield Finding(
                Code.MISSING_FIELD,
                severity,
                None,
                gettext("Không hội nghị nào trong chương trình ghi: %(fields)s.") % {"fields": listing},
                gettext("Thêm cột cho các thông tin này, hoặc bổ sung khi lập tờ trình từng hội nghị."),
                citations(fields),
                fields=tuple(fields),
            )
    # A lone conference answers only for what is required: its place and people are stated in its proposal.
    checked = {
        field: stated
        for field, stated in (ALL_FIELDS if several else REQUIRED).items()
        if field not in nowhere
    }
    for conference in conferences:
        fields = [field for field, stated in checked.items() if stated(conference) in (None, "")]
        if not fields:
            continue
        listing = ", ".join(names[field] for field in fields)
        required = any(field in REQUIRED for field in fields)
        yield Finding(
            Code.MISSING_FIELD,
            Severity.WARN if required else Severity.NOTE,
            conference.on,
            gettext("%(conference)s chưa ghi: %(fields)s.")
            % {"conference": named(conference, gettext), "fields": listing},
            gettext("Bổ sung %(fields)s cho hội nghị này.") % {"fields": listing},
            citations(fields),
            rows_of([conference]),
            (conference.key,),
            fields=tuple(fields),
        )
