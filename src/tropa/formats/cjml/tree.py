"""XML as a tree of elements with their lines: well-formed XML strictly, other XML mended.

No document type is read, by either parser: a `<!DOCTYPE` ends the reading before any entity could be declared, so
nothing grows in memory and nothing is fetched. Names of elements and attributes are compared without letter case and
without the prefix of a namespace.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from tropa.errors import MapError
from tropa.formats.decoding import decoded, limit, short
from tropa.formats.reading import Notice

_JOURNEYS = ("actualjourney", "plannedjourney")
_POINTS = ("actualcommunicationpoint", "plannedcommunicationpoint", "actualaction", "plannedaction")
_PARENTS: dict[str, tuple[str, ...]] = {
    "actors": _JOURNEYS, "touchpoints": _JOURNEYS, "journeyphases": _JOURNEYS, "journeyphase": ("journeyphases",),
    "enduser": ("actors",), "serviceprovider": ("actors",), "initiator": _POINTS, "receiver": _POINTS,
    "channel": _POINTS, **dict.fromkeys(_POINTS, ("touchpoints",)), **dict.fromkeys(_JOURNEYS, ("cjml",)),
}  # fmt: skip
_EMPTY = frozenset({"refersto", "belongsto"})
_DEEPEST = 100
_LITERAL = "<![CDATA["
_SKIPPED = (("<!--", "-->"), (_LITERAL, "]]>"), ("<?", ">"))
_NAME = re.compile(r"(/?)([A-Za-z_][\w:.\-]*)")
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.\-]*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


@dataclass
class Element:
    """An element: `name` and the names of its attributes in small letters; `texts` are its own."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its own texts, one after another."""
        return "".join(self.texts)

    def first(self, name: str) -> "Element | None":
        """The first child of this name, however written."""
        return next((child for child in self.children if child.name == name.lower()), None)

    def told(self, *path: str) -> str:
        """The words of the first element down a path of names; nothing where it ends."""
        found: Element | None = self
        for name in path:
            found = None if found is None else found.first(name)
        return "" if found is None else found.words.strip()

    def every(self, *names: str) -> list["Element"]:
        """All elements of these names below this one, in order; none of them within another."""
        wanted = {name.lower() for name in names}
        found = []
        for child in self.children:
            found += [child] if child.name in wanted else child.every(*names)
        return found


def tree_of(content: bytes, notices: list[Notice]) -> Element:
    """The tree, below an element without a name. MapError for a document type."""
    try:
        return _strict(content)
    except expat.ExpatError as error:
        line, reason = error.lineno, expat.ErrorString(error.code)
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        line, reason = 1, short(error)
    notices.append(Notice("formats.not_well_formed", line=line, facts={"reason": reason}))
    return _Mender().read(decoded(content, notices))


def _refuse(line: int) -> None:
    raise MapError("formats.xml_dtd", line=line)


class _Growing:
    """A tree while it is being read."""

    def __init__(self) -> None:
        self.root = Element("", {}, 1)
        self.open = [self.root]

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        known = {key.rpartition(":")[2].lower(): value for key, value in attributes.items()}
        new = Element(name.rpartition(":")[2].lower(), known, line)
        self.open[-1].children.append(new)
        if len(self.open) > _DEEPEST:
            raise MapError("formats.cjml_none", line=line, reason=short(name))
        self.open.append(new)

    def words(self, words: str) -> None:
        self.open[-1].texts.append(words)


def _strict(content: bytes) -> Element:
    """The tree of well-formed XML."""
    limit(content)
    growing = _Growing()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(parser.CurrentLineNumber)
    parser.StartElementHandler = lambda name, found: growing.start(name, found, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda _: growing.open.pop()
    parser.CharacterDataHandler = growing.words
    parser.Parse(content, True)
    return growing.root


class _Mender:
    """Reads what is nearly XML: attributes without quotes, elements that nobody closes, a lonely `<` or `&`.

    It walks once over the text, in time linear in its length, which the standard library's HTML parser does not.
    """

    def __init__(self) -> None:
        self._growing = _Growing()
        self.root = self._growing.root
        self._line = 1

    def read(self, written: str) -> Element:
        """The tree of a text."""
        place = 0
        while place < len(written):
            end = self._step(written, place)
            self._line += written.count("\n", place, end)
            place = end
        return self.root

    def _step(self, written: str, place: int) -> int:
        """Read the text, comment or tag that begins at a place; where it ends."""
        if written[place] != "<":
            end = _found(written, "<", place)
            self._growing.words(unescape(written[place:end]))
            return end
        for opening, closing in _SKIPPED:
            if written.startswith(opening, place):
                end = _found(written, closing, place + len(opening))
                if opening == _LITERAL:
                    self._growing.words(written[place + len(opening) : end])
                return min(len(written), end + len(closing))
        if written.startswith("<!", place):
            _refuse(self._line)
        end = written.find(">", place, _found(written, "<", place + 1))
        if end < 0:
            self._growing.words("<")
            return place + 1
        self._tag(written[place + 1 : end])
        return end + 1

    def _tag(self, body: str) -> None:
        found = _NAME.match(body)
        if found is None:
            self._growing.words(f"<{body}>")
            return
        name = found[2].rpartition(":")[2].lower()
        if found[1]:
            self._end(name)
            return
        closed = body.endswith("/")
        inside = body[found.end() : -1 if closed else None]
        self._close_for(name)
        told = {one[1]: unescape(one[2].strip("\"'")) for one in _ATTRIBUTE.finditer(inside)}
        self._growing.start(name, told, self._line)
        if closed or name in _EMPTY:
            self._growing.open.pop()

    def _end(self, name: str) -> None:
        names = [one.name for one in self._growing.open]
        if name in names[1:]:
            del self._growing.open[len(names) - 1 - names[::-1].index(name) :]

    def _close_for(self, name: str) -> None:
        """Close what must have ended before this element can begin."""
        parents = _PARENTS.get(name, ())
        places = [place for place, one in enumerate(self._growing.open) if one.name in parents]
        if places:
            del self._growing.open[places[-1] + 1 :]


def _found(written: str, sought: str, place: int) -> int:
    """Where something is found, the end of the text where it is not."""
    found = written.find(sought, place)
    return len(written) if found < 0 else found
