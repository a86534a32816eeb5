"""The head of an edition: what the document is, its kinds, actors, acts and chairs, and its tree of
clauses.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Clause, Numbering
from nghisu.core.law.edition import Act, Actor, Chair, Edition, Kind, StandsFor
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables, top_block
from nghisu.core.law.loader.source import Source, read_source
from nghisu.core.law.refusals import RuleFileError, place_of

EDITION_FILE = "edition.toml"
CLAUSES_FILE = "clauses.toml"
RULE_FILES = ("deadlines.toml", "gates.toml", "limits.toml", "cadence.toml", "orders.toml")
TENSIONS_FILE = "tensions.toml"
LEVELS = ("central", "city", "ward", "state")
SOURCES = ("text", "press")
SIDES = ("before", "during", "after")

Library = Mapping[str, Mapping[str, Clause]]
"""The clauses of each edition by its short name."""


@dataclass(slots=True)
class Head:
    """An edition of which the rules are still to be read."""

    edition: Edition
    source: Source
    files: Mapping[str, str]
    folder: Path


def digest_of(files: Mapping[str, str]) -> str:
    """The SHA-256 of an edition's files: the same text gives the same edition."""
    digest = hashlib.sha256()
    for name in sorted(files):
        content = files[name].encode()
        digest.update(f"{name}\x00{len(content)}\x00".encode())
        digest.update(content)
    return digest.hexdigest()


def _one_of(block: Block, key: str, among: tuple[str, ...]) -> str:
    value = block.text(key)
    if value not in among:
        raise block.refuse(f"không hiểu “{value}” ở “{key}” (dùng: {', '.join(among)})", key)
    return value


def read_head(files: Mapping[str, str], folder: Path) -> Head:
    """The head of the edition that these files make; kinds are read later, for they cite clauses."""
    for needed in (EDITION_FILE, CLAUSES_FILE):
        if needed not in files:
            raise RuleFileError(place_of(folder / needed, 1), "thiếu tệp này")
    source = read_source(files[EDITION_FILE], folder / EDITION_FILE)
    block = top_block(source)
    since, until = block.needed_day("since"), block.day("until")
    if until is not None and until < since:
        raise block.refuse("“until” sớm hơn “since”", "until")
    name = block.text("id")
    document = block.text("document")
    basis = block.choice("basis", Basis, Basis.STATED)
    numbering = block.choice("numbering", Numbering)
    place, place_en = block.text("place"), block.text("place_en")
    edition = Edition(
        id=name,
        document=document,
        title=block.text("title"),
        title_en=block.text("title_en"),
        place=place,
        place_en=place_en,
        issuer=block.text("issuer"),
        issuer_en=block.text("issuer_en"),
        issued=block.needed_day("issued"),
        since=since,
        until=until,
        level=_one_of(block, "level", LEVELS),
        source=_one_of(block, "source", SOURCES),
        basis=basis,
        numbering=numbering,
        note=block.text("note", ""),
        note_en=block.text("note_en", ""),
        digest=digest_of(files),
        at=block.place(),
        actors=tuple(_read_actors(source)),
        acts=tuple(_read_acts(source)),
        chairs=tuple(_read_chairs(source)),
    )
    block.finish()
    refuse_other_tables(source, ("kind", "actor", "act", "chair", *(key for key in block.values)))
    clauses = read_clauses(files[CLAUSES_FILE], folder / CLAUSES_FILE, edition)
    return Head(replace(edition, clauses=clauses), source, files, folder)


def read_clauses(text: str, path: Path, edition: Edition) -> dict[str, Clause]:
    """The tree of clauses of an edition by their codes."""
    source = read_source(text, path)
    refuse_other_tables(source, ("clause",))
    clauses: dict[str, Clause] = {}
    for block in blocks_of(source, "clause"):
        code = block.text("id")
        if code in clauses:
            raise block.refuse(f"điều khoản “{code}” có hai lần", "id")
        since, until = block.validity()
        basis, reason, reason_en = _basis_within(block, edition)
        clauses[code] = Clause(
            id=code,
            gist=block.text("gist"),
            gist_en=block.text("gist_en"),
            document=edition.document,
            edition=edition.id,
            place=edition.place,
            place_en=edition.place_en,
            numbering=edition.numbering,
            basis=basis,
            reason=reason,
            reason_en=reason_en,
            since=since,
            until=until,
            sha256=block.text("sha256", ""),
        )
        block.finish()
    return clauses


def _basis_within(block: Block, edition: Edition) -> tuple[Basis, str, str]:
    """A basis of its own needs a reason; one that states none has that of its document, which needs none."""
    if "basis" in block.values:
        return block.basis(edition.basis)
    block.take("basis")
    return edition.basis, block.text("reason", ""), block.text("reason_en", "")


def _read_actors(source: Source) -> list[Actor]:
    actors: list[Actor] = []
    for block in blocks_of(source, "actor"):
        since, until = block.validity()
        basis, reason, reason_en = block.basis()
        actor = Actor(
            block.text("code"),
            block.text("name"),
            block.text("name_en"),
            block.choice("stands_for", StandsFor),
            basis,
            reason,
            reason_en,
            since,
            until,
        )
        block.finish()
        for other in actors:
            if other.code == actor.code and _overlap(other, actor):
                raise block.refuse(f"chủ thể “{actor.code}” có hai tên cho cùng một thời gian", "code")
        actors.append(actor)
    return actors


def _overlap(one: Actor, other: Actor) -> bool:
    starts_late = one.since is not None and other.until is not None and other.until < one.since
    ends_early = one.until is not None and other.since is not None and one.until < other.since
    return not (starts_late or ends_early)


def _read_acts(source: Source) -> list[Act]:
    acts: list[Act] = []
    for block in blocks_of(source, "act"):
        act = Act(
            block.text("id"),
            block.text("name"),
            block.text("name_en"),
            _one_of(block, "side", SIDES),
            block.number("position"),
        )
        block.finish()
        if any(other.id == act.id for other in acts):
            raise block.refuse(f"việc “{act.id}” có hai lần", "id")
        acts.append(act)
    return acts


def _read_chairs(source: Source) -> list[Chair]:
    chairs: list[Chair] = []
    for block in blocks_of(source, "chair"):
        chairs.append(Chair(block.text("code"), block.text("name"), block.text("name_en")))
        block.finish()
    return chairs


def cited(block: Block, key: str, edition: Edition, library: Library, basis: Basis) -> tuple[Citation, ...]:
    """The citations named by a key: "II/II/2.1/b2" of this edition, "226:p7" of another."""
    citations: list[Citation] = []
    for ref in block.texts(key):
        name, _, code = ref.rpartition(":")
        clauses = library.get(name or edition.id)
        if clauses is None:
            raise block.refuse(f"không có bản quy định “{name}” (viện dẫn “{ref}”)", key)
        clause = clauses.get(code)
        if clause is None:
            raise block.refuse(f"không có điều khoản “{code}” trong {name or edition.id}", key)
        worth = clause.basis if basis is Basis.STATED else basis
        citations.append(Citation(clause, worth, clause.reason, clause.reason_en))
    return tuple(citations)


def read_kinds(head: Head, library: Library) -> tuple[Kind, ...]:
    """The kinds of conference that an edition names."""
    kinds: list[Kind] = []
    for block in blocks_of(head.source, "kind"):
        since, until = block.validity()
        basis, reason, reason_en = _basis_within(block, head.edition)
        citations = cited(block, "cite", head.edition, library, basis)
        if not citations:
            raise block.refuse("loại hội nghị không có viện dẫn (“cite”)")
        kind = Kind(
            code=block.text("code"),
            name=block.text("name"),
            name_en=block.text("name_en"),
            body=block.text("body"),
            citations=citations,
            basis=basis,
            reason=reason,
            reason_en=reason_en,
            carries_appraised=block.flag("carries_appraised"),
            since=since,
            until=until,
        )
        block.finish()
        if any(other.code == kind.code for other in kinds):
            raise block.refuse(f"loại hội nghị “{kind.code}” có hai lần", "code")
        kinds.append(kind)
    return tuple(kinds)
