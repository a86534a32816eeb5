"""Every gate of every edition: where it is asked, or to which later step it belongs. None is silently missing.

`ASKED` are asked before a stage; what is missing there is refused by `conferences.commands.advance` (and by
`submit_proposal`), with its clause, or passed over by `override_gate`. `BY` are kept by another act of this step, whose
test is named beside it. `LATER` belong to what comes with its own step, the sites, or to no conference at all.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest

from nghisu.conferences.commands import (
    ItemContent,
    MatterContent,
    add_item,
    conference_of_entry,
    enter_delegated,
    record_passed,
    set_preparation,
)
from nghisu.conferences.commands.packs import pack_of_entry
from nghisu.conferences.enums import Purpose
from nghisu.conferences.gates import facts_of
from nghisu.documents.commands import DocumentFacts, add_document
from nghisu.documents.models import DocumentVersion
from nghisu.foundation import clock
from nghisu.invitations.models import Invitee
from tests.conferences.test_decided import IN_APRIL, issue
from tests.conferences.test_stages import brought_to

MARCH = datetime(2026, 3, 4, 8, 0, tzinfo=clock.VIETNAM)
ROOT = Path(__file__).resolve().parents[2]

ASKED = {
    "in-programme": "approved",
    "year-plan": "approved",
    "purpose-clear": "approved",
    "meeting-purpose": "approved",
    "truly-needed": "approved",
    "meeting-needed": "approved",
    "convened-by": "approved",
    "proposal-content": "approved",
    "proposal-ceremony": "approved",
    "scale-stated": "approved",
    "content-prepared": "invited",
    "passed-standing-committee": "invited",
    "scheme-opinion": "invited",
    "standing-board-first": "invited",
    "delegated-not-met": "invited",
    "delegated-matter": "invited",
    "discussion-points": "invited",
    "invitation-approved": "invited",
    "own-competence": "invited",
    "professional-only": "invited",
    "budget-norms": "invited",
    "participants-decided": "invited",
    "giao-ban-content": "invited",
    "document-asks": "open",
    "document-both-forms": "open",
    "giao-ban-reports": "open",
    "giao-ban-last-conclusions": "open",
    "giao-ban-synthesis": "open",
    "giao-ban-place": "open",
    "executive-papers": "open",
    "between-sessions": "open",
    "review-drafts": "open",
    "review-report": "open",
    "review-office-part": "open",
    "contributed-appraised": "open",
    "options-checked": "open",
    "document-needed": "open",
    "document-states": "open",
    "roll-call-report": "open",
    "logistics": "open",
    "logistics-elsewhere": "open",
    "logistics-executive": "open",
    "logistics-review": "open",
    "participants-prepared": "open",
    "online-technical": "open",
    "online-branches": "open",
    "online-nearest": "open",
    "online-seating": "open",
    "online-sites": "open",
    "on-time": "closed",
    "not-read-out": "closed",
    "sent-not-read": "closed",
    "speech-short": "closed",
    "presented-in-person": "closed",
    "synthesis-read": "closed",
    "giao-ban-opening": "closed",
    "roll-call-each-sitting": "closed",
    "quick-synthesis": "closed",
    "review-welcome": "closed",
    "vote-majority": "closed",
    "conclusion-papers": "concluded",
    "conclusion-states": "concluded",
    "one-lead": "concluded",
    "six-clear": "concluded",
    "conclusion-otherwise": "concluded",
    "members-consulted": "concluded",
    "review-final-documents": "concluded",
    "minutes-book": "archived",
    "minutes-content": "archived",
    "minutes-content-others": "archived",
    "minutes-signed": "archived",
    "discussion-noted": "archived",
    "recording": "archived",
    "dossier-content": "archived",
}
"""A gate to the stage before which it is asked first."""
AGAIN = {
    "content-prepared",
    "passed-standing-committee",
    "scheme-opinion",
    "standing-board-first",
    "delegated-not-met",
    "delegated-matter",
    "discussion-points",
    "own-competence",
    "professional-only",
}
"""Gates on the agenda and on the list of those invited: both stay open until the opening, and they are asked again."""

INVITED = "tests/invitations"
CONFERENCES, LAW = "tests/conferences", "tests/core/conferences"
TO_PARTICIPANTS = "nghisu.core.conferences.participants.check_participants"
TO_SEND = "nghisu.documents.commands.circulate"
TO_CONSULT = "nghisu.conferences.commands.send_consultation"
TO_ISSUE = "nghisu.invitations.commands.mailing.issue_mailing"
TO_RECEIVE = "nghisu.invitations.commands.receipts.record_receipts"
TO_AGREE = "nghisu.invitations.commands.substitutes.decide_substitute"
TO_ANSWER = "nghisu.invitations.commands.replying.answer_by_link"
TO_PROGRAMME = "nghisu.programme.commands.versions.issue_programme"
BY = {
    "written-consultation": (TO_CONSULT, f"{CONFERENCES}/test_consultations.py", "rests_on_the_rule"),
    "written-consultation-wider": (TO_CONSULT, f"{CONFERENCES}/test_consultations.py", "rests_on_the_rule"),
    "money-planned": (
        "nghisu.conferences.commands.advance",
        f"{CONFERENCES}/test_decided.py",
        "needs_no_second_approval_and_nothing_else_goes_without",
    ),
    "no-overlap": (
        "nghisu.core.conferences.findings.check_programme",
        f"{LAW}/test_clashes.py",
        "the_same_people_named_on_both_clash",
    ),
    "term-programme": (TO_PROGRAMME, "tests/programme/test_versions.py", "frozen_submitted_approved"),
    "quarter-calendar": (TO_PROGRAMME, "tests/programme/test_versions.py", "frozen_submitted_approved"),
    "year-suggestions": (
        "nghisu.programme.commands.calls.open_call",
        "tests/programme/test_suggestions.py",
        "told_of_a_call",
    ),
    "invitation-signer": (
        "nghisu.core.issuing.signer_for",
        "tests/core/issuing/test_signing.py",
        "splits_into_two_versions",
    ),
    "own-bloc": (TO_PARTICIPANTS, f"{LAW}/test_participants.py", "another_bloc_is_warned_of"),
    "internal-only": (TO_PARTICIPANTS, f"{LAW}/test_participants.py", "central_guests_are_outsiders"),
    "specialists-limited": (TO_PARTICIPANTS, f"{LAW}/test_participants.py", "specialists_are_named"),
    "secret-recalled": (
        "nghisu.conferences.commands.advance",
        f"{CONFERENCES}/test_secret_copies.py",
        "an_open_copy_keeps_the_dossier_open",
    ),
    "document-appraised": (TO_SEND, "tests/documents/packs/test_versions.py", "in_rounds_before_it_goes_out"),
    "long-document-summary": (TO_SEND, "tests/documents/packs/test_versions.py", "short_summary_only"),
    "review-documents-ready": (
        "nghisu.conferences.commands.advance",
        f"{CONFERENCES}/test_packs.py",
        "all_that_the_agenda_names_does_the_duties",
    ),
    "absence-reported": (TO_ANSWER, f"{INVITED}/test_replies.py", "an_absence_asks_why"),
    "deputy-delegated": (TO_ANSWER, f"{INVITED}/test_replies.py", "agreed_by_the_chair"),
    "deputy-agreed": (TO_AGREE, f"{INVITED}/test_replies.py", "agreed_by_the_chair"),
    "substitute-consent": (TO_AGREE, f"{INVITED}/test_substitutes.py", "none_is_agreed_to_once"),
    "information-technology": (TO_ISSUE, f"{INVITED}/test_receipts.py", "two_hops_over_the_network"),
    "online-invitation-network": (TO_ISSUE, f"{INVITED}/test_receipts.py", "two_hops_over_the_network"),
    "distribution-network": (TO_RECEIVE, f"{INVITED}/test_receipts.py", "two_hops_over_the_network"),
    "distribution-parallel": (TO_RECEIVE, f"{INVITED}/test_receipts.py", "two_hops_over_the_network"),
    "distribution-hall": (TO_RECEIVE, f"{INVITED}/test_receipts.py", "the_hall_list_holds"),
    "distribution-at-hall": (TO_RECEIVE, f"{INVITED}/test_receipts.py", "the_hall_list_holds"),
}
"""A gate to the act that keeps it and the test that shows it."""

LATER = {
    "sites": ("online-default",),
    "reading": (
        # What only a person can judge of a year, a level, a practice, at no stage of one conference: read, and not asked.
        "broadcast-not-repeated",
        "not-piled-up",
        "national-participants",
        "feedback",
    ),
}
"""Gates of what comes after this step, by what they belong to; and those that a program cannot decide (`reading`)."""


def gates_of_all_editions() -> dict[str, dict[str, object]]:
    found = {}
    for path in sorted(ROOT.glob("regulations/*/gates.toml")):
        for gate in tomllib.loads(path.read_text(encoding="utf-8"))["gate"]:
            found[gate["id"]] = gate
    return found


@pytest.mark.once
def test_every_gate_stands_in_one_place_of_this_table_and_has_its_clause():
    known = gates_of_all_editions()
    placed = [*ASKED, *BY, *(gate for gates in LATER.values() for gate in gates)]
    assert sorted(placed) == sorted(set(placed))
    assert set(placed) == set(known)
    assert all(gate["cite"] for gate in known.values())


@pytest.mark.once
@pytest.mark.parametrize("gate", BY)
def test_an_act_that_keeps_a_gate_is_there_with_its_test(gate):
    act, file, test = BY[gate]
    module, name = act.rsplit(".", 1)
    assert callable(getattr(import_module(module), name))
    named = [line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if "def test_" in line]
    assert any(test in line for line in named)


def test_what_is_asked_before_a_stage_is_exactly_what_the_table_says(bound, specialist, chief, board, add):
    """One bare conference of each kind in an issued quarter, with matters that went no way: everything is missing."""
    met = add(title="Ban Thường vụ đầu tháng", opening=MARCH)
    passed = add_item(specialist, met.pk, matter("Đề án kè sông Hậu"))
    brought_to(specialist, met, "open")
    record_passed(specialist, passed.pk, MARCH.date(), "TB 12-TB/TU")
    set_preparation(chief, standing_board_first=True)
    enter_delegated(
        specialist,
        MatterContent("Đề án xây cầu mới", "Ban Thường vụ", MARCH.date(), "5-QĐ/TU", bound.department.pk),
    )
    add(title="Có trong chương trình", opening=IN_APRIL)
    issue(specialist, chief, board)
    asked: dict[str, set[str]] = {}
    kinds = ("thuong-truc", "ban-thuong-vu", "ban-chap-hanh", "giao-ban", "so-tong-ket", "quan-triet")
    for kind in kinds:
        for matters in ((), ("Đề án kè sông Hậu", "Đề án xây cầu mới")):
            entry = add(
                title=f"{kind} {len(matters)}",
                kind=kind,
                opening=IN_APRIL,
                scale="",
                form="hybrid" if matters else "in-person",
                room_text="Hội trường xã" if matters else "",
            )
            conference = conference_of_entry(specialist, entry)
            for title in matters:
                add_item(specialist, entry.pk, matter(title))
                add_item(specialist, entry.pk, matter(f"Bàn {title}", Purpose.DISCUSSION))
            if matters:
                Invitee.objects.create(
                    committee=bound.committee,
                    conference=conference,
                    name="Đại biểu",
                    rank=9,
                    resolved_on=IN_APRIL.date(),
                )
                pack = pack_of_entry(specialist, entry)
                for named in ("report", "contribution", "resolution"):
                    document = add_document(specialist, pack, DocumentFacts("Tham gia", named))
                    DocumentVersion.objects.create(
                        committee_id=specialist.tenant, document=document, number=1, at=clock.now()
                    )
            for stage in ("approved", "invited", "open", "closed", "concluded", "archived"):
                for facts in facts_of(stage):
                    for one in facts(specialist, conference):
                        for gate in filter(None, (one.gate, *one.also)):
                            asked.setdefault(gate, set()).add(stage)
    by_others = {"document-appraised", "long-document-summary", "review-documents-ready"}
    expected = {gate: {stage, "open"} if gate in AGAIN else {stage} for gate, stage in ASKED.items()}
    asked = {gate: stages for gate, stages in asked.items() if gate not in by_others}
    # Without an agenda neither stage is entered: the purpose is not clear, the content not prepared.
    assert asked == expected


def matter(title: str, purpose: Purpose = Purpose.VOTE) -> ItemContent:
    return ItemContent(title=title, purpose=purpose)
