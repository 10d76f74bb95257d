"""A written conversation: the facts at its top, and its utterances one after another.

An utterance begins with its speaker: `Anna: …`, `**Anna:** …`, `[00:01:05] Anna: …`, `Anna (00:01:05): …`, or a line
`Anna  00:01:05` of its own, as Word, Teams, Zoom and Otter write. What follows without a speaker belongs to it, up to
the next. Headings, rules and the numbers and times of subtitles are nobody's words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tropa.ingest.column_names import id_kind, plain_name, role_rank
from tropa.ingest.speakers import Speaker, speaker_of
from tropa.kit.time import HOUR, MINUTE, SECOND

_AT = r"[\[(]?(?:(?P<{0}h>\d{{1,2}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{2}})(?:[.,]\d{{1,3}})?[\])]?"
_NAME = r"(?P<name>[^\W\d_][^:：;,|\t\[\](){}<>=\"]{0,39}?)(?:\s*\((?P<note>(?!\d+:)[^)]{1,40})\))?"
_TURN = re.compile(rf"(?:{_AT.format('a')}\s*[-–—]?\s*)?{_NAME}(?:\s*{_AT.format('b')})?\s*[:：](?:\s+|$)(?P<text>.*)")
_ALONE = re.compile(rf"{_NAME}\s+{_AT.format('a')}")
_MARKS = re.compile(r"\*\*|__|^\s*(?:>|[-*+](?=\s))\s*")
_NOBODYS = re.compile(r"#{1,6}\s.*|-{3,}|={3,}|\*{3,}|WEBVTT.*|\d[\d:.,]*\s*-->\s*\d.*")
_CUE = re.compile(r"\s*(?:(?P<ah>\d+):)?(?P<am>\d+):(?P<as>\d+)(?:[.,]\d+)?\s*-->\s*\d.*")
_VOICE = re.compile(r"<v(?:\.\w+)*\s+([^>]{1,60})>(.*)")
_NO_NAMES = frozenset(
    ("например", "пример", "итог", "важно", "примечание", "вывод", "p s", "note", "example", "e g", "important",
     "warning", "http", "https", "np", "uwaga", "przykład", "ważne", "wniosek")
)  # fmt: skip
_ALL_NAME = re.compile(rf"\s*{_NAME}\s*")
_NOTED = re.compile(r"([^,;()]+)\(([^)]*)\)")
_MOST_WORDS = 4  # of a name
_TITLES = 5  # lines above the facts
_OTHER_FACTS = frozenset(
    ("interview", "focus group", "recording", "session", "present", "attendees", "project", "place", "location",
     "duration", "topic", "method", "title", "subject", "participants", "company", "recorded by",
     "transcribed by", "role", "проект", "место", "тема", "длительность", "метод", "название", "участники",
     "присутствовали", "присутствуют", "интервью", "фокус группа", "запись", "компания", "расшифровка",
     "projekt", "miejsce", "temat", "czas trwania", "metoda", "tytuł", "uczestnicy", "obecni", "wywiad",
     "grupa fokusowa", "nagranie", "firma", "transkrypcja")
)  # fmt: skip
_DATES = frozenset(("date of interview", "interview date", "дата интервью", "data wywiadu", "data rozmowy"))
_CONSENTS = ("consent", "согласие", "zgoda")


@dataclass
class Utterance:
    """What one speaker said at once; `at` is microseconds since the beginning, where the text tells."""

    line: int
    speaker: str
    words: list[str] = field(default_factory=list)
    at: int | None = None
    note: str = ""  # beside the name: `Anna (support agent): …`

    @property
    def text(self) -> str:
        """The words with their line breaks, without empty lines at either end."""
        return "\n".join(self.words).strip()


@dataclass
class Transcript:
    """The facts at the top by what they are, the utterances, and the number of lines that nobody spoke."""

    facts: dict[str, tuple[int, str]] = field(default_factory=dict)  # plain name → line, value
    utterances: list[Utterance] = field(default_factory=list)
    unspoken: int = 0

    @property
    def speakers(self) -> list[str]:
        """The speakers in the order in which they first speak."""
        return list(dict.fromkeys(utterance.speaker for utterance in self.utterances))


def transcript_of(lines: Sequence[str]) -> Transcript:
    """The conversation that some lines of text hold.

    >>> found = transcript_of(["Date: 2026-05-01", "", "Anna: How was it?", "Jan: Slow.", "Very slow."])
    >>> [(said.speaker, said.text) for said in found.utterances], found.facts["date"]
    ([('Anna', 'How was it?'), ('Jan', 'Slow.\\nVery slow.')], (1, '2026-05-01'))
    """
    lines = _with_voices(lines)
    turns = [_turn(line) for line in lines]
    named = {turn.speaker for turn in turns if turn is not None}
    found = Transcript()
    begin, at = _take_facts(lines, named, found), None
    for number, (line, turn) in enumerate(zip(lines[begin:], turns[begin:], strict=True), begin + 1):
        if turn is not None:
            turn.line, turn.at, at = number, at if turn.at is None else turn.at, None
            found.utterances.append(turn)
        elif _is_nobodys(line):
            cue = _CUE.fullmatch(line)
            at = _offset(cue.groupdict(), "a") if cue else at
        elif found.utterances:
            found.utterances[-1].words.append(_plain(line))
        elif line.strip():
            found.unspoken += 1
    return found


def is_conversation(lines: Sequence[str]) -> bool:
    """Whether lines of text are a conversation: two speakers at least, most of the text theirs, names that return.

    Where no name tells a role, somebody must ask: logs and settings have names and colons too.
    """
    found = transcript_of(lines)
    turns, speakers = len(found.utterances), found.speakers
    written = sum(bool(line.strip()) and not _is_nobodys(line) for line in lines) - len(found.facts)
    if turns < 2 or len(speakers) < 2 or turns < 0.3 * written - 2:
        return False
    told = told_roles(found)
    known = sum(speaker in told or speaker_of(speaker) is not None for speaker in speakers)
    if 2 * known >= len(speakers):
        return True
    asked = any(said.text.endswith("?") for said in found.utterances)
    return asked and turns >= 4 and len(speakers) <= max(3, turns / 2) and turns > len(speakers)


def told_roles(found: Transcript) -> dict[str, Speaker]:
    """Whose voice speakers are by the top (`Interviewer: Anna`, `Present: Anna (manager)`), or beside their names."""
    told: dict[str, Speaker] = {}
    for fact, (_, value) in found.facts.items():
        role = speaker_of(fact)
        if role is not None:
            told |= dict.fromkeys((" ".join(name.split()) for name in value.split(",")), role)
    noted = [pair for _, value in found.facts.values() for pair in _NOTED.findall(value)]
    for name, note in [*noted, *((said.speaker, said.note) for said in found.utterances)]:
        role = speaker_of(note) if len(note) > 2 else None
        if role is not None:
            told.setdefault(" ".join(name.split()), role)
    return told


def _turn(line: str) -> Utterance | None:
    """The utterance that begins in a line, None where none does."""
    if line[:1] in (" ", "\t") or _is_nobodys(line):
        return None
    plain = _plain(line)
    match = _TURN.fullmatch(plain) or _ALONE.fullmatch(plain)
    if match is None:
        return None
    name = " ".join(match["name"].split())
    if len(name.split(" ")) > _MOST_WORDS or plain_name(name) in _NO_NAMES:
        return None
    parts = match.groupdict()
    words = [parts["text"]] if parts.get("text") else []
    return Utterance(0, name, words, _offset(parts, "a") or _offset(parts, "b"), parts.get("note") or "")


def _is_nobodys(line: str) -> bool:
    return _NOBODYS.fullmatch(line.strip()) is not None


def _with_voices(lines: Sequence[str]) -> Sequence[str]:
    """Subtitles written like other texts: `<v Anna>Hi</v>`, a name of its own under the time; their numbers go."""
    if not any("-->" in line for line in lines):
        return lines
    cued = [n for n in range(1, len(lines)) if _CUE.fullmatch(lines[n - 1])]
    below = [n for n in cued if _ALL_NAME.fullmatch(lines[n])]
    alone = Counter(lines[n].strip() for n in below if n + 1 < len(lines) and lines[n + 1].strip())
    named = {n for n in below if alone[lines[n].strip()] > 1}
    numbers = {n - 2 for n in cued if n > 1 and lines[n - 2].strip().isdigit()}
    return [
        "" if n in numbers else f"{line.strip()}:" if n in named else _VOICE.sub(r"\1: \2", line).removesuffix("</v>")
        for n, line in enumerate(lines)
    ]


def _offset(parts: dict[str, str | None], which: str) -> int | None:
    if parts.get(f"{which}m") is None:
        return None
    hours, minutes, seconds = (int(parts.get(f"{which}{part}") or 0) for part in "hms")
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def _plain(line: str) -> str:
    """A line without the marks of Markdown."""
    return _MARKS.sub("", line).strip()


def _take_facts(lines: Sequence[str], named: Iterable[str], found: Transcript) -> int:
    """Read the facts at the top; the number of lines they take."""
    names, begin, told = set(named), 0, False
    for number, line in enumerate(lines, 1):
        if not line.strip() or _is_nobodys(line):
            continue
        name, parted, value = _plain(line).partition(":")
        plain, value = plain_name(name), value.strip()
        if not parted and not begin and number <= _TITLES:
            continue
        if not value or not plain:
            break
        if _is_fact(plain):
            told = True
        elif not (speaker_of(name) and _names_people(value, names, told)):
            break
        found.facts[plain] = (number, value)
        begin = number
    told_of = {number for number, _ in found.facts.values()}
    above = [line for number, line in enumerate(lines[:begin], 1) if number not in told_of]
    found.unspoken = sum(bool(line.strip()) and not _is_nobodys(line) for line in above)
    return begin


def _is_fact(plain: str) -> bool:
    if plain in _OTHER_FACTS or plain in _DATES or any(word in plain for word in _CONSENTS):
        return True
    if any(role_rank(role, plain) is not None for role in ("time", "language", "kind", "touchpoint", "stage")):
        return True
    return id_kind(plain) is not None and (speaker_of(plain) is None or _is_id(plain))


def _is_id(plain: str) -> bool:
    return id_kind(plain) is not None and bool({"id", "код", "номер", "numer", "nr"} & set(plain.split(" ")))


def _names_people(value: str, names: set[str], told: bool) -> bool:
    """Whether what follows `Interviewer:` at the top is a name: one that speaks later, or written like one."""
    people = [" ".join(person.split()) for person in value.split(",")]
    if all(person in names for person in people):
        return True
    words = value.replace(",", " ").split()
    return told and len(words) <= _MOST_WORDS and all(word[:1].isupper() for word in words) and value[-1] not in ".?!"
