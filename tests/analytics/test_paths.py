"""Paths: every node, link and remainder against lists of paths, and the same counts as flow and variants."""

import json
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, stored, written_journeys
from tests.analytics.path_oracle import Path, paths
from tropa.analytics.flow import END, START, FlowQuestion
from tropa.analytics.path_nodes import OTHER, PathNode
from tropa.analytics.paths import PathsAnswer, PathsQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.errors import QuestionError
from tropa.journeys.select import matching, select
from tropa.kit.time import SECOND
from tropa.statistics.proportion import wilson

SOME = st.sampled_from([(), ("a",), ("b",), ("a", "c")])
STARTS = SOME.map(lambda some: {"start": some}) | st.sampled_from(
    [{"pattern": written} for written in ("a->.*->b", "(start)->[^c]+->d", "a-{<=2}->[b|c]", "b->(end)")]
)
OTHERS = st.fixed_dictionaries(
    {
        "end": SOME,
        "steps": st.integers(1, 4),
        "top": st.none() | st.integers(1, 2),
        "by": st.sampled_from(["customer", "journey", "session", "occurrence"]),
        "which": st.sampled_from(["first", "last"]),
        "collapse_loops": st.booleans(),
        "session_gap": st.integers(1, 6).map(lambda gap: gap * SECOND),
        "within": st.none() | st.integers(0, 6).map(lambda length: length * SECOND),
    }
)
QUESTIONS = st.builds(lambda start, others: PathsQuestion(**start, **others), STARTS, OTHERS)


def nodes(node: PathNode, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], PathNode]]:
    """Every node of a tree with the names that lead to it."""
    yield way, node
    for child in node.children:
        yield from nodes(child, (*way, child.touchpoint))


def answered(
    written: Written, question: PathsQuestion, per_customer: int, blocks: int
) -> tuple[PathsAnswer, list[Path]]:
    per_customer = per_customer if blocks == 1 else 1  # the builder deals journeys to blocks one by one
    answer = asked(question, stored(written, per_customer=per_customer, blocks=blocks))
    expected, without, unreached = paths(written, question, per_customer)
    assert (answer.paths, answer.without, answer.unreached) == (len(expected), without, unreached)
    assert answer.customers == len({path.customer for path in expected})
    return answer, expected


@given(written_journeys, QUESTIONS, st.sampled_from([1, 2]), st.integers(1, 3))
def test_the_tree_equals_a_plain_count(written: Written, question: PathsQuestion, per: int, blocks: int) -> None:
    answer, expected = answered(written, question, per, blocks)
    for way, node in nodes(answer.tree):
        same = [path for path in expected if tuple(name for name, _ in path.events[: len(way)]) == way]
        assert (node.count, node.customers) == (len(same), len({path.customer for path in same}))
        assert node.ended == sum(len(path.events) == len(way) for path in same)
        assert node.further == sum(len(path.events) > question.steps == len(way) for path in same)
        assert node.count == node.ended + node.further + node.other.count + sum(c.count for c in node.children)
        if len(way) < question.steps:
            following = Counter(path.events[len(way)][0] for path in same if len(path.events) > len(way))
            order = sorted(following, key=lambda name: (-following[name], name))
            assert [child.touchpoint for child in node.children] == order[: question.top]
            assert node.other.touchpoints == len(order) - len(node.children)
        if node.mean is not None:
            since = [path.events[len(way) - 2][1] if len(way) > 1 else path.since for path in same]
            gaps = [abs(path.events[len(way) - 1][1] - (at or 0)) for path, at in zip(same, since, strict=True)]
            assert node.mean == pytest.approx(np.mean(gaps))


@given(written_journeys, QUESTIONS, st.integers(1, 3))
def test_the_step_picture_equals_a_plain_count(written: Written, question: PathsQuestion, blocks: int) -> None:
    answer, expected = answered(written, question, 1, blocks)
    sign = -1 if question.backward else 1
    shown: list[set[str]] = []
    for step in range(question.steps):
        met = Counter(path.events[step][0] for path in expected if len(path.events) > step)
        shown.append(set(sorted(met, key=lambda name: (-met[name], name))[: question.top]))
    links: Counter[tuple[int, str, str]] = Counter()
    for path in expected:
        source = answer.tree.touchpoint
        for step, (name, _) in enumerate(path.events[: question.steps]):
            target = name if name in shown[step] else OTHER
            links[sign * (step + 1), source, target] += 1
            source = target
    assert {(link.step, link.source, link.target): link.count for link in answer.links} == dict(links)
    for node in answer.nodes:
        coming = sum(n for (step, _, target), n in links.items() if (step, target) == (node.step, node.touchpoint))
        going = sum(
            n for (step, source, _), n in links.items() if (step - sign, source) == (node.step, node.touchpoint)
        )
        assert node.count == (coming if node.step else answer.paths)
        assert node.count == going + node.ended + node.further


@given(written_journeys, st.integers(1, 3), st.booleans())
def test_links_add_up_to_the_flow_and_ends_to_the_variants(written: Written, blocks: int, collapse: bool) -> None:
    store = stored(written, blocks=blocks)
    answer = asked(PathsQuestion(steps=8, top=None, by="journey", collapse_loops=collapse), store)
    flow = asked(FlowQuestion(collapse), store)
    links: Counter[tuple[str, str]] = Counter()
    for link in answer.links:
        links[link.source, link.target] += link.count
    for node in answer.nodes:
        if node.ended:
            links[node.touchpoint, END] += node.ended
    assert links == {(edge.source, edge.target): edge.count for edge in flow.edges}
    variants = asked(VariantsQuestion(collapse_loops=collapse), store)
    ended = {way: node.ended for way, node in nodes(answer.tree) if node.ended}
    assert ended == {variant.path: variant.count for variant in variants.variants if variant.path}


@given(written_journeys, st.sampled_from("abcd"), st.integers(1, 3))
def test_every_occurrence_s_first_step_is_its_edges_in_the_flow(written: Written, name: str, blocks: int) -> None:
    store = stored(written, blocks=blocks)
    flow = asked(FlowQuestion(), store)
    onward = asked(PathsQuestion(start=(name,), steps=1, top=None, by="occurrence"), store)
    out = {edge.target: (edge.count, edge.customers) for edge in flow.edges if edge.source == name}
    assert {c.touchpoint: (c.count, c.customers) for c in onward.tree.children} == {
        target: counts for target, counts in out.items() if target != END
    }
    assert onward.tree.ended == out.get(END, (0, 0))[0]
    back = asked(PathsQuestion(end=(name,), steps=1, top=None, by="occurrence"), store)
    into = {edge.source: edge.count for edge in flow.edges if edge.target == name}
    assert {c.touchpoint: c.count for c in back.tree.children} == {s: n for s, n in into.items() if s != START}
    assert back.tree.ended == into.get(START, 0)


@given(written_journeys, st.integers(1, 3), st.none() | st.integers(0, 5))
def test_journeys_on_the_way_are_those_the_pattern_finds(written: Written, blocks: int, seconds: int | None) -> None:
    store = stored(written, blocks=blocks)
    within = None if seconds is None else seconds * SECOND
    answer = asked(PathsQuestion(start=("a",), end=("b",), by="journey", within=within), store)
    gap = "->.*->" if seconds is None else f"-{{<={seconds}s}}->"
    assert answer.paths == matching(store, f"a{gap}b").count
    assert answer.paths + answer.unreached == select(store, with_touchpoint="a").count
    assert answer.without == matching(store, "(start)->[^a]+->(end)").count


def test_shares_have_an_interval_where_every_path_is_another_customer_s() -> None:
    store = stored([[("a", 0), ("b", 1)], [("a", 0)], [("a", 0), ("a", 1)]])
    child = asked(PathsQuestion(start=("a",)), store).tree.children[0]
    assert child.interval == wilson(1, 3)
    assert asked(PathsQuestion(start=("a",), by="occurrence"), store).tree.children[0].interval is None


def test_the_rows_hold_every_path_once() -> None:
    written = [[("a", 0), ("b", 10)], [("a", 0), ("b", 30)], [("a", 0), ("c", 5)], [("a", 0)], [("d", 0)]]
    answer = asked(PathsQuestion(start=("a",), steps=2, top=1), stored(written))
    assert [(row["step"], row["path"], row["count"], row["mean"]) for row in answer.rows()] == [
        (0, "a", 4, None),
        (1, "a > b", 2, 20.0),
        (1, "a > (other)", 1, None),
    ]
    assert (answer.paths, answer.without, answer.tree.ended) == (4, 1, 1)


def test_paths_to_a_touchpoint_have_negative_steps_and_turn_into_json() -> None:
    answer = asked(PathsQuestion(end=("b",)), stored([[("c", 0), ("a", 4), ("b", 10)]]))
    plain = json.loads(json.dumps(answer.to_dict()))
    assert plain["tree"]["children"][0]["touchpoint"] == "a"
    assert plain["tree"]["children"][0]["children"][0]["step"] == -2
    assert [(link["step"], link["source"], link["target"]) for link in plain["links"]] == [
        (-1, "b", "a"),
        (-2, "a", "c"),
    ]
    assert plain["question"]["end"] == ["b"]


def test_a_question_says_what_it_counts() -> None:
    texts = {
        language: PathsQuestion(start=("cart",), end=("pay",), by="session").definition_in(language)
        for language in ("en", "ru", "pl")
    }
    assert "after cart, up to and including the next of pay; the first 5 steps" in texts["en"]
    assert "30 мин" in texts["ru"]
    assert "pierwszych 5 kroków" in texts["pl"]
    assert "до 21 шага" in PathsQuestion(start=("a",), steps=21).definition_in("ru")


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(QuestionError, match="within 1…100"):
        PathsQuestion(steps=0)
    with pytest.raises(QuestionError, match="customer, journey, session, occurrence"):
        PathsQuestion(by="visit")  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="must be 1 or more"):
        PathsQuestion(top=0)
    with pytest.raises(QuestionError, match="not both"):
        PathsQuestion(start=("a",), pattern="a->b")
    with pytest.raises(QuestionError, match="position 4"):
        PathsQuestion(pattern="a->")
    with pytest.raises(QuestionError, match="cannot be negative"):
        PathsQuestion(within=-1)
    with pytest.raises(QuestionError, match="no touchpoint z"):
        asked(PathsQuestion(start=("z",)), stored([[("a", 0)]]))
