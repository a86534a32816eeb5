"""The page that says what a new office still has to set, and the notice that vanishes with it."""

from __future__ import annotations

from django_scopes import scope

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.cli.init.build import build
from nghisu.cli.init.command import EXAMPLE
from nghisu.cli.init.plan import read_plan
from nghisu.core.people.roles import Role
from nghisu.directory.adapters.people_template import example_file
from nghisu.directory.commands import importing
from nghisu.foundation import clock
from nghisu.web.queries.starting import starting_points
from tests.conftest import signed_in


def test_a_ward_of_ten_has_its_people_and_roles_after_init_and_the_example(db, standing_clock):
    build(read_plan(EXAMPLE.read_text(encoding="utf-8")), "ba con thuyền giấy 47")
    user = User.objects.get(username="nguyen.an")
    by = actor_for(user, None, clock.today())
    with scope(committee=by.tenant):
        missing = {one.name for one in starting_points(by) if one.needed and not one.done}
        assert "Người và chức danh" in missing
        assert "Vai trò có người giữ" in missing
        file = importing.read_directory_file(by, example_file(), "vi-du.xlsx")
        importing.accept_directory_import(by, importing.draft_directory_import(by, file).pk)
        points = starting_points(by)
        missing = {one.name for one in points if one.needed and not one.done}
        assert missing == {"Tài khoản đăng nhập", "Chương trình"}
    User.objects.update(start_password_until=None)  # as after the first sign-in
    client = signed_in(user)
    assert "Đảng ủy phường" in {one.name: one.said for one in points}["Bộ quy định áp dụng"]
    assert "Còn 2 trong 13 việc" in client.get("/quan-tri/bat-dau/").content.decode()
    assert "/quan-tri/bat-dau/" in client.get("/quan-tri/").content.decode()
    assert 'href="/quan-tri/bat-dau/"' in client.get("/").content.decode()


def test_only_who_sets_up_sees_the_page(client_of):
    assert client_of(Role.OFFICE_SPECIALIST).get("/quan-tri/bat-dau/").status_code == 404
