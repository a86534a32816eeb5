from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nghisu.core.planning.periods import Period, Tier
from nghisu.core.text import nfc
from nghisu.directory.models import Organisation
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entry
from nghisu.programme.models import Entry, Theme


@dataclass(frozen=True, slots=True)
class ThemeContent:
    """What is stated of a theme of a term."""

    year: int
    title: str
    lead_id: int | None = None
    note: str = ""


@transaction.atomic
def add_theme(by: Actor, period: Period, content: ThemeContent) -> Theme:
    """Put a key matter into the programme of a term. Raises AccessRefused where the period is no term, or the year or
    the unit none of it."""
    must(by, "programme.edit")
    _must_fit(by, period, content)
    theme = Theme(committee_id=by.tenant, term=str(period), **_columns(content))
    theme.save()
    remember(by, "theme.added", theme, after=_columns(content))
    return theme


@transaction.atomic
def change_theme(by: Actor, theme_id: int, content: ThemeContent) -> Theme:
    """Change a key matter of a term."""
    must(by, "programme.edit")
    theme = _locked(by, theme_id)
    _must_fit(by, Period.read(theme.term), content)
    after = _columns(content)
    before = {name: getattr(theme, name) for name in after}
    if before != after:
        for name, value in after.items():
            setattr(theme, name, value)
        theme.save()
        remember(by, "theme.changed", theme, before=before, after=after)
    return theme


@transaction.atomic
def remove_theme(by: Actor, theme_id: int) -> str:
    """Take a key matter out of the programme of its term; a conference made from it stays. Returns the term."""
    must(by, "programme.edit")
    theme = _locked(by, theme_id)
    remember(by, "theme.removed", theme, before={"year": theme.year, "title": theme.title})
    term = theme.term
    theme.delete()
    return term


@transaction.atomic
def make_entry_of_theme(by: Actor, theme_id: int, content: EntryContent) -> Entry:
    """Put the conference that a key matter leads to into the programme of its year, and keep where it came from."""
    must(by, "programme.edit")
    theme = _locked(by, theme_id)
    entry = add_entry(by, content)
    theme.entry = entry
    theme.save(update_fields=["entry"])
    remember(by, "theme.made_entry", theme, after={"entry": entry.title})
    return entry


def _columns(content: ThemeContent) -> dict[str, Any]:
    return {
        "year": content.year,
        "title": nfc(content.title),
        "lead_id": content.lead_id,
        "note": nfc(content.note),
    }


def _must_fit(by: Actor, period: Period, content: ThemeContent) -> None:
    if period.tier is not Tier.TERM or not period.since.year <= content.year <= period.until.year:
        raise AccessRefused(str(period))
    if content.lead_id is None:
        return
    if not Organisation.objects.filter(committee=by.committee_id, pk=content.lead_id).exists():
        raise AccessRefused(str(content.lead_id))


def _locked(by: Actor, theme_id: int) -> Theme:
    rows = Theme.objects.select_for_update(of=("self",)).filter(committee=by.committee_id, pk=theme_id)
    theme = rows.order_by().first()
    if theme is None:
        raise AccessRefused(str(theme_id))
    return theme
