"""A card as one line of a cell in the grid, and back.

`[?] ✓ ★ 🎬 Words of the card #tag → Last stage ‹46%›`: proposed, done, moment of truth, icon, words, tags, the stage it
spans to, its number. All but the words may be missing. A line end inside the words is `⏎`, no words are `—`. What
stands in ‹ › is for people and is not read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tropa.formats.wording import value_text
from tropa.kit.locale import Language
from tropa.model.card import Card

LONGEST = 1_000  # letters of a line; the whole text stands in the sheet of cards
_SYMBOL = r"[\U0001F000-\U0001FAFF\u2300-\u23FF\u2600-\u2704\u2706-\u2712\u2714-\u27BF\u2B00-\u2BFF]"
_EMOJI = re.compile(rf"(?!★|✓)(?:{_SYMBOL}(?:[\uFE0F\U0001F3FB-\U0001F3FF]|\u200D{_SYMBOL})*){{1,3}}")
_ICON = re.compile(rf"(?:({_EMOJI.pattern})|:([a-z][a-z0-9_-]{{0,40}}):)\s+")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
_BULLET = re.compile(r"\A\s*(?:[•·*–—-]\s+|\d{1,2}[.)]\s+)")
_MARK = re.compile(r"\s*(\[\?\]|✓|\(✓\)|✔|★|⭐)\s*")
_TAG = re.compile(r"(?<!\s)\s+#([^\s#]+)$")
_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """What a line says of a card."""

    body: str
    icon: str = ""
    tags: tuple[str, ...] = ()
    through: str | None = None
    proposed: bool = False
    done: bool = False
    moment_of_truth: bool = False


def line_of(card: Card, language: Language, title: Callable[[str], str]) -> str:
    """The card's line; `title` names a stage by its id."""
    marks = ["[?]"] if card.state == "proposed" else []
    marks += ["✓"] if card.status == "done" else []
    marks += ["★"] if card.moment_of_truth else []
    if _EMOJI.fullmatch(card.icon):
        marks.append(card.icon)
    elif _NAME.fullmatch(card.icon):
        marks.append(f":{card.icon}:")
    words = _ENDS.sub(" ⏎ ", card.body).strip() or "—"
    if len(words) > LONGEST:
        words = words[: LONGEST - 1] + "…"
    tail = [f"#{tag}" for tag in card.tags if tag and not re.search(r"[\s#]", tag)]
    if card.span_to is not None and card.span_to != card.stage:
        tail.append(f"→ {_ENDS.sub(' ', title(card.span_to)).strip()}")
    if card.measure is not None and card.measure.value is not None:
        tail.append(f"‹{value_text(card.measure, language)}›")
    return " ".join([*marks, words, *tail])


def parsed(line: str, stage: Callable[[str], str | None]) -> Line:
    """What a line says; `stage` finds a stage's id by its title.

    >>> line = parsed("• [?] 🎬 Too many films #choice → Payment ‹46%›", {"Payment": "pay"}.get)
    >>> line.body, line.icon, line.tags, line.through, line.proposed
    ('Too many films', '🎬', ('choice',), 'pay', True)
    """
    rest = without_bullet(line)
    if rest.endswith("›") and "‹" in rest:
        rest = rest[: rest.rindex("‹")].rstrip()
    head, arrow, last = rest.rpartition(" → ")
    through = stage(last.strip()) if arrow else None
    if through is not None:
        rest = head
    found: set[str] = set()
    while match := _MARK.match(rest):
        found.add(match[1])
        rest = rest[match.end() :]
    icon = ""
    if match := _ICON.match(rest):
        icon, rest = match[1] or match[2], rest[match.end() :]
    tags: list[str] = []
    while match := _TAG.search(rest):
        tags.insert(0, match[1])
        rest = rest[: match.start()]
    body = re.sub(r" ?⏎ ?", "\n", rest.strip())
    return Line(
        body="" if body == "—" else body,
        icon=icon,
        tags=tuple(tags),
        through=through,
        proposed="[?]" in found,
        done=bool(found & {"✓", "(✓)", "✔"}),
        moment_of_truth=bool(found & {"★", "⭐"}),
    )


def lines_in(words: str) -> list[str]:
    """The lines of a cell that say something, without bullets."""
    return [bare for line in _ENDS.split(words) if (bare := without_bullet(line))]


def without_bullet(line: str) -> str:
    """The line without a bullet or a number before it.

    >>> without_bullet("- too dear"), without_bullet("2) wait "), without_bullet("-5 to - 3"), without_bullet("—")
    ('too dear', 'wait', '-5 to - 3', '—')
    """
    return _BULLET.sub("", line, count=1).strip()
