"""Sizes and colours of pictures, each colour with the one meaning it carries."""

from functools import lru_cache
from math import cos, radians, sin

INK, TEXT, MUTED, LINE, WASH, PAPER, ACCENT = (
    "#17202A", "#2E3A46", "#5F6C7B", "#DDE3EA", "#F5F7F9", "#FFFFFF", "#2458D3",
)  # fmt: skip
SMALL, BODY, STRONG, TITLE, LARGE = 12.0, 13.0, 15.0, 18.0, 24.0
READABLE, BLACK = 4.5, "#000000"
BAR, FAINT_BAR = "#5B82DE", "#E4EAF6"  # what is counted; what was left behind
REST = "#B4BECA"  # remainders: what is not shown one by one
BACK = "#C9683B"  # against the order of the journey
FORWARD = "#8CA6DC"
SERIES = ("#2458D3", "#A6541B", "#157A55", "#8E3B86", "#5C6470", "#0B2A4A")
GAIN, HARM, NEITHER = "#1F7A7A", "#B2452B", "#7C8794"

_LOW, _HIGH = (0.972, 0.012, 262.0), (0.36, 0.165, 264.0)  # lightness, chroma and hue (OKLCH) of shares 0 and 1


@lru_cache(maxsize=512)
def sequential(share: float) -> str:
    """The colour of a share 0…1: from near white to dark blue in even steps of perceived lightness (OKLCH).

    Lightness alone tells the shares apart, so the scale reads the same for every kind of colour vision.

    >>> sequential(0.0), sequential(1.0)
    ('#F1F6FE', '#0C3092')
    """
    part = min(max(share, 0.0), 1.0)
    lightness, chroma, hue = (low + (high - low) * part for low, high in zip(_LOW, _HIGH, strict=True))
    return _hex(lightness, chroma, hue)


def text_on(fill: str) -> str:
    """Ink, paper or black: the first that stands out 4.5 : 1 from the fill, as one of them always does.

    >>> text_on("#F1F6FE"), text_on("#003087")
    ('#17202A', '#FFFFFF')
    """
    return next((colour for colour in (INK, PAPER) if contrast(colour, fill) >= READABLE), BLACK)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1…21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH (Björn Ottosson 2020) as sRGB, colours outside of it clipped."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    clipped = (min(max(part, 0.0), 1.0) for part in linear)
    parts = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in clipped)
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)
