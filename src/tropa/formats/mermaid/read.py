"""Text → journey diagram, as Mermaid reads it and a little more tolerantly; what is not as it should be is told."""

import re
from dataclasses import dataclass, field
from html.entities import html5

from tropa.errors import MapError
from tropa.formats.decoding import decoded, short
from tropa.formats.mermaid.diagram import NOTHING, Diagram, Section, Task, lined
from tropa.formats.plain_data import score
from tropa.formats.reading import Notice

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*\{?\.?(\w*)")
_STATEMENT = re.compile(r"(?:#\w+;|[^;])+")
_ENTITY = re.compile(r"#(\+?\w+);")
_BARE_HASH = re.compile(r"#(?!\+?\w+;)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_JOURNEY = re.compile(r"\s*journey\b", re.IGNORECASE)
_TITLE = re.compile(r"title\s+(.*)", re.IGNORECASE)
_SECTION = re.compile(r"section(?:\s+(.*))?$", re.IGNORECASE)
_ACC_TITLE = re.compile(r"accTitle\s*:\s*(.*)", re.IGNORECASE)
_ACC_DESCR = re.compile(r"accDescr\s*:\s*(.*)", re.IGNORECASE)
_ACC_BLOCK = re.compile(r"\s*accDescr\s*\{(.*)", re.IGNORECASE)
_FRONT_TITLE = re.compile(r"title:\s*(.+)")

Line = tuple[int, str]


def read_diagram(content: bytes, notices: list[Notice]) -> Diagram:
    """The first journey diagram in the bytes; MapError where there is none. Further ones are told and left out."""
    lines = _lines(decoded(content, notices))
    found = [block for block in _blocks(lines) if _header(block) is not None]
    if not found:
        raise MapError("formats.mermaid_none", line=max(1, len(lines)))
    reader = _Reader(notices)
    diagram = reader.diagram(found[0])
    for block in found[1:]:
        title = _Reader([]).diagram(block).title
        notices.append(Notice("formats.more_journeys", line=block[0][0], facts={"value": short(title)}))
    return diagram


def _lines(written: str) -> list[Line]:
    return list(enumerate(re.split(r"\r\n?|\n", written), 1))


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """The fenced blocks of Mermaid in a Markdown text; the whole where there is no fence."""
    blocks: list[list[Line]] = []
    fence, inside, fenced = "", False, False
    for number, line in lines:
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2]:
                fence = ""
            elif inside:
                blocks[-1].append((number, line))
        elif found:
            fence, inside, fenced = found[1], found[2].lower() == "mermaid", True
            if inside:
                blocks.append([])
    return [block for block in blocks if block] if fenced else [lines]


def _header(block: list[Line]) -> int | None:
    """Where in a block, without front matter and comments, the diagram begins."""
    bare = _bare(block)[0]
    for place, (_, line) in enumerate(bare):
        if line.strip():
            return place if _JOURNEY.match(line) else None
    return None


def _bare(block: list[Line]) -> tuple[list[Line], str]:
    """The block without front matter, directives and comments, and the title of the front matter."""
    lines, title = block, ""
    first = next((place for place, (_, line) in enumerate(block) if line.strip()), None)
    if first is not None and block[first][1].strip() == "---":
        end = next((n for n in range(first + 1, len(block)) if block[n][1].strip() == "---"), len(block) - 1)
        told = (_FRONT_TITLE.match(line) for _, line in block[first + 1 : end])
        title = next((found[1].strip().strip("\"'") for found in told if found), "")
        lines = block[end + 1 :]
    joined = _undirected("\n".join(line for _, line in lines))
    numbers = [number for number, _ in lines]
    return [(number, _uncommented(line)) for number, line in zip(numbers, joined.split("\n"), strict=False)], title


def _undirected(written: str) -> str:
    """The text without directives, `%%{…}%%`, on as many lines as before."""
    parts, place = [], 0
    while (start := written.find("%%{", place)) >= 0 and (end := written.find("}%%", start)) >= 0:
        parts += [written[place:start], "\n" * written.count("\n", start, end)]
        place = end + 3
    return "".join([*parts, written[place:]])


def _uncommented(line: str) -> str:
    bare = line.partition("%%")[0]
    return "" if bare.lstrip()[:1] in ("#", "%") and not _ENTITY.match(bare.lstrip()) else bare


def _shown(words: str) -> str:
    """The words as people see them: entity codes and line breaks read."""
    return lined("\n".join(_ENTITY.sub(_letter, part) for part in _BREAK.split(words)))


def _letter(found: re.Match[str]) -> str:
    code = found[1].lstrip("+")
    if not code.isascii() or not code.isdigit():
        return html5.get(f"{code};", found[0])
    number = int(code) if len(code) < 8 else 0
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


@dataclass
class _Reader:
    notices: list[Notice]
    titles: dict[str, str] = field(default_factory=dict)
    description: str = ""
    sections: list[tuple[str, list[Task]]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    line: int = 0

    def diagram(self, block: list[Line]) -> Diagram:
        lines, self.titles["front"] = _bare(block)
        started, told = False, None
        for self.line, line in lines:
            if told is not None:
                told = self._described(line, told)
                continue
            if not started:
                found = _JOURNEY.match(line)
                started, line = found is not None, line[found.end() :] if found else ""
            if block_start := _ACC_BLOCK.match(line):
                told = self._described(block_start[1], [])
                continue
            for statement in _STATEMENT.findall(line):
                if statement.strip():
                    self._statement(statement.strip())
        if told:
            self.description = lined("\n".join(told))
        self._some_of_all()
        title = next((self.titles[kind] for kind in ("title", "front", "acc") if self.titles.get(kind)), "")
        return Diagram(
            lined(title), self.description, tuple(Section(title, tuple(tasks)) for title, tasks in self.sections)
        )

    def _described(self, line: str, told: list[str]) -> list[str] | None:
        """One more line of a description in braces; None where it ends."""
        words, end, rest = line.partition("}")
        told = [*told, _shown(words)]
        if not end:
            return told
        self.description = lined("\n".join(told))
        if rest.strip():
            self._statement(rest.strip())
        return None

    def _statement(self, statement: str) -> None:
        if found := _TITLE.match(statement):
            self.titles["title"] = self._words(found[1])
        elif found := _ACC_TITLE.match(statement):
            self.titles["acc"] = self._words(found[1])
        elif found := _ACC_DESCR.match(statement):
            self.description = self._words(found[1])
        elif found := _SECTION.match(statement):
            self.sections.append((self._words(found[1] or "") or NOTHING, []))
        else:
            self._task(statement)

    def _words(self, written: str) -> str:
        if _BARE_HASH.search(written):
            self._tell("hash_kept")
        return _shown(written)

    def _task(self, statement: str) -> None:
        name, _, data = statement.partition(":")
        told = self._words(name) or NOTHING
        hash_at = _BARE_HASH.search(data)
        feeling, _, rest = data[: hash_at.start() if hash_at else None].partition(":")
        who, _, more = rest.partition(":")
        for extra in (more, data[hash_at.start() :] if hash_at else ""):
            if extra.strip():
                self._tell("left_out", value=short(extra.strip()))
        actors = tuple(dict.fromkeys(actor for one in who.split(",") if (actor := _shown(one))))
        if not self.sections:
            self._tell("no_stage", value=short(told), stage=NOTHING)
            self.sections.append((NOTHING, []))
        self.sections[-1][1].append(Task(told, self._score(told, feeling.strip()), actors))
        self.lines.append(self.line)

    def _some_of_all(self) -> None:
        """Tell of tasks that some actors do, neither one nor all: a card has no way to say so."""
        tasks = [task for _, there in self.sections for task in there]
        everybody = {actor for task in tasks for actor in task.actors}
        for task, line in zip(tasks, self.lines, strict=True):
            self.line = line
            if 1 < len(task.actors) < len(everybody):
                self._tell("some_actors", value=short(task.name), actors=short(", ".join(task.actors)))

    def _score(self, name: str, written: str) -> float | None:
        if written:
            return score(written, "1..5", self._tell)
        self._tell("score_missing", value=short(name))
        return None

    def _tell(self, slug: str, **facts: object) -> None:
        self.notices.append(Notice(f"formats.{slug}", line=self.line, facts=facts))
