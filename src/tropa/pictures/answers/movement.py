"""Answers about what follows what: flow as a graph, paths as a Sankey, steps as a heat map, credit as one too."""

from dataclasses import replace

from tropa.analytics.attribution import AttributionAnswer
from tropa.analytics.flow import END, START, FlowAnswer, OtherEdges
from tropa.analytics.path_nodes import OTHER, StepLink, StepNode
from tropa.analytics.paths import PathsAnswer, PathsQuestion
from tropa.analytics.step_matrix import StepMatrixAnswer, StepMatrixQuestion
from tropa.kit.locale import Language, duration_text
from tropa.pictures.answers.headed import count, heading, name_of
from tropa.pictures.graph import Graph, Spot, Way, graph
from tropa.pictures.heat_map import HeatMap, Row, heat_map
from tropa.pictures.sankey import Flow, Pair, Sankey, sankey
from tropa.pictures.wording import joined, median_text, say, share_interval, share_text, value_interval

MOST_EDGES = 26
MOST_NODES = 12
MOST_ROWS = 16


def flow_graph(answer: FlowAnswer, language: Language, most: int = MOST_EDGES) -> Graph:
    """The most frequent transitions as a layered graph; the others are counted below it.

    Every touchpoint that is shown keeps its most frequent way in and out.
    """
    shown = _shown(answer, most)
    names = dict.fromkeys(name for edge in shown.edges for name in (edge.source, edge.target))
    spots = [
        Spot(name, name_of(name, language), _visits(answer, name, language), name in (START, END)) for name in names
    ]
    ways = [
        Way(
            *(edge.source, edge.target, edge.count),
            joined(count(edge.count, language), median_text(edge.time, language)),
            drawn=edge in shown.edges,
        )
        for edge in answer.edges
        if edge.source in names and edge.target in names
    ]
    of = joined(say("count.journeys", language, n=answer.journeys), say("flow.labels", language))
    head = heading(shown, "flow", language, say("flow.colours", language), shown.left_out_in(language), of=of)
    return graph(spots, ways, head, first=START, last=END)


def _visits(answer: FlowAnswer, name: str, language: Language) -> str:
    """How often journeys were there; unknown where the answer had been cut."""
    if answer.other.edges:
        return ""
    ends = [edge.count for edge in answer.edges if (edge.source if name == START else edge.target) == name]
    return count(sum(ends), language)


def _shown(answer: FlowAnswer, most: int) -> FlowAnswer:
    """The most frequent edges, and the strongest edge into and out of each of their nodes among these nodes."""
    names = {name for edge in answer.edges[:most] for name in (edge.source, edge.target)} | {START, END}
    inside = [edge for edge in answer.edges if edge.source in names and edge.target in names]
    turned = [edge for edge in inside if edge.source != edge.target]
    kept = set(answer.edges[:most])
    for name in names:
        kept.update(
            [edge for edge in turned if edge.target == name][:1], [edge for edge in turned if edge.source == name][:1]
        )
    shown = tuple(edge for edge in answer.edges if edge in kept)
    left = sum(edge.count for edge in answer.edges) - sum(edge.count for edge in shown)
    other = OtherEdges(answer.other.edges + len(answer.edges) - len(shown), answer.other.count + left)
    return replace(answer, edges=shown, other=other)


def paths_sankey(answer: PathsAnswer, language: Language, most: int = MOST_NODES) -> Sankey:
    """The paths step by step, with the remainder of each step: all but the `most` most frequent touchpoints there."""
    answer = _folded(answer, most)
    question = answer.question
    assert isinstance(question, PathsQuestion)
    back = question.backward
    steps = sorted({node.step for node in answer.nodes})
    headers = {step: say("paths.step", language, step=f"{step:+d}".replace("-", "−")) for step in steps if step}
    title = (
        ("paths_between" if question.end else "paths_after") if question.start or question.pattern else "paths_begin"
    )
    start, end = question.pattern or " | ".join(question.start), " | ".join(question.end)
    of = joined(
        say("count.paths", language, n=answer.paths),
        say("count.customers", language, n=answer.customers),
        say("paths.without", language, n=answer.without) if answer.without else "",
        say("paths.unreached", language, n=answer.unreached) if answer.unreached else "",
    )
    tails = say("paths.tails_back" if back else "paths.tails", language)
    head = heading(answer, "paths_before" if back else title, language, tails, of=of, start=start, end=end)
    flows = [_node(node, language, back) for node in answer.nodes]
    return sankey(flows, [_pair(link, language) for link in answer.links], head, headers)


def _folded(answer: PathsAnswer, most: int) -> PathsAnswer:
    """The same paths with at most so many touchpoints a step; the others are added to the remainder."""
    kept: dict[int, set[str]] = {}
    rest: dict[int, StepNode] = {}
    nodes: list[StepNode] = []
    for node in answer.nodes:
        names = kept.setdefault(node.step, set())
        if node.touchpoint != OTHER and len(names) < most:
            names.add(node.touchpoint)
            nodes.append(node)
        else:
            rest[node.step] = _together(rest.get(node.step), node, answer.paths)
    links: dict[tuple[int, str, str], StepLink] = {}
    for link in answer.links:
        before = link.step + (1 if link.step < 0 else -1)
        source = link.source if link.source in kept[before] else OTHER
        target = link.target if link.target in kept[link.step] else OTHER
        held = links.get((link.step, source, target))
        mean = link.mean
        if held is not None and held.mean is not None and link.mean is not None:
            mean = (held.mean * held.count + link.mean * link.count) / (held.count + link.count)
        number = link.count + (held.count if held else 0)
        links[link.step, source, target] = StepLink(link.step, source, target, number, mean)
    return replace(answer, nodes=(*nodes, *rest.values()), links=tuple(links.values()))


def _together(one: StepNode | None, other: StepNode, paths: int) -> StepNode:
    """Nodes of a step as its remainder; its share has no interval where it was put together here."""
    if one is None:
        return replace(other, touchpoint=OTHER)
    total = one.count + other.count
    return StepNode(
        *(other.step, OTHER, total, total / max(paths, 1), None),
        one.ended + other.ended,
        one.further + other.further,
        one.touchpoints + other.touchpoints,
    )


def _node(node: StepNode, language: Language, back: bool) -> Flow:
    rest = node.touchpoint == OTHER
    shown = say("name.others", language, n=node.touchpoints) if rest else name_of(node.touchpoint, language)
    share = share_interval(node.interval, language) if node.interval and node.step else share_text(node.share, language)
    ends = (
        say("paths.begin" if back else "paths.end", language, n=node.ended),
        say("paths.further", language, n=node.further),
    )
    detail = joined(count(node.count, language), share)
    return Flow(node.step, node.touchpoint, node.count, node.ended, node.further, shown, detail, ends, rest)


def _pair(link: StepLink, language: Language) -> Pair:
    ways = " → ".join(name_of(name, language) for name in (link.source, link.target))
    told = joined(
        f"{ways}: {count(link.count, language)}", "" if link.mean is None else duration_text(link.mean, language)
    )
    return Pair(link.step, link.source, link.target, link.count, told)


def step_heat_map(answer: StepMatrixAnswer, language: Language, most: int = MOST_ROWS) -> HeatMap:
    """Where journeys are step by step; touchpoints beyond the most frequent are one row with their exact sum."""
    rows = [
        _row(name, shares, language) for name, shares in zip(answer.touchpoints[:most], answer.shares, strict=False)
    ]
    hidden = answer.shares[most:]
    if hidden:
        sums = tuple(sum(column) for column in zip(*hidden, strict=True))
        rows.append(_row(say("name.others", language, n=len(hidden)), sums, language, rest=True))
    if answer.positions and answer.positions[0] < 0:
        rows.append(_row(say("name.not_begun", language), answer.not_begun, language, rest=True))
    rows.append(_row(say("name.ended", language), answer.ended, language, rest=True))
    columns = [f"{position:+d}".replace("-", "−") if position < 0 else str(position) for position in answer.positions]
    marked = answer.positions.index(0) if 0 in answer.positions else None
    question = answer.question
    assert isinstance(question, StepMatrixQuestion)
    unit = "occurrences" if question.occurrence == "all" else "journeys" if question.by == "journey" else "sessions"
    head = heading(answer, "step_matrix", language, of=say(f"count.{unit}", language, n=answer.units))
    shares = [s for row in rows if not row.rest for k, s in enumerate(row.shares) if s is not None and k != marked]
    darkest = max(shares, default=1.0) or 1.0
    return heat_map(rows, columns, head, corner=say("step_matrix.step", language), marked=marked, darkest=darkest)


def _row(name: str, shares: tuple[float, ...], language: Language, *, rest: bool = False) -> Row:
    texts = tuple(share_text(share, language) if share else "" for share in shares)
    return Row(name, "", tuple(shares), texts, rest)


def credit_heat_map(answer: AttributionAnswer, language: Language, most: int = 24) -> HeatMap:
    """The credit of every channel by every model side by side, in shares of all conversions; names by their mean."""
    models = list(dict.fromkeys(credit.model for credit in answer.credits))
    shares = {(credit.name, credit.model): credit.share for credit in answer.credits}
    names = dict.fromkeys(credit.name for credit in answer.credits)
    mean = {name: sum(shares.get((name, model), 0.0) for model in models) for name in names}
    measured = {effect.name: effect.measured.conversions for effect in answer.effects}
    rows = [
        Row(
            name,
            say("attribution.effect", language, value=value_interval(measured[name], language))
            if name in measured
            else "",
            tuple(shares.get((name, model), 0.0) for model in models),
            tuple(share_text(shares.get((name, model), 0.0), language) for model in models),
        )
        for name in sorted(names, key=lambda name: (-mean[name], name))[:most]
    ]
    columns = [say(f"model.{model}", language) for model in models]
    hidden = say("forest.rest", language, n=len(names) - most) if len(names) > most else ""
    of = joined(say("count.journeys", language, n=answer.journeys), say("attribution.cells", language))
    return heat_map(
        rows, columns, heading(answer, "attribution", language, answer.left_out_in(language), hidden, of=of)
    )
