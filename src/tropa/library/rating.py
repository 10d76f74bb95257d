"""How texts without a rating are rated: by the workspace's own model where there is one, calibrated to its ratings."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.feelings import Rate
from tropa.errors import MissingExtraError, NotFoundError
from tropa.journeys.block import F64
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language

if TYPE_CHECKING:
    from tropa.voice.calibration import Calibration
    from tropa.voice.valence import ByLanguage

MODEL = Path("models") / "valence"


def rater(verbatims: pa.Table, folder: Path) -> Rate | None:
    """Ratings on −2…+2 for texts without one; None without the extra `voice`. Nothing is loaded before it is asked."""
    try:
        from tropa.voice.valence_ratings import calibrations, text_ratings
    except MissingExtraError:
        return None
    from tropa.voice.training import rated_texts

    @cache
    def model() -> "tuple[ByLanguage, dict[Language, Calibration]]":
        speaks = model_in(folder)
        return speaks, calibrations(rated_texts(with_languages(verbatims)), speaks)

    def rate(texts: Sequence[str], languages: Sequence[Language | None]) -> F64:
        if not texts:
            return np.empty(0)
        speaks, lines = model()
        return text_ratings(texts, heard(texts, languages), speaks, lines)

    return rate


def model_in(folder: Path | None) -> "ByLanguage":
    """The model of valence of a workspace: its own where it was trained and is better, else the offline one."""
    from tropa.voice.valence_choice import best_model, offline_model
    from tropa.voice.valence_trained import load

    if folder is None:
        return offline_model()
    try:
        return best_model(load(folder / MODEL, name_of(folder), offline_model()))
    except NotFoundError:
        return offline_model()


def name_of(folder: Path) -> str:
    """What a workspace is called in the models trained on its texts."""
    return stable_id([folder.resolve()])


def with_languages(said: pa.Table) -> pa.Table:
    """The verbatims, each text with its language."""
    known = said["language"].to_pylist()
    found = pa.array(heard([words or "" for words in said["text"].to_pylist()], known), pa.string())
    place = said.schema.get_field_index("language")
    return said.set_column(place, said.schema.field("language"), pc.coalesce(said["language"], found))


def heard(texts: Sequence[str], known: Sequence[Language | None]) -> list[Language | None]:
    """The language of each text: the one told, else the one heard."""
    from tropa.voice.language import languages_of

    return [told or found for told, found in zip(known, languages_of(texts), strict=True)]
