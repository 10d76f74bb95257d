"""Make the font files of `src/tropa/drawing/fonts` from the packages that carry the whole fonts.

    npm pack @expo-google-fonts/inter @expo-google-fonts/noto-color-emoji \\
        @expo-google-fonts/noto-sans-hebrew @expo-google-fonts/noto-sans-arabic
    for one in *.tgz; do mkdir $one.d; tar xzf $one -C $one.d; done
    python tools/make_fonts.py .

Inter, Hebrew and Arabic are copied as they are. Noto Color Emoji loses its SVG table (20 of its 25 MB), which typst
does not read; the mode SRC_IN of its layers, which typst draws as SRC_OVER with a warning, becomes SRC_OVER.
The `.woff2` cuts of Inter that the HTML page uses are older and made by hand.
"""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import CompositeMode, Paint, PaintFormat

FONTS = Path(__file__).parents[1] / "src" / "tropa" / "formats" / "fonts"
COPIED = {
    "Inter_400Regular.ttf": "Inter-Regular.ttf",
    "Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
    "Inter_700Bold.ttf": "Inter-Bold.ttf",
    "Inter_400Regular_Italic.ttf": "Inter-Italic.ttf",
    "NotoSansHebrew_400Regular.ttf": "NotoSansHebrew-Regular.ttf",
    "NotoSansArabic_400Regular.ttf": "NotoSansArabic-Regular.ttf",
}


def main() -> None:
    """Copy and cut from the directory named on the command line."""
    unpacked = Path(sys.argv[1])
    for source, target in COPIED.items():
        shutil.copyfile(_found(unpacked, source), FONTS / target)
    with TTFont(_found(unpacked, "NotoColorEmoji_400Regular.ttf")) as font:
        del font["SVG "]
        colr = font["COLR"].table
        for record in colr.BaseGlyphList.BaseGlyphPaintRecord:
            record.Paint.traverse(colr, _over)
        font.save(FONTS / "NotoColorEmoji.ttf")


def _found(directory: Path, name: str) -> Path:
    return next(directory.rglob(name))


def _over(paint: Paint) -> None:
    if paint.Format == PaintFormat.PaintComposite and paint.CompositeMode == CompositeMode.SRC_IN:
        paint.CompositeMode = CompositeMode.SRC_OVER


if __name__ == "__main__":
    main()
