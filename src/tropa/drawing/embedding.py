"""The letters a drawing uses, cut out of the shipped fonts, as `@font-face` rules for a browser.

Emoji are left to the reader's system: their colours cost more bytes than all letters together.
"""

import base64
import io
from collections import defaultdict
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont

from tropa.drawing.fonts import EMOJI, FALLBACKS, Font
from tropa.drawing.scene import Scene
from tropa.drawing.text import clean, runs

_BLOCK = 64  # code points cut together, so that drawings of one language share one cut
_SHAPING = ["ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "rlig"]


def font_faces(scene: Scene) -> str:
    """The `@font-face` rules of every font the scene uses, each with the letters it needs."""
    blocks: dict[Font, set[int]] = defaultdict(set)
    for line in scene.lines():
        for run in runs(clean(line.words), line.weight, line.italic):
            if run.font is not EMOJI:
                blocks[run.font].update(ord(letter) // _BLOCK for letter in run.words)
    return "".join(_rule(font, frozenset(used)) for font, used in blocks.items())


def _rule(font: Font, blocks: frozenset[int]) -> str:
    style = "italic" if font.italic else "normal"
    return (
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};font-style:{style};"
        f"src:url(data:font/woff2;base64,{_cut(font, blocks)}) format('woff2')}}"
    )


@lru_cache(maxsize=32)
def _cut(font: Font, blocks: frozenset[int]) -> str:
    """The font with these blocks as woff2. Inter goes without kerning: lines are then as wide as they were measured."""
    options = subset.Options(flavor="woff2", layout_features=_SHAPING if font in FALLBACKS else [])
    options.notdef_outline = True
    packed = io.BytesIO()
    with TTFont(font.path, lazy=True, recalcTimestamp=False) as source:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[point for point in font.advances if point // _BLOCK in blocks])
        cutter.subset(source)
        subset.save_font(source, packed, options)
    return base64.b64encode(packed.getvalue()).decode()
