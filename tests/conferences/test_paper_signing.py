"""Who signs a document, under whose head and number: for every kind of both sides as `regulations/signing.toml` says; a
tờ trình as the proposing unit's own."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from nghisu.conferences.commands import ItemContent, add_item, begin_paper, conference_of_entry
from nghisu.conferences.enums import Purpose
from nghisu.conferences.gathering import gather, known_codes
from nghisu.conferences.queries.papers import issuer_for
from nghisu.conferences.queries.papers.units import initials
from nghisu.core.issuing import House, Signer, signer_for
from nghisu.core.papers.kinds import KINDS, compose
from nghisu.core.papers.setting_out import set_out
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.documents.models import Issuer
from nghisu.documents.queries.drafts import content_of, paper_of, version_of
from nghisu.documents.refusals import NobodyIssues
from nghisu.foundation import clock
from tests.factories import make_appointment, make_organisation, make_person, make_position

CHIEF, DEPUTY, SECRETARY = "Đặng Hữu Chánh", "Vũ Thị Phó", "Lê Văn Bí"
STATE_CHIEF = "Hồ Văn Ủy"
SIGNS = {Signer.OFFICE: CHIEF, Signer.STANDING_BOARD: DEPUTY, Signer.EXECUTIVE_COMMITTEE: SECRETARY}
OWN_OF_OFFICE = ["CHÁNH VĂN PHÒNG"]
"""The office proposes in its own name: not by order of those whom it asks."""
SIDES = [
    (House.PARTY, None, ""),
    (House.PEOPLE_COMMITTEE, Organisation.Kind.PEOPLE_COMMITTEE_OFFICE, "Ủy ban nhân dân tỉnh Ven Sông"),
    (House.COUNCIL, Organisation.Kind.COUNCIL_OFFICE, "Hội đồng nhân dân tỉnh Ven Sông"),
]


def seat(person: str, title: str, **where: object) -> None:
    make_appointment(make_person(person), make_position(title=title, **where))  # type: ignore[arg-type]


@pytest.fixture
def seats(bound):
    """Who holds the offices, and who issues: the committee under TU, its office under VPTU."""
    committee = bound.committee
    seat(CHIEF, "Chánh Văn phòng Tỉnh ủy", committee=committee, organisation=bound.office)
    seat("Ngô Thị Khác", "Phó Bí thư Đảng ủy cơ sở", committee=committee, organisation=bound.department)
    seat(DEPUTY, "Phó Bí thư Thường trực Tỉnh ủy", committee=committee, body=bound.standing_board)
    seat(SECRETARY, "Bí thư Tỉnh ủy", committee=committee, body=bound.standing_board)
    for symbol, name, superior in (("TU", committee.name, ""), ("VPTU", "Văn phòng", committee.name)):
        Issuer.objects.create(
            committee=committee, side="party", name=name, superior=superior, symbol=symbol, place="Ven Sông"
        )
    return bound


@pytest.fixture
def entry(specialist, add):
    entry = add(kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM))
    add_item(specialist, entry.pk, ItemContent(title="Đề án bến cảng", purpose=Purpose.VOTE, minutes=45))
    return entry


def prepared_by(specialist, entry, unit):
    conference = conference_of_entry(specialist, entry)
    entry.preparing = conference.entry.preparing = unit
    return conference


@pytest.mark.parametrize(("house", "office_kind", "superior"), SIDES)
def test_every_kind_is_signed_headed_and_numbered_as_the_file_says(
    specialist, seats, entry, house, office_kind, superior
):
    unit, chief = None, CHIEF
    if office_kind is not None:
        unit, chief = (
            make_organisation(seats.committee, "Văn phòng của bên Nhà nước", office_kind),
            STATE_CHIEF,
        )
        seat(STATE_CHIEF, "Chánh Văn phòng", committee=seats.committee, organisation=unit)
        Issuer.objects.create(
            committee=seats.committee, side="state", name="Văn phòng", superior=superior, symbol="VPNN",
            place="Ven Sông",
        )  # fmt: skip
    conference = prepared_by(specialist, entry, unit)
    assert set(known_codes()) == set(KINDS)
    for code, kind in KINDS.items():
        of = House.PARTY if kind.of_full_committee else house
        (rule,) = signer_for(code, [], own_tier=1, of=of)
        sheet = set_out(compose(gather(specialist, conference, code).content))
        drawn = [line.text for foot in sheet.feet for line in foot.right]
        names = SIGNS | {Signer.OFFICE: chief}
        if rule.by is Signer.NOBODY:
            wanted = []
        elif rule.by is Signer.ASKED:
            wanted = [rule.position, "(Ký, ghi rõ họ tên)"]
        elif rule.by is Signer.PROPOSER:
            wanted = [*OWN_OF_OFFICE, chief]
        else:
            wanted = [*rule.authority, rule.position, names[rule.by]]
        assert drawn == wanted, code
        head = [line.text for line in sheet.head.left]
        if of.is_state:
            issuer, first = "VPNN", superior.upper().split()[0]
        elif rule.by in (Signer.STANDING_BOARD, Signer.EXECUTIVE_COMMITTEE, Signer.NOBODY):
            issuer, first = "TU", seats.committee.name.upper().split()[0]
        else:
            issuer, first = "VPTU", seats.committee.name.upper().split()[0]
        if rule.by in (Signer.EXECUTIVE_COMMITTEE, Signer.NOBODY):
            assert "BAN CHẤP HÀNH" in head, code
        else:
            assert head[0].split()[0] == first, code
            assert ("VĂN PHÒNG" in head) is (issuer != "TU"), code
        found = issuer_for(specialist, conference, code)
        assert found is not None, code
        assert found.symbol == issuer, code
    assert rule_of("thong-bao-ket-luan").by is Signer.STANDING_BOARD
    assert rule_of("thong-bao").by is Signer.OFFICE


def rule_of(code):
    return signer_for(code, [], own_tier=1)[0]


def test_a_notice_of_conclusions_takes_no_number_of_the_office_and_the_page_says_who_signs_and_why(
    client_of, specialist, seats, entry
):
    office, committee = (Issuer.objects.get(symbol=one) for one in ("VPTU", "TU"))
    with pytest.raises(NobodyIssues):
        begin_paper(specialist, entry, "thong-bao-ket-luan", office)
    of_the_state = Issuer.objects.create(
        committee=seats.committee, side="state", name="Văn phòng", symbol="VPNN", place="Ven Sông"
    )
    with pytest.raises(NobodyIssues):  # what Ban Chấp hành resolves
        begin_paper(specialist, entry, "nghi-quyet", of_the_state)
    assert begin_paper(specialist, entry, "giay-moi", of_the_state).issuer == of_the_state
    draft = begin_paper(specialist, entry, "thong-bao-ket-luan")
    assert draft.issuer == committee
    drawn = paper_of(draft, content_of(draft.kind, version_of(draft).content)).formalities
    assert (drawn.superior, drawn.issuer, drawn.unit) == ("", seats.committee.name, "TU")
    page = client_of(Role.OFFICE_SPECIALIST)
    shown = page.get(reverse("conferences:paper", args=[entry.pk, "thong-bao-ket-luan"])).content.decode()
    assert "trình Thường trực duyệt, ký ban hành (5609 I/III/3.2" in shown
    assert "(cách hiểu của hệ thống)" in shown
    asked = reverse("conferences:paper", args=[entry.pk, "thong-bao-ket-luan"])
    assert page.get(f"{asked}?co-quan={office.pk}").status_code == 404
    committee.is_closed = True
    committee.save()
    with pytest.raises(NobodyIssues):
        begin_paper(specialist, entry, "thong-bao-ket-luan")


def test_a_proposal_is_the_proposing_units_own_paper(specialist, seats, entry):
    committee = seats.committee
    name = f"Ban Tổ chức {committee.name}"
    unit = make_organisation(committee, name, Organisation.Kind.PARTY_AGENCY)
    conference = prepared_by(specialist, entry, unit)

    def drawn():
        content = gather(specialist, conference, "to-trinh").content
        return content, set_out(compose(content))

    content, sheet = drawn()
    assert "người ký" in content.missing()  # nobody heads the unit: it is said, not made up
    seat("Trần Thị Ban", f"Trưởng {name}", committee=committee, organisation=unit)
    seat("Phan Văn Phòng", f"Chánh Văn phòng {name}", committee=committee, organisation=unit)
    content, sheet = drawn()
    head = [line.text for line in sheet.head.left]
    assert (head[0].split()[0], head[-3]) == (committee.name.upper().split()[0], "BAN TỔ CHỨC")
    assert head[-1].replace(" ", "").endswith(f"-TTr/{initials(name)}")
    assert [line.text for line in sheet.feet[0].right] == ["TRƯỞNG BAN", "Trần Thị Ban"]
    assert [line.text for line in sheet.feet[0].left][-1] == f"- Lưu {name}."
    assert content.proposer == name
    assert issuer_for(specialist, conference, "to-trinh") is None
    issuer = Issuer.objects.create(
        committee=committee,
        side="party",
        name="Ban Tổ chức",
        superior=committee.name,
        symbol="BTCTU",
        place="X",
    )
    assert issuer_for(specialist, conference, "to-trinh") == issuer
    assert drawn()[1].head.left[-1].text.endswith("-TTr/BTCTU")
    # what else the conference needs stays the office's
    assert issuer_for(specialist, conference, "thong-bao") == Issuer.objects.get(symbol="VPTU")


def test_a_proposal_of_a_party_committee_and_of_a_department_of_the_state(specialist, seats, entry):
    party = make_organisation(seats.committee, "Đảng ủy UBND tỉnh", Organisation.Kind.PARTY_COMMITTEE)
    seat("Cao Thị Đảng", "Bí thư Đảng ủy UBND tỉnh", committee=seats.committee, organisation=party)
    sheet = set_out(compose(gather(specialist, prepared_by(specialist, entry, party), "to-trinh").content))
    assert [line.text for line in sheet.feet[0].right] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Cao Thị Đảng"]
    assert "ĐẢNG ỦY UBND TỈNH" in [line.text for line in sheet.head.left]
    state = make_organisation(seats.committee, "Sở Tài chính")
    state.bloc = Organisation.Bloc.GOVERNMENT
    state.superior = make_organisation(seats.committee, "Ủy ban nhân dân tỉnh", Organisation.Kind.OTHER)
    state.save()
    seat("Mai Văn Sở", "Giám đốc Sở Tài chính", committee=seats.committee, organisation=state)
    sheet = set_out(compose(gather(specialist, prepared_by(specialist, entry, state), "to-trinh").content))
    assert sheet.head.right[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert [line.text for line in sheet.feet[0].right] == ["GIÁM ĐỐC", "Mai Văn Sở"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Ban Tổ chức Thành ủy", "BTCTU"),
        ("Ban Tuyên giáo và Dân vận Thành ủy", "BTGDVTU"),
        ("Ủy ban Kiểm tra Thành ủy", "UBKTTU"),
        ("Đảng ủy UBND Thành phố", "ĐUUBNDTP"),
    ],
)
def test_a_symbol_that_is_not_registered_is_made_of_first_letters(name, symbol):
    assert initials(name) == symbol
