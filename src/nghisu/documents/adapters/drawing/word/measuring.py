"""How wide words are, so that a line drawn under them is as long as they are."""

from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

from nghisu.documents.adapters.drawing.refusals import DrawingFailed

_FACES = {
    (False, False): "Tinos_400Regular.ttf",
    (True, False): "Tinos_700Bold.ttf",
    (False, True): "Tinos_400Regular_Italic.ttf",
    (True, True): "Tinos_700Bold_Italic.ttf",
}
_MEASURED = 1000
MM_OF_A_POINT = 25.4 / 72


def width_mm(text: str, size: float, *, bold: bool, italic: bool) -> float:
    """The width of a line of words in millimetres; the font has the widths of Times New Roman."""
    return float(_face(bold, italic).getlength(text)) / _MEASURED * size * MM_OF_A_POINT


@cache
def _face(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    path = Path(settings.DOCUMENT_FONTS) / _FACES[bold, italic]
    if not path.exists():
        raise DrawingFailed.without_fonts()
    return ImageFont.truetype(str(path), _MEASURED)
