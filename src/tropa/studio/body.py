"""The words of a card as text with light markup and as blocks of runs (rules: `spec/body/SPEC.md`)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, Literal

BlockKind = Literal["paragraph", "bullet", "ordered"]
MARKS = ("bold", "italic", "underline")
_TOKENS = (("**", "bold"), ("__", "underline"), ("*", "italic"))
_SIGN = {"bold": "**", "italic": "*", "underline": "__"}
_SPACES = "\t \u00a0"
_ADDRESS = r"(?:https?://|mailto:)[^\s()<>\"]+"
_PERSON = r"[A-Za-z0-9_.:\-]+"
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\((" + _ADDRESS + r")\)")
_MENTION = re.compile(r"@\[((?:\\[\[\]\\]|[^\[\]\\])+)\]\(person:(" + _PERSON + r")\)")
_ESCAPED = re.compile(r"\\[\\*_\[\]@\-0-9]")
_SPECIAL = re.compile(r"[\\*_\[\]@]")
_NUMBER = re.compile(r"([1-9][0-9]{0,8})\. ")


@dataclass(frozen=True)
class Run:
    """A stretch of words that look alike, or a mention (`mention` is whom, `text` their name)."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    mention: str = ""


@dataclass(frozen=True)
class Block:
    """One line: a paragraph, a bullet or an ordered item with its number."""

    kind: BlockKind = "paragraph"
    runs: tuple[Run, ...] = ()
    number: int = 0


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text.

    >>> blocks_of("- *very* long")[0].runs[0]
    Run(text='very', bold=False, italic=True, underline=False, link='', mention='')
    """
    blocks: list[Block] = []
    for line in text.split("\n") if text else ():
        blocks.append(_read(line, _expected(blocks)))
    return tuple(blocks)


def text_of(blocks: Iterable[Block]) -> str:
    """The text of blocks; `text_of(blocks_of(text))` is the text, whatever it is.

    >>> text_of([Block("paragraph", (Run("5 * 3"),)), Block("bullet", (Run("a", bold=True),))])
    '5 * 3\\n- **a**'
    """
    lines: list[str] = []
    before: list[Block] = []
    for block in tidy(blocks):
        lines.append(_write(block, _expected(before)))
        before.append(block)
    return "\n".join(lines)


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks as B9 leaves them."""
    tidied: list[Block] = []
    for block in blocks:
        for runs in _lines(block.runs):
            expected = _expected(tidied)
            number = (block.number if block.number == expected else 1) if block.kind == "ordered" else 0
            tidied.append(Block(block.kind, _joined(_trimmed(runs)), number))
    return tuple(tidied)


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as JSON values, as the specification says them."""
    return [
        {
            "kind": block.kind,
            **({"number": block.number} if block.number else {}),
            "runs": [_run(one) for one in block.runs],
        }
        for block in blocks
    ]


def from_json(blocks: Iterable[dict[str, Any]]) -> tuple[Block, ...]:
    """The blocks in these JSON values."""
    return tuple(
        Block(
            block["kind"],
            tuple(
                Run(run["label"], mention=run["mention"]) if "mention" in run else Run(**run) for run in block["runs"]
            ),
            block.get("number", 0),
        )
        for block in blocks
    )


def _run(run: Run) -> dict[str, Any]:
    if run.mention:
        return {"mention": run.mention, "label": run.text}
    return {name: value for name, value in asdict(run).items() if value}


def _expected(before: Sequence[Block]) -> int:
    """The number that goes on with the list before; 1 where there is none."""
    return before[-1].number + 1 if before and before[-1].kind == "ordered" else 1


def _read(line: str, expected: int) -> Block:
    parsed = _parse(line, expected)
    return parsed if _holds(parsed, line, expected) else _plain(line)


def _holds(parsed: Block, line: str, expected: int) -> bool:
    """Whether the line is written as what it was parsed to would be."""
    return _joined(_trimmed(next(_lines(parsed.runs)))) == parsed.runs and _write(parsed, expected) == line


def _plain(line: str) -> Block:
    return Block(runs=(Run(line),) if line else ())


def _write(block: Block, expected: int) -> str:
    bare = _emit(block, escape=False)
    parsed = _parse(bare, expected)
    if parsed == block:
        return bare
    if block == _plain(bare) and not _holds(parsed, bare, expected):
        return bare
    return _emit(block, escape=True)


def _emit(block: Block, *, escape: bool) -> str:
    prefix = {"bullet": "- ", "ordered": f"{block.number}. ", "paragraph": ""}[block.kind]
    words, on = "", dict.fromkeys(MARKS, False)
    for address, group in groupby(block.runs, key=lambda run: run.link):
        runs = list(group)
        words += _changes(on, runs[0]) + ("[" if address else "")
        for run in runs:
            words += _changes(on, run) + _said(run, escape=escape)
        words += f"]({address})" if address else ""
    words += _changes(on, Run(""))
    if escape and block.kind == "paragraph" and re.match(r"[-0-9]", words):
        words = "\\" + words
    return prefix + words


def _changes(on: dict[str, bool], run: Run) -> str:
    """The tokens between what is on and the run, which is on from now."""
    changed = [mark for mark in MARKS if on[mark] != getattr(run, mark)]
    on.update({mark: getattr(run, mark) for mark in changed})
    return "".join(_SIGN[mark] for mark in changed)


def _said(run: Run, *, escape: bool) -> str:
    if run.mention:
        name = re.sub(r"[\[\]\\]", r"\\\g<0>", run.text)
        return f"@[{name}](person:{run.mention})"
    return _SPECIAL.sub(r"\\\g<0>", run.text) if escape else run.text


def _parse(line: str, expected: int) -> Block:
    number = _NUMBER.match(line)
    if line.startswith("- "):
        return Block("bullet", _joined(_inline(line[2:])))
    if number and int(number[1]) in (1, expected):
        return Block("ordered", _joined(_inline(line[number.end() :])), int(number[1]))
    return Block("paragraph", _joined(_inline(line)))


def _inline(line: str) -> Iterator[Run]:
    """The runs of a line, one a character, as B4–B7 read them."""
    on, at, link_end, after_link, address = dict.fromkeys(MARKS, False), 0, -1, 0, ""
    while at < len(line):
        if at == link_end:
            at, link_end, address = after_link, -1, ""
            continue
        if (mention := _MENTION.match(line, at)) and not address:
            yield Run(re.sub(r"\\(.)", r"\1", mention[1]), mention=mention[2])
            at = mention.end()
        elif not address and (link := _LINK.match(line, at)):
            at, link_end, after_link, address = at + 1, link.end(1), link.end(), link[2]
        elif _ESCAPED.match(line, at):
            yield _marked(Run(line[at + 1], link=address), on)
            at += 2
        elif turned := _turned(line, at, on):
            on[turned] = not on[turned]
            at += len(_SIGN[turned])
        else:
            yield _marked(Run(line[at], link=address), on)
            at += 1


def _marked(run: Run, on: Mapping[str, bool]) -> Run:
    return replace(run, bold=on["bold"], italic=on["italic"], underline=on["underline"])


def _turned(line: str, at: int, on: dict[str, bool]) -> str:
    """The mark that a token here turns on or off; "" where there is none that may."""
    for sign, mark in _TOKENS:
        if line.startswith(sign, at):
            beside = line[at - 1 : at] if on[mark] else line[at + len(sign) : at + len(sign) + 1]
            return mark if beside and beside not in _SPACES else ""
    return ""


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs one a character, in as many lines as they have; what is no link or mention is words."""
    line: list[Run] = []
    for run in runs:
        address = run.link if re.fullmatch(_ADDRESS, run.link) else ""
        if run.mention and run.text and re.fullmatch(_PERSON, run.mention):
            line.append(Run(run.text.replace("\n", " "), mention=run.mention))
            continue
        for letter in run.text:
            if letter == "\n":
                yield line
                line = []
            else:
                line.append(replace(run, text=letter, link=address, mention=""))
    yield line


def _trimmed(line: list[Run]) -> list[Run]:
    """Runs of one character, without marks on the spaces at the ends of what is marked."""
    for mark in MARKS:
        for step in (1, -1):
            inside = False
            for at in range(len(line))[::step]:
                if getattr(line[at], mark) and not inside and line[at].text in _SPACES and not line[at].mention:
                    line[at] = _marked(line[at], {one: getattr(line[at], one) and one != mark for one in MARKS})
                else:
                    inside = getattr(line[at], mark)
    return line


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for looks, group in groupby(runs, key=lambda run: replace(run, text="") if not run.mention else run):
        alike = list(group)
        joined += alike if looks.mention else [replace(looks, text="".join(run.text for run in alike))]
    return tuple(joined)
