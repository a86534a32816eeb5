"""Reading units and people from a workbook or CSV, line by line, with the fault of each cell that cannot be trusted."""

from nghisu.directory.adapters.people_sheets.reading import SheetLine, read_people_file

__all__ = ["SheetLine", "read_people_file"]
