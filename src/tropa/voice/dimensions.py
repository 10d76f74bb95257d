"""What a text is like beside its theme: how much effort it tells of, how strongly it is said, whether it can be acted
on and whether somebody must answer.

One text's emotion by name (joy, anger …) is not told: from few labels it is right in less than half (.37 macro-F1 of
seven classes with 2,000 labels). These four are what the trade reads instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tropa.journeys.block import F64
from tropa.kit.progress import Progress, silent
from tropa.voice.emoji import emoji
from tropa.voice.taxonomy.standard import packed_patterns
from tropa.voice.themes import texts_of
from tropa.voice.valence import ValenceModel

SHOUTED = re.compile(r"\b[^\W\d_a-zа-яёąćęłńóśźż]{4,}\b")
_MARKS = re.compile(r"[!?]")
_RUNS = re.compile(r"([!?])\1+")
_QUESTION = re.compile(r"\?")
LOW_VALENCE = -1 / 3


@dataclass(frozen=True)
class Dimensions:
    """One row a text, in the order of `verbatim_ids`.

    `sentiment` −1…+1, NaN where the model is silent; `effort` +1 (hard), −1 (easy), 0 both, NaN nothing said;
    `intensity` 0…3: signs of strong feeling (strong words, capitals, runs of marks, several emoji); `actionable` asks
    or proposes something; `response_needed` awaits an answer: asks for one, threatens to leave or to go to law, or is
    a question in a bad text.
    """

    verbatim_ids: tuple[str, ...]
    sentiment: F64
    effort: F64
    intensity: F64
    actionable: tuple[bool, ...]
    response_needed: tuple[bool, ...]

    def table(self) -> pa.Table:
        """The dimensions as a table with null for what is not known."""
        return pa.table(
            {
                "verbatim_id": pa.array(self.verbatim_ids, pa.string()),
                "sentiment": pa.array(self.sentiment, from_pandas=True),
                "effort": pa.array(self.effort, from_pandas=True),
                "intensity": self.intensity,
                "actionable": pa.array(self.actionable, pa.bool_()),
                "response_needed": pa.array(self.response_needed, pa.bool_()),
            }
        )


def dimensions(verbatims: pa.Table, model: ValenceModel | None = None, progress: Progress = silent) -> Dimensions:
    """The dimensions of every row that has a text; without a model of valence the sentiment is not known."""
    rows = list(texts_of(verbatims, progress))
    texts, languages = [text for _, text, _ in rows], [language for *_, language in rows]
    sentiment = np.full(len(rows), np.nan) if model is None else model.score(texts, languages).value
    patterns = packed_patterns("dimensions")
    found = [{hit.key for hit in patterns.find(text, language)} for _, text, language in rows]
    return Dimensions(
        verbatim_ids=tuple(name for name, _, _ in rows),
        sentiment=sentiment,
        effort=np.array([_effort(keys) for keys in found], np.float64),
        intensity=np.array([_intensity(text, keys) for text, keys in zip(texts, found, strict=True)], np.float64),
        actionable=tuple("actionable" in keys for keys in found),
        response_needed=tuple(_awaits(texts, found, sentiment)),
    )


def _effort(keys: set[str]) -> float:
    hard, easy = "effort_high" in keys, "effort_low" in keys
    return float(hard) - float(easy) if hard or easy else np.nan


def _intensity(text: str, keys: set[str]) -> float:
    signs = emoji(text)
    told = ("intense" in keys, bool(SHOUTED.search(text)), bool(_RUNS.search(text)) or len(_MARKS.findall(text)) > 2)
    return float(min(sum(told) + (signs.positive + signs.negative > 1), 3))


def _awaits(texts: Sequence[str], found: Sequence[set[str]], sentiment: F64) -> list[bool]:
    asks = np.array([bool(_QUESTION.search(text)) for text in texts], bool)
    bad = np.nan_to_num(sentiment) <= LOW_VALENCE
    asked = asks & (bad | np.array(["effort_high" in keys for keys in found], bool))
    return [bool("response_needed" in keys or row) for keys, row in zip(found, asked.tolist(), strict=True)]
