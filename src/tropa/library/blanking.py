"""A customer's words taken out of the maps of a workspace and of what was written from them."""

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tropa.errors import TropaError
from tropa.formats.html import write_comparison_html, write_html
from tropa.formats.json import read_comparison_json
from tropa.formats.registry import FORMATS
from tropa.kit.locale import LANGUAGES, Language, text
from tropa.library.documents import read_map
from tropa.library.files import OURS
from tropa.lint.check import check
from tropa.model.blanking import Blanking


def blank_documents(folder: Path, verbatims: Collection[str], texts: Sequence[str]) -> list[Path]:
    """Blank the words in every document of the folder; the files written anew.

    Documents are `*.map.json` anywhere and all JSON files of the folder `maps`. A file of the same name beside a
    blanked document (HTML, Markdown, PDF …) is written anew from it; where that cannot be done it is removed.
    """
    written: list[Path] = []
    for path in _documents(folder):
        try:
            document = json.loads(path.read_bytes())
        except ValueError:
            continue
        blanking = Blanking(verbatims, texts, _told(document), datetime.now(UTC).date())
        blank = blanking(document)
        if blanking.places:
            fresh = path.with_name(path.name + ".new")
            fresh.write_text(json.dumps(blank, ensure_ascii=False, indent=2) + "\n", "utf-8")
            written += [path, *_beside(path, fresh)]
            fresh.replace(path)  # last, so that an interrupted blanking begins anew
    return written


def _documents(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*.map.json") if path.relative_to(folder).parts[0] not in OURS]
    return sorted({*found, *(folder / "maps").rglob("*.json")})


def _told(document: object) -> str:
    said = document.get("language") if isinstance(document, dict) else None
    language: Language = next((one for one in LANGUAGES if one == said), "en")
    return text("library", "erase.blanked", language)


def _beside(path: Path, fresh: Path) -> list[Path]:
    """The files written from a document, written anew from its blanked form."""
    name = path.name.removesuffix(".map.json") if path.name.endswith(".map.json") else path.stem
    others = [other for other in sorted(path.parent.glob(f"{name}.*")) if other not in (path, fresh)]
    for other in others:
        try:
            other.write_bytes(_rewritten(fresh, other, is_map=path.name.endswith(".map.json")))
        except (TropaError, StopIteration, ValueError):
            other.unlink()
    return [other for other in others if other.exists()]


def _rewritten(fresh: Path, other: Path, *, is_map: bool) -> bytes:
    if not is_map:
        return write_comparison_html(read_comparison_json(fresh.read_bytes())).encode()
    map_ = read_map(fresh, "json")
    if other.suffix == ".html":
        return write_html(map_, findings=check([map_])).encode()
    known = next(one for one in FORMATS.values() if other.name.endswith(one.suffixes))
    return known.write(map_)
