"""The path we would like customers to take: its parts, and how it is written.

    path   = part { link part } { ";" clause }
    part   = step | "{" step { "," step } "}"                          any order
    step   = ( touchpoint | "[" touchpoint { "|" touchpoint } "]" ) [ "?" | "+" | "*" ]
    link   = "->" | "-{<=1h}->"                                        at most so long after the step done before
    clause = "never" names | "ignore" names | "ignore others" | "within" length

`?` may be left out, `+` may be repeated, `*` both. Names stand bare, spaces inside included, or in double quotes where
they hold one of `[]{}|,;?+*"` or an arrow; a quote inside quotes is doubled. Links are written as in path patterns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from tropa.errors import QuestionError
from tropa.kit.time import parse_length, write_length

MOST_STEPS = 32
MOST_ANY_ORDER = 8
EXAMPLE = "ad -> [site|app] -> {compare, reviews?} -> cart -{<=1h}-> pay; never refund; ignore mail; within 7d"

_TOKEN = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<link>->|-\{\s*(?P<limit><=?)(?P<length>[^}]*)\}->)'
    r'|(?P<mark>[\[\]{}|,;?+*])|(?P<bare>(?:(?!->|-\{)[^\[\]{}|,;?+*"])*[^\s\[\]{}|,;?+*"-]|[^\s\[\]{}|,;?+*"]))\s*'
)
_CLAUSE = re.compile(r"\s*(never|ignore\s+others|ignore|within)\b\s*")
_SPECIAL = re.compile(r'[\[\]{}|,;?+*"]|->|-\{')
_MARKS = {"?": (True, False), "+": (False, True), "*": (True, True)}
_MARK_OF = {marks: mark for mark, marks in _MARKS.items()}


@dataclass(frozen=True)
class PathStep:
    """One of the touchpoints is to be met; `within` µs after the step that was done before it."""

    touchpoints: tuple[str, ...]
    optional: bool = False
    repeatable: bool = False
    within: int | None = None

    @property
    def name(self) -> str:
        """The touchpoints as one name."""
        return " | ".join(self.touchpoints)

    def __str__(self) -> str:
        names = "|".join(_written(name) for name in self.touchpoints)
        mark = _MARK_OF.get((self.optional, self.repeatable), "")
        return (f"[{names}]" if len(self.touchpoints) > 1 else names) + mark


@dataclass(frozen=True)
class AnyOrder:
    """Steps in whatever order; a limit on the link before them holds for each."""

    steps: tuple[PathStep, ...]

    def __str__(self) -> str:
        return "{" + ", ".join(map(str, self.steps)) + "}"


@dataclass(frozen=True)
class DesiredPath:
    """Parts in order. Touchpoints of `never` are forbidden, those of `ignore` do not count as extra.

    `ignore_others`: no touchpoint that the path does not name counts as extra. `within`: the longest time from the
    first step done to the last, µs.

    Raises QuestionError for a path without steps or with more than 32, more than 8 steps in any order, a touchpoint
    with two roles, or a limit that is not positive.

    >>> path = parse_desired_path("ad -> [site|app] -> {compare, reviews?} -> cart -{<=1h}-> pay; never refund")
    >>> [step.name for step in path.steps]
    ['ad', 'site | app', 'compare', 'reviews', 'cart', 'pay']
    >>> str(path)
    'ad -> [site|app] -> {compare, reviews?} -> cart -{<=1h}-> pay; never refund'
    """

    parts: tuple[PathStep | AnyOrder, ...]
    never: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_others: bool = False
    within: int | None = None

    def __post_init__(self) -> None:
        steps = self.steps
        if not 1 <= len(steps) <= MOST_STEPS:
            raise QuestionError("analytics.steps_out_of_range", value=len(steps), allowed=f"1…{MOST_STEPS}")
        for part in self.parts:
            if isinstance(part, AnyOrder) and not 1 <= len(part.steps) <= MOST_ANY_ORDER:
                value = len(part.steps)
                raise QuestionError("analytics.steps_out_of_range", value=value, allowed=f"1…{MOST_ANY_ORDER}")
        if not all(step.touchpoints and all(step.touchpoints) for step in steps):
            raise QuestionError("analytics.path_notation", value=str(self), example=EXAMPLE)
        for limit in (self.within, *(step.within for step in steps)):
            if limit is not None and limit < 1:
                raise QuestionError("analytics.not_positive", name="within", value=limit)
        named = {name for step in steps for name in step.touchpoints}
        for name in (*self.never, *self.ignore):
            if name in named or (name in self.never and name in self.ignore):
                raise QuestionError("analytics.path_two_roles", value=name)

    @property
    def steps(self) -> tuple[PathStep, ...]:
        """All steps, those of any order in the order written."""
        return tuple(step for part in self.parts for step in (part.steps if isinstance(part, AnyOrder) else (part,)))

    @property
    def shortest(self) -> int:
        """How many steps must be done at least."""
        return sum(not step.optional for step in self.steps)

    def __str__(self) -> str:
        written = ""
        for part in self.parts:
            limit = (part.steps[0] if isinstance(part, AnyOrder) else part).within
            link = " -> " if limit is None else f" -{{<={write_length(limit)}}}-> "
            written += (link if written else "") + str(part)
        for clause, names in (("never", self.never), ("ignore", self.ignore)):
            written += f"; {clause} {', '.join(map(_written, names))}" if names else ""
        written += "; ignore others" if self.ignore_others else ""
        return written + (f"; within {write_length(self.within)}" if self.within is not None else "")


def parse_desired_path(written: str) -> DesiredPath:
    """A desired path from its notation; QuestionError `analytics.path_notation` with ▸ at the place of a mistake."""
    return _Reader(written).path()


def _written(name: str) -> str:
    special = _SPECIAL.search(name) or name != name.strip() or not name or "\n" in name or name.endswith("-")
    return '"' + name.replace('"', '""') + '"' if special else name


class _Reader:
    """Reads the notation from left to right."""

    def __init__(self, written: str) -> None:
        self.written, self.place = written, 0

    def path(self) -> DesiredPath:
        parts: list[PathStep | AnyOrder] = [self._part(None)]
        while (link := self._accept("link")) is not None:
            parts.append(self._part(self._limit(link)))
        never: tuple[str, ...] = ()
        ignore: tuple[str, ...] = ()
        others, within = False, None
        while self._accept("mark", ";"):
            clause = _CLAUSE.match(self.written, self.place) or self._fail()
            self.place = clause.end()
            if clause[1] == "never":
                never += tuple(self._names(","))
            elif clause[1] == "ignore":
                ignore += tuple(self._names(","))
            elif clause[1] == "within":
                within = self._length(self._name())
            else:
                others = True
        if self.written[self.place :].strip():
            self._fail()
        return DesiredPath(tuple(parts), never, ignore, others, within)

    def _part(self, limit: int | None) -> PathStep | AnyOrder:
        if not self._accept("mark", "{"):
            return self._step(limit)
        steps = [self._step(limit)]
        while self._accept("mark", ","):
            steps.append(self._step(limit))
        return AnyOrder(tuple(steps)) if self._accept("mark", "}") else self._fail()

    def _step(self, limit: int | None) -> PathStep:
        if self._accept("mark", "["):
            names = tuple(self._names("|"))
            if not self._accept("mark", "]"):
                self._fail()
        else:
            names = (self._name(),)
        mark = self._accept("mark", "?", "+", "*")
        optional, repeatable = _MARKS[mark["mark"]] if mark else (False, False)
        return PathStep(names, optional, repeatable, limit)

    def _names(self, between: str) -> Iterator[str]:
        yield self._name()
        while self._accept("mark", between):
            yield self._name()

    def _name(self) -> str:
        token = self._accept("quoted") or self._accept("bare") or self._fail()
        return token["bare"] or token["quoted"].replace('""', '"')

    def _limit(self, link: re.Match[str]) -> int | None:
        if link["limit"] is None:
            return None
        return self._length(link["length"]) - (link["limit"] == "<")

    def _length(self, written: str) -> int:
        try:
            return parse_length(written)
        except ValueError:
            self._fail()

    def _accept(self, kind: str, *marks: str) -> re.Match[str] | None:
        token = _TOKEN.match(self.written, self.place)
        if token is None or token[kind] is None or (marks and token[kind] not in marks):
            return None
        self.place = token.end()
        return token

    def _fail(self) -> NoReturn:
        value = f"{self.written[: self.place]}▸{self.written[self.place :]}"
        raise QuestionError("analytics.path_notation", value=value, example=EXAMPLE)
