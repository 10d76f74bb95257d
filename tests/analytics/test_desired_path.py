"""The notation of a desired path: what is written is read back, and a mistake names its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.conformance_oracle import desired_paths
from tropa.analytics.desired_path import AnyOrder, DesiredPath, PathStep, parse_desired_path
from tropa.errors import QuestionError
from tropa.kit.time import DAY, HOUR

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda name: name.strip()
)


@given(desired_paths)
def test_what_is_written_is_read_back(path: DesiredPath) -> None:
    assert parse_desired_path(str(path)) == path


@given(st.lists(names, min_size=3, max_size=3, unique=True), st.integers(1, 10**13))
def test_any_name_can_be_written(some: list[str], limit: int) -> None:
    path = DesiredPath((PathStep((some[0],)), PathStep((some[1],), within=limit)), never=(some[2],), within=limit)
    assert parse_desired_path(str(path)) == path


def test_every_part_of_the_notation_is_read() -> None:
    read = parse_desired_path(
        'ad -> [web site|app]? -> {compare+, reviews*} -{<=1h}-> cart -{<7d}-> "pay -> done"; never refund, call;'
        " ignore mail; ignore others; within 30d"
    )
    assert read == DesiredPath(
        (
            PathStep(("ad",)),
            PathStep(("web site", "app"), optional=True),
            AnyOrder((PathStep(("compare",), repeatable=True), PathStep(("reviews",), True, True))),
            PathStep(("cart",), within=HOUR),
            PathStep(("pay -> done",), within=7 * DAY - 1),
        ),
        never=("refund", "call"),
        ignore=("mail",),
        ignore_others=True,
        within=30 * DAY,
    )
    assert read.shortest == 4


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", "▸"),
        ("a ->", "a ->▸"),
        ("a -> {b, c", "a -> {b, c▸"),
        ("a -> [b|]", "a -> [b|▸]"),
        ("a; sometimes b", "a; ▸sometimes b"),
        ("a -{<=soon}-> b", "▸b"),
        ("a?? -> b", "a?▸? -> b"),
        ("a; within", "a; within▸"),
    ],
)
def test_a_mistake_names_its_place(written: str, shown: str) -> None:
    with pytest.raises(QuestionError) as caught:
        parse_desired_path(written)
    assert shown in str(caught.value)


@pytest.mark.parametrize(
    "written",
    [
        " -> ".join("abcdefghijklmnopqrstuvwxyz") + " -> " + " -> ".join("ABCDEFG"),
        "{" + ", ".join("abcdefghi") + "}",
        "a -> b; never b",
        "a -> b; ignore a",
        "a -> b; never c; ignore c",
        "a -> b; within 0d",
    ],
)
def test_a_path_that_makes_no_sense_is_refused(written: str) -> None:
    with pytest.raises(QuestionError):
        parse_desired_path(written)
