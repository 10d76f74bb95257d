"""Screenshots of the studio's main pages in three languages, for docs/gallery/studio.

    python tools/make_studio_gallery.py FOLDER      # the folder of a workspace with drafted maps, as `tropa demo` makes

Needs Debian's chromium and the built studio.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from e2e.conftest import CHROMIUM, FLAGS, serve
from e2e.studio import Studio

OUT = Path(__file__).parent.parent / "docs" / "gallery" / "studio"
PAGES = {
    "home": "/",
    "map": "/maps/{map}",
    "explore-flow": "/explore/flow",
    "explore-funnel": "/explore/stages",
    "data": "/data",
    "touchpoints": "/data/touchpoints",
    "segments": "/segments",
    "personas": "/personas",
    "templates": "/templates",
    "people": "/people",
    "settings": "/settings",
}


def main() -> None:
    """Take them all."""
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        served = serve(Path(sys.argv[1]))
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            first = Studio.begin(browser, served.base, [])
            first.page.goto(f"{served.base}/open?key={served.key}")
            cookies = [dict(one) for one in first.context.cookies() if one["name"] != "language"]
            map_id = first.ask("GET", "/api/maps")[0]["id"]
            for language in ("en", "ru", "pl"):
                one = Studio.begin(browser, served.base, cookies, language=language)
                for name, path in PAGES.items():
                    one.go(path.format(map=map_id)).page.wait_for_timeout(2500)
                    _save(one.page.screenshot(animations="disabled", caret="hide"), f"{name}.{language}")
                one.close()
            phone = Studio.begin(browser, served.base, cookies, language="ru", viewport={"width": 390, "height": 844})
            phone.go(f"/maps/{map_id}").page.wait_for_timeout(2500)
            _save(phone.page.screenshot(animations="disabled", caret="hide"), "map-phone.ru")
            dark = Studio.begin(browser, served.base, cookies, language="pl", color_scheme="dark")
            dark.go(f"/maps/{map_id}").page.wait_for_timeout(2500)
            _save(dark.page.screenshot(animations="disabled", caret="hide"), "map-dark.pl")
        finally:
            browser.close()
            served.stop()
    _index()


def _save(picture: bytes, name: str) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    image.save(OUT / f"{name}.png", optimize=True)


def _index() -> None:
    lines = [
        "# The studio",
        "",
        "Main pages in three languages, on the sample company. Made by `tools/make_studio_gallery.py`.",
        "",
    ]
    for path in sorted(OUT.glob("*.png")):
        lines += [f"## {path.stem}", "", f"![{path.stem}]({path.name})", ""]
    (OUT / "README.md").write_text("\n".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
