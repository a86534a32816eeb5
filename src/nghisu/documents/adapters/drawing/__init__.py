"""Official documents drawn as files: PDF/A by Typst in a process of its own, DOCX by python-docx, both from one sheet."""

from nghisu.documents.adapters.drawing.many import PERSON, Copy, draw_many, hands
from nghisu.documents.adapters.drawing.pdf import draw_pdf
from nghisu.documents.adapters.drawing.pictures import page_count, page_picture
from nghisu.documents.adapters.drawing.refusals import DrawingFailed
from nghisu.documents.adapters.drawing.word import draw_docx

__all__ = [
    "PERSON",
    "Copy",
    "DrawingFailed",
    "draw_docx",
    "draw_many",
    "draw_pdf",
    "hands",
    "page_count",
    "page_picture",
]
