"""Photographs and scans of signed pages joined into one PDF. Runs in the child process only."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from nghisu.foundation.pages.refused import Refused

MAX_DOTS = 50_000_000
A4 = (210 / 25.4, 297 / 25.4)
"""Inches: a picture is laid on such a page, upright or lying."""


def join(paths: list[str]) -> bytes:
    """One PDF, a page a picture, turned upright as the camera said. Refused for what is no picture, or too large."""
    Image.MAX_IMAGE_PIXELS = MAX_DOTS
    pages: list[Image.Image] = []
    for path in paths:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(path, formats=["JPEG", "PNG"]) as picture:
                    if getattr(picture, "n_frames", 1) != 1:
                        raise Refused("picture")
                    upright = ImageOps.exif_transpose(picture)
                    pages.append(_on_white(upright))
        except Refused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused("picture") from None
        except (OSError, ValueError, SyntaxError, EOFError):
            raise Refused("damaged") from None
    whole = io.BytesIO()
    for place, page in enumerate(pages):
        page.save(whole, "PDF", resolution=_dots_an_inch(page), quality=85, append=place > 0)
    return whole.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "P"):
        seen = picture.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return picture.convert("RGB" if picture.mode != "L" else "L")


def _dots_an_inch(page: Image.Image) -> float:
    """So many that the page fits on A4."""
    width, height = A4 if page.height >= page.width else A4[::-1]
    return max(page.width / width, page.height / height)
