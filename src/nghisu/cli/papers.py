"""`nghisu render`: an official document of a conference or of a written consultation, from its data, as PDF or DOCX."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from nghisu.conferences.gathering import GatheredPaper
    from nghisu.documents.models import Issuer
    from nghisu.foundation.actors import Actor
    from nghisu.foundation.models import Committee

REFUSED = 2
INVITATION = "giay-moi"


@click.command(name="render")
@click.option(
    "--type", "kind", metavar="LOẠI", required=True, help="Loại văn bản: giay-moi, to-trinh, chuong-trinh …"
)
@click.option("--conference", "code", metavar="MÃ", help="Mã hội nghị, ví dụ DEMO-BTV.")
@click.option(
    "--consultation",
    "number",
    type=int,
    default=0,
    metavar="SỐ",
    help="Số của phiếu xin ý kiến (cuối địa chỉ trang của phiếu), thay cho --conference: phieu-xin-y-kien, "
    "bao-cao-tong-hop.",
)
@click.option(
    "--invitee", type=int, metavar="SỐ", help="Người được mời; không ghi thì lấy người đầu danh sách."
)
@click.option(
    "--to",
    "target",
    metavar="TỆP.pdf|TỆP.docx",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp được ghi ra; đuôi tệp chọn PDF/A hay Word.",
)
@click.option(
    "--issuer",
    "symbol",
    metavar="KÝ HIỆU",
    help="Cơ quan ban hành theo ký hiệu, ví dụ VPTU, VPUB; không ghi thì theo loại văn bản và bên chuẩn bị.",
)
@click.option("--committee", "owner", metavar="MÃ", help="Cấp ủy, khi hai cấp ủy có hội nghị cùng mã.")
def render(
    kind: str,
    code: str | None,
    number: int,
    invitee: int | None,
    target: Path,
    symbol: str | None,
    owner: str | None,
) -> None:
    """Dựng một văn bản của hội nghị (giấy mời, tờ trình, chương trình …) hoặc của phiếu xin ý kiến từ dữ liệu đã nhập,
    đúng thể thức, thành tệp PDF/A hoặc Word.

    Những gì văn bản còn thiếu được nêu ra; số và ngày để trống đến khi ban hành.
    """
    suffix = target.suffix.lower()
    if suffix not in (".pdf", ".docx"):
        _stop(f"Tệp “{target}” phải có đuôi .pdf hoặc .docx.")
    if (code is None) == (number == 0):
        _stop("Ghi --conference MÃ hoặc --consultation SỐ, một trong hai.")
    if number and (invitee is not None or symbol is not None):
        _stop("--invitee, --issuer chỉ dùng với --conference.")
    if invitee is not None and kind != INVITATION:
        _stop("--invitee chỉ dùng với --type giay-moi.")
    if not target.parent.is_dir():
        _stop(f"Không có thư mục “{target.parent}”. Tạo thư mục trước rồi làm lại.")
    from nghisu.cli import django

    django.start()
    from django.utils.translation import gettext as _
    from django_scopes import scope

    from nghisu.core.papers.kinds import compose
    from nghisu.core.people.roles import Role
    from nghisu.documents.adapters.drawing import draw_docx, draw_pdf
    from nghisu.foundation.actors import Actor, Grant
    from nghisu.foundation.refusals import Refused

    with django.said_plainly():
        committee = _committee_of(code, owner) if code is not None else _committee_asking(number, owner)
        # Whoever has the machine sees what the office sees of its committee; user 0 is nobody who can sign in.
        by = Actor(
            committee.pk, "nghisu render", user_id=0, grants=frozenset({Grant(Role.OFFICE_SPECIALIST)})
        )
        try:
            with scope(committee=committee):
                if code is not None:
                    found = _of_conference(by, code, kind, invitee, symbol)
                else:
                    found = _of_consultation(by, number, kind)
            paper = compose(found.content)
            drawn = draw_pdf(paper) if suffix == ".pdf" else draw_docx(paper)
        except Refused as refusal:
            _stop(refusal.reason)
    try:
        target.write_bytes(drawn)
    except OSError as problem:
        _stop(f"Không ghi được tệp “{target}”: {problem.strerror}.")
    click.echo(f"Đã ghi {target}: {paper.title}.")
    if found.missing:
        click.echo(f"Văn bản còn thiếu: {', '.join(_(one) for one in found.missing)}.", err=True)


def _of_conference(by: Actor, code: str, kind: str, invitee: int | None, symbol: str | None) -> GatheredPaper:
    from nghisu.conferences.gathering import gather
    from nghisu.conferences.queries import conference_by_code
    from nghisu.conferences.queries.papers import may_issue

    conference = conference_by_code(by, code)
    if conference is None:
        _stop(f"Không có hội nghị “{code}”.")
    issuer = _issuer_of(by, symbol) if symbol else None
    found = gather(by, conference, kind, invitee, issuer)
    if issuer is not None and not may_issue(by, conference, kind, issuer):
        _stop(f"Văn bản này không do “{issuer}” ban hành; bỏ --issuer để lấy đúng cơ quan ban hành.")
    return found


def _of_consultation(by: Actor, number: int, kind: str) -> GatheredPaper:
    from nghisu.conferences.queries.consultations import visible_consultations
    from nghisu.conferences.queries.papers.consultation import paper_of_consultation

    row = visible_consultations(by).filter(pk=number).first()
    if row is None:
        _stop(f"Không có phiếu xin ý kiến số {number}.")
    return paper_of_consultation(by, row, kind)


def _issuer_of(by: Actor, symbol: str) -> Issuer:
    """Who issues under a symbol. Where nobody does, the command ends."""
    from nghisu.documents.queries.issuers import open_issuers

    rows = list(open_issuers(by).order_by("pk"))
    found = next((row for row in rows if row.symbol.casefold() == symbol.casefold()), None)
    if found is None:
        known = ", ".join(row.symbol for row in rows) or "chưa có"
        _stop(f"Không có cơ quan ban hành nào mang ký hiệu “{symbol}”. Các ký hiệu đang có: {known}.")
    return found


def _committee_of(code: str, owner: str | None) -> Committee:
    """The committee whose conference is called so. Where there is none, or more than one, the command ends."""
    from django_scopes import scopes_disabled

    from nghisu.cli.django import committee_named
    from nghisu.conferences.models import Conference

    if owner is not None:
        return committee_named(owner)
    with scopes_disabled():
        rows = list(Conference.objects.filter(code=code).select_related("committee"))
        known = list(Conference.objects.order_by("code").values_list("code", flat=True)[:20])
    if not rows:
        _stop(
            f"Không có hội nghị “{code}”. Các hội nghị đang có: {', '.join(known) or 'chưa có hội nghị nào'}."
        )
    if len(rows) > 1:
        codes = ", ".join(sorted(row.committee.code for row in rows))
        _stop(f"Nhiều cấp ủy có hội nghị “{code}”. Chọn bằng --committee, một trong: {codes}.")
    return rows[0].committee


def _committee_asking(number: int, owner: str | None) -> Committee:
    """The committee whose consultation bears a number. Where there is none, the command ends."""
    from django_scopes import scopes_disabled

    from nghisu.cli.django import committee_named
    from nghisu.conferences.models import Consultation

    if owner is not None:
        return committee_named(owner)
    with scopes_disabled():
        row = Consultation.objects.filter(pk=number).select_related("committee").first()
        if row is None:
            known = list(Consultation.objects.order_by("-id").values_list("pk", "title")[:10])
            listed = "; ".join(f"{pk}: {title[:60]}" for pk, title in known) or "chưa có phiếu nào"
            _stop(f"Không có phiếu xin ý kiến số {number}. Các phiếu mới nhất: {listed}.")
    return row.committee


def _stop(said: str) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(REFUSED)
