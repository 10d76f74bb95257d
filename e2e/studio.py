"""The studio as somebody sees and uses it: what they click and type, not how it is made."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tropa.formats.json import write_json
from tropa.model.map import Map

AXE = Path(__file__).parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_EXPECTED = (
    "status of 401",
    "status of 403",
    "status of 404",
    "status of 409",
    "status of 422",
    "ERR_INTERNET_DISCONNECTED",
)


class Studio:
    """One person's browser."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, said.text))

    @classmethod
    def begin(cls, browser: Browser, base: str, cookies: Any, *, language: str = "en", **wishes: Any) -> "Studio":
        """A fresh profile with these cookies, this language, and other wishes of the browser's context (viewport…)."""
        wishes.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(locale=language, reduced_motion="reduce", **wishes)
        context.add_cookies([*cookies, {"name": "language", "value": language, "url": base}])
        return cls(context, base)

    def _hear(self, kind: str, words: str) -> None:
        if kind == "error" and not any(one in words for one in _EXPECTED):
            self.faults.append(words)

    def close(self) -> None:
        """Close the browser profile."""
        self.context.close()

    def go(self, path: str) -> "Studio":
        """Open a page and wait until its heading is there."""
        self.page.goto(self.base + path)
        expect(self.page.locator("h1").first).to_be_attached()
        return self

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """A request of the same person to the server, as JSON."""
        answer = self.context.request.fetch(
            self.base + path,
            method=method,
            headers={"Origin": self.base, "Content-Type": "application/json"},
            data=None if body is None else json.dumps(body),
        )
        return {"status": answer.status} if not answer.ok else answer.json() if answer.body() else {}

    def keep(self, document: Map) -> str:
        """Put a map into the studio; its id there."""
        file: FilePayload = {"name": "a.map.json", "mimeType": "application/json", "buffer": write_json(document)}
        answer = self.context.request.post(
            f"{self.base}/api/maps/import", headers={"Origin": self.base}, multipart={"file": file}
        )
        assert answer.ok, answer.text()
        told = answer.json()
        return str(told["map"]["id"])

    def open(self, map_id: str) -> "OpenMap":
        """Open a map and wait until it can be worked on."""
        self.page.goto(f"{self.base}/maps/{map_id}")
        self.page.get_by_role("grid").wait_for()
        return OpenMap(self)

    def axe(self) -> list[str]:
        """What axe finds wrong on the page as it is now."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


class OpenMap:
    """A map on the screen; what is done to it can be chained."""

    def __init__(self, studio: Studio) -> None:
        self.studio, self.page = studio, studio.page

    def cell(self, stage: str, lane: str) -> Locator:
        """The cell of a stage and a lane, by their ids."""
        return self.page.locator(f'[data-cell="{stage}/{lane}"]')

    def select(self, stage: str, lane: str) -> "OpenMap":
        """Put the focus on a cell."""
        self.cell(stage, lane).focus()
        return self

    def press(self, *keys: str) -> "OpenMap":
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "OpenMap":
        """Type words into what has the focus and leave it, keeping them."""
        self.page.keyboard.press("Enter")
        editor = self.page.locator("[contenteditable=true]")
        editor.wait_for()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Escape")
        editor.wait_for(state="detached")
        return self

    def undo(self) -> "OpenMap":
        """Take back one's own last step."""
        return self.press("Control+z")

    def paste(self, text: str, html: str = "") -> "OpenMap":
        """Paste what a spreadsheet puts on the clipboard."""
        self.page.evaluate(
            """([text, html]) => {
                const data = new DataTransfer()
                data.setData('text/plain', text)
                if (html) data.setData('text/html', html)
                const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
                document.activeElement.dispatchEvent(event)
            }""",
            [text, html],
        )
        return self

    def shows(self, stage: str, lane: str, words: str) -> "OpenMap":
        """The cell comes to show these words."""
        expect(self.cell(stage, lane)).to_contain_text(words)
        return self

    def lacks(self, stage: str, lane: str, words: str) -> "OpenMap":
        """The cell comes not to show these words."""
        expect(self.cell(stage, lane)).not_to_contain_text(words)
        return self
