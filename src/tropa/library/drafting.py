"""From a folder to maps, and maps to files."""

from dataclasses import dataclass
from pathlib import Path

from tropa.binding.draft import Draft, draft
from tropa.formats.html import write_comparison_html, write_html, write_index_html
from tropa.formats.json import write_json
from tropa.formats.markdown import write_markdown
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, part, silent
from tropa.library.gathering import gather
from tropa.library.importing import Imported, import_files
from tropa.library.workspace import Workspace
from tropa.lint.check import check
from tropa.model.map import Map


@dataclass(frozen=True)
class Drafted:
    """The draft of a workspace and the reports of what was imported for it."""

    draft: Draft
    imported: list[Imported]


def draft_folder(workspace: Workspace, *, language: Language | None = None, progress: Progress = silent) -> Drafted:
    """Import what is new, put journeys together, and draft a map per segment."""
    imported = import_files(workspace, again=False, progress=part(progress, 0, 0.5))
    material = gather(workspace, progress=part(progress, 0.5, 0.8))
    return Drafted(draft(material, language=language, progress=part(progress, 0.8, 1)), imported)


def save_draft(drafted: Draft, folder: Path) -> list[Path]:
    """Write `<segment>.map.json`, `.html` and `.md` for each map, the comparison, and an index that leads to all."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    def put(name: str, content: str | bytes) -> None:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        written.append(path)

    for one in drafted.maps:
        name = file_name(one)
        put(f"{name}.map.json", write_json(one))
        put(f"{name}.html", write_html(one, findings=check([one])))
        put(f"{name}.md", write_markdown(one))
    if drafted.comparison is not None:
        put("comparison.json", write_json(drafted.comparison))
        put("comparison.html", write_comparison_html(drafted.comparison))
    beside = ("comparison.html", drafted.comparison) if drafted.comparison else None
    if drafted.maps:
        put("index.html", write_index_html([(f"{file_name(one)}.html", one) for one in drafted.maps], beside))
    return written


def file_name(map_: Map) -> str:
    """What a drafted map's files are called: its segment."""
    return map_.segments[0] if map_.segments else "all"
