"""`tropa.yaml` changed by the studio: what did not change keeps its words, comments and order.

A list of the file (sources, touchpoints, stages) is written item by item: an item that says what it said keeps its own
lines, with the comments above it; a changed one keeps the comments above it; a new one is written fresh. Before each
change the file that was is kept in `.history`.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from tropa.definition.load import dump, faults_of, loads
from tropa.definition.model import Condition, Definition, Segment, Source, Stage, Texts, TouchpointRule
from tropa.definition.yaml_text import read_yaml, write_yaml
from tropa.errors import ConflictError, DefinitionError, QuestionError
from tropa.events.lock import exclusive
from tropa.kit.locale import Language
from tropa.library.files import DEFINITION

Part = Literal["sources", "touchpoints", "stages", "segments"]
Item = Source | TouchpointRule | Stage | Segment
HISTORY = ".history"
KEPT = 100  # earlier versions
_MODELS: dict[Part, type[BaseModel]] = {
    "sources": Source,
    "touchpoints": TouchpointRule,
    "stages": Stage,
    "segments": Segment,
}
_OWN: dict[Part, Callable[[dict[str, Any]], str]] = {  # what makes two items the same one
    "sources": lambda item: str(item.get("name")),
    "touchpoints": lambda item: json.dumps(item.get("match"), sort_keys=True, ensure_ascii=False),
    "stages": lambda item: str(item.get("id")),
    "segments": lambda item: str(item.get("id")),
}


@dataclass(frozen=True)
class DefinitionText:
    """The text of a definition and its digest (who changes it says which one they saw); `written` is False for one
    that stands in no file yet."""

    text: str
    written: bool = True

    @property
    def digest(self) -> str:
        """A name of the text as it stands, comments included."""
        return blake2b(self.text.encode(), digest_size=10).hexdigest()

    @property
    def faults(self) -> list[DefinitionError]:
        """All that is wrong with it."""
        return faults_of(self.text, DEFINITION)


def read_definition(folder: Path) -> DefinitionText | None:
    """The text of the folder's definition; None where there is no file."""
    path = folder / DEFINITION
    if not path.is_file():
        return None
    try:
        return DefinitionText(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DefinitionError("definition.not_utf8", path=DEFINITION, value=error.start) from None


def write_definition(folder: Path, text: str, seen: str | None) -> DefinitionText:
    """Put a text in the place of the definition that was `seen` (its digest; None: there was no file).

    DefinitionError for a text that is no definition, ConflictError `data.definition_changed` where the file is not the
    one that was seen. What was there is kept in `.history`.
    """
    loads(text, DEFINITION)
    with exclusive(folder / ".definition.lock"):
        there = read_definition(folder)
        if (there.digest if there else None) != seen:
            raise ConflictError("data.definition_changed", path=DEFINITION)
        if there is not None and there.text == text:
            return there
        if there is not None:
            _keep(folder, there)
        fresh = folder / f".{DEFINITION}.new"
        fresh.write_text(text, "utf-8")
        fresh.replace(folder / DEFINITION)
    return DefinitionText(text)


def with_source(text: str, source: Source) -> str:
    """The text with a source: in the place of the one of the same name, else after the others."""
    there = list(loads(text, DEFINITION).sources)
    places = [number for number, one in enumerate(there) if one.name == source.name]
    if places:
        there[places[0]] = source
    else:
        there.append(source)
    return _with(text, {"sources": there})


def without_source(text: str, name: str) -> str:
    """The text without the source of this name."""
    return _with(text, {"sources": [one for one in loads(text, DEFINITION).sources if one.name != name]})


def with_rules(text: str, rules: Sequence[TouchpointRule]) -> str:
    """The text with these touchpoint rules, in this order."""
    return _with(text, {"touchpoints": rules})


def with_stages(text: str, stages: Sequence[Stage], assigned: dict[str, str | None]) -> str:
    """The text with these stages, in this order, and touchpoints assigned to them (None: to no stage).

    Touchpoints whose stage is gone and that are not assigned anew stand in none.
    """
    definition = loads(text, DEFINITION)
    known = {stage.id for stage in stages}

    def placed(rule: TouchpointRule) -> TouchpointRule:
        stage = assigned.get(rule.touchpoint, rule.stage) if rule.touchpoint is not None else rule.stage
        return rule if stage == rule.stage else rule.model_copy(update={"stage": stage})

    rules = [placed(rule) for rule in definition.touchpoints]
    rules = [rule if rule.stage in known else rule.model_copy(update={"stage": None}) for rule in rules]
    return _with(text, {"stages": stages, "touchpoints": rules})


def with_segment(text: str, name: str, title: str, where: Sequence[Condition], language: Language) -> str:
    """The text with a segment: in the place of the one of this id, else after the others.

    Its titles in other languages stay. QuestionError `evidence.bad_segment` for one that a definition does not allow.
    """
    there = {one.id: one for one in loads(text, DEFINITION).segments}
    try:
        new = Segment(id=name, title=_titled(there.get(name), title, language), where=tuple(where))
        return _with(text, {"segments": list((there | {name: new}).values())})
    except ValidationError as error:
        raise QuestionError("evidence.bad_segment", message=error.errors()[0]["msg"]) from None
    except DefinitionError as error:
        raise QuestionError("evidence.bad_segment", message=str(error)) from None


def _titled(before: Segment | None, title: str, language: Language) -> Texts:
    if before is None or isinstance(before.title, str):
        return title
    return {**before.title, language: title}


def _with(text: str, changes: dict[Part, Sequence[Item]]) -> str:
    """The text with values in the place of some parts; it says the same in all else.

    DefinitionError where the whole contradicts itself then.
    """
    before = loads(text, DEFINITION)
    told = text if not text or text.endswith("\n") else text + "\n"
    for part, values in changes.items():
        if list(values) != list(getattr(before, part)):
            told = _put(told, part, [value.model_dump(mode="json", exclude_defaults=True) for value in values])
    wanted = before.model_copy(update={part: tuple(values) for part, values in changes.items()})
    if not faults_of(told, DEFINITION) and loads(told, DEFINITION) == wanted:
        return told
    plain = dump(wanted)  # written in a way that cannot be mended item by item, or wrong whatever way it is written
    loads(plain, DEFINITION)
    return plain


def _put(text: str, part: Part, items: list[dict[str, Any]]) -> str:
    lines = text.splitlines(keepends=True)
    start, end = _span(text, lines, part)
    blocks = _blocks(text, lines, part, (start, end))
    fresh = [_block(item, blocks, part) for item in items]
    indent = " " * max((len(one) - len(one.lstrip(" ")) for one in fresh[:1]), default=2)
    body = "".join(re.sub(r"(?m)^ {2}", indent, one) if _is_fresh(one, blocks) else one for one in fresh)
    head = lines[start] if blocks and lines[start].strip().startswith(f"{part}:") else f"{part}:\n"
    told = head + body if items else f"{part}: []\n"
    tail = "" if end >= len(lines) else "".join(lines[end:])
    gap = "\n" if start == end and lines and lines[start - 1].strip() else ""
    return "".join(lines[:start]) + gap + told + (_room(lines, start, end) if tail else "") + tail


def _is_fresh(block: str, blocks: dict[str, tuple[dict[str, Any], str, str]]) -> bool:
    return all(block != comments + own for _, comments, own in blocks.values())


def _block(item: dict[str, Any], blocks: dict[str, tuple[dict[str, Any], str, str]], part: Part) -> str:
    """The lines of an item: those it has where it says the same, else fresh ones below its comments."""
    said, comments, own = blocks.get(_OWN[part](item), ({}, "", ""))
    if said == item:
        return comments + own
    written = write_yaml({part: [item]}, {}).splitlines(keepends=True)[1:]
    return comments + "".join(written)


def _span(text: str, lines: list[str], part: Part) -> tuple[int, int]:
    """The lines of a part, from its key to the comments above the next; where it is missing, where it would stand."""
    _, places = read_yaml(text)
    keys = [str(key[0]) for key in places.lines if len(key) == 1]
    order = list(Definition.model_fields)
    starts = {key: places.line((key,)) - 1 for key in keys}
    if part in starts:
        start = starts[part]
        end = min((line for line in starts.values() if line > start), default=len(lines))
    else:
        later = [starts[key] for key in keys if key in order and order.index(key) > order.index(part)]
        start = end = min(later, default=len(lines))
    while end > start and end < len(lines) and lines[end - 1].lstrip().startswith("#") and lines[end - 1][0] == "#":
        end -= 1
    if part not in starts:
        while start > 0 and start < len(lines) and lines[start - 1].startswith("#"):
            start -= 1
        end = start
    return start, end


def _blocks(
    text: str, lines: list[str], part: Part, span: tuple[int, int]
) -> dict[str, tuple[dict[str, Any], str, str]]:
    """Each item of a list written in lines, by what it is: what it says, the comments above it, its own lines."""
    data, places = read_yaml(text)
    items = (data or {}).get(part) or []
    firsts = [places.line((part, number)) - 1 for number in range(len(items))]
    if any(not lines[line].lstrip().startswith("- ") for line in firsts) or len(set(firsts)) < len(firsts):
        return {}
    heads = []
    for line in firsts:
        head = line
        while head - 1 > span[0] and lines[head - 1].lstrip().startswith("#"):
            head -= 1
        heads.append(head)
    ends = [*heads[1:], span[1]] if heads else []
    found: dict[str, tuple[dict[str, Any], str, str]] = {}
    for item, first, head, end in zip(items, firsts, heads, ends, strict=True):
        said = _MODELS[part].model_validate(item).model_dump(mode="json", exclude_defaults=True)
        own = "".join(lines[first:end]).rstrip("\n") + "\n"
        found.setdefault(_OWN[part](said), (said, "".join(lines[head:first]), own))
    return found


def _room(lines: list[str], start: int, end: int) -> str:
    """The empty line that stood behind a part."""
    return "\n" if start == end or not lines[end - 1].strip() else ""


def _keep(folder: Path, there: DefinitionText) -> None:
    home = folder / HISTORY
    home.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    (home / f"tropa.{moment}.yaml").write_text(there.text, "utf-8")
    for old in sorted(home.glob("tropa.*.yaml"))[:-KEPT]:
        old.unlink()
