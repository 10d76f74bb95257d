"""Every page: nothing that axe finds wrong, in three languages and both themes; no text left untranslated."""

from collections.abc import Callable

import pytest

from e2e.maps import shop
from e2e.studio import Studio

Open = Callable[..., Studio]
PAGES = (
    "/",
    "/templates",
    "/search?q=gift",
    "/data",
    "/explore/flow",
    "/segments",
    "/personas",
    "/settings",
    "/people",
    "/tour",
)


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(studio: Open, language: str, theme: str) -> None:
    mine = studio(language=language, color_scheme=theme)
    found = {}
    for path in PAGES:
        mine.go(path).page.wait_for_timeout(400)
        found[path] = mine.axe()
    opened = mine.open(mine.keep(shop()))
    opened.page.wait_for_timeout(400)
    found["map"] = mine.axe()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_nobody_sees_anything_before_signing_in(studio: Open) -> None:
    stranger = studio(cookies=[])
    stranger.go("/").page.wait_for_url("**/sign-in*")
    assert stranger.ask("GET", "/api/maps") == {"status": 401}
