"""Whole editions: those that ship with the product, and one that an office enters beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from nghisu.core.law.edition import Edition
from nghisu.core.law.loader.heads import (
    CLAUSES_FILE,
    EDITION_FILE,
    RULE_FILES,
    TENSIONS_FILE,
    Head,
    read_head,
    read_kinds,
)
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.loader.ruling import Known, read_rules
from nghisu.core.law.loader.tensions import read_tensions
from nghisu.core.law.refusals import RuleFileError, place_of

EDITION_FILES = (EDITION_FILE, CLAUSES_FILE, *RULE_FILES, TENSIONS_FILE)


def files_of(folder: Path) -> dict[str, str]:
    """The files that make the edition of a folder, by name; RuleFileError for one that is not UTF-8 text."""
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in EDITION_FILES:
            raise RuleFileError(place_of(path, 1), f"tệp lạ (dùng: {', '.join(EDITION_FILES)})")
        try:
            files[path.name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise RuleFileError(place_of(path, 1), "tệp không phải chữ UTF-8") from None
    return files


def _together(heads: Iterable[Head], beside: Iterable[Edition] = ()) -> dict[str, Edition]:
    """Editions read together: each may cite the clauses and name the kinds, acts and actors of the others."""
    heads, beside = list(heads), list(beside)
    editions: dict[str, Edition] = {edition.id: edition for edition in beside}
    for head in heads:
        if head.edition.id in editions:
            other = editions[head.edition.id].at
            raise RuleFileError(
                head.source.place(key="id"),
                f"bản quy định “{head.edition.id}” có hai lần (đã có ở {other})",
                other,
            )
        editions[head.edition.id] = head.edition
    library = {name: edition.clauses for name, edition in editions.items()}
    for head in heads:
        head.edition = replace(head.edition, kinds=read_kinds(head, library))
        editions[head.edition.id] = head.edition
    known = Known(
        kinds=frozenset(kind.code for edition in editions.values() for kind in edition.kinds),
        acts=frozenset(act.id for edition in editions.values() for act in edition.acts),
        actors=frozenset(actor.code for edition in editions.values() for actor in edition.actors),
        chairs=frozenset(chair.code for edition in editions.values() for chair in edition.chairs),
    )
    for head in heads:
        rules = read_rules(head, library, known)
        editions[head.edition.id] = replace(
            head.edition,
            deadlines=rules.deadlines,
            gates=rules.gates,
            limits=rules.limits,
            cadences=rules.cadences,
            orders=rules.orders,
        )
    for head in heads:
        tensions = read_tensions(head, library, editions)
        editions[head.edition.id] = replace(editions[head.edition.id], tensions=tensions)
    return editions


def load_edition(files: Mapping[str, str], name: str, beside: Iterable[Edition] = ()) -> Edition:
    """One edition from the text of its files, such as an office enters on screen; `beside` are those it may
    cite.

    `name` stands for its folder where a refusal says where the fault is.
    """
    for file in files:
        if file not in EDITION_FILES:
            raise RuleFileError(place_of(Path(name) / file, 1), f"tệp lạ (dùng: {', '.join(EDITION_FILES)})")
    head = read_head(files, Path(name))
    return _together([head], beside)[head.edition.id]


def load_editions(folder: Path) -> dict[str, Edition]:
    """Every edition of a folder of editions, by short name."""
    heads = [
        read_head(files_of(path.parent), path.parent) for path in sorted(folder.glob(f"*/{EDITION_FILE}"))
    ]
    return _together(heads)


@lru_cache(maxsize=4)
def _cached(folder: Path) -> dict[str, Edition]:
    return load_editions(folder)


def shipped_editions(folder: Path | None = None) -> dict[str, Edition]:
    """The editions that ship with the product (or those of a folder), read once."""
    return _cached(folder or regulations_folder())
