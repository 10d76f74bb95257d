"""Which model speaks: what needs no data, or what was trained on the workspace's own texts where that is better."""

from tropa.kit.locale import Language
from tropa.voice.valence import ByLanguage, ValenceModel
from tropa.voice.valence_lexicon import LexiconModel
from tropa.voice.valence_trained import Trained
from tropa.voice.valence_vader import VaderModel


def offline_model() -> ByLanguage:
    """What speaks before anything was labelled: lexicons for Russian and Polish, VADER for English.

    >>> offline_model().score(["Отличный сервис"], ["ru"]).classes()
    array([1])
    """
    lexicons = LexiconModel()
    return ByLanguage({"ru": lexicons, "pl": lexicons, "en": VaderModel()})


def best_model(trained: Trained | None = None) -> ByLanguage:
    """For each language the trained model where cross-validation put it above the offline one, else the offline one.

    In English VADER usually holds until about a thousand labels; in Russian and Polish a hundred are enough.
    """
    models: dict[Language, ValenceModel] = dict(offline_model().models)
    if trained is not None:
        models.update({one.language: one for one in trained.models if one.report.better})
    return ByLanguage(models)
