"""An uploaded picture is decoded and drawn anew: what was sent is never kept or served."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from webapp.core.language import _

MOST_BYTES = 200 * 1024
MOST_PIXELS = 2000  # on a side, before anything is decoded
SIDES = (256, 192, 128, 96)
SMALL = 40 * 1024
# What Pillow raises of chunks behind the picture, too; before it, it says "unidentified" itself.
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, TypeError)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


class NotAPicture(ValueError):
    """Says to the one who sent it what to send instead."""


def made_small(sent: bytes) -> bytes:
    """A PNG of at most 256 pixels and 40 KB. Raises NotAPicture."""
    if len(sent) > MOST_BYTES:
        raise NotAPicture(_("The picture is too large. Choose one of at most 200 KB."))
    if not sent.startswith(SIGNATURE):
        raise NotAPicture(_("The picture is not a PNG. Save it as PNG and choose it again."))
    drawn = _drawings(_decoded(sent))
    return next(made for made in drawn if len(made) <= SMALL)


def _drawings(picture: Image.Image) -> Iterator[bytes]:
    """In all colours, then in few, then smaller; the last ones are always small enough."""
    for side in SIDES:
        picture.thumbnail((side, side))
        yield _written(picture)
        yield _written(picture.quantize(method=Image.Quantize.FASTOCTREE))


def _decoded(sent: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(sent), formats=["PNG"]) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise Image.DecompressionBombError
            drawn = picture.convert("RGBA")
        drawn.info.clear()  # profiles and remarks stay behind
        return drawn
    except Image.DecompressionBombError:
        raise NotAPicture(
            _("The picture has too many pixels. At most 2,000 × 2,000 can be used.")
        ) from None
    except UNREADABLE:
        raise NotAPicture(
            _("The picture is damaged and cannot be opened. Save it anew and choose it again.")
        ) from None


def _written(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
