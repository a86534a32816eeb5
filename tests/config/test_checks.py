from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from nghisu.accounts.demonstration import DEMO_PASSWORD
from nghisu.accounts.models import User
from nghisu.config.checks import (
    UnsafeConfiguration,
    faults_of,
    faults_of_accounts,
    faults_of_database,
    faults_of_demonstration,
    refuse_unsafe,
)
from nghisu.config.environment import ConfigurationRefused, Environment, Mail, read_environment
from nghisu.foundation.models import Committee
from tests.factories import make_committee, make_user

GOOD = Environment(
    data=Path("/srv/nghisu"),
    secret_key="d8Kq2-Zt0vYp5wR_mX7cH1uJb9NfLs4GaEoi6TQkVyWxBrPzDM",
    hosts=("nghisu.coquan.vn",),
    trusted_origins=("https://nghisu.coquan.vn",),
    proxies=("10.0.0.5",),
)

BAD = {
    "debug on": ({"debug": True}, "gỡ lỗi"),
    "no key": ({"secret_key": ""}, "secret_key"),
    "short key": ({"secret_key": "ngan"}, "secret_key"),
    "one short of fifty": ({"secret_key": GOOD.secret_key[:49]}, "49 ký tự"),
    "long but empty of variety": ({"secret_key": "ab" * 40}, "dễ đoán"),
    "framework's own example": ({"secret_key": "django-insecure-" + GOOD.secret_key}, "dễ đoán"),
    "any host": ({"hosts": ("*",)}, "dấu *"),
    "any host beside a good one": ({"hosts": ("nghisu.coquan.vn", "*")}, "dấu *"),
    "any host below": ({"hosts": ("*.vn",)}, "dấu *"),
    "no host": ({"hosts": ()}, "tên miền"),
    "empty host": ({"hosts": ("",)}, "tên miền"),
    "origin in the clear": ({"trusted_origins": ("http://nghisu.coquan.vn",)}, "https://"),
    "any origin": ({"trusted_origins": ("https://*",)}, "https://"),
    "any proxy": ({"proxies": ("*",)}, "proxies"),
    "address in the clear": ({"address": "http://nghisu.coquan.vn"}, "address"),
    "mail without a server": ({"mail": Mail(sender="nghisu@coquan.vn")}, "host"),
    "mail from nobody": ({"mail": Mail(host="thu.coquan.vn")}, "from"),
    "mail from no address": ({"mail": Mail(host="thu.coquan.vn", sender="Nghị Sự")}, "from"),
    "mail in an unknown cipher": (
        {"mail": Mail(host="thu.coquan.vn", sender="a@coquan.vn", tls="ssl3")},
        "starttls",
    ),
    "mail at no port": ({"mail": Mail(host="thu.coquan.vn", sender="a@coquan.vn", port=70000)}, "port"),
    "a password in the open": (
        {"mail": Mail("thu.coquan.vn", 25, "nghisu", "bi-mat", "none", "a@coquan.vn")},
        "không mã hóa",
    ),
    "a mailbox without its password": (
        {"mail": Mail("thu.coquan.vn", 587, "nghisu", "", "starttls", "a@coquan.vn")},
        "NGHISU_MAIL_PASSWORD",
    ),
    "proxy of no address": ({"proxies": ("0.0.0.0",)}, "proxies"),  # noqa: S104  refused
}


@pytest.mark.parametrize(("change", "word"), BAD.values(), ids=list(BAD))
def test_a_bad_configuration_is_refused_with_a_sentence_that_names_it(db, change, word):
    with pytest.raises(UnsafeConfiguration) as refusal:
        refuse_unsafe(replace(GOOD, **change))
    assert word.lower() in str(refusal.value).lower()
    assert len(refusal.value.faults) - len(faults_of_database()) == 1


def test_a_good_configuration_has_no_fault():
    assert faults_of(GOOD) == []
    mail = Mail("thu.coquan.vn", 587, "nghisu", "bi-mat", "starttls", "Nghị Sự <nghisu@coquan.vn>")
    assert faults_of(replace(GOOD, mail=mail, address="https://nghisu.coquan.vn")) == []


def test_the_mail_server_is_read_from_its_table_and_its_password_from_outside(tmp_path):
    table = '[mail]\nhost = "thu.coquan.vn"\ntls = "tls"\nuser = "nghisu"\nfrom = "nghisu@coquan.vn"\n'
    (tmp_path / "nghisu.toml").write_text(table, encoding="utf-8")
    asked = {"NGHISU_DATA": str(tmp_path), "NGHISU_SECRET_KEY": "-", "NGHISU_MAIL_PASSWORD": "bi-mat"}
    mail = read_environment(asked).mail
    assert (mail.host, mail.port, mail.password) == ("thu.coquan.vn", 465, "bi-mat")


@pytest.mark.parametrize("line", ['port = "587"', 'hostname = "x"', "tls = true"])
def test_a_slip_in_the_table_of_the_mail_server_is_refused_with_its_name(tmp_path, line):
    (tmp_path / "nghisu.toml").write_text(f"[mail]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationRefused) as refusal:
        read_environment({"NGHISU_DATA": str(tmp_path), "NGHISU_SECRET_KEY": "-"})
    assert line.partition(" ")[0] in str(refusal.value)
    assert "[mail]" in str(refusal.value)


@pytest.mark.parametrize("change", [change for change, _ in BAD.values()], ids=list(BAD))
def test_the_demonstration_is_let_off(db, change):
    refuse_unsafe(replace(GOOD, demo=True, **change))


def test_every_fault_is_said_at_once(db):
    with pytest.raises(UnsafeConfiguration) as refusal:
        refuse_unsafe(replace(GOOD, debug=True, secret_key="ngan", hosts=("*",)))
    assert len(refusal.value.faults) >= 3


class TestDatabase:
    @pytest.fixture
    def on_disk(self, tmp_path, transactional_db):
        """A connection to a database of the installation's own kind, as its settings make it."""
        from django.db import connections

        from nghisu.config.environment import database_settings

        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL answers for itself")
        made = dict(connections["default"].settings_dict) | database_settings(replace(GOOD, data=tmp_path))
        opened = connections["default"].__class__(made, alias="default")
        yield opened
        opened.close()

    def test_the_settings_we_ship_are_durable(self, on_disk, monkeypatch):
        monkeypatch.setattr("nghisu.config.checks.connection", on_disk)
        assert faults_of_database() == []

    @pytest.mark.parametrize(
        ("weaker", "word"),
        [
            ("PRAGMA synchronous=NORMAL", "FULL"),
            ("PRAGMA synchronous=OFF", "FULL"),
            ("PRAGMA journal_mode=DELETE", "WAL"),
            ("PRAGMA foreign_keys=OFF", "foreign_keys"),
        ],
    )
    def test_a_weaker_sqlite_is_refused(self, on_disk, monkeypatch, weaker, word):
        on_disk.cursor().execute(weaker)
        monkeypatch.setattr("nghisu.config.checks.connection", on_disk)
        assert [word in fault for fault in faults_of_database()] == [True]

    def test_a_postgresql_that_does_not_wait_for_the_disk_is_refused(self, db):
        if connection.vendor != "postgresql":
            pytest.skip("asks PostgreSQL")
        before = faults_of_database()
        connection.cursor().execute("SET LOCAL synchronous_commit = off")
        assert [fault for fault in faults_of_database() if "synchronous_commit = off" in fault]
        assert not [fault for fault in before if "synchronous_commit" in fault]


class TestAccounts:
    def test_an_account_of_the_demonstration_is_refused(self, db):
        make_user("vai-mau", persona="Chánh Văn phòng")
        assert "vai-mau" in faults_of_accounts()[0]

    @pytest.mark.parametrize("password", ["admin", "123456", DEMO_PASSWORD])
    def test_a_default_name_with_a_default_password_is_refused(self, db, password):
        User.objects.create_user("admin", password)
        assert "admin" in faults_of_accounts()[0]

    def test_the_installations_administrator_may_not_keep_a_default_password_under_any_name(self, db):
        User.objects.create_user("ba-hoa", "ba-hoa", is_installation_administrator=True)
        assert "ba-hoa" in faults_of_accounts()[0]

    def test_an_account_with_a_password_of_its_own_is_no_fault(self, db):
        make_user("admin", is_installation_administrator=True)
        make_user("chi-hoa")
        assert faults_of_accounts() == []


class TestDemonstration:
    def test_the_demonstration_does_not_open_the_rows_of_an_office(self, ground):
        with pytest.raises(UnsafeConfiguration, match="dữ liệu thật"):
            refuse_unsafe(replace(GOOD, demo=True))

    def test_its_own_rows_are_no_fault(self, db):
        make_committee("mau", "Thành ủy Mẫu", "Mẫu", "Mẫu")
        Committee.objects.update(is_demo=True)
        assert faults_of_demonstration() == []


def test_djangos_own_checks_ask_ours():
    bad = override_settings(NGHISU_ENVIRONMENT=replace(GOOD, debug=True))
    with bad:
        assert "nghisu.E001" in {message.id for message in run_checks(tags=["security"])}
    with override_settings(NGHISU_ENVIRONMENT=GOOD):
        assert not [
            message for message in run_checks(tags=["security"]) if str(message.id).startswith("nghisu")
        ]


class TestReading:
    def test_a_key_nobody_knows_is_refused(self, tmp_path):
        (tmp_path / "nghisu.toml").write_text("debgu = true\n")
        with pytest.raises(ConfigurationRefused, match="debgu"):
            read_environment({"NGHISU_DATA": str(tmp_path)})

    def test_a_file_that_cannot_be_read_is_refused(self, tmp_path):
        (tmp_path / "nghisu.toml").write_text("debug = = true\n")
        with pytest.raises(ConfigurationRefused):
            read_environment({"NGHISU_DATA": str(tmp_path)})

    def test_without_a_file_it_is_an_installation_at_work_with_a_key_of_its_own(self, tmp_path):
        first = read_environment({"NGHISU_DATA": str(tmp_path)})
        again = read_environment({"NGHISU_DATA": str(tmp_path)})
        assert not first.demo
        assert first.secret_key == again.secret_key
        assert faults_of(first) == []
        assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
