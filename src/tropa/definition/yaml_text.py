"""YAML with the line of every key, and YAML that people like to read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import yaml

KeyPath = tuple[int | str, ...]

_FLOW_WIDTH = 90  # a list or a few keys that fit are written on one line


@dataclass
class Places:
    """Where each key of a text stands, and what is written there."""

    lines: dict[KeyPath, int] = field(default_factory=dict)
    values: dict[KeyPath, str] = field(default_factory=dict)
    repeated: list[KeyPath] = field(default_factory=list)

    def nearest(self, location: KeyPath) -> KeyPath:
        """The longest beginning of `location` that is written in the text."""
        while location and location not in self.lines:
            location = location[:-1]
        return location

    def line(self, key: KeyPath) -> int:
        """The line of a key, from 1."""
        return self.lines.get(key, 1)

    def value(self, key: KeyPath) -> str:
        """What is written at a key, shortened."""
        return self.values.get(key, "")


class _Reader(yaml.SafeLoader):
    """YAML 1.2's core schema: only true and false are truth values, only digits are numbers, dates are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # as PyYAML wants it


_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF"))
_Reader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""])
_Reader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)"), list("-+0123456789"))
_Reader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?"),
    list("-+0123456789"),
)
for _tag, _patterns in _Reader.yaml_implicit_resolvers.items():  # PyYAML matches the beginning only
    _Reader.yaml_implicit_resolvers[_tag] = [(name, re.compile(f"(?:{p.pattern})$")) for name, p in _patterns]


def read_yaml(written: str) -> tuple[Any, Places]:
    """The values of a YAML text and their places; yaml.YAMLError where it is none."""
    reader = _Reader(written)
    try:
        node = reader.get_single_node()
        places = Places()
        if node is None:
            return None, places
        _note(node, (), places, node.start_mark.line + 1)
        return reader.construct_document(node), places
    finally:
        reader.dispose()


def _note(node: yaml.Node, key: KeyPath, places: Places, line: int) -> None:
    places.lines[key] = line
    if isinstance(node, yaml.ScalarNode):
        places.values[key] = node.value[:80]
    elif isinstance(node, yaml.SequenceNode):
        for number, inner in enumerate(node.value):
            _note(inner, (*key, number), places, inner.start_mark.line + 1)
    elif isinstance(node, yaml.MappingNode):
        for name, inner in node.value:
            path = (*key, name.value)
            if path in places.lines:
                places.repeated.append(path)
            _note(inner, path, places, name.start_mark.line + 1)


class _Writer(yaml.SafeDumper):
    """Indents lists under their key and writes short leaves on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # PyYAML's own
        super().increase_indent(flow, indentless=False)


def write_yaml(data: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    """YAML of plain values, in their order, with comments above the keys that `notes` names (dotted; "" is the top)."""
    node = _Writer(StringIO(), sort_keys=False).represent_data(_whole(dict(data)))
    _flatten_leaves(node, top=True)
    text = yaml.serialize(node, Dumper=_Writer, allow_unicode=True, width=1_000)
    lines = text.splitlines()
    _, places = read_yaml(text)
    starts = {places.line((key,)) - 1 for key in data}
    for dotted in sorted(notes, key=lambda name: (-places.line(_path(name)), -len(name))):
        path = _path(dotted)
        if path not in places.lines:
            continue
        at = places.line(path) - 1
        margin = re.match(r" *", lines[at])
        indent = margin[0] if margin and dotted else ""
        lines[at] = "\n".join([f"{indent}# {line}".rstrip() for line in notes[dotted].splitlines()] + [lines[at]])
    for number in starts - {0}:  # room above every part of several lines
        if lines[number + 1 : number + 2] and lines[number + 1].startswith(" "):
            lines[number] = "\n" + lines[number]
    return "\n".join(lines) + "\n"


def _whole(value: Any) -> Any:
    """Numbers without a fraction as people write them: 18, not 18.0."""
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _path(dotted: str) -> KeyPath:
    return tuple(int(step) if step.isdigit() else step for step in dotted.split(".") if step)


def _flatten_leaves(node: yaml.Node, top: bool = False) -> None:
    """Write on one line what holds only scalars and is short."""
    if not isinstance(node, yaml.CollectionNode):
        return
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(inner,) for inner in node.value]
    children = [child for pair in pairs for child in pair]
    for child in children:
        _flatten_leaves(child)
    leaves = all(isinstance(child, yaml.ScalarNode) and "\n" not in child.value for child in children)
    short = leaves and sum(len(child.value) + 2 for child in children) <= _FLOW_WIDTH
    node.flow_style = short and not top
