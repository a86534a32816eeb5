"""A report in words: its first sentences, and the notes that go beside the text of a marked copy."""

from nghisu.core.form.check import FormReport
from nghisu.core.form.recognising import LETTER
from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate, bilingual, identity

MARKS_OF_A_FINDING = 20
"""Places of one finding that are marked in a copy: a wrong size in all of a long text is understood by then."""

FOUND, WANTED, BY = N_("Hiện là"), N_("Phải là"), N_("Theo")


def introduction(report: FormReport, gettext: Translate = identity) -> list[str]:
    """Whose form it was held against, what it is, how much was found, and what old fonts call for."""
    name = bilingual(report.rules.name, report.rules.name_en, gettext)
    kind = gettext(N_("công văn")) if report.type == LETTER else report.type or gettext(N_("không rõ"))
    if report.sure:
        lines = [gettext(N_("%(form)s, loại: %(type)s.")) % {"form": name, "type": kind}]
    else:
        said = N_("Văn bản không có tiêu đề để nhận; kiểm tra theo: %(form)s, loại: %(type)s.")
        lines = [gettext(said) % {"form": name, "type": kind}]
    count = len(report.findings)
    if count:
        lines.append(gettext(N_("%(count)s điểm chưa đúng thể thức.")) % {"count": count})
    else:
        lines.append(gettext(N_("Không thấy điểm nào sai thể thức.")))
    if report.encodings:
        said = N_(
            "Văn bản có chữ bảng mã %(codes)s của phông đời cũ; có thể chuyển sang Unicode thành một bản sao."
        )
        lines.append(gettext(said) % {"codes": ", ".join(report.encodings)})
    if report.rules.note:
        lines.append(bilingual(report.rules.note, report.rules.note_en, gettext))
    return lines


def notes_of(report: FormReport, gettext: Translate = identity) -> list[tuple[int, str]]:
    """The notes of a marked copy: the place of a paragraph among all (-1 for the whole) and what is wrong there."""
    notes: list[tuple[int, str]] = []
    for finding in report.findings:
        said = (
            f"{gettext(finding.name)}. {gettext(FOUND)}: {finding.found.say(gettext)}. "
            f"{gettext(WANTED)}: {finding.expected.say(gettext)}. {gettext(BY)}: {finding.clause.say(gettext)}"
        )
        if not finding.spots:
            notes.append((-1, said))
        notes += [(spot.index, said) for spot in finding.spots[:MARKS_OF_A_FINDING]]
    return notes
