"""Customers writing into one file: what each of them writes about a stage, and who copies whom."""

import numpy as np
import numpy.typing as npt

from tropa.kit.locale import LANGUAGES, Language
from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.phrases.grammar import Said, Speaker
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.phrases.personal import author_of, told
from tropa.sample.cinema.phrases.slips import retold
from tropa.sample.cinema.phrases.themes import BAD_THEMES, GOOD_THEMES, drawn, theme_for
from tropa.sample.cinema.world import STAGES

Ints = npt.NDArray[np.int64]

SHORT_SHARE, OFF_TOPIC_SHARE, FOREIGN_SHARE, COPIED_SHARE = 0.05, 0.02, 0.025, 0.025
MIXED_SHARE = {1: 0.05, 2: 0.15, 3: 0.5, 4: 0.15, 5: 0.05}  # by rating
STRONG_SHARE = 0.7  # of the ratings 1 and 5


class Writers:
    """Draws from a stream of its own, a child of the office's; `said` holds the answers in the order of the file.

    A text in another language is English where the file's encoding has no letters of the third.
    """

    def __init__(self, people: People, walks: Walks, office: Office, encoding: str) -> None:
        (self._rng,) = office.rng.spawn(1)
        self._people, self._walks, self._country = people, walks, office.country
        wide = encoding.startswith("utf")
        self._own = office.words.language
        self._speakers = {name: Speaker(name, self._rng, emoji=wide) for name in LANGUAGES}
        others = [name for name in LANGUAGES if name != self._own]
        self._foreign: list[Language] = others if wide else ["en"]
        self._copyable: dict[tuple[str, int, str], list[int]] = {}
        self.said: list[Opinion] = []

    def write(self, customer: int, at: int, ratings: Ints, *, silent: bool = False) -> Opinion:
        """What a customer writes who rated the stage number `at`; nothing where `silent`."""
        stage, rating = STAGES[at], int(ratings[customer, at])
        segment = int(self._people.segment[customer])
        theme, sign = theme_for(segment, stage, rating, self._walks.met[customer], self._rng)
        valence = self._strength(sign, rating)
        if silent:
            opinion = Opinion(customer, stage, theme, valence, "", has_contact=False).silent()
        else:
            opinion = self._copied(customer, stage, theme, valence) or self._composed(
                customer, (stage, theme), valence, ratings
            )
        self._remember(opinion)
        return opinion

    def _strength(self, sign: int, rating: int) -> int:
        strong = rating in (1, 5) and self._rng.random() < STRONG_SHARE
        return 2 * sign if strong else sign

    def _copied(self, customer: int, stage: str, theme: str, valence: int) -> Opinion | None:
        """An earlier answer of another customer about the same, told again."""
        if self._rng.random() >= COPIED_SHARE:
            return None
        numbers = [n for n in self._copyable.get((stage, valence, theme), []) if self.said[n].customer != customer]
        if not numbers:
            return None
        number = drawn(numbers, self._rng)
        earlier = self.said[number]
        return earlier.copied(customer, retold(earlier.text, self._rng), number)

    def _remember(self, opinion: Opinion) -> None:
        alone = opinion.near_duplicate_of is None and not opinion.contains_personal_data
        if alone and len(opinion.themes) == 1 and len(opinion.text) > 40:
            self._copyable.setdefault((opinion.stage, opinion.valence, opinion.theme), []).append(len(self.said))
        self.said.append(opinion)

    def _composed(self, customer: int, about: tuple[str, str], valence: int, ratings: Ints) -> Opinion:
        """A new text: mostly of one theme, the rest short, off topic, mixed, or in another language."""
        stage, theme = about
        language = drawn(self._foreign, self._rng) if self._rng.random() < FOREIGN_SHARE else self._own
        author = author_of(customer, self._people, self._country, self._own)
        said = self._said(self._speakers[language], about, valence, (ratings[customer], author.woman))
        sentence, data = ("", {}) if said.register in ("short", "off_topic") else told(author, self._rng, language)
        return Opinion(
            customer, stage, theme, said.valence, f"{said.text} {sentence}".strip(),
            has_contact=bool(data.keys() & {"email", "phone"}),
            themes=said.themes, valences=said.valences, stages=said.stages, templates=said.templates,
            register=said.register, language=language, contains_personal_data=bool(data), personal=data,
        )  # fmt: skip

    def _said(self, speaker: Speaker, about: tuple[str, str], valence: int, by: tuple[Ints, bool]) -> Said:
        stage, theme = about
        felt, woman = by
        rating, kind = int(felt[STAGES.index(stage)]), self._rng.random()
        if kind < SHORT_SHARE:
            return speaker.short(0 if rating == 3 else valence, woman=woman)
        if kind < SHORT_SHARE + OFF_TOPIC_SHARE:
            return speaker.off_topic()
        if self._rng.random() >= MIXED_SHARE[rating]:
            return speaker.about(theme, valence, woman=woman)
        reached = [place for number, place in enumerate(STAGES) if felt[number] > 0]
        others = (GOOD_THEMES if valence < 0 else BAD_THEMES)[drawn(reached, self._rng)]
        return speaker.mixed(theme, drawn(others, self._rng), int(np.sign(rating - 3)), woman=woman)
