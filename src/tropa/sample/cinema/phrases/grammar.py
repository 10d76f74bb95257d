"""The grammar of a text: opening × detail of the stage × theme clause × consequence × closing."""

from dataclasses import dataclass

import numpy as np

from tropa.kit.locale import Language
from tropa.sample.cinema.phrases.bank import bank, spoken
from tropa.sample.cinema.phrases.slips import careless
from tropa.sample.cinema.phrases.themes import THEME_STAGE, drawn, is_bad

TOPIC_SHARE = 0.93  # of the texts that say what they are about before they say it
SECOND_SHARE = 0.3  # of the texts that say it in two ways
_SLOTS = ("film", "wait", "days", "price")
_MANNERS = {  # register → weight, by valence
    -2: {"angry": 0.45, "formal": 0.15, "chatty": 0.15, "ironic": 0.15, "plain": 0.1},
    -1: {"plain": 0.45, "formal": 0.2, "chatty": 0.25, "ironic": 0.1},
    0: {"plain": 0.6, "formal": 0.2, "chatty": 0.2},
    1: {"plain": 0.5, "formal": 0.2, "chatty": 0.3},
    2: {"plain": 0.3, "formal": 0.2, "chatty": 0.5},
}
_OUTCOME = {-2: "terrible", -1: "bad", 1: "good", 2: "great"}


@dataclass(frozen=True)
class Said:
    """A composed text with its truth; `Opinion` adds whose it is."""

    text: str
    valence: int
    themes: tuple[str, ...] = ()
    valences: tuple[int, ...] = ()
    stages: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    register: str = "plain"


class Speaker:
    """Composes texts of one language for a file; `emoji` is whether its encoding has them."""

    def __init__(self, language: Language, rng: np.random.Generator, *, emoji: bool = True) -> None:
        self.language = language
        self._rng = rng
        self._bank = bank(language)
        self._faces = "emoji" if emoji else "emoticon"

    def pick(self, key: str, *, woman: bool = False) -> str:
        """A line of the bank."""
        return spoken(drawn(self._bank[key], self._rng), woman=woman)

    def clause(self, key: str, *, woman: bool) -> tuple[str, str]:
        """A line of `theme.…` or `trap.…` with its slots filled, and which paraphrase it is."""
        lines = self._bank[key]
        number = int(self._rng.integers(0, len(lines)))
        slots = {slot: drawn(self._bank[f"slot.{slot}"], self._rng) for slot in _SLOTS}
        line = spoken(lines[number], woman=woman).format_map(slots)
        return line[0].upper() + line[1:], f"{key.removeprefix('theme.')}.{number}"

    def about(self, theme: str, valence: int, *, woman: bool) -> Said:
        """A text about one theme, −2…2; some of the milder ones say it by a negation."""
        manner, mood = self._manner(valence), "bad" if valence < 0 else "good"
        trapped = abs(valence) == 1 and self._rng.random() < 0.1
        key = f"trap.{theme}" if trapped else f"theme.{theme}"
        clause, template = self.clause(key, woman=woman)
        stage, templates = THEME_STAGE[theme], [template]
        parts = self._before(theme, manner, mood, woman=woman)
        parts.append(self._loud(clause, manner))
        if not trapped and self._rng.random() < SECOND_SHARE:
            second, other = self.clause(key, woman=woman)
            if other != template:
                parts.append(second)
                templates.append(other)
        parts += self._after(valence, manner, mood, woman=woman)
        text = self._typed(" ".join(parts), manner, mood)
        return Said(text, valence, (theme,), (valence,), (stage,), tuple(templates), manner)

    def mixed(self, theme: str, other: str, valence: int, *, woman: bool) -> Said:
        """A text of two themes, one praised and one complained of; `valence` is that of the whole."""
        manner = self._manner(0)
        first, one = self.clause(f"theme.{theme}", woman=woman)
        second, two = self.clause(f"theme.{other}", woman=woman)
        moods = ["bad" if is_bad(name) else "good" for name in (theme, other)]
        parts = self._before(theme, manner, moods[0], woman=woman)
        parts += [first, self.pick(f"turn.to_{moods[1]}"), second]
        text = careless(" ".join(parts), self.language, self._rng, chatty=manner == "chatty")
        stages = tuple(dict.fromkeys((THEME_STAGE[theme], THEME_STAGE[other])))
        signs = tuple(-1 if mood == "bad" else 1 for mood in moods)
        return Said(text, valence, (theme, other), signs, stages, (one, two), manner)

    def short(self, valence: int, *, woman: bool) -> Said:
        """A word or two without a theme."""
        mood = "neutral" if valence == 0 else "good" if valence > 0 else "bad"
        sign = int(np.sign(valence))
        return Said(self.pick(f"short.{mood}", woman=woman), sign, register="short")

    def off_topic(self) -> Said:
        """Something that has nothing to do with the cinema."""
        return Said(self.pick("off_topic.lines"), 0, register="off_topic")

    def _manner(self, valence: int) -> str:
        weights = _MANNERS[valence]
        return str(self._rng.choice(list(weights), p=list(weights.values())))

    def _before(self, theme: str, manner: str, mood: str, *, woman: bool) -> list[str]:
        """How the text opens, what it is about, a detail of the stage; each of them in some texts."""
        likely = 0.9 if manner in ("angry", "ironic") else 0.4
        opening = [self.pick(f"opening.{manner}.{mood}", woman=woman)] if self._rng.random() < likely else []
        topic = [self.pick(f"topic.{theme}", woman=woman)] if self._rng.random() < TOPIC_SHARE else []
        detailed = self._rng.random() < 0.35
        detail = [self.pick(f"detail.{THEME_STAGE[theme]}", woman=woman)] if detailed else []
        return opening + topic + detail

    def _after(self, valence: int, manner: str, mood: str, *, woman: bool) -> list[str]:
        """What came of it, always told where feelings are strong, and how the text ends."""
        likely = 1.0 if abs(valence) == 2 else 0.4
        outcome = self._rng.random() < likely
        parts = [self.pick(f"consequence.{_OUTCOME[valence]}", woman=woman)] if outcome else []
        if self._rng.random() < 0.35:
            parts.append(self.pick(f"closing.{manner}.{mood}", woman=woman))
        return parts

    def _loud(self, clause: str, manner: str) -> str:
        if manner != "angry" or self._rng.random() < 0.5:
            return clause
        return clause.rstrip(".") + "!!" if self._rng.random() < 0.7 else clause.upper()

    def _typed(self, text: str, manner: str, mood: str) -> str:
        chatty = manner == "chatty"
        text = careless(text, self.language, self._rng, chatty=chatty)
        if self._rng.random() < (0.5 if chatty else 0.05):
            face = drawn(self._bank[f"{self._faces}.{mood}"][0].split(), self._rng)
            text += f" {face}"
        return text
