"""A PDF of three hundred pages handed in as a version, through all middleware; its pages are drawn behind."""

from __future__ import annotations

import io
import statistics
import time
from uuid import uuid4

PAGES = 300
REPEATS = 7
PROSE = "Ban Thường vụ Thành ủy yêu cầu các cấp ủy quán triệt và tổ chức thực hiện nghiêm các nhiệm vụ trọng tâm. "


def three_hundred_pages() -> bytes:
    """A report as long as a book, some 2,600 letters a page."""
    import typst
    from django.conf import settings

    source = (
        '#set page(paper: "a4")\n#set text(font: "Tinos", size: 14pt)\n'
        f"#for n in range({PAGES}) {{ [Trang #(n + 1). {PROSE * 24}]; if n < {PAGES - 1} {{ pagebreak() }} }}"
    )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(settings.DOCUMENT_FONTS)])
    return typst.compile(source.encode(), font_paths=fonts)


def measure() -> dict[str, float]:
    """`upload_300_pages_ms`: from the first byte of the request to the answer, the median in milliseconds;
    `draw_300_pages_s`: until the last page can be read, in seconds."""
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import reverse
    from django_scopes import scope

    from bench.pages import TODAY, build
    from nghisu.accounts.models import User
    from nghisu.accounts.queries import actor_for
    from nghisu.documents.commands import DocumentFacts, add_document, new_pack
    from nghisu.documents.models import DocumentVersion
    from nghisu.foundation import clock
    from nghisu.foundation.models import Committee, StandingClock
    from nghisu.foundation.outbox import Worker
    from tests.conftest import signed_in

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", interactive=False, verbosity=0)
    StandingClock.objects.create(stands_at=TODAY)
    user_id, _entry = build(20, 20)
    user = User.objects.get(pk=user_id)
    committee = Committee.objects.get(code="bench")
    with scope(committee=committee), clock.standing(TODAY):
        actor = actor_for(user, committee.pk, clock.today())
        document = add_document(actor, new_pack(actor), DocumentFacts("Báo cáo ba trăm trang", "report"))
    client = signed_in(user)
    content = three_hundred_pages()
    address = reverse("documents:new_version", args=[document.pk])
    taken = []
    for _ in range(REPEATS):
        file = io.BytesIO(content)
        file.name = "bao-cao.pdf"
        form = {"file": file, "command_id": uuid4()}
        began = time.perf_counter()
        answer = client.post(address, form)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 302:
            raise RuntimeError(answer.content.decode())
    with scope(committee=committee):
        DocumentVersion.objects.exclude(number=1).update(state=DocumentVersion.State.FAILED)
    began = time.perf_counter()
    Worker(frozenset({"pages"})).drain()
    drawn = time.perf_counter() - began
    with scope(committee=committee):
        if DocumentVersion.objects.get(number=1).drawn != PAGES:
            raise RuntimeError("not all pages were drawn")
    return {"upload_300_pages_ms": round(statistics.median(taken), 1), "draw_300_pages_s": round(drawn, 1)}
