"""Which themes customers speak of: found by seed words, by a model of the workspace's own, or said by a person.

    person   what somebody labelled; always kept, and what they took away is gone
    words    a pattern of the taxonomy stands in the text: precise, silent about a half of what is said in other words
    model    `themes_training`: learnt from both, only where the words are silent, and only when at least .8 sure

Whatever finds a theme, the place in the text is kept, so that every count leads back to words that were said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa

from tropa.kit.locale import LANGUAGES, Language
from tropa.kit.progress import Progress, silent
from tropa.voice.taxonomy.pattern import Patterns
from tropa.voice.taxonomy.standard import standard
from tropa.voice.taxonomy.theme import Taxonomy

By = Literal["person", "words", "model"]

MENTIONS = pa.schema(
    [
        pa.field("verbatim_id", pa.string(), nullable=False),
        pa.field("theme", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # barrier | need | delight
        pa.field("start", pa.int64(), nullable=False),  # of the sentence it is said in
        pa.field("end", pa.int64(), nullable=False),
        pa.field("by", pa.string(), nullable=False),  # person | words | model
        pa.field("probability", pa.float64(), nullable=False),
    ]
)


@dataclass(frozen=True)
class ThemeLabel:
    """What a person says of a text: that it speaks of the theme, or (`present` False) that it does not."""

    verbatim_id: str
    theme: str
    present: bool = True


def mentions(
    verbatims: pa.Table,
    taxonomy: Taxonomy | None = None,
    *,
    labels: Sequence[ThemeLabel] = (),
    progress: Progress = silent,
) -> pa.Table:
    """One row a text and theme (schema MENTIONS), of customers and staff alike; linear in the length of the texts.

    `verbatims` is a slice of the verbatims table; texts without a language are tried in all that their script allows.
    The taxonomy left out is the standard one. Raises InputError `voice.bad_pattern`, NotFoundError `voice.no_theme`.
    """
    themes = taxonomy or standard()
    kinds = {theme.id: theme.kind for theme in themes.themes}
    patterns = compiled(themes)
    said = {(label.verbatim_id, label.theme): label.present for label in labels}
    wanted: dict[str, list[str]] = {}
    for label in labels:
        if label.present:
            wanted.setdefault(label.verbatim_id, []).append(themes[label.theme].id)
    rows: list[dict[str, Any]] = []
    for verbatim_id, text, language in texts_of(verbatims, progress):
        found = {hit.key: hit.sentence for hit in patterns.find(text, language)}
        for theme in dict.fromkeys([*found, *wanted.get(verbatim_id, ())]):
            present = said.get((verbatim_id, theme))
            if present is not False:
                start, end = found.get(theme, (0, len(text)))
                by: By = "words" if present is None else "person"
                rows.append(mention(verbatim_id, theme, kinds[theme], (start, end), by, 1.0))
    return pa.Table.from_pylist(rows, MENTIONS)


def mention(
    verbatim_id: str, theme: str, kind: str, span: tuple[int, int], by: By, probability: float
) -> dict[str, Any]:
    """A row of MENTIONS."""
    start, end = span
    return {
        "verbatim_id": verbatim_id,
        "theme": theme,
        "kind": kind,
        "start": start,
        "end": end,
        "by": by,
        "probability": probability,
    }


def texts_of(verbatims: pa.Table, progress: Progress = silent) -> Iterator[tuple[str, str, Language | None]]:
    """Id, text and language of each row that has a text."""
    columns = (verbatims[name].to_pylist() for name in ("verbatim_id", "text", "language"))
    for row, (verbatim_id, text, language) in enumerate(zip(*columns, strict=True)):
        if row % 1000 == 0:
            progress(row / verbatims.num_rows)
        if text:
            yield verbatim_id, text, language if language in LANGUAGES else None
    progress(1.0)


def compiled(taxonomy: Taxonomy) -> Patterns:
    """The patterns of a taxonomy, compiled once."""
    return _compiled(tuple((theme.id, tuple(theme.words.items())) for theme in taxonomy.themes))


@lru_cache(8)
def _compiled(words: tuple[tuple[str, tuple[tuple[Language, str], ...]], ...]) -> Patterns:
    written: Mapping[str, Mapping[Language, str]] = {theme: dict(lines) for theme, lines in words}
    return Patterns(written)
