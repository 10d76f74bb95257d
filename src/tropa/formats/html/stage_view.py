"""The header of the columns: stages in two levels with what is told of them, and the links that leave their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from tropa.formats.html.card_extras import map_address
from tropa.formats.html.mark_view import MarkView
from tropa.formats.html.tints import tint
from tropa.formats.told import link_text, share_text
from tropa.formats.wording import Said
from tropa.model.map import Map
from tropa.model.stage import Link, Stage


@dataclass(frozen=True)
class StageView:
    """A stage as the template needs it; `path` are the stages between it and the group it stands in."""

    title: str
    path: tuple[str, ...]
    description: str
    goal: str
    facts: str
    leads_to: tuple[str, str] | None
    classes: str

    @property
    def told(self) -> bool:
        """Whether anything is told of it besides its title."""
        return bool(self.description or self.goal or self.facts or self.leads_to)


@dataclass(frozen=True)
class GroupView:
    """A stage of the upper level and how many columns it lies over."""

    head: StageView
    width: int


@dataclass(frozen=True)
class LinkView:
    """A link as a bow over the columns `first`…`last`; `words` say all of it, `label` what is written at the
    bow, `cut` is the side on which it goes on beyond these columns."""

    kind: Literal["branch", "loop", "jump"]
    first: int
    last: int
    back: bool
    cut: str
    label: str
    share: str
    words: str
    source: int
    marks: tuple[MarkView, ...]

    @property
    def place(self) -> str:
        """The class that puts the bow over its columns."""
        return f"span-{self.first}-{self.last}"


def stage_view(stage: Stage, said: Said, path: Sequence[str] = ()) -> StageView:
    """The view of a stage."""
    facts = [said("page.duration", words=stage.duration) if stage.duration.strip() else ""]
    facts += [said("drawing.owner", name=stage.owner) if stage.owner.strip() else ""]
    leads = stage.leads_to
    return StageView(
        title=stage.title,
        path=tuple(path),
        description=stage.description,
        goal=said("page.wants", words=stage.goal) if stage.goal.strip() else "",
        facts=" · ".join(fact for fact in facts if fact),
        leads_to=None if leads is None else (said("drawing.leads_to", name=leads), map_address(leads)),
        classes=tint(stage.colour),
    )


def heads(map_: Map, stages: Sequence[Stage], said: Said) -> tuple[StageView, ...]:
    """The views of the columns."""
    titles = {stage.id: stage.title for stage in map_.stages}
    above = _above(map_)
    return tuple(stage_view(stage, said, [titles[one] for one in above[stage.id][1:]]) for stage in stages)


def groups(map_: Map, stages: Sequence[Stage], said: Said) -> tuple[GroupView, ...]:
    """The upper level over these columns; empty where no stage has steps."""
    there, above = {stage.id: stage for stage in map_.stages}, _above(map_)
    if not any(above[stage.id] for stage in stages):
        return ()
    roots = [(above[stage.id] or [stage.id])[0] for stage in stages]
    parents = {name for chain in above.values() for name in chain}
    found = []
    for root, same in groupby(roots):
        view = stage_view(there[root], said)
        bare = root not in parents  # it stands in the lower level with all that is told of it
        if bare:
            view = StageView("", (), "", "", "", None, "")
        found.append(GroupView(view, len(list(same))))
    return tuple(found)


def links(map_: Map, stages: Sequence[Stage], said: Said, marks: Mapping[str, MarkView]) -> tuple[LinkView, ...]:
    """The links with an end in these columns, short ones first; one that goes further ends at the edge."""
    titles = {stage.id: stage.title for stage in map_.stages}
    order = {stage.id: number for number, stage in enumerate(map_.stages)}
    reach = {
        name: [number for number, stage in enumerate(stages) if stage.id in steps]
        for name, steps in _below(map_).items()
    }
    found = []
    for link in map_.links:
        back = order[link.target] <= order[link.source]
        ends = _ends(link, reach, len(stages) - 1, back=back)
        if ends is None:
            continue
        missing = [
            not reach[end] for end in (link.target if back else link.source, link.source if back else link.target)
        ]
        view = LinkView(
            kind=link.kind,
            first=min(ends),
            last=max(ends),
            back=back,
            cut=" cut-first" * missing[0] + " cut-last" * missing[1],
            label=link.label,
            share=share_text(link, said.language),
            words=link_text(link, titles, said.language),
            source=ends[0],
            marks=tuple(marks[name] for name in link.evidence),
        )
        found.append(view)
    return tuple(sorted(found, key=lambda view: (view.last - view.first, view.first)))


def _ends(link: Link, reach: Mapping[str, list[int]], last: int, *, back: bool) -> tuple[int, int] | None:
    """The columns from which and to which a link goes; None where neither end is among them."""
    out, into = reach[link.source], reach[link.target]
    if not out and not into:
        return None
    return out[-1] if out else (last if back else 0), into[0] if into else (0 if back else last)


def _above(map_: Map) -> dict[str, list[str]]:
    """The stages above each stage, the highest first."""
    parent = {stage.id: stage.parent for stage in map_.stages}
    found = {}
    for name in parent:
        chain: list[str] = []
        above = parent[name]
        while above is not None:
            chain.insert(0, above)
            above = parent.get(above)
        found[name] = chain
    return found


def _below(map_: Map) -> dict[str, set[str]]:
    """Each stage with the steps below it."""
    found: dict[str, set[str]] = {stage.id: {stage.id} for stage in map_.stages}
    for name, chain in _above(map_).items():
        for above in chain:
            found[above].add(name)
    return found


def span_rules(views: Iterable[LinkView]) -> str:
    """Rules that put bows over their columns; numbers only."""
    spans = sorted({(view.first, view.last) for view in views})
    return "".join(
        f".span-{first}-{last}{{grid-column:{first + 1}/{last + 2};--k:{last - first + 1}}}" for first, last in spans
    )
