"""Inter inside the page: each weight cut down to the letters the page uses, as woff2 in a data address.

Letters come in blocks (an alphabet used at all is there whole), so that pages of one language share one cut.
"""

import base64
import io
from functools import cache, lru_cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

_FACES = (("Regular", 400, "normal"), ("Medium", 500, "normal"), ("SemiBold", 600, "normal"), ("Italic", 400, "italic"))

_SIGNS = "\xa0—–…«»„“”‘’·−×→↳↑↓▲▼★≈≤≥№°€₽§½"
_BLOCKS = tuple(
    frozenset(map(ord, letters))
    for letters in (
        "".join(map(chr, range(0x20, 0x7F))),
        _SIGNS,
        "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
        "".join(map(chr, range(0x410, 0x450))) + "Ёё",
    )
)


def font_faces(letters: str) -> str:
    """The `@font-face` rules with all of Inter that the page needs; letters Inter lacks fall to the system's font."""
    exact = frozenset(map(ord, letters))
    used = exact.union(*(block for block in _BLOCKS if block & exact))
    return "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};font-style:{style};font-display:block;"
        f"src:url(data:font/woff2;base64,{_cut(name, used & _covered(name))}) format('woff2')}}"
        for name, weight, style in _FACES
    )


@cache
def _source(name: str) -> bytes:
    """The shipped font, unpacked once: reading woff2 anew for each page costs more than cutting it."""
    font = TTFont(io.BytesIO(files("tropa").joinpath("formats", "fonts", f"Inter-{name}.woff2").read_bytes()))
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked, reorderTables=None)
    return unpacked.getvalue()


@cache
def _covered(name: str) -> frozenset[int]:
    return frozenset(TTFont(io.BytesIO(_source(name)))["cmap"].getBestCmap())


@lru_cache(maxsize=32)
def _cut(name: str, letters: frozenset[int]) -> str:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "ccmp", "locl", "calt", "tnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    font = TTFont(io.BytesIO(_source(name)), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(letters))
    cutter.subset(font)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return base64.b64encode(packed.getvalue()).decode()
