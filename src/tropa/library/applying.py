"""A definition applied to a workspace: sources imported, identities joined, rules matched, and what came of it."""

from dataclasses import dataclass
from typing import Any

from tropa.definition.rules import unmatched
from tropa.journeys.people import customer_names
from tropa.kit.progress import Progress, part, silent
from tropa.library.gathering import gather
from tropa.library.importing import Imported, import_files
from tropa.library.stitch_rates import with_stitch_rates
from tropa.library.workspace import Workspace


@dataclass(frozen=True)
class Applied:
    """What applying a definition did: reports, counts, the identity report, and events no rule matches."""

    imported: list[Imported]
    journeys: int
    events: int
    customers: int
    stitch: dict[str, Any]
    unmatched: list[dict[str, Any]]

    @property
    def refused(self) -> int:
        """Rows and files refused."""
        return sum(one.refused for one in self.imported)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "sources": len({one.report.source for one in self.imported}),
            "journeys": self.journeys,
            "events": self.events,
            "customers": self.customers,
            "stitch": self.stitch,
            "unmatched": self.unmatched,
            "imports": [one.to_dict() for one in self.imported],
        }


def apply_definition(workspace: Workspace, *, progress: Progress = silent) -> Applied:
    """Import the definition's sources and put journeys together; what nothing matches is named."""
    imported = import_files(workspace, progress=part(progress, 0, 0.5))
    imported = with_stitch_rates(imported, workspace.lake, workspace.definition)
    material = gather(workspace, progress=part(progress, 0.6, 0.9))
    left = unmatched(workspace.lake.read("events"), workspace.definition)
    progress(1.0)
    return Applied(
        imported,
        material.journeys.count,
        material.journeys.events,
        len(customer_names(material.journeys)),
        dict(material.stitch),
        left.to_pylist(),
    )
