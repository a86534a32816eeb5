"""The list of rulebooks: which editions bind together, and under which names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader.block import blocks_of, refuse_other_tables
from nghisu.core.law.loader.source import read_source
from nghisu.core.law.refusals import Place


@dataclass(frozen=True, slots=True)
class Renaming:
    """The name that a kind, an actor or a chair of a model bears in this rulebook."""

    what: str
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class RulebookPlan:
    """What a rulebook is made of, before it is put together."""

    code: str
    name: str
    name_en: str
    editions: tuple[str, ...]
    at: Place
    model: tuple[str, ...] = ()
    model_reason: str = ""
    model_reason_en: str = ""
    moved_by: Citation | None = None
    kinds: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    renamings: tuple[Renaming, ...] = field(default=())


def read_plans(text: str, path: Path, editions: Mapping[str, Edition]) -> dict[str, RulebookPlan]:
    """The rulebooks of a file by their codes; RuleFileError for one that names what is not there."""
    source = read_source(text, path)
    refuse_other_tables(source, ("rulebook", "rename"))
    renamings: dict[str, list[Renaming]] = {}
    for block in blocks_of(source, "rename"):
        what = block.text("what")
        if what not in ("kind", "actor", "chair"):
            raise block.refuse(f"không hiểu “{what}” ở “what” (dùng: kind, actor, chair)", "what")
        renamings.setdefault(block.text("rulebook"), []).append(
            Renaming(what, block.text("code"), block.text("name"), block.text("name_en"))
        )
        block.finish()
    plans: dict[str, RulebookPlan] = {}
    for block in blocks_of(source, "rulebook"):
        code = block.text("code")
        if code in plans:
            raise block.refuse(f"bộ quy định “{code}” có hai lần", "code")
        names = block.texts("editions", required=True)
        model = block.texts("model")
        for key, named in (("editions", names), ("model", model)):
            for name in named:
                if name not in editions:
                    raise block.refuse(f"không có bản quy định “{name}”", key)
        moved_by: Citation | None = None
        ref = block.text("day_off_after_close", "")
        if ref:
            name, _, clause = ref.partition(":")
            if name not in editions or clause not in editions[name].clauses:
                raise block.refuse(f"không có điều khoản “{ref}”", "day_off_after_close")
            moved_by = Citation(editions[name].clauses[clause], Basis.INTERPRETED)
        reason, reason_en = block.text("model_reason", ""), block.text("model_reason_en", "")
        if model and not (reason and reason_en):
            raise block.refuse("có “model” thì phải có “model_reason” và “model_reason_en”", "model")
        plans[code] = RulebookPlan(
            code=code,
            name=block.text("name"),
            name_en=block.text("name_en"),
            editions=names,
            at=block.place(),
            model=model,
            model_reason=reason,
            model_reason_en=reason_en,
            moved_by=moved_by,
            kinds=block.texts("kinds"),
            without=block.texts("without"),
            renamings=tuple(renamings.pop(code, ())),
        )
        block.finish()
    for code in renamings:
        raise source.refuse(f"đặt tên cho bộ quy định “{code}” không có", "rename")
    return plans
