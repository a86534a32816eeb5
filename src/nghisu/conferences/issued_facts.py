"""What 226-KL/TW asks of what a conference is to issue: needed, within competence, no copy (p6, p8); resources, deadline
and responsibility stated (p8).

The conclusion speaks of any document that is issued. That at a conference these are drafts of resolutions and
conclusions, schemes and programmes is our reading: reports, letters, speeches are read and not issued.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference
from nghisu.conferences.opening_facts import papers_of, texts_of
from nghisu.conferences.queries.standing import gates_of
from nghisu.documents.models import Document
from nghisu.foundation.actors import Actor

Kind = Document.Kind
ISSUED = (Kind.RESOLUTION, Kind.SCHEME, Kind.PROGRAMME)


def _ideas() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What such a document states: its name, the words, folded, that say so in its text."""
    return (
        ("resources", _("nguồn lực"), ("nguon luc", "kinh phi", "ngan sach")),
        ("deadline", _("thời hạn hoàn thành"), ("thoi han", "thoi gian hoan thanh", "hoan thanh truoc")),
        ("responsibility", _("phân công trách nhiệm"), ("trach nhiem", "phan cong", "chu tri")),
    )


@asks("open")
def what_is_issued_is_needed_and_says_what_it_takes(by: Actor, conference: Conference) -> Iterable[Missing]:
    """That it is needed a person judges; what it states is looked for in the text of its pages and, said in other words
    or in a scan without letters, confirmed by a person who read it. Another version is judged anew."""
    if not gates_of(conference.entry).keys() & {"document-needed", "document-states"}:
        return
    papers = papers_of(conference)
    drafts = [one for one in papers.of(*ISSUED) if one.pk in papers.newest]
    texts = texts_of(papers.newest[one.pk] for one in drafts)
    for draft in drafts:
        version, title = papers.newest[draft.pk], draft.title
        page = reverse("documents:document", args=[draft.pk])
        yield Missing(
            gate="document-needed",
            key=f"version-{version.pk}",
            said=_("“%(title)s”: chưa ai xác nhận là cần ban hành, đúng thẩm quyền, không chép cấp trên")
            % {"title": title},
            url=page,
            action=_("Mở tài liệu"),
            judged=_("Đã đọc “%(title)s”: cần ban hành, đúng thẩm quyền, không chép văn bản cấp trên")
            % {"title": title},
        )
        text = texts.get(version.pk, "")
        for idea, name, words in _ideas():
            if any(word in text for word in words):
                continue
            said = (
                _("“%(title)s”: không thấy nêu %(what)s")
                if text.strip()
                else _("“%(title)s”: không đọc được chữ, chưa rõ có nêu %(what)s không")
            )
            yield Missing(
                gate="document-states",
                key=f"version-{version.pk}-{idea}",
                said=said % {"title": title, "what": name},
                url=page,
                action=_("Mở tài liệu"),
                judged=_("Đã đọc “%(title)s”: có nêu %(what)s") % {"title": title, "what": name},
            )
