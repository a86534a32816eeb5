"""`nghisu attach-text`: the clauses of an edition found in the text that an office holds, without a database."""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nghisu.core.law.edition import Edition
    from nghisu.core.law.texts import Placement
    from nghisu.rulebook.adapters.text_reading import ReadText

REFUSED = 2
SHOWN = 80
"""Letters of a passage that is not known: enough to find it, not the passage."""


@click.command(name="attach-text")
@click.argument("edition", metavar="BẢN-QUY-ĐỊNH")
@click.argument("file", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--committee", metavar="MÃ", help="Mã cấp ủy: lưu văn bản cho cấp ủy này.")
@click.option("--json", "as_json", is_flag=True, help="Trả lời bằng JSON.")
def attach_text(edition: str, file: Path, committee: str | None, as_json: bool) -> None:
    """Đối chiếu văn bản cơ quan đang giữ (.txt, .docx, .pdf) với các điều khoản của một bản quy định.

    Có --committee thì lưu văn bản cho cấp ủy ấy: từ đó nguyên văn đứng cạnh lời tóm lược. Không có thì chỉ đối chiếu,
    không cần cơ sở dữ liệu.
    """
    from nghisu.core.law.refusals import LawError
    from nghisu.core.law.texts import match
    from nghisu.rulebook.adapters.text_reading import MAX_FILE, UnreadableText, read_text

    try:
        found = edition_named(edition)
        with file.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
        read = read_text(content)
    except LawError as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)
    except FileNotFoundError:
        click.echo(f"Không có tệp “{file}”.", err=True)
        sys.exit(REFUSED)
    except UnreadableText as refusal:
        click.echo(refusal.message, err=True)
        click.echo(refusal.way_out, err=True)
        sys.exit(REFUSED)
    placement = match(found, read.text)
    if committee is not None:
        _keep(committee, found, file.name, content, read)
    if as_json:
        digest = hashlib.sha256(content).hexdigest()
        said = {"edition": found.id, "document": found.document, "sha256": digest}
        click.echo(json.dumps(said | placement_as_json(found, placement), ensure_ascii=False, indent=2))
    else:
        click.echo(report(found, placement))


def _keep(code: str, edition: Edition, name: str, content: bytes, read: ReadText) -> None:
    """Attach the text for a committee. A committee that does not exist ends the command (exit code 2)."""
    from nghisu.cli import django

    django.start()
    from django_scopes import scope

    from nghisu.foundation.actors import system_actor
    from nghisu.rulebook.commands.attaching import HeldFile, attach_text

    with django.said_plainly():
        committee = django.committee_named(code)
        with scope(committee=committee):
            attach_text(system_actor(committee.pk), edition, HeldFile(name, content, read))


def edition_named(name: str) -> Edition:
    """An edition by its short name, its document's number, or the folder that holds its files; RulebookUnknown lists
    those that ship, RuleFileError says what is wrong in the folder."""
    from nghisu.core.law.loader import load_edition, shipped_editions
    from nghisu.core.law.loader.editions import files_of
    from nghisu.core.law.loader.own import load_own
    from nghisu.core.law.refusals import RulebookUnknown

    editions = shipped_editions()
    found = editions.get(name) or next((one for one in editions.values() if one.document == name), None)
    if found is not None:
        return found
    folder = Path(name)
    if folder.is_dir():
        files = files_of(folder)
        return load_edition(files, folder.name, others_than(files, editions.values()))
    if folder.is_file():
        return load_own(folder.read_text(encoding="utf-8"), editions.values())
    raise RulebookUnknown(
        f"Không có bản quy định “{name}”. Hãy dùng: {', '.join(editions)}, hoặc thư mục của một bản quy định."
    )


def others_than(files: Mapping[str, str], editions: Iterable[Edition]) -> list[Edition]:
    """The editions beside which one is read: a new edition of a document stands in the place of the one that ships."""
    from nghisu.core.law.loader.heads import EDITION_FILE

    try:
        own = tomllib.loads(files.get(EDITION_FILE, "")).get("id")
    except tomllib.TOMLDecodeError:
        own = None  # the loader says where it is wrong
    return [edition for edition in editions if edition.id != own]


def placement_as_json(edition: Edition, placement: Placement) -> dict[str, object]:
    """What came of matching: our clauses that were placed and those that were not, and passages of the text that no
    clause of ours stands for. The words themselves are not repeated."""
    return {
        "placed": [
            {
                "clause": one.id,
                "reading": edition.clauses[one.id].reading,
                "found_at": one.found_at,
                "line": one.line,
                "moved": one.moved,
                "same_words": one.same,
            }
            for one in placement.placed
        ],
        "unplaced": [
            {"clause": code, "reading": edition.clauses[code].reading, "gist": edition.clauses[code].gist}
            for code in placement.missing
        ],
        "unknown": [
            {"found_at": one.id, "line": one.line, "begins": one.words[:SHOWN]} for one in placement.unplaced
        ],
        "complete": placement.complete,
    }


def report(edition: Edition, placement: Placement) -> str:
    """The same as a person reads it."""
    lines = [
        f"{edition.document}: đặt được {len(placement.placed)}/{len(edition.clauses)} điều khoản vào văn bản."
    ]
    for title, codes in (
        ("Có lời văn khác với bản đã đối chiếu", [one.id for one in placement.changed]),
        ("Đứng ở chỗ khác", [f"{one.id} (nay ở {one.found_at})" for one in placement.moved]),
        ("Không tìm thấy trong văn bản", list(placement.missing)),
        (
            "Đoạn của văn bản chưa có điều khoản nào của bản quy định",
            [f"dòng {one.line}, {one.id}" for one in placement.unplaced],
        ),
    ):
        if codes:
            lines.append(f"{title} ({len(codes)}):")
            lines += [f"  {code}" for code in codes]
    return "\n".join(lines)
