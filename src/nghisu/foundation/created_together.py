"""Many tables of one migration made in one operation.

Django keeps, beside the state of a migration, classes rendered from it; each ``CreateModel``
renders again the new class and all that are related to it, in a house of tenants nearly all there
are. A hundred and thirty tables made one by one cost seventeen seconds of a processor, on every
first start, every test database and every upgrade over several releases. Made together they are
rendered once. The tables, their order and the SQL are the same: a database that was migrated before
differs in nothing.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def created_together(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations, each unbroken run of ``CreateModel`` as one ``CreateTables``."""
    grouped: list[Operation] = []
    for operation in operations:
        if not isinstance(operation, CreateModel):
            grouped.append(operation)
        elif grouped and isinstance(grouped[-1], CreateTables):
            grouped[-1].tables.append(operation)
        else:
            grouped.append(CreateTables([operation]))
    return grouped


class CreateTables(Operation):
    """Several ``CreateModel`` whose classes are rendered once, after the last of them."""

    def __init__(self, tables: list[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to the state; what was rendered of it is dropped, not rendered anew."""
        if "apps" in state.__dict__:
            del state.apps
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables in their order."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What ``migrate --plan`` says of it."""
        return "; ".join(table.describe() for table in self.tables)
