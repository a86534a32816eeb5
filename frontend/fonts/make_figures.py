"""Make the tabular figures that Be Vietnam Pro lacks.

The typeface has no `tnum` feature: its "1" is 385 units wide and its "4" 710, so a column of numbers does not stand
in line. This takes the ten digits of the upstream files, gives each the same advance and centres its outline; nothing
is redrawn. The four results are kept in the repository, so that building the assets needs Node only.

    npm ci && pip install fonttools brotli && python fonts/make_figures.py
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ADVANCE = 660  # of 1000 units per em: wide enough for the widest outline, narrow enough for "1"
HERE = Path(__file__).parent
UPSTREAM = HERE.parent / "node_modules/@fontsource/be-vietnam-pro/files"


def make(weight: int) -> Path:
    """Write the figures of one weight (400 to 700) and say where."""
    font = TTFont(UPSTREAM / f"be-vietnam-pro-latin-{weight}-normal.woff2")
    keep = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True))
    keep.populate(text="0123456789")
    keep.subset(font)
    glyphs, metrics = font["glyf"], font["hmtx"]
    for digit in "0123456789":
        name = font.getBestCmap()[ord(digit)]
        glyph = glyphs[name]
        width = glyph.xMax - glyph.xMin
        bearing = round((ADVANCE - width) / 2)
        glyph.coordinates.translate((bearing - glyph.xMin, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (ADVANCE, bearing)
    font.flavor = "woff2"
    path = HERE / f"figures-{weight}.woff2"
    font.save(path)
    return path


if __name__ == "__main__":
    for weight in (400, 500, 600, 700):
        print(make(weight))
