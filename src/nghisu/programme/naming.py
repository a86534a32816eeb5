"""The conferences behind duties, named for the storey of notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from nghisu.notices.subjects import NamedSubject, names_subjects
from nghisu.programme.models import Entry


@names_subjects
def name_conferences(committee_id: int, subject_ids: Iterable[int]) -> Mapping[int, NamedSubject]:
    """Title, opening and page of the conferences of some subjects."""
    rows = Entry.objects.filter(committee=committee_id, subject__in=list(subject_ids))
    return {
        subject: NamedSubject(title, opening, reverse("programme:entry", args=[pk]))
        for subject, title, opening, pk in rows.values_list("subject_id", "title", "opening", "pk")
    }
