"""Pictures people put into a map: taken from data addresses only, read as pixels and written anew.

What comes out holds nothing of the file but its pixels: no scripts, no places of photographs, no trailing bytes.
"""

import base64
import binascii
import io
import warnings
from re import DOTALL
from re import compile as pattern
from typing import NamedTuple

from tropa.errors import MapError, needed

with needed("PIL", "export"):
    from PIL import Image, ImageOps, UnidentifiedImageError

MOST_SIDE = 1600
MOST_PIXELS = 40_000_000
MOST_BYTES = 12_000_000
KINDS = ("PNG", "JPEG", "WEBP", "GIF")

_ADDRESS = pattern(r"data:image/(?:png|jpe?g|webp|gif);base64,(.*)", DOTALL)


class Pixels(NamedTuple):
    """A picture written anew: its bytes, `image/png` or `image/jpeg`, and its size."""

    data: bytes
    media_type: str
    width: int
    height: int


def from_data_uri(address: str, side: int = MOST_SIDE) -> Pixels:
    """The picture of a `data:image/…;base64,` address, no side longer than `side` pixels.

    With transparency it becomes a PNG, else a JPEG, turned as its camera says. MapError for any other address (nothing
    is ever fetched), for what is no PNG, JPEG, WebP or GIF, and for more than 40 million pixels.
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise MapError("drawing.picture_address", value=address[:40], allowed=", ".join(KINDS))
    if len(address) > MOST_BYTES * 4 / 3:
        raise MapError("drawing.picture_too_large", value=f"{len(address) * 3 // 4_000_000} MB", allowed="12 MB")
    try:
        data = base64.b64decode("".join(found[1].split()), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise MapError("drawing.picture_broken", allowed=", ".join(KINDS)) from broken
    return _anew(data, side)


def _anew(data: bytes, side: int) -> Pixels:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=KINDS) as opened:
                _check_size(opened.width, opened.height)
                opened.draft("RGB", (side, side))
                image = ImageOps.exif_transpose(opened)
                image.load()
    except Image.DecompressionBombError as bomb:
        raise MapError("drawing.picture_too_large", value=f"> {MOST_PIXELS // 1_000_000} MP", allowed="40 MP") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise MapError("drawing.picture_broken", allowed=", ".join(KINDS)) from broken
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((side, side))
    image.info.clear()
    written = io.BytesIO()
    if clear:
        image.save(written, "PNG")
    else:
        image.save(written, "JPEG", quality=88)
    return Pixels(written.getvalue(), "image/png" if clear else "image/jpeg", image.width, image.height)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise MapError("drawing.picture_too_large", value=f"{width} × {height}", allowed="40 MP")
