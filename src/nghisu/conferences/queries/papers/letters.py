"""The papers that prepare a conference: tờ trình, the letter to content units, the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nghisu.conferences.gathering import Wanted, gathers
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.deviations import deviations_of
from nghisu.conferences.queries.papers.meeting import (
    contents_of,
    due_of,
    matters,
    meeting_of,
    participants_of,
)
from nghisu.conferences.queries.papers.writer import writer_of
from nghisu.conferences.queries.proposals import WRITTEN, bloc_facts, proposal_of, total_of
from nghisu.conferences.queries.ten_days import APPRAISAL_COPY, items_to_appraise
from nghisu.core.papers.composing.letters import ContentLetter, Notice, Request
from nghisu.core.papers.composing.parts import lines_of, lowered
from nghisu.core.papers.composing.proposal import Proposal
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import scale_names


@gathers("to-trinh")
def proposal(by: Actor, conference: Conference, wanted: Wanted) -> Proposal:
    """The proposal, the proposing unit's own paper, from what its form holds, the entry and the agenda."""
    entry = conference.entry
    writer = writer_of(by, conference, "to-trinh", issuer=wanted.issuer)
    written = proposal_of(by, conference)
    said = {name: lines_of(getattr(written, name)) if written is not None else [] for name in WRITTEN}
    blocs = [f"{lowered(one.name)}: {one.value}" for one in bloc_facts(written) if one.value]
    formalities = writer.to("Như trên")
    if deviations_of(by, conference):  # what says something else than was approved is a draft again
        formalities = replace(formalities, draft="Dự thảo")
    return Proposal(
        formalities=formalities,
        meeting=meeting_of(by, entry),
        proposer=entry.preparing.name if entry.preparing else writer.office,
        to=(writer.superior,) if writer.superior else (),
        grounds=tuple(said["need_rule"]),
        need="\n".join([*said["need_why"], *said["no_guidance"], *said["combined"]]),
        purpose=(*said["purpose"], *said["requirements"]),
        topic=entry.title,
        contents=contents_of(by, conference),
        participants=(*participants_of(by, entry), *blocs),
        scale=str(scale_names().get(entry.scale, entry.scale)).lower(),
        delegates=entry.delegates or (total_of(written.blocs) if written is not None else 0) or None,
        budget=" ".join(said["budget"]),
        division=tuple(said["division"]),
        hall=" ".join([*said["ceremony"], *said["press"]]),
    )


@gathers("cong-van")
def content_letter(by: Actor, conference: Conference, wanted: Wanted) -> ContentLetter:
    """The letter to the units whose reports and schemes the agenda expects, each by the day of all that it hands in: what
    is appraised by that of the appraisal, where it comes first (5609 I/III/1.2/b1)."""
    sent, appraised = due_of(conference, "documents"), due_of(conference, APPRAISAL_COPY)
    early = items_to_appraise(conference)
    requests: dict[str, list[str]] = {}
    due: dict[str, set[date]] = {}
    for item in matters(by, conference):
        if item.reporting is not None:
            expected = ", ".join(one[:1].lower() + one[1:] for one in item.expected_documents) or "tài liệu"
            unit = item.reporting.name
            requests.setdefault(unit, []).append(f"{expected} về nội dung “{item.title}”")
            owed = (sent, appraised if item.pk in early else None)
            due.setdefault(unit, set()).update(day for day in owed if day is not None)
    writer = writer_of(by, conference, "cong-van", issuer=wanted.issuer)
    return ContentLetter(
        formalities=writer.to("Như trên"),
        meeting=meeting_of(by, conference.entry),
        convener=writer.convener,
        to=tuple(requests),
        requests=tuple(
            Request(unit=unit, content=f"chuẩn bị {'; '.join(said)}", due=min(due[unit], default=None))
            for unit, said in requests.items()
        ),
        send_to=writer.office,
        pages="Tài liệu dài quá 15 trang gửi kèm bản tóm tắt không quá 7 trang",
    )


@gathers("thong-bao")
def notice(by: Actor, conference: Conference, wanted: Wanted) -> Notice:
    """The notice that the conference is held."""
    writer = writer_of(by, conference, "thong-bao", issuer=wanted.issuer)
    return Notice(
        formalities=writer.to("Các cơ quan, đơn vị liên quan"),
        meeting=meeting_of(by, conference.entry),
        issuer=writer.office,
        contents=contents_of(by, conference),
        participants=participants_of(by, conference.entry),
    )
