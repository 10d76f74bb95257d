"""The fonts a drawing is measured and set with: four of Inter, one of emoji, two for letters Inter lacks.

The files lie beside their OFL texts in `drawing/fonts`. Letters that no font here has (Chinese, Georgian …) are
measured as a full em and left to the fonts of whoever opens an SVG; PDF and PNG show them as empty boxes.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

DIRECTORY = Path(str(files("tropa").joinpath("drawing", "fonts")))
UNKNOWN = 1.0  # em: a letter that no font has


@dataclass(frozen=True)
class Font:
    """One font file: its CSS family, weight and slope, and the advance of each letter it has, in em."""

    family: str
    file: str
    weight: int = 400
    italic: bool = False

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return DIRECTORY / self.file

    @property
    def advances(self) -> dict[int, float]:
        """Advance width in em by code point."""
        return _advances(self.file)

    def has(self, letters: str) -> bool:
        """Whether the font has every one of the letters; joiners and variation selectors are never missing.

        >>> INTER_REGULAR.has("Żółć → сейчас"), INTER_REGULAR.has("שלום")
        (True, False)
        """
        advances = self.advances
        return all(ord(letter) in advances or letter in IGNORABLE for letter in letters)


IGNORABLE = frozenset("\u200c\u200d\u200e\u200f\ufe0e\ufe0f")
"""Code points that steer shaping and draw nothing."""

INTER_REGULAR = Font("Inter", "Inter-Regular.ttf")
INTER_SEMIBOLD = Font("Inter", "Inter-SemiBold.ttf", weight=600)
INTER_BOLD = Font("Inter", "Inter-Bold.ttf", weight=700)
INTER_ITALIC = Font("Inter", "Inter-Italic.ttf", italic=True)
EMOJI = Font("Noto Color Emoji", "NotoColorEmoji.ttf")
FALLBACKS = (
    Font("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf"),
    Font("Noto Sans Arabic", "NotoSansArabic-Regular.ttf"),
)


def inter(weight: int = 400, italic: bool = False) -> Font:
    """The shipped Inter nearest to the wish: 400, 600 or 700; italic is regular in weight.

    >>> inter(500).weight, inter(650).weight, inter(700, italic=True).weight
    (400, 700, 400)
    """
    if italic:
        return INTER_ITALIC
    if weight <= 500:
        return INTER_REGULAR
    return INTER_SEMIBOLD if weight < 650 else INTER_BOLD


@cache
def _advances(file: str) -> dict[int, float]:
    with TTFont(DIRECTORY / file, lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {point: metrics[glyph][0] / em for point, glyph in font.getBestCmap().items()}
