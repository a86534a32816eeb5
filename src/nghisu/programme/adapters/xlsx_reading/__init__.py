"""Reading a programme (chương trình công tác) from a spreadsheet, with the reason for every row that
cannot be read."""

from nghisu.core.conferences.problems import Problem
from nghisu.foundation.sheets import UnreadableFile
from nghisu.programme.adapters.xlsx_reading.programme import read_programme
from nghisu.programme.adapters.xlsx_reading.read import ReadProgramme, ReadRow
from nghisu.programme.adapters.xlsx_reading.rows import RowReader, read_row

__all__ = ["Problem", "ReadProgramme", "ReadRow", "RowReader", "UnreadableFile", "read_programme", "read_row"]
