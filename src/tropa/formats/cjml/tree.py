"""XML as a tree of elements with their lines: well-formed XML strictly, other XML mended.

No document type is read, by either parser: a `<!DOCTYPE` ends the reading before any entity could be declared, so
nothing grows in memory and nothing is fetched. Names of elements and attributes are compared without letter case and
without the prefix of a namespace.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
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


@dataclass
class Element:
    """An element: `name` and the names of its attributes in small letters; `words` are all its own texts."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    words: str = ""

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
    mender = _Mender()
    mender.feed(decoded(content, notices))
    mender.close()
    return mender.root


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
        self.open[-1].words += words


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


class _Mender(HTMLParser):
    """Reads what is nearly XML: attributes without quotes, elements that nobody closes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._growing = _Growing()
        self.root = self._growing.root

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002  # HTMLParser's own word
        _refuse(self.getpos()[0])

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self._growing.words(data[6:])
        else:
            _refuse(self.getpos()[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs and (self.get_starttag_text() or "").endswith("/>") and (attrs[-1][1] or "").endswith("/"):
            attrs[-1] = (attrs[-1][0], (attrs[-1][1] or "")[:-1])  # a value without quotes takes the slash with it
            self.handle_startendtag(tag, attrs)
            return
        self._close_for(tag.rpartition(":")[2])
        self._growing.start(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        if tag in _EMPTY:
            self._growing.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        depth = len(self._growing.open)
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and len(self._growing.open) >= depth:
            self._growing.open.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [one.name for one in self._growing.open]
        name = tag.rpartition(":")[2]
        if name in names[1:]:
            del self._growing.open[len(names) - 1 - names[::-1].index(name) :]

    def handle_data(self, data: str) -> None:
        self._growing.words(data)

    def _close_for(self, tag: str) -> None:
        """Close what must have ended before this element can begin."""
        parents = _PARENTS.get(tag, ())
        places = [place for place, one in enumerate(self._growing.open) if one.name in parents]
        if places:
            del self._growing.open[places[-1] + 1 :]
