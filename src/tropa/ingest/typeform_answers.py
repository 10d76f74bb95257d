"""Typeform's responses as JSON: `{"items": […]}` of its interface, or one webhook (`{"form_response": …}`) a line.

An answer has the type of its value and its field's type and id; what was asked, and the steps of a scale, stand only in
a webhook's `definition`. So without one a recommendation goes from 0 to 10, an opinion from 0 to 10 and a rating from 1
to 5, unless the mapping names the scale. Written answers of four words and more are verbatims, shorter ones (a name, a
city) are not; what was chosen is a trait of those who are known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tropa.errors import InputError
from tropa.ingest.clock import Clock
from tropa.ingest.column_names import id_kind
from tropa.ingest.ids import person_id
from tropa.ingest.json_objects import Object, objects
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import fields, inner, text_of
from tropa.ingest.ratings import rating_kind
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import TraitRow, TraitRows, VerbatimRow, VerbatimRows

_SCALES = {"nps": (0.0, 10.0), "opinion_scale": (0.0, 10.0), "rating": (1.0, 5.0)}
_CONTACTS = {"email": "email", "phone_number": "phone"}
_WORDS = 4  # of a written answer that says something
_CONSENTS = frozenset(("legal",))


@dataclass
class _Said:
    """What one response holds."""

    texts: list[tuple[str, str]] = field(default_factory=list)  # field, words
    ratings: list[tuple[str, str, float, tuple[float, float]]] = field(default_factory=list)  # field, kind, mark, scale
    traits: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    consent: bool | None = None


def read_answers(head: Head, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
    """The verbatims and traits of the responses of a JSON file."""
    said, traits, clock = VerbatimRows(report), TraitRows(report), Clock()
    for part in objects(head, mapping, report, progress):
        responses = [(line, one) for line, found in part for one in inner(found, "items", "form_response")]
        report.rows += len(responses) - len(part)
        clock.learn(written for _, one in responses if (written := text_of(one.get("submitted_at"))))
        for line, one in responses:
            try:
                rows, trait = _rows(one, mapping, clock)
            except InputError as error:
                refuse(report, line, error)
                continue
            for row in rows:
                said.add(row)
            if trait is not None:
                traits.add(trait)
        yield from said.drain()
        yield from traits.drain()
    if mapping.kind is None:
        report.assume("assume.kind", kind="csat")
    yield from said.drain(1)
    yield from traits.drain(1)


def _rows(one: Object, mapping: Mapping, clock: Clock) -> tuple[list[VerbatimRow], TraitRow | None]:
    said = _said(one, mapping)
    if not said.texts and not said.ratings:
        raise InputError("ingest.nothing_said")
    time = clock.at(text_of(one.get("submitted_at")) or "", "submitted_at")
    key = text_of(one.get("response_id") or one.get("token"))
    rows = []
    for place in range(max(len(said.texts), 1)):
        rating = said.ratings[0] if said.ratings and place == 0 else None
        where, words = said.texts[place] if said.texts else ("", None)
        rows.append(_verbatim(said, mapping, (key, where), time, words, rating))
    rows += [_verbatim(said, mapping, (key, other[0]), time, None, other) for other in said.ratings[1:]]
    return rows, TraitRow(said.ids, said.traits, time) if said.ids and said.traits else None


def _verbatim(
    said: _Said,
    mapping: Mapping,
    key: tuple[str | None, str],
    time: int,
    words: str | None,
    rating: tuple[str, str, float, tuple[float, float]] | None,
) -> VerbatimRow:
    main = said.ratings[0][1] if said.ratings else "csat"
    return VerbatimRow(
        kind=mapping.kind or (rating[1] if rating else main),
        text=words,
        ids=said.ids,
        key=f"{key[0]}#{key[1]}" if key[0] else None,
        time=time,
        rating=rating[2] if rating else None,
        scale=rating[3] if rating else None,
        speaker_role=mapping.speaker_role,
        consent=said.consent,
    )


def _said(one: Object, mapping: Mapping) -> _Said:
    """The answers of a response by what they are. Raises InputError for a rating off its scale or a broken id."""
    said = _Said()
    asked = {text_of(field.get("id")): field for field in inner(fields(one.get("definition")), "fields")}
    answers = one.get("answers")
    for answer in answers if isinstance(answers, list) else []:
        if isinstance(answer, dict):
            its = fields(answer.get("field"))
            name = text_of(its.get("id") or its.get("ref")) or ""
            _take(said, answer, {**its, **asked.get(name, {})}, name, mapping)
    for name, value in fields(one.get("hidden")).items():
        kind, written = id_kind(name), text_of(value)
        if written is not None and kind is not None:
            said.ids.append(person_id(kind, written) or "")
        elif written is not None:
            said.traits[name] = written
    return said


def _take(said: _Said, answer: Object, its: Object, name: str, mapping: Mapping) -> None:
    kind, sort = text_of(answer.get("type")) or "", text_of(its.get("type")) or ""
    title = text_of(its.get("title")) or text_of(its.get("ref")) or name
    if kind == "number" and sort in _SCALES:
        said.ratings.append(_rating(answer, its, name, title, mapping))
    elif kind == "text":
        words = text_of(answer.get("text"))
        if words and (sort == "long_text" or len(words.split()) >= _WORDS):
            said.texts.append((name, words))
    elif kind in _CONTACTS:
        written = text_of(answer.get(kind))
        said.ids += [found] if written and (found := person_id(_CONTACTS[kind], written)) else []
    elif kind == "boolean" and sort in _CONSENTS:
        said.consent = answer.get("boolean") is True
    elif chosen := _chosen(answer, kind):
        said.traits[title] = chosen


def _rating(
    answer: Object, its: Object, name: str, title: str, mapping: Mapping
) -> tuple[str, str, float, tuple[float, float]]:
    sort = str(its["type"])
    settings = fields(its.get("properties"))
    low, high = _SCALES[sort]
    steps = text_of(settings.get("steps"))
    if sort != "nps" and steps is not None and steps.isdigit():
        low = 1.0 if sort == "rating" or settings.get("start_at_one") is True else 0.0
        high = low + int(steps) - 1
    low, high = mapping.scale or (low, high)
    written = text_of(answer.get("number")) or ""
    try:
        mark = float(written)
    except ValueError:
        raise InputError("ingest.bad_number", value=written, column=title) from None
    if not low <= mark <= high:
        raise InputError("ingest.rating_off_scale", value=written, column=title, low=f"{low:g}", high=f"{high:g}")
    return name, "nps" if sort == "nps" else rating_kind(title) or "csat", mark, (low, high)


def _chosen(answer: Object, kind: str) -> str | None:
    """A choice, or several parted by `; `, or yes and no."""
    if kind == "boolean":
        return "yes" if answer.get("boolean") is True else "no"
    if kind == "choice":
        return text_of(fields(answer.get("choice")).get("label"))
    if kind == "choices":
        labels = fields(answer.get("choices")).get("labels")
        found = [text_of(label) for label in labels] if isinstance(labels, list) else []
        return "; ".join(label for label in found if label) or None
    return None
