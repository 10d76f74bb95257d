"""Thoughts, needs, motivations, expectations and fears: sentences in which customers say them, word for word.

Only literal sentences are given, with their place in the text: never a paraphrase. What staff say of customers is kept
apart as hypotheses. People of interviews and focus groups were chosen, so they are counted as "k of n", not as shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc

from tropa.kit.locale import LANGUAGES
from tropa.voice.sentences import sentences
from tropa.voice.taxonomy.standard import packed_patterns

LaneSaid = Literal["thoughts", "needs", "motivations", "expectations", "fears"]
LANES: tuple[LaneSaid, ...] = get_args(LaneSaid)
SPOKEN = ("interview", "focus_group")
FEWEST_WORDS, MOST_WORDS = 4, 40


@dataclass(frozen=True)
class Said:
    """A sentence, characters start…end of its verbatim, and the lane it belongs to."""

    lane: LaneSaid
    verbatim_id: str
    text: str
    start: int
    end: int
    speaker: str
    stage: str | None
    source: str
    kind: str


@dataclass(frozen=True)
class Counted:
    """`speakers` of `of` people of interviews and focus groups said it."""

    theme: str
    speakers: int
    of: int


def said_of(verbatims: pa.Table, lane: LaneSaid, *, stage: str | None = None, limit: int | None = None) -> list[Said]:
    """Sentences of customers that belong in a lane; interviews and focus groups first, one a speaker, then the rest.

    `stage` keeps what was said there. A sentence has 4 to 40 words. Refused consent is left out.
    """
    found = _sentences(_of_role(verbatims, "customer"), (lane,), stage)
    return _one_each(found)[:limit]


def staff_hypotheses(verbatims: pa.Table, *, stage: str | None = None, limit: int | None = None) -> list[Said]:
    """What staff say of customers' thoughts, needs, motivations, expectations and fears: hypotheses, not evidence."""
    return _one_each(_sentences(_of_role(verbatims, "staff"), LANES, stage))[:limit]


def participants(mentions: pa.Table, verbatims: pa.Table) -> list[Counted]:
    """How many of the people interviewed, or in focus groups, speak of each theme; most spoken of first."""
    of_text = speakers(verbatims)
    people: dict[str, set[str]] = {}
    for verbatim, theme in zip(mentions["verbatim_id"].to_pylist(), mentions["theme"].to_pylist(), strict=True):
        if verbatim in of_text:
            people.setdefault(theme, set()).add(of_text[verbatim])
    everybody = len(set(of_text.values()))
    found = [Counted(theme, len(who), everybody) for theme, who in people.items()]
    return sorted(found, key=lambda one: (-one.speakers, one.theme))


def speakers(verbatims: pa.Table) -> dict[str, str]:
    """Who speaks in each text of an interview or a focus group, by its id; a text of nobody known is its own person."""
    said = _of_role(verbatims, "customer")
    said = said.filter(pc.is_in(said["kind"], value_set=pa.array(SPOKEN)))
    return {row["verbatim_id"]: _speaker(row) for row in said.select(["verbatim_id", "customer"]).to_pylist()}


def _of_role(verbatims: pa.Table, role: str) -> pa.Table:
    allowed = pc.and_(pc.equal(verbatims["speaker_role"], role), pc.is_valid(verbatims["text"]))
    return verbatims.filter(pc.and_(allowed, pc.fill_null(verbatims["consent"], True)))


def _speaker(row: dict[str, Any]) -> str:
    return str(row["customer"] or f"\0{row['verbatim_id']}")


def _sentences(verbatims: pa.Table, lanes: Sequence[LaneSaid], stage: str | None) -> list[Said]:
    patterns = packed_patterns("lanes")
    columns = ["verbatim_id", "customer", "text", "language", "stage", "source", "kind", "time"]
    found = []
    for row in verbatims.select(columns).to_pylist():
        if stage is not None and row["stage"] != stage:
            continue
        for start, end in sentences(row["text"]):
            sentence = row["text"][start:end]
            if not FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS:
                continue
            hits = {
                hit.key for hit in patterns.find(sentence, row["language"] if row["language"] in LANGUAGES else None)
            }
            found += [_said(lane, row, start, end) for lane in lanes if lane in hits]
    return found


def _said(lane: LaneSaid, row: dict[str, Any], start: int, end: int) -> Said:
    place = (row["verbatim_id"], row["text"][start:end], start, end)
    return Said(lane, *place, _speaker(row), row["stage"], row["source"], row["kind"])


def _one_each(found: list[Said]) -> list[Said]:
    """One sentence a speaker and lane, those of interviews first, and no sentence twice."""
    ordered = sorted(found, key=lambda one: (one.kind not in SPOKEN, one.verbatim_id, one.start))
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in ordered:
        marks = {(one.lane, one.speaker), (one.lane, one.text.casefold())}
        if not marks & seen:
            seen |= marks
            kept.append(one)
    return kept
