"""`tropa.draft`: files or journeys to maps."""

from dataclasses import dataclass
from pathlib import Path

from tropa.binding.draft import Draft
from tropa.kit.locale import Language
from tropa.library.drafting import draft_folder, save_draft
from tropa.library.journey_set import JourneySet
from tropa.library.workspace import open_workspace
from tropa.model.comparison import Comparison
from tropa.model.map import Map


@dataclass(frozen=True)
class Maps:
    """Drafted maps, one a segment, and the comparison of the segments."""

    draft: Draft

    @property
    def maps(self) -> tuple[Map, ...]:
        """The maps, in the definition's order of segments."""
        return self.draft.maps

    @property
    def comparison(self) -> Comparison | None:
        """The segments side by side; None for a single map."""
        return self.draft.comparison

    def save(self, folder: str | Path) -> list[Path]:
        """Write the maps as JSON, HTML and Markdown, the comparison and an index; the files written."""
        return save_draft(self.draft, Path(folder))


def draft(
    source: str | Path | JourneySet, *, definition: str | Path | None = None, language: Language | None = None
) -> Maps:
    """Draft one journey map per segment from a folder of files, or from journeys already made.

    A folder's new files are imported into its lake first; its `tropa.yaml` says what they mean, or a definition is
    proposed. Raises TropaError with the place and the way out.

    >>> import tropa
    >>> tropa.draft("cinema").save("maps")  # doctest: +SKIP
    """
    if isinstance(source, JourneySet):
        return Maps(source.draft(language=language))
    home = open_workspace(Path(source), Path(definition) if definition else None)
    return Maps(draft_folder(home, language=language).draft)
