"""Blocks of a card's words as a tree of the shared document (B11–B13 of `spec/body/SPEC.md`).

pycrdt counts positions inside a text in bytes; here runs are only ever put at the end, which `len` of it says rightly.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from tropa.studio.body import Block, BlockKind, Run, blocks_of, text_of, tidy

_LISTS: dict[str, BlockKind] = {"bulletList": "bullet", "orderedList": "ordered"}
_DEEPEST = 20  # a tree deeper than that is nobody's writing


def read_tree(tree: XmlFragment) -> str:
    """The text of a body, whatever somebody may have put into it."""
    return text_of(_blocks(_found(tree)))


def write_tree(tree: XmlFragment, text: str) -> None:
    """Make the tree say the text; parts that say what they shall stay untouched. Inside a transaction."""
    wanted = _parts(tidy(blocks_of(text)))
    there = [text_of(_blocks(list(_walk(child, "paragraph", 0)))) for child in tree.children]
    said = [text_of(part) for part in wanted]
    same = 0
    while same < min(len(there), len(said)) and there[same] == said[same]:
        same += 1
    tail = 0
    while tail < min(len(there), len(said)) - same and there[-1 - tail] == said[-1 - tail]:
        tail += 1
    for _ in range(len(there) - same - tail):
        del tree.children[same]
    for place, part in enumerate(wanted[same : len(wanted) - tail], same):
        _put(tree, place, part)


def _parts(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The blocks by top element: each paragraph alone, a list together."""
    parts: list[list[Block]] = []
    for block in blocks:
        goes_on = parts and parts[-1][0].kind == block.kind != "paragraph" and block.number != 1
        if goes_on:
            parts[-1].append(block)
        else:
            parts.append([block])
    return parts


def _put(tree: XmlFragment, place: int, part: list[Block]) -> None:
    kind = part[0].kind
    tag = {"paragraph": "paragraph", "bullet": "bulletList", "ordered": "orderedList"}[kind]
    tree.children.insert(place, XmlElement(tag))
    element: Any = tree.children[place]
    if kind == "paragraph":
        _fill(element, part[0].runs)
        return
    for block in part:
        item = element.children.append(XmlElement("listItem"))
        _fill(item.children.append(XmlElement("paragraph")), block.runs)


def _fill(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for mention, group in groupby(runs, key=lambda run: bool(run.mention)):
        if mention:
            for run in group:
                paragraph.children.append(XmlElement("mention", {"id": run.mention, "label": run.text}))
            continue
        words = paragraph.children.append(XmlText())
        for run in group:
            looks: dict[str, Any] = {
                name: {} if getattr(run, name) else None for name in ("bold", "italic", "underline")
            }
            looks["link"] = {"href": run.link} if run.link else None
            words.insert(len(words), run.text, looks)


def _found(tree: XmlFragment) -> list[tuple[BlockKind, bool, list[Run]]]:
    return [line for child in tree.children for line in _walk(child, "paragraph", 0)]


def _blocks(lines: list[tuple[BlockKind, bool, list[Run]]]) -> list[Block]:
    """Blocks, ordered ones numbered: from 1 where a list begins."""
    blocks: list[Block] = []
    for kind, first, runs in lines:
        goes_on = not first and blocks and blocks[-1].kind == "ordered"
        number = (blocks[-1].number + 1 if goes_on else 1) if kind == "ordered" else 0
        blocks.append(Block(kind, tuple(runs), number))
    return blocks


def _walk(node: Any, kind: BlockKind, depth: int) -> Iterator[tuple[BlockKind, bool, list[Run]]]:
    """The lines in a node: kind, whether it is the first of a list, runs."""
    if isinstance(node, XmlText):
        yield kind, False, list(_runs(node))
        return
    if not isinstance(node, XmlElement) or depth > _DEEPEST:
        return
    tag = node.tag or ""
    if tag in _LISTS:
        inner = [line for child in node.children for line in _walk(child, _LISTS[tag], depth + 1)]
        yield from ((one, place == 0 and one == _LISTS[tag], runs) for place, (one, _, runs) in enumerate(inner))
        return
    children: list[Any] = list(node.children)
    if tag == "paragraph" or any(isinstance(child, XmlText) or child.tag in _INLINE for child in children):
        for runs in _inline(children):
            yield kind, False, runs
        children = [child for child in children if isinstance(child, XmlElement) and child.tag not in _INLINE]
    for child in children:
        yield from _walk(child, kind, depth + 1)


_INLINE = ("mention", "hardBreak")


def _inline(children: list[Any]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for child in children:
        if isinstance(child, XmlText):
            line += _runs(child)
        elif isinstance(child, XmlElement) and child.tag == "hardBreak":
            yield line
            line = []
        elif isinstance(child, XmlElement) and child.tag == "mention":
            line.append(_mention(child))
    yield line


def _mention(node: XmlElement) -> Run:
    name, who = node.attributes.get("label"), node.attributes.get("id")
    return Run(name if isinstance(name, str) else "", mention=who if isinstance(who, str) else "")


def _runs(words: XmlText) -> Iterator[Run]:
    for said, looks in words.diff():
        if not isinstance(said, str):
            continue
        known = {name.split("--")[0]: value for name, value in (looks or {}).items() if value is not None}
        link = known.get("link")
        address = link.get("href") if isinstance(link, dict) else None
        yield Run(
            said,
            bold="bold" in known,
            italic="italic" in known,
            underline="underline" in known,
            link=address if isinstance(address, str) else "",
        )
