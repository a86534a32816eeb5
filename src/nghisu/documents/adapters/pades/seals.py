"""The picture of a seal as it is handed in, looked at and drawn anew. Runs in the child process only."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from nghisu.documents.adapters.pades.wrong import Wrong

FEWEST, MOST = 200, 3_000
"""Dots that a picture is across."""
KEPT = 600
"""Dots of what is kept: more than 400 an inch on a seal of 36 mm."""
OBLONG = 1.15
"""How much longer one side may be than the other."""
SEEN = 40
"""From this opacity of 255 on a dot is seen."""


def seal_of(content: bytes) -> bytes:
    """A PNG of a seal on a transparent ground, cut to what is seen of it and square.

    Wrong: `seal-kind` for what is no PNG, `seal-size`, `seal-shape` for one that is not about square,
    `seal-ground` where the ground is not transparent, `seal-empty`.
    """
    try:
        picture = Image.open(BytesIO(content), formats=["PNG"])
        if not all(FEWEST <= side <= MOST for side in picture.size):
            raise Wrong("seal-size")
        drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Wrong("seal-kind") from None
    opaque = drawn.getchannel("A").point(lambda one: 255 if one >= SEEN else 0)
    box = opaque.getbbox()
    if box is None:
        raise Wrong("seal-empty")
    right, bottom = drawn.width - 1, drawn.height - 1
    if any(opaque.getpixel(corner) for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom))):
        raise Wrong("seal-ground")
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) > OBLONG * min(width, height):
        raise Wrong("seal-shape")
    side = max(width, height)
    square = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(drawn.crop(box), ((side - width) // 2, (side - height) // 2))
    square.thumbnail((KEPT, KEPT))
    kept = BytesIO()
    square.save(kept, "PNG", optimize=True)
    return kept.getvalue()
