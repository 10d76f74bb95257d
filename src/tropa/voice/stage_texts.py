"""What stage a text speaks of, learnt from the workspace's own texts that name their stage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import F64, Journeys
from tropa.voice.classes import ClassReport, TextClasses, learn
from tropa.voice.stages import stated_stage
from tropa.voice.taxonomy.standard import standard
from tropa.voice.themes import compiled

ENOUGH = 60  # texts whose stage is known, below which texts are not asked


@dataclass(frozen=True)
class StageTexts:
    """A trained reader of stages, as `stages.link` takes it."""

    model: TextClasses

    @property
    def report(self) -> ClassReport:
        """How right it is on texts held out."""
        return self.model.report

    def likelihoods(self, texts: pa.Array, stages: tuple[str, ...]) -> F64:
        """Texts × stages: how well each text fits each stage, adding up to 1; NaN rows where there is no text.

        A stage nobody has named so far gets the mean of the others.
        """
        rows = np.flatnonzero(pc.is_valid(texts).to_numpy(zero_copy_only=False))
        found = np.full((len(texts), len(stages)), np.nan)
        said = self.model.probabilities(marked(texts.take(pa.array(rows)).to_pylist()))
        column = {name: said[:, code] for code, name in enumerate(self.model.classes)}
        unknown = np.full(len(rows), 1 / max(len(self.model.classes), 1))
        fits = np.stack([column.get(stage, unknown) for stage in stages], axis=1)
        found[rows] = fits / fits.sum(axis=1, keepdims=True)
        return found


def train_stage_texts(verbatims: pa.Table, journeys: Journeys) -> StageTexts | None:
    """A reader of stages; None where fewer than 60 customers' texts, or fewer than two stages, name theirs.

    Texts without consent do not teach.
    """
    stage = stated_stage(verbatims, journeys)
    usable = pc.and_(pc.is_valid(stage), pc.is_valid(verbatims["text"]).combine_chunks())
    usable = pc.and_(usable, pc.equal(verbatims["speaker_role"], "customer").combine_chunks())
    usable = pc.and_(usable, pc.fill_null(verbatims["consent"], True).combine_chunks())
    rows = verbatims.append_column("stated", stage).filter(usable)
    named = rows["stated"].value_counts().to_pylist()
    if rows.num_rows < ENOUGH or sum(one["counts"] >= 3 for one in named) < 2:
        return None
    whose = [customer or f"\0{row}" for row, customer in enumerate(rows["customer"].to_pylist())]
    return StageTexts(learn(marked(rows["text"].to_pylist()), rows["stated"].to_pylist(), whose))


def marked(texts: Sequence[str]) -> list[str]:
    """The texts with the names of their themes as words of their own: what is said in new words is known by its theme.

    >>> marked(["My card was declined"])
    ['My card was declined theme_payment_fails theme_payment_fails']
    """
    patterns = compiled(standard())
    found = ([f"theme_{hit.key}" for hit in patterns.find(text)] for text in texts)
    return [" ".join([text, *themes, *themes]) for text, themes in zip(texts, found, strict=True)]
