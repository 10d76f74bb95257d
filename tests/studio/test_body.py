"""The words of a card: text with light markup, blocks, and the tree of a shared document (`spec/body`)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from tropa.studio.body import Block, Run, blocks_of, from_json, text_of, tidy, to_json
from tropa.studio.body_tree import read_tree, write_tree

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "spec/body/cases.json").read_text("utf-8"))
SIGNS = st.text(st.sampled_from("*_-[]()@\\ .12a\n\u00a0😀"), max_size=25)
RUNS = st.one_of(
    st.builds(Run, SIGNS, bold=st.booleans(), italic=st.booleans(), underline=st.booleans(),
              link=st.sampled_from(["", "https://a.example/x"])),
    st.builds(Run, SIGNS.filter(bool), mention=st.sampled_from(["p_1", "a b"])),
)  # fmt: skip
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(["paragraph", "bullet", "ordered"]), st.lists(RUNS, max_size=4).map(tuple),
              st.integers(0, 3)),
    max_size=4,
)  # fmt: skip


def tree() -> XmlFragment:
    """An empty body in a document."""
    return Doc[Any]().get("body", type=XmlFragment)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_a_case_is_read_and_written_as_it_says(case: dict[str, Any]) -> None:
    assert to_json(blocks_of(case["text"])) == case["blocks"]
    assert text_of(from_json(case.get("untidy", case["blocks"]))) == case["text"]
    body = tree()
    write_tree(body, case["text"])
    assert read_tree(body) == case["text"]


@given(SIGNS)
def test_every_text_is_itself_to_the_letter(text: str) -> None:
    assert text_of(blocks_of(text)) == text


@given(BLOCKS)
def test_tidy_blocks_come_back(blocks: list[Block]) -> None:
    tidied = tidy(blocks)
    assert blocks_of(text_of(blocks)) == (() if tidied == (Block(),) else tidied)


@given(SIGNS, SIGNS)
def test_a_tree_says_what_was_last_written(before: str, after: str) -> None:
    body = tree()
    write_tree(body, before)
    write_tree(body, after)
    assert read_tree(body) == after


def test_what_somebody_types_beside_a_written_change_stays() -> None:
    ours, theirs = Doc[Any](), Doc[Any]()
    write_tree(ours.get("body", type=XmlFragment), "one\ntwo\nthree")
    theirs.apply_update(ours.get_update())
    for place in (0, 2):
        theirs.get("body", type=XmlFragment).children[place].children[0].insert(0, "not ")
    write_tree(ours.get("body", type=XmlFragment), "one\n**2**\nthree")
    ours.apply_update(theirs.get_update())
    assert read_tree(ours.get("body", type=XmlFragment)) == "not one\n**2**\nnot three"


def test_whatever_stands_in_a_tree_is_read() -> None:
    body = tree()
    strange = body.children.append(XmlElement("blink"))
    strange.children.append(XmlText("a"))
    strange.children.append(XmlElement("hardBreak"))
    strange.children.append(XmlElement("mention"))
    body.children.append(XmlText("b")).format(0, 1, {"bold": "yes", "comment--1": {"x": 1}})
    nested = body.children.append(XmlElement("bulletList")).children.append(XmlElement("listItem"))
    nested.children.append(XmlElement("paragraph")).children.append(XmlText("c"))
    inner = nested.children.append(XmlElement("orderedList")).children.append(XmlElement("listItem"))
    inner.children.append(XmlElement("paragraph")).children.append(XmlText("d"))
    assert read_tree(body) == "a\n\n**b**\n- c\n1. d"


def test_a_tree_too_deep_to_be_anybodys_is_cut() -> None:
    body = tree()
    node: Any = body
    for _ in range(200):
        node = node.children.append(XmlElement("div"))
    node.children.append(XmlText("deep"))
    assert read_tree(body) == ""
