"""Interviews with customers and staff and a focus group, as plain text: a head, then `Speaker: words` line by line."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.phrases.bank import bank, is_woman
from tropa.sample.cinema.phrases.grammar import Said, Speaker
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.phrases.personal import author_of
from tropa.sample.cinema.phrases.themes import GOOD_THEMES, THEME_STAGE, drawn
from tropa.sample.cinema.survey import Feelings
from tropa.sample.cinema.world import SEGMENTS

LANES = {"motivations": 0, "needs": 0, "expectations": 0, "fears": -1, "thoughts": -1}  # lane → valence
EACH = 2  # customers of a segment who are interviewed, and as many more in the focus group
_DAYS = ("2026-10-05", "2026-10-12", "2026-10-19")
_GROUP_DAY = "2026-10-26"


@dataclass
class Transcript:
    """One file as it is written down; `said` are the words of customers and staff, without those who ask."""

    title: str
    day: str
    present: list[str]
    customer: str = ""  # the CRM id of the one customer who is asked
    lines: list[str] = field(default_factory=list)
    said: list[Opinion] = field(default_factory=list)

    def ask(self, who: str, question: str) -> None:
        """Somebody who leads the talk speaks."""
        self.lines.append(f"{who}: {question}")

    def answer(self, who: str, opinion: Opinion) -> None:
        """Somebody of those who are asked speaks."""
        self.lines.append(f"{who}: {opinion.text}")
        self.said.append(opinion)

    def text(self, words: Callable[[str], str]) -> str:
        """The whole file."""
        head = [self.title, f"{words('date')}: {self.day}", f"{words('present')}: {', '.join(self.present)}"]
        head += [f"{words('id')}: {self.customer}"] if self.customer else []
        return "\n".join([*head, "", *self.lines]) + "\n"


class Study:
    """A few conversations held by somebody who is no part of the company."""

    def __init__(self, people: People, feelings: Feelings, office: Office) -> None:
        self._people, self._office = people, office
        self._language = office.words.language
        self._speaker = Speaker(self._language, office.rng, emoji=False)
        self._chosen = _chosen(people, feelings, office.rng)

    def transcripts(self) -> dict[str, Transcript]:
        """File name → transcript."""
        found = {}
        for number, kind in enumerate(SEGMENTS):
            for place, customer in enumerate(self._chosen[number][:EACH]):
                found[f"interview_{kind.id}_{place + 1}.txt"] = self._interview(number, customer, _DAYS[number])
        found["interview_staff.txt"] = self._staff()
        group = [(n, customer) for n in range(len(SEGMENTS)) for customer in self._chosen[n][EACH:]]
        if group:
            found["focus_group.txt"] = self._group(group)
        return found

    def words(self, key: str) -> str:
        """A line of the interview's own words."""
        return bank(self._language)[f"interview.{key}"][0]

    def _name(self, customer: int) -> str:
        return self._people.name[customer].split(" ", 1)[0]

    def _woman(self, customer: int) -> bool:
        return author_of(customer, self._people, self._office.country, self._language).woman

    def _opinion(self, customer: int, said: Said, lane: str = "", speaker: str = "customer") -> Opinion:
        theme = said.themes[0] if said.themes else ""
        return Opinion(
            customer, THEME_STAGE.get(theme, ""), theme, said.valence, said.text, has_contact=False,
            themes=said.themes, valences=said.valences, stages=said.stages, templates=said.templates,
            register=said.register, language=self._language, speaker=speaker, lane=lane,
        )  # fmt: skip

    def _interview(self, segment: int, customer: int, day: str) -> Transcript:
        """What a customer wanted, hoped and feared, then how it went with the barriers of the segment."""
        kind, woman = SEGMENTS[segment], self._woman(customer)
        asks, who = self.words("interviewer"), f"{self._name(customer)} ({self.words('customer')})"
        made = Transcript(self.words("title"), day, [asks, who], self._people.crm[customer])
        for lane, valence in LANES.items():
            made.ask(asks, self.words(lane))
            line = self._speaker.pick(f"answer.{kind.id}.{lane}", woman=woman)
            made.answer(who, self._opinion(customer, Said(line, valence), lane))
        made.ask(asks, self.words("experience"))
        for theme in kind.main_barriers[:2]:
            made.answer(who, self._opinion(customer, self._clause(theme, -1, woman=woman)))
        made.ask(asks, self.words("best"))
        good = drawn(GOOD_THEMES["return"] if segment < 2 else GOOD_THEMES["research"], self._office.rng)
        made.answer(who, self._opinion(customer, self._clause(good, 1, woman=woman)))
        made.ask(asks, self.words("thanks"))
        return made

    def _clause(self, theme: str, valence: int, *, woman: bool) -> Said:
        """Two sentences of a theme, spoken and so without slips of the finger."""
        first, one = self._speaker.clause(f"theme.{theme}", woman=woman)
        detail = self._speaker.pick(f"detail.{THEME_STAGE[theme]}", woman=woman)
        outcome = self._speaker.pick(f"consequence.{'good' if valence > 0 else 'bad'}", woman=woman)
        text = f"{detail} {first} {outcome}"
        return Said(text, valence, (theme,), (valence,), (THEME_STAGE[theme],), (one,))

    def _staff(self) -> Transcript:
        """What people of the company suppose: hypotheses, kept apart from what customers say."""
        asks, staff = self.words("interviewer"), bank(self._language)["interview.staff"]
        made = Transcript(self.words("staff_title"), _DAYS[0], [asks, *staff])
        made.ask(asks, self.words("staff_question"))
        themes = [theme for theme in THEME_STAGE if f"staff.{theme}" in bank(self._language)]
        for number, theme in enumerate(themes):
            who = staff[number % len(staff)]
            line = self._speaker.pick(f"staff.{theme}", woman=is_woman(who, self._language))
            said = Said(line, -1, (theme,), (-1,), (THEME_STAGE[theme],), (f"staff.{theme}.0",))
            made.answer(who, self._opinion(-1, said, "hypotheses", "staff"))
        return made

    def _group(self, group: list[tuple[int, int]]) -> Transcript:
        """Everybody names an own barrier; the others say whether they had it, so that it is `k of n`."""
        asks = self.words("moderator")
        made = Transcript(self.words("group_title"), _GROUP_DAY, [asks, *(self._name(who) for _, who in group)])
        made.ask(asks, self.words("group_question"))
        named: set[str] = set()
        for segment, customer in group:
            theme = next((one for one in SEGMENTS[segment].main_barriers if one not in named), None)
            if theme is None:
                continue
            named.add(theme)
            said = self._clause(theme, -1, woman=self._woman(customer))
            made.answer(self._name(customer), self._opinion(customer, said))
            for other_segment, other in group:
                if other != customer:
                    self._react(made, other, theme, had=theme in SEGMENTS[other_segment].main_barriers)
        made.ask(asks, self.words("group_best"))
        for _, customer in group[::2]:
            said = self._clause("watching", 1, woman=self._woman(customer))
            made.answer(self._name(customer), self._opinion(customer, said))
        return made

    def _react(self, made: Transcript, customer: int, theme: str, *, had: bool) -> None:
        """Those of the segment that has the barrier agree; some of the others say that they have not met it."""
        woman = self._woman(customer)
        if had:
            said = Said(self._speaker.pick("interview.agree", woman=woman), -1, (theme,), (-1,), (THEME_STAGE[theme],))
            made.answer(self._name(customer), self._opinion(customer, said))
        elif self._office.rng.random() < 0.3:
            said = Said(self._speaker.pick("interview.disagree", woman=woman), 0)
            made.answer(self._name(customer), self._opinion(customer, said))


def _chosen(people: People, feelings: Feelings, rng: np.random.Generator) -> list[list[int]]:
    """Of each segment: up to four customers of different first names who got as far as paying."""
    far = (feelings.ratings[: people.customers, 3:] > 0).any(axis=1)
    names: set[str] = set()
    chosen: list[list[int]] = []
    for number in range(len(SEGMENTS)):
        able = np.flatnonzero((people.segment[: people.customers] == number) & far)
        picked: list[int] = []
        for customer in rng.permutation(able).tolist():
            first = people.name[customer].split(" ", 1)[0]
            if first not in names and len(picked) < 2 * EACH:
                names.add(first)
                picked.append(customer)
        chosen.append(picked)
    return chosen
