"""The documents say what the house is: words, links, decisions, commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from nghisu.accounts.demonstration import DEMO_PASSWORD
from nghisu.cli.demo.blueprint import read_accounts
from nghisu.cli.main import COMMANDS
from nghisu.core.people.roles import ROLE_NAMES, Role

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "regulations" / "README.md"]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text_of(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def glossary_words() -> dict[str, str]:
    """Each identifier of the glossary's tables with its Vietnamese."""
    words: dict[str, str] = {}
    for line in text_of("GLOSSARY.md").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5:
            for word in re.findall(r"`([^`]+)`", cells[1]):
                words[word] = cells[2]
    return words


def test_every_table_stands_in_the_glossary():
    tables = {model.__name__ for model in apps.get_models() if model.__module__.startswith("nghisu.")}
    assert tables - set(glossary_words()) == set()


def test_every_role_stands_in_the_glossary_with_a_vietnamese_name():
    words = glossary_words()
    assert {role.value for role in Role} - set(words) == set()
    assert words[Role.CLERK.value] == ROLE_NAMES[Role.CLERK]


def test_a_word_that_nobody_explained_would_be_missed():
    assert "Sitting" not in glossary_words()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_link_of_a_document_leads_somewhere(path: Path):
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    # The picture of the home page is taken from the running product.
    gone = [link for link in links if not (path.parent / link).exists() and "docs/pictures/" not in link]
    assert gone == []


def test_what_is_said_to_show_a_claim_exists():
    shown = [line.split("|")[3] for line in text_of("docs/status.md").splitlines() if line.count("|") == 4]
    named = {
        one for cell in shown for one in re.findall(r"`((?:tests|bench|requirements|frontend)/[^`*]+)`", cell)
    }
    assert sorted(one for one in named if not (CHECKOUT / one).exists()) == []
    assert named


def test_the_readme_names_every_demonstration_account_and_its_password():
    readme = text_of("README.md")
    assert {account.username for account in read_accounts() if f"`{account.username}`" not in readme} == set()
    assert DEMO_PASSWORD in readme


def test_the_readme_names_every_command():
    readme = text_of("README.md")
    assert {command for command in COMMANDS if command not in readme} == set()


def test_the_decisions_are_numbered_without_a_gap_and_say_why():
    papers = sorted((CHECKOUT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(paper.name[:4]) for paper in papers] == list(range(1, len(papers) + 1))
    for paper in papers:
        text = paper.read_text(encoding="utf-8")
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Why", "Consequences"], paper.name
        assert len(text.splitlines()) < 70, f"{paper.name} is longer than a page"


def test_the_storeys_of_the_architecture_are_those_that_are_enforced():
    contract = text_of(".importlinter").split("layers =", 1)[1].split("[", 1)[0]
    storeys = contract.split()
    drawn = text_of("ARCHITECTURE.md")
    assert {storey for storey in storeys if f"\n  {storey}/" not in drawn} == set()


def test_the_version_is_the_one_of_the_changelog():
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert f"## {version}" in text_of("CHANGELOG.md")
