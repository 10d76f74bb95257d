"""`support_tickets.csv`: what customers write to support and what support answers, a row an utterance."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.phrases.bank import bank
from tropa.sample.cinema.phrases.grammar import Said, Speaker
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.phrases.personal import author_of, told
from tropa.sample.cinema.phrases.themes import THEME_STAGE, drawn
from tropa.sample.cinema.rows import Export
from tropa.sample.cinema.survey import Feelings
from tropa.sample.cinema.world import BARRIERS, CODE, PERIOD_DAYS, SEGMENTS, STAGES

Floats = npt.NDArray[np.float64]

COLUMNS = ("ticket", "time", "role", "author", "email", "subject", "status", "text")
TICKET_SHARE = 0.6  # of the messages to support; the others were spoken or are lost
PERSONAL_TIMES = 3.0  # people tell more of themselves here than in a review
SOLVED_SHARE, FOLLOWED_SHARE = 0.6, 0.6
_END = PERIOD_DAYS * 86_400.0


@dataclass(frozen=True)
class Ticket:
    """A customer's message and who takes it."""

    number: int
    customer: int
    sent: float
    answered: float
    theme: str
    valence: int
    agent: str
    solved: bool


def tickets_export(people: People, walks: Walks, feelings: Feelings, office: Office) -> tuple[Export, list[Opinion]]:
    """The rows ticket by ticket in the order they were opened; the opinions in the order of the rows."""
    speaker = Speaker(office.words.language, office.rng)
    rows: list[list[str]] = []
    said: list[Opinion] = []
    for ticket in _tickets(people, walks, feelings, office):
        talk = _talk(ticket, people, office, speaker)
        times = office.times(np.minimum(np.array([when for when, _ in talk]), _END - 1))
        subject = drawn(bank(speaker.language)[f"subject.{THEME_STAGE[ticket.theme]}"], office.rng)
        for time, (_, opinion) in zip(times, talk, strict=True):
            rows.append([f"T-{ticket.number}", time, *_row(ticket, opinion, subject, people)])
            said.append(opinion)
    words = bank(office.words.language)
    header = [words[f"ticket.{column}"][0] for column in COLUMNS]
    return Export("support_tickets.csv", header, rows, (1,), separator=","), said


def _row(ticket: Ticket, opinion: Opinion, subject: str, people: People) -> list[str]:
    """The columns after the ticket and the time."""
    words = bank(opinion.language)
    by_agent = opinion.speaker == "agent"
    return [
        words[f"ticket.{opinion.speaker}"][0],
        ticket.agent if by_agent else people.name[ticket.customer],
        "" if by_agent else people.email[ticket.customer],
        subject,
        words["ticket.solved" if ticket.solved else "ticket.open"][0],
        opinion.text,
    ]


def _tickets(people: People, walks: Walks, feelings: Feelings, office: Office) -> list[Ticket]:
    """A share of the messages to support in order of time; answered when the journey says so, else after hours."""
    rng = office.rng
    written = (walks.touchpoint == CODE["support_message"]) & (walks.visitor < people.customers)
    places = np.flatnonzero(written)
    places = places[np.argsort(walks.time[places], kind="stable")]
    places = places[rng.random(len(places)) < TICKET_SHARE]
    later = _replies(walks)
    agents = bank(office.words.language)["agent.name"]
    tickets = []
    for number, place in enumerate(places.tolist()):
        customer, sent = int(walks.visitor[place]), float(walks.time[place])
        after = [time for time in later.get(customer, []) if time > sent]
        theme = _trouble(customer, people, walks, rng)
        rating = int(feelings.ratings[customer, STAGES.index(THEME_STAGE[theme])])
        tickets.append(
            Ticket(
                number=40_001 + number,
                customer=customer,
                sent=sent,
                answered=after[0] if after else sent + float(rng.lognormal(9.0, 0.8)),
                theme=theme,
                valence=-2 if 0 < rating <= 2 and rng.random() < 0.5 else -1,
                agent=drawn(agents, rng),
                solved=bool(rng.random() < SOLVED_SHARE),
            )
        )
    return tickets


def _replies(walks: Walks) -> dict[int, list[float]]:
    replies = np.flatnonzero(walks.touchpoint == CODE["support_reply"])
    found: dict[int, list[float]] = {}
    for place in replies[np.argsort(walks.time[replies], kind="stable")].tolist():
        found.setdefault(int(walks.visitor[place]), []).append(float(walks.time[place]))
    return found


def _trouble(customer: int, people: People, walks: Walks, rng: np.random.Generator) -> str:
    """A barrier the customer met, else one that is usual in the segment."""
    met = [barrier.id for number, barrier in enumerate(BARRIERS) if walks.met[customer, number]]
    return drawn(met or list(SEGMENTS[int(people.segment[customer])].main_barriers), rng)


def _talk(ticket: Ticket, people: People, office: Office, speaker: Speaker) -> list[tuple[float, Opinion]]:
    """Who says what when: the message, a reminder of those who wait long, the answer, what the customer says to it."""
    rng = office.rng
    woman = author_of(ticket.customer, people, office.country, speaker.language).woman
    talk = [(ticket.sent, _message(ticket, people, office, speaker))]
    if ticket.answered - ticket.sent > 86_400.0:
        nudge = Said(speaker.pick("nudge.lines", woman=woman), -1, ("slow_reply",), (-1,), ("return",))
        talk.append(((ticket.sent + ticket.answered) / 2, _opinion(ticket, nudge, speaker)))
    talk.append((ticket.answered, _answer(ticket, people, speaker)))
    if rng.random() < FOLLOWED_SHARE:
        after = ticket.answered + float(rng.lognormal(7.5, 0.8))
        talk.append((after, _opinion(ticket, _follow(ticket, speaker, woman=woman), speaker)))
    return talk


def _follow(ticket: Ticket, speaker: Speaker, *, woman: bool) -> Said:
    if ticket.solved:
        return Said(speaker.pick("follow.good", woman=woman), 1, ("support",), (1,), ("return",))
    theme = ticket.theme
    return Said(speaker.pick("follow.bad", woman=woman), -1, (theme,), (-1,), (THEME_STAGE[theme],))


def _opinion(ticket: Ticket, said: Said, speaker: Speaker) -> Opinion:
    return Opinion(
        ticket.customer, THEME_STAGE[ticket.theme], ticket.theme, said.valence, said.text, has_contact=False,
        themes=said.themes, valences=said.valences, stages=said.stages, templates=said.templates,
        register=said.register, language=speaker.language,
    )  # fmt: skip


def _message(ticket: Ticket, people: People, office: Office, speaker: Speaker) -> Opinion:
    author = author_of(ticket.customer, people, office.country, speaker.language)
    opinion = _opinion(ticket, speaker.about(ticket.theme, ticket.valence, woman=author.woman), speaker)
    sentence, data = told(author, office.rng, speaker.language, PERSONAL_TIMES)
    return replace(
        opinion,
        text=f"{opinion.text} {sentence}".strip(),
        has_contact=bool(data.keys() & {"email", "phone"}),
        contains_personal_data=bool(data),
        personal=data,
    )


def _answer(ticket: Ticket, people: People, speaker: Speaker) -> Opinion:
    """The agent's words: no opinion of a customer, and mostly with the customer's first name."""
    first = people.name[ticket.customer].split(" ", 1)[0]
    greeting = speaker.pick("agent.greeting")
    lines = (greeting.format(first=first), speaker.pick(f"agent.{ticket.theme}"), speaker.pick("agent.closing"))
    named = "{first}" in greeting
    return Opinion(
        ticket.customer, THEME_STAGE[ticket.theme], ticket.theme, 0, " ".join(lines), has_contact=False,
        language=speaker.language, contains_personal_data=named, personal={"name": first} if named else {},
        register="formal", speaker="agent",
    )  # fmt: skip
