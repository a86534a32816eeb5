"""A document as a Word file (DOCX), from the same sheet as the PDF."""

from nghisu.documents.adapters.drawing.word.document import draw_docx

__all__ = ["draw_docx"]
