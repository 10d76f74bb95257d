"""The transition graph: nothing over anything, widths by count, every edge from its source to its target."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures.boxes import Box, box, off_the_page, overlap, words_over_words
from tests.pictures.shop import answers
from tropa.analytics.flow import END, START, FlowAnswer
from tropa.drawing.text import width
from tropa.pictures.answers.movement import flow_graph
from tropa.pictures.graph import THINNEST, WIDEST, Graph, Spot, Way, graph
from tropa.pictures.page import Heading, draw

HEADING = Heading("t", "n = 1", (), "d", "en")
names = st.sampled_from(["S", "a", "b", "c", "d", "e", "f", "E"])
edges = st.dictionaries(st.tuples(names, names), st.integers(1, 500), min_size=1, max_size=18)


def graph_of(counts: dict[tuple[str, str], int]) -> Graph:
    ways = [Way(a, b, n, f"{n} · 5 min") for (a, b), n in counts.items() if a != "E" and b != "S"]
    spots = [
        Spot(name, f"Node {name}", "9", name in "SE")
        for name in sorted({n for w in ways for n in (w.source, w.target)})
    ]
    return graph(spots, ways, HEADING, first="S", last="E")


def boxes(picture: Graph) -> list[Box]:
    return [(n.x, n.y, n.x + n.width, n.y + n.height) for n in picture.nodes]


@settings(max_examples=20, deadline=None)
@given(edges)
def test_no_node_and_no_label_lies_on_another(counts: dict[tuple[str, str], int]) -> None:
    picture = graph_of(counts)
    scene = draw(picture)
    nodes = boxes(picture)
    labels = [(e.text_x, e.text_y - 7, e.text_x + width(e.text, 12), e.text_y + 7) for e in picture.edges]
    assert not any(overlap(a, b) for k, a in enumerate(nodes) for b in nodes[:k])
    assert not any(overlap(label, node) for label in labels for node in nodes)
    assert off_the_page(scene) == []
    assert list(words_over_words(scene)) == []


@settings(max_examples=20, deadline=None)
@given(edges)
def test_no_edge_runs_through_a_node_or_through_the_label_of_another(counts: dict[tuple[str, str], int]) -> None:
    picture = graph_of(counts)
    for edge in picture.edges:
        if edge.loop:
            continue
        upright = [(a, b) for a, b in zip(edge.points, edge.points[1:], strict=False) if a[0] == b[0]]
        strips = [(a[0] - 0.1, min(a[1], b[1]), a[0] + 0.1, max(a[1], b[1])) for a, b in upright]
        for other in picture.edges:
            label = (other.text_x, other.text_y - 6, other.text_x + width(other.text, 12), other.text_y + 6)
            assert not any(overlap(strip, label, 0.0) for strip in strips)
        assert not any(overlap(strip, node, 0.05) for strip in strips for node in boxes(picture))


@settings(max_examples=20, deadline=None)
@given(edges)
def test_widths_are_proportional_and_edges_touch_their_nodes(counts: dict[tuple[str, str], int]) -> None:
    picture = graph_of(counts)
    most = max((edge.count for edge in picture.edges), default=1)
    nodes = {node.id: node for node in picture.nodes}
    for edge in picture.edges:
        assert edge.width == max(WIDEST * edge.count / most, THINNEST)
        (x1, y1), (x2, y2) = edge.points[0], edge.points[-1]
        source, target = nodes[edge.source], nodes[edge.target]
        assert source.x <= x1 <= source.x + source.width
        if not edge.loop:
            assert y1 == (source.y if edge.back else source.y + source.height)
            assert y2 == (target.y + target.height if edge.back else target.y)
            assert target.x <= x2 <= target.x + target.width
            assert (source.y > target.y) == edge.back


def test_the_beginning_is_on_top_and_the_end_at_the_bottom() -> None:
    picture = graph_of({("S", "b"): 9, ("b", "a"): 5, ("a", "b"): 2, ("a", "E"): 4, ("c", "c"): 3})
    heights = {node.id: node.y for node in picture.nodes}
    assert heights["S"] == min(heights.values())
    assert heights["E"] == max(heights.values())
    assert [edge.back for edge in picture.edges if (edge.source, edge.target) == ("a", "b")] == [True]


def test_shown_and_other_edges_are_all_transitions() -> None:
    answer = answers()["flow"]
    assert isinstance(answer, FlowAnswer)
    picture = flow_graph(answer, "en", most=3)
    shown = sum(edge.count for edge in picture.edges)
    rest = sum(edge.count for edge in answer.edges) - shown
    assert any(f"{rest}" in note for note in picture.page.heading.notes)


def test_every_node_that_is_shown_keeps_a_way_in_and_out() -> None:
    answer = answers()["flow"]
    assert isinstance(answer, FlowAnswer)
    picture = flow_graph(answer, "en", most=6)
    for node in picture.nodes:
        others = [edge for edge in picture.edges if not edge.loop]
        assert node.id == START or any(edge.target == node.id for edge in others)
        assert node.id == END or any(edge.source == node.id for edge in others)


def test_a_name_of_any_length_stays_in_its_box() -> None:
    spots = [Spot("a", "word " * 30, "1"), Spot("b", "w" * 90, "2")]
    scene = draw(graph(spots, [Way("a", "b", 3, "3")], HEADING, first="", last=""))
    names = [box(line) for line in scene.lines() if line.anchor == "middle"]
    assert len(names) >= 4
    assert all(name[2] - name[0] <= 142 for name in names)
