"""How a pattern of touchpoints is written, and what stands in it.

    pattern  = sequence { "|" sequence }
    sequence = part { link part }
    link     = "->" | "-{" limit { "," limit } "}->"
    limit    = ( "<=" | ">=" | "<" | ">" ) ( steps | length )      <=3   >1h   <7d
    part     = one [ "*" | "+" | "?" | "{" [n] "," [n] "}" | "{" n "}" ]
    one      = touchpoint | "@" stage | "." | "[" [ "^" ] name { "|" name } "]" | "(start)" | "(end)" | "(" pattern ")"

Names stand bare, spaces inside included, or in double quotes where they hold one of `[](){}|*+?"` or an arrow; a quote
inside quotes is doubled. A mistake names its place with ▸.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from tropa.errors import QuestionError
from tropa.kit.time import parse_length

LONGEST = 2**62  # stands for "no limit", of steps and of µs
MOST_REPEATS = 60

_SPECIAL = set('[](){}|*+?"')
_LIMIT = re.compile(r"\s*(<=|>=|<|>)\s*([0-9.]{1,12}\s*[a-z]*)\s*")
_TIMES = re.compile(r"\{\s*(\d*)\s*(,?)\s*(\d*)\s*\}")


@dataclass(frozen=True)
class Name:
    """A touchpoint, or a stage, and the position where it stands in the pattern."""

    text: str
    position: int
    stage: bool = False


@dataclass(frozen=True)
class One:
    """One event of the touchpoints named, or `negated` of any other; or the journey's beginning or end."""

    names: tuple[Name, ...] = ()
    negated: bool = False
    edge: Literal["", "start", "end"] = ""


@dataclass(frozen=True)
class Gap:
    """How far the right part begins after the left one ended: in steps (1 is directly after) and in µs, inclusive."""

    least_steps: int = 1
    most_steps: int = LONGEST
    least_time: int = 0
    most_time: int = LONGEST


@dataclass(frozen=True)
class Chain:
    """Parts one after another; `gaps[i]` lies between part i and the next, None where they touch."""

    parts: tuple["Part", ...]
    gaps: tuple[Gap | None, ...]


@dataclass(frozen=True)
class Choice:
    """One of several."""

    options: tuple["Part", ...]


@dataclass(frozen=True)
class Repeat:
    """A part at least and at most so many times in a row; `most` is None without a limit."""

    part: "Part"
    least: int
    most: int | None


Part = One | Chain | Choice | Repeat


def read(written: str) -> Part:
    """What a written pattern says; QuestionError `journeys.pattern_…` with the place of the mistake."""
    reader = _Reader(written)
    part = reader.choice()
    if reader.at < len(written):
        reader.wrong("pattern_link")
    return part


def quoted(name: str) -> str:
    """A touchpoint's name as it is written in a pattern, in quotes where it needs them.

    >>> quoted("product page"), quoted("size?")
    ('product page', '"size?"')
    """
    plain = name.strip() == name and name not in ("", ".") and name[0] not in "@^" and not _SPECIAL & set(name)
    return name if plain and "->" not in name else '"' + name.replace('"', '""') + '"'


def path_pattern(path: Sequence[str], *, repeats: bool = False, whole: bool = True) -> str:
    """The pattern of the journeys that begin with this path and, if `whole`, end with it.

    With `repeats` each touchpoint may come several times in a row, as in paths with loops collapsed. A path of more
    than sixty touchpoints is too long for a pattern.

    >>> path_pattern(["ad", "product page"], repeats=True)
    '(start)->ad+->product page+->(end)'
    """
    names = [quoted(name) + ("+" if repeats else "") for name in path]
    return "->".join(["(start)", *names, *(["(end)"] if whole else [])])


def may_be_missing(part: Part) -> bool:
    """Whether a part may stand for no event at all."""
    if isinstance(part, One):
        return False
    if isinstance(part, Chain):
        return all(may_be_missing(one) for one in part.parts)
    if isinstance(part, Choice):
        return any(may_be_missing(one) for one in part.options)
    return part.least == 0 or may_be_missing(part.part)


class _Reader:
    """Reads by descent; `at` is the position of the next character."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.at = 0

    def wrong(self, slug: str, at: int | None = None, **facts: object) -> NoReturn:
        """Say what is wrong at a position, counted from 1."""
        at = self.at if at is None else at
        place = f"{self.written[:at]}▸{self.written[at:]}"
        raise QuestionError(f"journeys.{slug}", pattern=place, position=at + 1, **facts)

    def choice(self) -> Part:
        options = [self.sequence()]
        while self._takes("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Part:
        parts, gaps = [self.part()], list[Gap | None]()
        while True:
            before = self._blank()
            if self._takes("->"):
                gaps.append(None)
            elif self.written.startswith("-{", self.at):
                gaps.append(self._gap())
            else:
                break
            parts.append(self.part())
            if gaps[-1] is not None and (may_be_missing(parts[-2]) or may_be_missing(parts[-1])):
                self.wrong("pattern_gap_side", before)
        return parts[0] if len(parts) == 1 else Chain(tuple(parts), tuple(gaps))

    def part(self) -> Part:
        part = self._one()
        if self._takes("*"):
            return Repeat(part, 0, None)
        if self._takes("+"):
            return Repeat(part, 1, None)
        if self._takes("?"):
            return Repeat(part, 0, 1)
        if self.written.startswith("{", self._blank()):
            return self._times(part)
        return part

    def _one(self) -> Part:
        self._blank()
        if self._takes("(start)"):
            return One(edge="start")
        if self._takes("(end)"):
            return One(edge="end")
        opened = self.at
        if self._takes("("):
            part = self.choice()
            self._closes(")", opened)
            return part
        if self._takes("["):
            return self._set(opened)
        name = self._name("pattern_part")
        anything = name.text == "." and not name.stage and self.written[name.position] != '"'
        return One(negated=True) if anything else One((name,))

    def _set(self, opened: int) -> One:
        negated = self._takes("^")
        names = [self._name("pattern_set")]
        while self._takes("|"):
            names.append(self._name("pattern_set"))
        self._closes("]", opened)
        return One(tuple(names), negated)

    def _name(self, slug: str) -> Name:
        position = self._blank()
        stage = self._takes("@")
        if self._takes('"'):
            return Name(self._in_quotes(position), position, stage)
        start = self.at
        while self.at < len(self.written) and self.written[self.at] not in _SPECIAL:
            if self.written.startswith(("->", "-{"), self.at):
                break
            self.at += 1
        name = self.written[start : self.at].strip()
        if not name:
            self.wrong(slug, position)
        return Name(name, position, stage)

    def _in_quotes(self, opened: int) -> str:
        start = self.at
        while True:
            end = self.written.find('"', self.at)
            if end < 0:
                self.wrong("pattern_unclosed", opened, allowed='"')
            self.at = end + 1
            if not self.written.startswith('"', self.at):
                return self.written[start:end].replace('""', '"')
            self.at += 1

    def _gap(self) -> Gap:
        opened = self.at
        self.at += len("-{")
        limits = [self._limit()]
        while self._takes(","):
            limits.append(self._limit())
        self._closes("}->", opened)
        gap = _together(limits)
        if gap.least_steps > gap.most_steps or gap.least_time > gap.most_time:
            self.wrong("pattern_empty_gap", opened)
        return gap

    def _limit(self) -> Gap:
        found = _LIMIT.match(self.written, self.at)
        if found is None:
            self.wrong("pattern_limit")
        sign, value = found[1], found[2].strip()
        strict = int(len(sign) == 1)
        try:
            limit, steps = (int(value), True) if value.isdigit() else (parse_length(value), False)
        except ValueError:
            self.wrong("pattern_limit", found.start(2))
        self.at = found.end()
        if sign[0] == "<":
            return Gap(most_steps=limit - strict) if steps else Gap(most_time=limit - strict)
        return Gap(least_steps=max(limit + strict, 1)) if steps else Gap(least_time=limit + strict)

    def _times(self, part: Part) -> Repeat:
        found = _TIMES.match(self.written, self.at)
        if found is None or not (found[1] or found[3]) or (found[3] and not found[2]):
            self.wrong("pattern_times", allowed=MOST_REPEATS)
        least = int(found[1] or 0)
        most = least if not found[2] else int(found[3]) if found[3] else None
        if max(least, most or 0) > MOST_REPEATS or (most is not None and (most < least or most == 0)):
            self.wrong("pattern_times", allowed=MOST_REPEATS)
        self.at = found.end()
        return Repeat(part, least, most)

    def _closes(self, sign: str, opened: int) -> None:
        if not self._takes(sign):
            self.wrong("pattern_unclosed", opened, allowed=sign)

    def _takes(self, sign: str) -> bool:
        if not self.written.startswith(sign, self._blank()):
            return False
        self.at += len(sign)
        return True

    def _blank(self) -> int:
        while self.at < len(self.written) and self.written[self.at].isspace():
            self.at += 1
        return self.at


def _together(limits: Sequence[Gap]) -> Gap:
    return Gap(
        max(one.least_steps for one in limits),
        min(one.most_steps for one in limits),
        max(one.least_time for one in limits),
        min(one.most_time for one in limits),
    )
