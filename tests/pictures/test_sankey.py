"""The Sankey holds every path once in every column."""

import itertools
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tests.pictures.boxes import box, off_the_page, overlap, words_over_words
from tropa.analytics.paths import PathsQuestion
from tropa.engines.threads import ask
from tropa.pictures.answers.movement import paths_sankey
from tropa.pictures.page import draw
from tropa.pictures.sankey import TALL, Sankey

paths = st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=7), min_size=1, max_size=30)


def sankey_of(written: list[list[str]], *, back: bool, most: int = 12) -> tuple[Sankey, int]:
    made = journeys([[(name, 60 * k) for k, name in enumerate(path)] for path in written])
    first = written[0][0]
    question = PathsQuestion(end=(first,), steps=3, top=2) if back else PathsQuestion(start=(first,), steps=3, top=2)
    answer = ask(question, made)
    return paths_sankey(answer, "en", most), answer.paths


@settings(max_examples=15, deadline=None)
@given(paths, st.booleans(), st.sampled_from([1, 12]))
def test_what_flows_into_a_node_flows_out_of_it_or_ends(written: list[list[str]], back: bool, most: int) -> None:
    picture, count = sankey_of(written, back=back, most=most)
    one = TALL / max(count, 1)
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for band in picture.bands:
        into[band.target] += band.thickness
        out[band.source] += band.thickness
    for tail in picture.tails:
        (into if back else out)[tail.node] += tail.thickness
    for node in picture.nodes:
        assert abs(node.height - node.count * one) < 1e-6
        assert abs((into if back else out)[node.id] - node.height) < 1e-6
        if node.step:
            assert abs((out if back else into)[node.id] - node.height) < 1e-6


@settings(max_examples=15, deadline=None)
@given(paths, st.booleans())
def test_nothing_lies_over_anything_and_all_is_on_the_page(written: list[list[str]], back: bool) -> None:
    picture, _ = sankey_of(written, back=back)
    scene = draw(picture)
    assert off_the_page(scene) == []
    assert list(words_over_words(scene)) == []
    bars = [(n.x, n.y, n.x + n.width, n.y + n.height) for n in picture.nodes]
    assert not any(overlap(a, b) for k, a in enumerate(bars) for b in bars[:k])
    names = [box(line) for line in scene.lines()]
    assert not any(overlap(bar, name) for bar in bars for name in names)


@settings(max_examples=15, deadline=None)
@given(paths)
def test_bands_end_on_the_sides_of_their_nodes_side_by_side(written: list[list[str]]) -> None:
    picture, _ = sankey_of(written, back=False)
    nodes = {node.id: node for node in picture.nodes}
    for node in nodes.values():
        ends = sorted((b.y1 - b.thickness / 2, b.y1 + b.thickness / 2) for b in picture.bands if b.source == node.id)
        assert all(a[1] <= b[0] + 1e-6 for a, b in itertools.pairwise(ends))
        assert all(node.y - 1e-6 <= low and high <= node.y + node.height + 1e-6 for low, high in ends)


def test_the_rest_is_named_with_how_many_touchpoints_it_holds_and_stands_last() -> None:
    picture, _ = sankey_of([["a", name] for name in "bbbccde"], back=False)
    last = [node for node in picture.nodes if node.step == 1][-1]
    assert (last.rest, last.name, last.count) == (True, "other: 2 touchpoints", 2)


def test_an_order_without_crossings_is_found() -> None:
    picture, _ = sankey_of(
        [["a", "b", "d"], ["a", "b", "d"], ["a", "c", "e"], ["a", "c", "e"], ["a", "c", "e"]], back=False
    )
    place = {(node.step, node.name): node.y for node in picture.nodes}
    assert (place[1, "b"] < place[1, "c"]) == (place[2, "d"] < place[2, "e"])


def test_thousands_of_touchpoints_become_a_picture_with_a_remainder() -> None:
    made = journeys([[("start", 0), (f"t{k}", 60), (f"t{k % 900}", 120)] for k in range(2000)])
    answer = ask(PathsQuestion(start=("start",), steps=2, top=None), made)
    picture = paths_sankey(answer, "en")
    assert len(picture.nodes) == 1 + 2 * 13
    assert sum(node.count for node in picture.nodes if node.step == 1) == 2000
