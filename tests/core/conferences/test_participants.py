"""Who is invited, held against the rules: each finding names the people and the clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nghisu.core.conferences.findings.finding import Severity
from nghisu.core.conferences.participants import (
    Gathering,
    Participant,
    ParticipantCode,
    check_participants,
)
from nghisu.core.law import load_rulebook
from nghisu.core.law.citation import identity
from nghisu.core.law.question import Form

pytestmark = pytest.mark.once

ON = date(2026, 3, 18)
BOARD = Gathering("ban-thuong-vu", ON, Form.IN_PERSON, "internal", "party", stated=3)
MEMBER = Participant("Trần Văn An", "Ủy viên Ban Thường vụ", "government", member=True)


def found(gathering, *people):
    return {one.code: one for one in check_participants(gathering, people, load_rulebook("5609"), identity)}


def test_members_of_the_body_that_meets_are_at_home_whatever_their_bloc():
    assert found(BOARD, MEMBER) == {}


def test_another_bloc_is_warned_of_by_name_with_the_clause_of_226():
    finding = found(BOARD, MEMBER, Participant("Lê Thị Bình", "Giám đốc sở", "government"))[
        ParticipantCode.OTHER_BLOC
    ]
    assert finding.severity is Severity.WARN
    assert finding.names == ("Lê Thị Bình",)
    assert {(one.edition, one.clause) for one in finding.citations} == {("226", "p10")}


def test_a_briefing_shows_the_tension_between_the_documents_and_decides_nothing():
    briefing = Gathering("giao-ban", ON, Form.ONLINE, "internal", "party")
    finding = found(briefing, Participant("Lê Thị Bình", "Giám đốc sở", "government"))[
        ParticipantCode.OTHER_BLOC
    ]
    assert ("5609", "II/IV/1.2/b1") in {(one.edition, one.clause) for one in finding.citations}


def test_specialists_are_named_at_the_standing_committee_and_nowhere_else():
    specialist = Participant("Đỗ Văn Cường", "Chuyên viên", "party", specialist=True)
    finding = found(BOARD, specialist)[ParticipantCode.SPECIALISTS]
    assert (finding.severity, finding.names) == (Severity.WARN, ("Đỗ Văn Cường",))
    assert ("5609", "I/III/2.3/b1") in {(one.edition, one.clause) for one in finding.citations}
    assert ParticipantCode.SPECIALISTS not in found(replace(BOARD, kind="ban-chap-hanh"), specialist)


def test_central_guests_are_outsiders_of_an_internal_conference_and_signed_for_by_the_standing_board():
    guest = Participant("Nguyễn Văn Dũng", "Thứ trưởng", level="central", guest=True)
    both = found(BOARD, guest)
    assert both[ParticipantCode.OUTSIDERS].severity is Severity.WARN
    assert ("226", "p12") in {(one.edition, one.clause) for one in both[ParticipantCode.OUTSIDERS].citations}
    signed = {(one.edition, one.clause) for one in both[ParticipantCode.CENTRAL_GUESTS].citations}
    assert ("5609", "I/III/1.3/b2") in signed


def test_a_review_conference_welcomes_central_guests_and_226_does_not_both_are_shown():
    review = Gathering("so-tong-ket", ON, Form.IN_PERSON, "internal", "")
    finding = found(review, Participant("Nguyễn Văn Dũng", level="central"))[ParticipantCode.CENTRAL_GUESTS]
    cited = {(one.edition, one.clause) for one in finding.citations}
    assert {("5609", "II/V/2.1/b1"), ("226", "p12")} <= cited


@pytest.mark.parametrize(("count", "refused"), [(200, False), (201, True)])
def test_more_than_two_hundred_at_the_centre_are_refused_for_the_law_states_it(count, refused):
    online = Gathering("giao-ban", ON, Form.ONLINE, "internal", "")
    people = [Participant(f"Người {place}", unit_kind="department") for place in range(count)]
    finding = found(online, *people).get(ParticipantCode.CENTRE_FULL)
    assert (finding is not None) is refused
    if finding is not None:
        assert finding.severity is Severity.REFUSE
        assert ("5609", "III/I/1") in {(one.edition, one.clause) for one in finding.citations}


def test_the_number_summoned_is_held_against_the_number_stated():
    four = [Participant(f"Người {place}", bloc="party") for place in range(4)]
    assert found(BOARD, *four)[ParticipantCode.NUMBER_DIFFERS].severity is Severity.WARN
    assert ParticipantCode.NUMBER_DIFFERS not in found(BOARD, *four[:3])
    unstated = found(replace(BOARD, stated=None), *four)
    assert unstated[ParticipantCode.NUMBER_UNSTATED].severity is Severity.NOTE
