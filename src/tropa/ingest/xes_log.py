"""XES as a stream of cases: expat underneath, so that memory holds one case and every event knows its line.

XES writes everything in attributes of elements: `<string key="concept:name" value="pay"/>`. Attributes nest: a `list`
or a `container` becomes a JSON array or object, an attribute that carries further attributes puts them beside itself
under `key.inner`. A document that declares entities is refused before any of them is expanded.

Source: IEEE 1849-2016 (XES), sections 4 and 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import IO
from xml.parsers import expat

from tropa.errors import InputError

_PIECE = 1 << 20

Attributes = dict[str, object]


@dataclass
class Event:
    """An event as written: its line and its attributes, dates still as text."""

    line: int
    attributes: Attributes = field(default_factory=dict)


@dataclass
class Case:
    """A trace: its own attributes and its events in their order."""

    line: int
    attributes: Attributes = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


class BrokenLogError(Exception):
    """The document stops being XML at a line; every case and event that was whole before it has been yielded."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line, self.reason = line, reason


def cases(stream: IO[bytes], path: Path) -> Iterator[Case]:
    """The cases of a log in the order of the file; one that the file's end cuts has the events that are whole.

    Raises InputError when the document declares entities, is no XML or no XES from its beginning, and BrokenLogError
    after the last case where it stops being XML later (a file cut in the middle).
    """
    handler = _Handler(path)
    parser = handler.parser
    try:
        while piece := stream.read1(_PIECE):  # type: ignore[attr-defined]  # open_bytes gives a buffered stream
            parser.Parse(piece, False)
            yield from handler.take()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if not handler.begun:
            raise InputError("ingest.broken_xml", path=path, line=error.lineno, reason=str(error)) from None
        line, reason = error.lineno, expat.ErrorString(error.code)
    except (LookupError, ValueError) as error:  # an encoding that there is not, or that XML cannot be in
        raise InputError("ingest.broken_xml", path=path, line=1, reason=str(error)) from None
    except InputError as error:
        if not handler.begun or error.code != "ingest.broken_gzip":
            raise
        line, reason = parser.CurrentLineNumber, str(error)
    else:
        return
    yield from handler.take()
    yield from handler.rest()
    raise BrokenLogError(line, reason)


class _Handler:
    """Expat's callbacks: where in the log we are, and the cases that are whole."""

    def __init__(self, path: Path) -> None:
        self.begun = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse_entities
        self._path = path
        self._whole: list[Case] = []
        self._case: Case | None = None
        self._event: Event | None = None
        self._open: list[tuple[str, object]] = []  # key and value of the attributes being read, outermost first

    def take(self) -> list[Case]:
        """The cases finished since the last call."""
        whole, self._whole = self._whole, []
        return whole

    def rest(self) -> list[Case]:
        """The case being read, with the events that are whole."""
        return [] if self._case is None else [self._case]

    def _refuse_entities(self, *_: object) -> None:
        raise InputError("ingest.xml_entities", path=self._path)

    def _start(self, name: str, written: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._case is None:
            if name == "trace":
                self._case = Case(self.parser.CurrentLineNumber)
            elif not self.begun and name != "log":
                raise InputError("ingest.not_xes", path=self._path, value=name)
            self.begun = True
        elif name == "event" and self._event is None:
            self._event = Event(self.parser.CurrentLineNumber)
        elif name != "values":
            self._attribute(name, written)

    def _end(self, name: str) -> None:
        if self._case is None:
            return
        name = name.rpartition(":")[2]
        if self._open:
            if name != "values":
                self._open.pop()
        elif name == "event" and self._event is not None:
            self._case.events.append(self._event)
            self._event = None
        elif name == "trace":
            self._whole.append(self._case)
            self._case = None

    def _attribute(self, kind: str, written: dict[str, str]) -> None:
        assert self._case is not None
        into: object = self._case.attributes if self._event is None else self._event.attributes
        own = key = written.get("key", kind)
        for outer, container in self._open:
            if isinstance(container, list | dict):
                into, key = container, own
            else:
                key = f"{outer}.{own}"
        value = _value(kind, written.get("value", ""))
        if isinstance(into, list):
            into.append({key: value})
        elif isinstance(into, dict):
            into[key] = value
        self._open.append((key, value))


def _value(kind: str, written: str) -> object:
    """The value in its type; as written where it is not of the type it claims."""
    try:
        if kind == "int":
            return int(written)
        if kind == "float":
            number = float(written)
            return number if isfinite(number) else written
    except ValueError:
        return written
    if kind == "boolean":
        return written.strip().lower() in ("true", "1")
    if kind == "list":
        return []
    return {} if kind == "container" else written
