"""The rating a text would have got from its author: calibrated valence, −2…+2 like ratings given."""

from collections.abc import Mapping, Sequence

import numpy as np

from tropa.journeys.block import F64
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.voice.calibration import Calibration, calibrate
from tropa.voice.training import RatedTexts, of_language
from tropa.voice.valence import ByLanguage
from tropa.voice.valence_trained import TrainedModel


def calibrations(rated: RatedTexts, model: ByLanguage) -> dict[Language, Calibration]:
    """For each language the way from its model's valence to ratings.

    A trained model brings its own, from texts held out; the others are calibrated on the rated texts, which they have
    never seen. A language is left out with fewer than 50 rated texts its model speaks of, or where calibrated valence
    comes no nearer to ratings than their mean does: its texts then say nothing of the rating.
    """
    found: dict[Language, Calibration] = {}
    for language, one in model.models.items():
        if isinstance(one, TrainedModel):
            line = one.calibration
        else:
            some = of_language(rated, language)
            line = calibrate(one.score(some.texts, some.languages).value, some.ratings, one.model_id)
        if line is not None and line.report.better:
            found[language] = line
    return found


def text_ratings(
    texts: Sequence[str],
    languages: Sequence[Language | None],
    model: ByLanguage,
    lines: Mapping[Language, Calibration],
    progress: Progress = silent,
) -> F64:
    """A rating on −2…+2 for each text; NaN where the model is silent or its language has no calibration."""
    value = model.score(texts, languages, progress).value
    found = np.full(len(texts), np.nan)
    for language, line in lines.items():
        rows = np.array([known == language for known in languages], bool)
        found[rows] = line(value[rows])
    return found
