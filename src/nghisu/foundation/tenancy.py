"""Whose rows a query may touch: those of the committee in whose scope it runs, and without a scope none."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError

M = TypeVar("M", bound=models.Model, covariant=True)


class ScopedManager(models.Manager[M]):
    """The manager of every table that belongs to a committee: it must have a foreign key `committee`.

    Within `django_scopes.scope(committee=…)` a query sees that committee's rows; with a list, the rows of
    those, so an empty list sees nothing. Raises ScopeError when no scope is open, and when the scope is None,
    which would otherwise mean every committee; `scopes_disabled()` says so openly, for set-up and jobs.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        scope = get_scope()
        rows = super().get_queryset()
        if not scope.get("_enabled", True):
            return rows
        committee = scope.get("committee")
        if committee is None:
            raise ScopeError(f"{self.model.__name__} was asked for outside the scope of a committee")
        if isinstance(committee, list | tuple):
            return rows.filter(committee__in=committee)
        return rows.filter(committee=committee)

    def create(self, **fields: Any) -> M:
        """A new row, which names its committee itself and so needs no scope."""
        return super().get_queryset().create(**fields)

    def none(self) -> models.QuerySet[M]:
        """Nothing at all, which needs no scope: the empty choice of a form that is not yet shown."""
        return super().get_queryset().none()
