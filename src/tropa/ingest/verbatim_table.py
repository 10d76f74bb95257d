"""Tables of what customers said: the columns of ratings, texts and circumstances, and one row's verbatims.

A row with several free-text answers yields one verbatim for each; the rating goes with the first of them alone, so that
no rating is counted twice. A further question with a rating yields a verbatim of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.events.schema import VERBATIM_KINDS
from tropa.ingest.checks import Checks
from tropa.ingest.column_names import plain_name, role_rank
from tropa.ingest.columns import Guess
from tropa.ingest.conversion import Conversion, cells, filled
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import BAD, MISSING
from tropa.ingest.ratings import Rating, find_rating, guess_scale, parse_ratings
from tropa.ingest.reader import Batch, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import TraitRow, TraitRows, VerbatimRow, VerbatimRows
from tropa.ingest.sheet import Chunk, Sheet, first_chunk
from tropa.ingest.sheets import open_sheet
from tropa.ingest.speakers import speaker_of

_TITLES = frozenset(("review title", "title", "subject", "заголовок", "заголовок отзыва", "tytuł", "tytuł opinii"))
_STAFF = ("developer reply", "ответ компании", "ответ продавца", "odpowiedź sprzedawcy", "odpowiedź firmy")
_YES = frozenset(
    (
        "true",
        "yes",
        "y",
        "1",
        "да",
        "tak",
        "t",
        "согласен",
        "согласна",
        "zgadzam się",
        "agree",
        "i agree",
        "zgadzam",
        "wyrażam",
        "даю",
    )
)


def read_verbatims(
    path: Path, mapping: Mapping, report: ImportReport, progress: Progress, default_kind: str
) -> Iterator[Batch]:
    """The verbatims of a table, and traits where the answers to other questions say something of a known customer."""
    yield from read_sheet(open_sheet(look(path), mapping, report), mapping, report, progress, default_kind)


def read_sheet(
    sheet: Sheet,
    mapping: Mapping,
    report: ImportReport,
    progress: Progress,
    default_kind: str,
    *,
    guess_ids: bool = False,
) -> Iterator[Batch]:
    """The same of a table that is open already; `guess_ids` looks for ids also where the mapping names some."""
    guess = Guess(sheet, first_chunk(sheet), mapping, report)
    if guess_ids:
        guess.settle_ids()
    columns = VerbatimColumns(guess, mapping, report, default_kind)
    conversion = Conversion(sheet, guess, mapping, report)
    said, traits = VerbatimRows(report), TraitRows(report)
    for chunk in sheet.chunks(report, progress):
        checks = Checks(chunk, report)
        known = columns.read(chunk, checks, conversion)
        for place in np.flatnonzero(checks.kept).tolist():
            for row in columns.row(known, place):
                said.add(row)
            trait = columns.trait(known, place)
            if trait is not None:
                traits.add(trait)
        yield from said.drain()
        yield from traits.drain()
    conversion.tell()
    yield from said.drain(1)
    yield from traits.drain(1)


class VerbatimColumns:
    """Which columns hold what was said, how it was rated and around it."""

    def __init__(self, guess: Guess, mapping: Mapping, report: ImportReport, default_kind: str) -> None:
        self._guess, self._mapping, self._report = guess, mapping, report
        guess.settle_time()
        if not guess.of("id"):
            guess.settle_ids()
        guess.settle("key", "language", "kind", "speaker_role", "consent", "touchpoint", "stage")
        self.ratings = self._settle_ratings()
        self.titles = [name for name in guess.free() if plain_name(name) in _TITLES]
        self.texts = self._settle_texts()
        if not self.ratings and not self.texts:
            raise InputError("ingest.no_rating_or_text", path=report.file, columns=", ".join(guess.names))
        self.traits = [name for name in guess.free() if name not in self.titles and _is_choice(guess.sample(name))]
        asked = next((rating.kind for rating in self.ratings if rating.kind), None)
        self.kind = mapping.kind or (asked if default_kind != "review" and asked else default_kind)
        if mapping.kind is None:
            report.assume("assume.kind", kind=self.kind)
        for rating in self.ratings[: mapping.scale is None]:
            report.assume("assume.scale", low=f"{rating.scale[0]:g}", high=f"{rating.scale[1]:g}")

    def read(self, chunk: Chunk, checks: Checks, conversion: Conversion) -> dict[str, list[Any]]:
        """The chunk's columns as lists; rows without anything said are refused."""
        one = self._guess.one
        time = one("time")
        times = conversion.times(chunk, checks, time, required=False) if time else pa.nulls(len(chunk))
        known: dict[str, list[Any]] = {
            "ids": conversion.ids(chunk, checks, required=False).to_pylist(),
            "time": times.to_pylist(),
        }
        for role in ("key", "language", "kind", "speaker_role", "consent", "touchpoint", "stage"):
            known[role] = filled(chunk, one(role)).to_pylist()
        silent = np.ones(len(chunk), np.bool_)
        for name in (*self.texts, *self.titles, *self.traits):
            values = filled(chunk, name)
            known[f"cell {name}"] = values.to_pylist()
            if name not in self.traits:
                silent &= values.is_null().to_numpy(zero_copy_only=False)
        for rating in self.ratings:
            numbers, state = parse_ratings(cells(chunk, rating.column))
            low, high = rating.scale
            checks.refuse(state == BAD, rating.column, "ingest.bad_number")
            off = (numbers < low) | (numbers > high)
            checks.refuse(off, rating.column, "ingest.rating_off_scale", low=f"{low:g}", high=f"{high:g}")
            known[f"cell {rating.column}"] = [None if np.isnan(number) else number for number in numbers.tolist()]
            silent &= state == MISSING
        checks.refuse(silent, None, "ingest.nothing_said")
        return known

    def row(self, known: dict[str, list[Any]], place: int) -> Iterator[VerbatimRow]:
        """The verbatims of one row."""
        texts = self._said(known, place)
        ratings = [(rating, known[f"cell {rating.column}"][place]) for rating in self.ratings]
        main = next((pair for pair in ratings if pair[1] is not None), None)
        for number, (column, text) in enumerate(texts or [("", None)]):
            rated = main if number == 0 else None
            if text is not None or rated is not None:
                yield self._verbatim(known, place, text, rated, column if number else "")
        for rating, value in ratings:
            if value is not None and (main is None or rating is not main[0]):
                yield self._verbatim(known, place, None, (rating, value), rating.column)

    def trait(self, known: dict[str, list[Any]], place: int) -> TraitRow | None:
        """The other answers of a customer who is known, None where there are none."""
        answers = {name: value for name in self.traits if (value := known[f"cell {name}"][place]) is not None}
        ids = known["ids"][place]
        return TraitRow(ids, answers, known["time"][place]) if ids and answers else None

    def _said(self, known: dict[str, list[Any]], place: int) -> list[tuple[str, str]]:
        texts = [(name, text) for name in self.texts if (text := known[f"cell {name}"][place]) is not None]
        title = "\n".join(text for name in self.titles if (text := known[f"cell {name}"][place]) is not None)
        if texts and (not title or texts[0][1].startswith(title)):
            return texts
        if title and texts:
            return [(texts[0][0], f"{title}\n{texts[0][1]}"), *texts[1:]]
        return [(self.titles[0], title)] if title else texts

    def _verbatim(
        self, known: dict[str, list[Any]], place: int, text: str | None, rated: tuple[Rating, float] | None, part: str
    ) -> VerbatimRow:
        key, language = known["key"][place], known["language"][place]
        kind = str(known["kind"][place] or "").lower()
        own = rated[0].kind if rated and part and not self._mapping.kind else None
        consent = known["consent"][place]
        return VerbatimRow(
            kind=kind if kind in VERBATIM_KINDS else own or self.kind,
            text=text,
            ids=known["ids"][place],
            key=f"{key}#{part}" if key and part else key,
            time=known["time"][place],
            rating=rated[1] if rated else None,
            scale=rated[0].scale if rated else None,
            language=language[:2].lower() if language else None,
            touchpoint=known["touchpoint"][place],
            stage=known["stage"][place],
            speaker_role=_speaker(known["speaker_role"][place]) or self._mapping.speaker_role,
            consent=None if consent is None else agrees(consent),
        )

    def _settle_ratings(self) -> list[Rating]:
        """Ratings by name and values; those a person named come with the scale the values show."""
        found: list[Rating] = []
        for name in [*self._guess.of("rating"), *self._guess.free()]:
            given = self._guess.roles.get(name) is not None
            rating = find_rating(name, self._guess.sample(name))
            if rating is None and given:
                rating = Rating(name, None, _scale_of(self._guess.sample(name)))
            if rating is not None:
                if not given:
                    self._guess.give(name, "rating")
                found.append(Rating(name, rating.kind, self._mapping.scale or rating.scale))
        return found

    def _settle_texts(self) -> list[str]:
        """Columns of text: those a person named; else by their names, or by long and varied answers."""
        if self._guess.of("text"):
            return self._guess.of("text")
        for name in self._guess.free():
            plain = plain_name(name)
            if name in self.titles or any(staff in plain for staff in _STAFF):
                continue
            if role_rank("text", name) is not None or _is_free_text(self._guess.sample(name)):
                self._guess.give(name, "text")
        return self._guess.of("text")


def _scale_of(values: pa.StringArray) -> tuple[float, float]:
    numbers = parse_ratings(values)[0]
    numbers = numbers[~np.isnan(numbers)]
    return guess_scale(float(numbers.min()), float(numbers.max())) if len(numbers) else (1.0, 5.0)


def _is_free_text(values: pa.StringArray) -> bool:
    """Whether the answers are sentences: several words, seldom the same."""
    if not len(values) or pc.mean(pc.match_substring_regex(values, r"^https?://").cast(pa.int8())).as_py() > 0.5:
        return False
    spaces = pc.mean(pc.count_substring(pc.utf8_trim_whitespace(values), " ")).as_py()
    distinct = pc.count_distinct(values).as_py()
    return spaces >= 1.2 and (distinct > 0.5 * len(values) or distinct > 50)


def _is_choice(values: pa.StringArray) -> bool:
    """Whether the answers were chosen from a few."""
    return len(values) > 0 and pc.count_distinct(values).as_py() <= max(2, min(30, len(values) // 2))


def _speaker(value: str | None) -> str | None:
    """A speaker whose name does not tell is a customer."""
    return None if value is None else speaker_of(value) or "customer"


def agrees(value: str) -> bool:
    """Whether an answer gives consent, in a word or beginning with one: `Да, согласен`, `Wyrażam zgodę`."""
    plain = plain_name(value)
    return plain in _YES or plain.split(" ")[0] in _YES
