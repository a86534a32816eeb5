"""Thường trực signs the letters to leaders of a higher level, the office all others (5609 I/III/1.3/b2): cases of law for
a province and for a ward, and what a person is asked where it is not known who somebody is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from nghisu.core.issuing import SigningRefused, leads, title_words
from nghisu.core.issuing.leading import read_title_words
from nghisu.core.people.roles import Role
from nghisu.foundation.models import Committee
from nghisu.invitations.commands.choosing import Choice, Rank, choose, set_way
from nghisu.invitations.enums import Asked, Version
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.signing import signed_by
from tests.factories import make_appointment, make_person, make_position
from tests.invitations.letters import CONTENT, approved

BOARD, OFFICE = Version.BOARD, Version.OFFICE
PROVINCE, WARD = Committee(level="province"), Committee(level="commune")
CASES = (
    # to a city: the Central level alone is higher
    (PROVINCE, "central", "Thứ trưởng", None, BOARD, ""),
    (PROVINCE, "central", "Ủy viên Trung ương Đảng, Trưởng ban", None, BOARD, ""),
    (PROVINCE, "central", "Chuyên viên chính", None, OFFICE, ""),
    (PROVINCE, "central", "Thư ký Bộ trưởng", None, OFFICE, ""),
    (PROVINCE, "central", "Trưởng phòng", None, OFFICE, Asked.LEADS),
    (PROVINCE, "central", "Nguyên Bí thư", None, OFFICE, Asked.LEADS),
    (PROVINCE, "central", "Quyền Bộ trưởng", None, BOARD, ""),
    (PROVINCE, "central", "Quyền Trưởng phòng", None, OFFICE, Asked.LEADS),
    (PROVINCE, "central", "", None, OFFICE, Asked.LEADS),
    (PROVINCE, "central", "Trưởng phòng", True, BOARD, ""),
    (PROVINCE, "central", "Thứ trưởng", False, OFFICE, ""),
    (PROVINCE, "province", "Giám đốc sở", True, OFFICE, ""),
    (PROVINCE, "outside", "Bí thư Tỉnh ủy", None, OFFICE, ""),
    (PROVINCE, "commune", "Bí thư Đảng ủy phường", None, OFFICE, ""),
    # to a ward: the district and the province are higher, too
    (WARD, "central", "Thứ trưởng", None, BOARD, ""),
    (WARD, "province", "Phó Bí thư Thành ủy", None, BOARD, ""),
    (WARD, "province", "Giám đốc Sở Y tế", None, BOARD, ""),
    (WARD, "province", "Chuyên viên Sở Y tế", None, OFFICE, ""),
    (WARD, "district", "Bí thư Quận ủy", None, BOARD, ""),
    (WARD, "district", "Cán bộ Ban Tổ chức Quận ủy", None, OFFICE, ""),
    (WARD, "commune", "Bí thư Đảng ủy phường", None, OFFICE, ""),
    (WARD, "commune", "", True, OFFICE, ""),
    (WARD, "outside", "Giám đốc doanh nghiệp", None, OFFICE, ""),
    # of whom the level is not known is not of a higher one: a person is asked, unless they lead nowhere
    (PROVINCE, "", "Thứ trưởng", None, OFFICE, Asked.LEVEL),
    (WARD, "", "Giám đốc", None, OFFICE, Asked.LEVEL),
    (WARD, "", "", None, OFFICE, Asked.LEVEL),
    (WARD, "", "Chuyên viên", None, OFFICE, ""),
    (WARD, "", "Bí thư", False, OFFICE, ""),
)


@pytest.mark.once
@pytest.mark.parametrize(("committee", "level", "title", "said", "version", "asked"), CASES)
def test_who_signs_by_level_and_title(committee, level, title, said, version, asked):
    one = signed_by(Invitee(name="Khách", level=level, title=title, leads=said, rank=1), committee)
    assert (one.version, one.asked) == (version, asked)
    assert one.read is (version is BOARD and said is None)


@pytest.mark.once
def test_the_order_of_precedence_says_of_those_in_the_directory_what_their_title_does_not():
    one = Invitee(name="Người", level="central", title="Trưởng phòng", person_id=1, rank=40)
    assert signed_by(one, PROVINCE).version is BOARD
    one.standing = "substitute"  # who comes in another's place has that other's rank
    again = signed_by(one, PROVINCE)
    assert (again.version, again.asked) == (OFFICE, Asked.LEADS)
    one.standing, one.specialist = "summoned", True
    assert signed_by(one, PROVINCE).version is OFFICE


@pytest.mark.once
def test_the_words_of_titles_are_data_that_say_on_what_they_rest(tmp_path: Path):
    assert leads("Trưởng phòng") is None
    assert leads("Trưởng phòng", replace(title_words(), leading=("truong phong",))) is True
    assert title_words().basis == "interpreted"
    path = tmp_path / "leaders.toml"
    path.write_text(
        "basis = 'stated'\nleading = ['Bí thư']\nother = ['bí thư']\nreason = 'x'\nreason_en = 'x'\n"
    )
    with pytest.raises(SigningRefused, match="bi thu"):
        read_title_words(path)


def test_the_page_asks_of_whom_it_is_not_known_and_the_letters_follow_what_is_said(
    client_of, specialist, clerk, bound, invited
):
    def guest(name: str, title: str, level: str) -> Invitee:
        choose(
            specialist,
            invited,
            Choice("guest", standing="guest", guest_name=name, guest_title=title, guest_level=level),
        )
        return Invitee.objects.get(name=name)

    guest("Ông Thứ", "Thứ trưởng", "central")
    guest("Bà Chuyên", "Chuyên viên", "central")
    unknown = guest("Ông Lạ", "Tổng Giám đốc", "")
    member = make_person("Phạm Thị Nhà")
    make_appointment(
        member, make_position(bound.committee, "Ủy viên Ban Chấp hành", body=bound.executive_committee)
    )
    Committee.objects.filter(pk=bound.committee.pk).update(level="commune")
    choose(specialist, invited, Choice("person", person_id=member.pk))
    assert Invitee.objects.get(person=member).level == "commune"  # works in no unit: of the committee itself
    Committee.objects.filter(pk=bound.committee.pk).update(level="province")

    page = (
        client_of(Role.OFFICE_SPECIALIST)
        .get(reverse("invitations:people", args=[invited.pk]))
        .content.decode()
    )
    card = page.partition('id="thuong-truc-ky"')[2].partition("</section>")[0]
    assert "Ông Thứ (Thứ trưởng)" in card
    assert "Bà Chuyên" not in card
    assert "Tổng Giám đốc): chưa rõ cấp" in card
    assert reverse("invitations:way", args=[invited.pk, unknown.pk]) in card
    assert "5609 I/III/1.3/b2" in card
    assert title_words().reason in card

    set_way(specialist, invited, unknown.pk, "hand", "", Rank("central", None))
    mailing = approved(specialist, invited, CONTENT)
    assert {
        one.name: signed_by(one, mailing.committee).version
        for one in Invitee.objects.filter(standing="guest")
    } == {"Ông Thứ": BOARD, "Bà Chuyên": OFFICE, "Ông Lạ": BOARD}
