"""YAML ↔ plain documents: texts, lists and mappings only. No tag makes an object, no alias repeats a part."""

import re
from typing import Any

import yaml

from tropa.errors import MapError
from tropa.formats.decoding import decoded
from tropa.formats.reading import Notice

_NULL = "tag:yaml.org,2002:null"
_PLAIN = ("str", "seq", "map", "null")
_QUOTED = re.compile(r"^\s|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class _Loader(yaml.SafeLoader):
    """Every scalar is a text, but for what says nothing."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as PyYAML wants it
        first: [(tag, pattern) for tag, pattern in found if tag == _NULL]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    yaml_constructors = {  # noqa: RUF012
        tag: made
        for tag, made in yaml.SafeLoader.yaml_constructors.items()
        if tag is None or tag.rpartition(":")[2] in _PLAIN
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            alias = self.peek_event()  # type: ignore[no-untyped-call]
            raise MapError("formats.yaml_alias", line=alias.start_mark.line + 1, value=alias.anchor)
        return super().compose_node(parent, index)


class _Dumper(yaml.SafeDumper):
    """Texts with line ends or letters that cannot be seen stand in double quotes, where YAML keeps them as they are."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML asks of each value
        return True


def _text(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style='"' if _QUOTED.search(words) else None)


_Dumper.add_representer(str, _text)


def dumped(documents: list[dict[str, Any]]) -> str:
    """The documents as YAML, one after another."""
    return str(yaml.dump_all(documents, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000_000))


def parsed(content: bytes, notices: list[Notice]) -> list[Any]:
    """The documents in the bytes; MapError with the line of the first fault."""
    written = decoded(content, notices)
    try:
        return list(yaml.load_all(written, _Loader))  # it makes texts, lists and mappings only
    except yaml.reader.ReaderError as error:
        line = written.count("\n", 0, error.position) + 1
        raise MapError("formats.yaml_syntax", line=line, reason=str(error.reason)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise MapError("formats.yaml_syntax", line=mark.line + 1 if mark else 1, reason=reason) from None
    except RecursionError:
        raise MapError("formats.json_depth") from None
