"""The tensions that an edition names between its rules and those of the editions read with it."""

from collections.abc import Mapping

from nghisu.core.law.edition import Edition
from nghisu.core.law.loader.block import Block, blocks_of, refuse_other_tables
from nghisu.core.law.loader.heads import TENSIONS_FILE, Head, Library, cited
from nghisu.core.law.loader.source import read_source
from nghisu.core.law.tension import Tension


def read_tensions(head: Head, library: Library, editions: Mapping[str, Edition]) -> tuple[Tension, ...]:
    """The tensions of an edition; RuleFileError for one without citation or naming a rule that is not there.

    `editions` must hold their rules already.
    """
    text = head.files.get(TENSIONS_FILE)
    if text is None:
        return ()
    source = read_source(text, head.folder / TENSIONS_FILE)
    refuse_other_tables(source, ("tension",))
    tensions: list[Tension] = []
    for block in blocks_of(source, "tension"):
        tension = _tension(block, head, library, editions)
        if any(other.id == tension.id for other in tensions):
            raise block.refuse(f"chỗ vênh “{tension.id}” có hai lần", "id")
        tensions.append(tension)
    return tuple(tensions)


def _tension(block: Block, head: Head, library: Library, editions: Mapping[str, Edition]) -> Tension:
    edition = head.edition
    name = block.text("id")
    basis, reason, reason_en = block.basis()
    citations = cited(block, "cite", edition, library, basis)
    if not citations:
        raise block.refuse(f"chỗ vênh “{name}” không có viện dẫn (“cite”)")
    between = block.texts("between", required=True)
    if len(between) < 2:
        raise block.refuse("“between” phải nêu ít nhất hai quy tắc", "between")
    rules: list[str] = []
    for ref in between:
        short, _, rule = ref.rpartition(":")
        named = editions.get(short or edition.id)
        if named is None or all(other.id != rule for other in named.rules):
            raise block.refuse(f"không có quy tắc “{ref}”", "between")
        rules.append(f"{named.id}:{rule}")
    tension = Tension(
        id=name,
        edition=edition.id,
        between=tuple(rules),
        gist=block.text("gist"),
        gist_en=block.text("gist_en"),
        citations=citations,
        basis=basis,
        at=block.place(),
        reason=reason,
        reason_en=reason_en,
    )
    block.finish()
    return tension
