"""The check of a whole document."""

from dataclasses import dataclass

from nghisu.core.form.check.body import check_body
from nghisu.core.form.check.foot import check_foot
from nghisu.core.form.check.gathering import Gathered
from nghisu.core.form.check.head import check_head
from nghisu.core.form.check.letters import check_clean, check_letters
from nghisu.core.form.check.page import check_page
from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.finding import FormFinding
from nghisu.core.form.lines import lines_of
from nghisu.core.form.loading import shipped_form
from nghisu.core.form.recognising import recognise, side_of
from nghisu.core.form.rules import FormRules, Side
from nghisu.core.law.citation import Translate, bilingual, identity


@dataclass(frozen=True, slots=True)
class FormReport:
    """What was found, and whose form the document was held against. `sure` is false where it does not say itself whose
    document it is; `encodings` are the codes of old fonts in it."""

    rules: FormRules
    sure: bool
    type: str
    findings: tuple[FormFinding, ...]
    encodings: tuple[str, ...] = ()
    paragraphs: int = 0

    def as_json(self, gettext: Translate = identity) -> dict[str, object]:
        """The report as programs read it."""
        return {
            "side": self.rules.side.value,
            "side_recognised": self.sure,
            "form": bilingual(self.rules.name, self.rules.name_en, gettext),
            "document_type": self.type,
            "legacy_encodings": list(self.encodings),
            "findings": [finding.as_json(gettext) for finding in self.findings],
        }


def check_form(document: WrittenDocument, side: Side | None = None) -> FormReport:
    """Hold a document against the form of its side, or of the side that is asked for."""
    lines = lines_of(document.paragraphs)
    own, sure = side_of(lines)
    rules = shipped_form(side or own)
    found = recognise(document, rules, lines, sure)
    gathered = Gathered(rules)
    check_page(gathered, document)
    check_clean(gathered, document)
    check_letters(gathered, document)
    if lines:
        check_head(gathered, found)
        check_body(gathered, found)
        check_foot(gathered, found)
    codes = sorted(
        {one.encoding for paragraph in document.paragraphs for one in paragraph.letters if one.encoding}
    )
    return FormReport(rules, sure, found.type, tuple(gathered.findings()), tuple(codes), len(lines))
