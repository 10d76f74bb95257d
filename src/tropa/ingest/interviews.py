"""Interviews, focus groups and other conversations, written down: plain text, Markdown, Word (`.docx`), subtitles.

One utterance is one verbatim (see `transcript`). Whose it is follows from what the speaker is called (`Interviewer`,
`Модератор`, `Klient`), from the facts at the top (`Interviewer: Anna`), else from who asks the questions. Three
customers and more make a focus group. Every customer has an id of their own within the session, so that "three of
eight" can be counted; where one customer speaks and the top names their number or address, the words join that
customer's journey.

At the top may stand, a fact a line: `Date`, ids (`Customer ID`, `Email`, `Phone`), `Interviewer`, `Respondent`,
`Consent`, `Language`, `Stage`, `Touchpoint`, in English, Russian or Polish. Without a date the file's name may tell it.

Source: the layouts of transcripts that Word, Teams, Zoom and Otter export; a convention, since no standard is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tropa.errors import InputError
from tropa.events.schema import VERBATIM_KINDS
from tropa.ingest.column_names import id_kind, role_rank
from tropa.ingest.docx import docx_lines, is_docx
from tropa.ingest.head import chosen_encoding, is_broken, lines, look, stem_of
from tropa.ingest.ids import person_id
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import chosen_format, parse_time, time_zone
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import VerbatimRow, VerbatimRows
from tropa.ingest.speakers import Speaker, speaker_of
from tropa.ingest.transcript import Transcript, is_conversation, told_roles, transcript_of
from tropa.ingest.verbatim_table import agrees
from tropa.kit.ids import stable_id

_DATED = re.compile(r"(?<!\d)(?:(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})|(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4}))(?!\d)")
_GROUP = 3  # customers who speak make a focus group


class Interviews:
    """Reads written conversations."""

    source = "interviews"

    def recognise(self, head: Head) -> float:
        """Sure where most lines begin with a speaker and speakers return; a Word document can be nothing else."""
        if head.encoding == "binary":
            return 0.5 if is_docx(head) else 0.0
        text = head.text.lstrip("\ufeff")
        if text.lstrip().startswith(("{", "[{", "<")):
            return 0.0
        return 0.9 if is_conversation(text.splitlines()) else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `interview` or `focus_group`, one an utterance."""
        found = transcript_of(_lines(path, mapping, report, progress))
        if not found.utterances:
            raise InputError("ingest.no_speakers", path=path)
        session = _Session(found, path, mapping, report)
        rows = VerbatimRows(report)
        for row in session.rows():
            rows.add(row)
            yield from rows.drain()
        yield from rows.drain(1)


def _lines(path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> list[str]:
    """The lines of the text; one that holds bytes of another encoding is refused and left out."""
    head = look(path)
    if head.encoding == "binary":
        return docx_lines(path)
    report.encoding = chosen_encoding(head, mapping)
    found = []
    for number, line in lines(path, report.encoding, progress):
        if is_broken(line):
            report.rows += 1
            shown = line.encode("utf-8", "replace").decode()
            report.reject(number, None, shown, "ingest.broken_text", encoding=report.encoding)
        found.append("" if is_broken(line) else line.lstrip("\ufeff"))
    return found


class _Session:
    """One conversation: who its speakers are, when it was, what holds for all of it."""

    def __init__(self, found: Transcript, path: Path, mapping: Mapping, report: ImportReport) -> None:
        self._found, self._mapping, self._report = found, mapping, report
        self._stem = stem_of(path)
        self._roles = speaker_roles(found, mapping, report)
        customers = [name for name in found.speakers if self._roles[name] == "customer"]
        told = (self._fact("kind") or "").lower().replace(" ", "_")
        kind = mapping.kind or (told if told in VERBATIM_KINDS else None)
        self._kind = kind or ("focus_group" if len(customers) >= _GROUP else "interview")
        self._begun = self._time()
        ids = self._ids()
        self._ids_of = {
            name: [*(ids if len(customers) == 1 else ()), f"participant:{stable_id([report.source, self._stem, name])}"]
            for name in customers
        }
        if kind is None:
            report.assume("assume.kind", kind=self._kind)
        if found.unspoken:
            report.assume("assume.unspoken", n=found.unspoken)

    def rows(self) -> Iterator[VerbatimRow]:
        """A verbatim for every utterance with words; one without is refused."""
        language, consent = self._fact("language"), self._fact("consent")
        again: Counter[tuple[str, str]] = Counter()
        for said in self._found.utterances:
            self._report.rows += 1
            if not said.text:
                self._report.reject(said.line, None, said.speaker, "ingest.nothing_said")
                continue
            again[said.speaker, said.text] += 1
            yield VerbatimRow(
                kind=self._kind,
                text=said.text,
                ids=self._ids_of.get(said.speaker, ()),
                key=stable_id([self._stem, said.speaker, said.text, again[said.speaker, said.text]]),
                time=None if self._begun is None else self._begun + (said.at or 0),
                language=language[:2].lower() if language else None,
                touchpoint=self._fact("touchpoint"),
                stage=self._fact("stage"),
                speaker_role=self._roles[said.speaker],
                consent=None if consent is None else agrees(consent),
            )

    def _fact(self, role: str) -> str | None:
        """What the top says of a role, None where it says nothing."""
        words = ("consent", "согласие", "zgoda") if role == "consent" else ()
        for name, (_, value) in self._found.facts.items():
            if role_rank(role, name) is not None or any(word in name for word in words):  # type: ignore[arg-type]
                return value
        return None

    def _time(self) -> int | None:
        """When it began: by the top, else by the file's name."""
        zone = time_zone(self._mapping.time_zone or "UTC")
        form = chosen_format(self._mapping.date_format or "day-first")
        dated = [fact for name, fact in self._found.facts.items() if role_rank("time", name) is not None]
        dated += [fact for name, fact in self._found.facts.items() if name.startswith(("date ", "дата ", "data "))]
        written = dated[0] if dated else None
        if written is None and (match := _DATED.search(self._stem)):
            year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
            written = (0, f"{year}-{int(month):02}-{int(day):02}")
            self._report.assume("assume.session_date", date=written[1])
        if written is None:
            self._report.assume("assume.no_session_date")
            return None
        try:
            begun = parse_time(written[1], zone, form)
        except InputError as error:
            self._report.rows += 1
            refuse(self._report, written[0] or None, error)
            return None
        self._report.time_zone = zone.key
        if self._mapping.time_zone is None:
            self._report.assume("assume.zone", zone=zone.key)
        return begun

    def _ids(self) -> list[str]:
        """The ids that the top names."""
        found: list[str] = []
        for name, (line, value) in self._found.facts.items():
            kind = id_kind(name)
            if kind is None or (speaker_of(name) is not None and value in self._found.speakers):
                continue
            try:
                written = person_id((self._mapping.id_kind or kind) if kind == "customer" else kind, value)
            except InputError as error:
                self._report.rows += 1
                refuse(self._report, line, error)
                continue
            found += [written] if written else []
        return found


def speaker_roles(found: Transcript, mapping: Mapping, report: ImportReport) -> dict[str, Speaker]:
    """The role of every speaker: all staff where the mapping says so; by facts; by names; by who asks the questions."""
    if mapping.speaker_role == "staff":
        return dict.fromkeys(found.speakers, "staff")
    told = told_roles(found)
    lettered = all(speaker_of(name) for name in found.speakers if len(name) == 1)  # Q and A, but not A and B
    known = {
        name: told.get(name) or (speaker_of(name) if lettered or len(name) > 1 else None) for name in found.speakers
    }
    unknown = [name for name, role in known.items() if role is None]
    if unknown and "staff" not in known.values() and (asking := _who_asks(found, unknown)):
        known[asking] = "staff"
        report.assume("assume.staff_speaker", speaker=asking)
    customers = [name for name in unknown if known[name] is None]
    if customers:
        report.assume("assume.customer_speakers", speakers=", ".join(customers))
    return {name: role or "customer" for name, role in known.items()}


def _who_asks(found: Transcript, names: list[str]) -> str | None:
    """The one speaker who mostly asks, twice as often as anybody else; None where nobody stands out."""
    turns = Counter(said.speaker for said in found.utterances)
    asked = Counter(said.speaker for said in found.utterances if "?" in said.text)
    shares = sorted(((asked[name] / turns[name], name) for name in found.speakers), reverse=True)
    if len(shares) < 2 or shares[0][0] < 0.5 or shares[0][0] < 2 * shares[1][0]:
        return None
    return shares[0][1] if shares[0][1] in names else None
