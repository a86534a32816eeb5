"""A regulation of our own about a village library, in the shape of the one that offices attach."""

from datetime import date
from pathlib import Path

import pytest

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Clause, Numbering
from nghisu.core.law.edition import Edition
from nghisu.core.law.refusals import Place
from nghisu.core.law.texts import split, words_hash


@pytest.fixture(scope="session")
def sample() -> str:
    return (Path(__file__).parent / "quy-dinh-mau.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def edition(sample: str) -> Edition:
    """An edition with the tree of the sample text and a hash of each clause, but not its words."""
    clauses = {
        clause.id: Clause(
            id=clause.id,
            gist="Tóm lược",
            gist_en="Gist",
            document="01-QĐ/TV",
            edition="mau",
            place="Quy định mẫu",
            place_en="Sample regulation",
            numbering=Numbering.CHAPTERS,
            sha256=words_hash(clause.words),
        )
        for clause in split(sample).clauses
    }
    return Edition(
        id="mau",
        document="01-QĐ/TV",
        title="Quy định mẫu",
        title_en="Sample regulation",
        place="Quy định mẫu",
        place_en="Sample regulation",
        issuer="Thư viện làng",
        issuer_en="Village library",
        issued=date(2020, 1, 1),
        since=date(2020, 1, 1),
        until=None,
        level="ward",
        source="text",
        basis=Basis.STATED,
        numbering=Numbering.CHAPTERS,
        note="",
        note_en="",
        digest="",
        at=Place("mau/edition.toml", 1),
        clauses=clauses,
    )
