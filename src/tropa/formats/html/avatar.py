"""A persona's picture: a plain bust drawn from a seed, in one family of tints, of no particular age or skin."""

from hashlib import blake2b

from markupsafe import Markup

_HUES = ("#4560DE", "#7F50C8", "#A94F73", "#2070A6", "#3A7775", "#B5622A", "#347A42", "#8A6A1F")
_HAIR = (
    "M30 43c0-15 8-23 20-23s20 8 20 23c-4-7-9-11-16-11-9 0-18 2-24 11z",
    "M28 62c-4-26 4-43 22-43s26 17 22 43c-3-6-5-15-6-24-12 1-22-1-28-6-2 12-6 22-10 30z",
    "M31 42c-2-12 7-22 19-22 13 0 21 9 19 23-3-5-6-8-9-9-9 2-20 1-29 8z",
    "M29 47c-3-18 7-28 21-28s24 10 21 28c-2-8-5-13-9-15-8 4-24 4-29 3-2 3-3 7-4 12zM43 19c-4-14 18-14 14 0z",
    "M30 44c-5-9 1-18 8-18 2-7 12-9 17-4 8-2 15 4 13 11 5 2 5 8 2 11-3-4-5-7-6-10-10 2-22 1-28-1-3 3-5 7-6 11z",
)


def avatar_parts(seed: str) -> tuple[str, str, str]:
    """The tint, the hair and the collar of a seed, both as SVG paths."""
    digest = blake2b(seed.encode("utf-8", "replace"), digest_size=4).digest()
    collar = ("M40 73l10 12 10-12", "M38 74c6 8 18 8 24 0")[digest[2] % 2]
    return _HUES[digest[0] % len(_HUES)], _HAIR[digest[1] % len(_HAIR)], collar


def avatar(seed: str) -> Markup:
    """An SVG of 100 × 100 units; the same seed gives the same picture. It is decoration, hidden from screen readers."""
    hue, hair, collar = avatar_parts(seed)
    return Markup(  # noqa: S704 - our own shapes and colours; the seed only picks among them
        f'<svg class="avatar" viewBox="0 0 100 100" aria-hidden="true" focusable="false">'
        f'<circle cx="50" cy="50" r="50" fill="{hue}" fill-opacity=".16"/>'
        f'<path d="M12 96c3-19 17-25 38-25s35 6 38 25a50 50 0 0 1-76 0z" fill="{hue}"/>'
        f'<path d="M42 58h16v13c0 6-16 6-16 0z" fill="{hue}" fill-opacity=".55"/>'
        f'<path d="{collar}" fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="2.5" stroke-linecap="round"'
        f' stroke-linejoin="round"/>'
        f'<ellipse cx="50" cy="45" rx="16.5" ry="19" fill="#fff"/>'
        f'<ellipse cx="50" cy="45" rx="16.5" ry="19" fill="{hue}" fill-opacity=".3"/>'
        f'<path d="{hair}" fill="{hue}"/></svg>'
    )
