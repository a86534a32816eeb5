"""What the pages of the directory share: the parts as tabs, the day asked about, lists that continue, forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.directory.forms import DayForm
from nghisu.directory.queries import Page
from nghisu.directory.refusals import DirectoryRefused
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import XLSX, Cell, attachment, xlsx_table


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to: a tab of the directory, or a file to take away."""

    url: str
    name: str
    current: bool = False

    @property
    def label(self) -> str:
        return self.name


def parts(current: str, day_query: str) -> list[Link]:
    """The parts of the directory; the day asked about goes along."""
    names = (
        ("organisations", _("Cơ quan, đơn vị")),
        ("bodies", _("Tập thể")),
        ("people", _("Người")),
        ("positions", _("Chức danh")),
        ("precedence", _("Thứ tự chức danh")),
        ("rooms", _("Phòng họp")),
    )
    return [Link(reverse(f"directory:{key}") + day_query, name, key == current) for key, name in names]


def frame(request: ActingRequest, part: str, form: DayForm) -> dict[str, Any]:
    """The context every page of the directory has."""
    today = clock.today()
    on = form.on(today)
    day_query = "" if on == today else "?" + urlencode({"ngay": f"{on:%d/%m/%Y}"})
    return {
        "parts": parts(part, day_query),
        "on": on,
        "is_another_day": on != today,
        "day_not_read": form.data.get("ngay", "") if "ngay" in form.errors else "",
        "day_query": day_query,
        "form": form,
        "may_edit": bool(may(request.actor, "directory.edit")),
    }


def listing(
    request: ActingRequest, part: str, page: Page[Any], context: dict[str, Any], asks: bool
) -> HttpResponse:
    """A list with its search, or only its next rows when the page asks for those."""
    next_url = ""
    if page.after:
        query = request.GET.copy()
        query["after"] = page.after
        next_url = f"?{query.urlencode()}"
    query = request.GET.copy()
    query.pop("after", None)
    context |= {
        "page": page,
        "next_url": next_url,
        "filtered": asks,
        "exports": [Link(f"{reverse(f'directory:{part}_file')}?{query.urlencode()}", _("Tải tệp XLSX"))],
    }
    only_rows = request.headers.get("HX-Request") == "true" and "after" in request.GET
    return render(
        request, f"directory/_partials/{part}_more.html" if only_rows else f"directory/{part}.html", context
    )


def table_file(
    stem: str, title: str, on: date, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A list of the directory as a workbook, named after the day it is true for."""
    return attachment(xlsx_table(title, head, rows), f"{stem}-{on:%Y-%m-%d}.xlsx", XLSX)


@dataclass(frozen=True, slots=True)
class Question:
    """A form that asks for what a command needs: its words, the command, where to go afterwards."""

    command: str
    heading: str
    submit: str
    done: str
    back: str
    back_name: str
    thing_id: int | None = None
    intro: str = ""


def answer(
    request: ActingRequest,
    question: Question,
    form: forms.Form,
    act: Callable[[], Model],
    after: Callable[[int], str] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and can be read, run the command once and go on. What was typed is kept."""
    if request.method == "POST" and form.is_valid():
        payload = payload_of(request) | {"thing": [str(question.thing_id or "")]}
        try:
            result = once(
                request.actor,
                command_id_of(request),
                question.command,
                payload,
                lambda: {"id": act().pk},
            )
        except DirectoryRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            messages.success(request, question.done)
            return HttpResponseRedirect(after(result["id"]) if after else question.back)
    context = {"question": question, "form": form}
    return render(request, "directory/form.html", context, status=422 if form.errors else 200)
