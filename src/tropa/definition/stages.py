"""What names say: the stage a touchpoint belongs to, the signal it gives, whether it is a purchase; in three languages.

Names are event names (`Order Completed`, `goal:order`), CRM statuses and parts of URLs (`/oplata`, `/koszyk`). Words
are looked for at word beginnings in `words.toml`; the first list that holds one decides.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from tropa.definition.model import Signal

JOURNEY_STAGES = ("need", "interest", "research", "purchase", "return")
MARKETING_STAGES = ("awareness", "consideration", "purchase", "retention", "advocacy")


def _compiled(section: Mapping[str, list[str]]) -> re.Pattern[str]:
    words = "|".join(word for script in section.values() for word in script)
    return re.compile(rf"(?<![^\W_])(?:{words})", re.IGNORECASE)


_WORDS = tomllib.loads(files("tropa.definition").joinpath("words.toml").read_text("utf-8"))
_SIGNAL_WORDS: dict[Signal, re.Pattern[str]] = {signal: _compiled(words) for signal, words in _WORDS["signal"].items()}
_STAGE_WORDS = {stage: _compiled(section) for stage, section in _WORDS["stage"].items()}
_ADVERTISING = _compiled(_WORDS["advertising"])  # surer than any stage: an advertisement of prices is no price list
_PURCHASE_WORDS = _compiled(_WORDS["purchase"])
_ENOUGH = 1 / 3  # from this share of touchpoints decided by words on, their places stand for the stages
_STEPS = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|[_/:.\-]+")
_NOT_YET = re.compile(
    r"start|begin|click|button|view|initiat|attempt|intent|начал|кнопк|przycisk|rozpocz", re.IGNORECASE
)


def signal_of_name(name: str) -> Signal | None:
    """What a touchpoint with this name is evidence of.

    >>> signal_of_name("payment_error"), signal_of_name("Пропущенный звонок"), signal_of_name("rezygnacja")
    ('error', 'unanswered', 'cancel')
    """
    return next((signal for signal, words in _SIGNAL_WORDS.items() if _said(words, name)), None)


def is_purchase(name: str) -> bool:
    """Whether the name tells of a purchase that was made, not of one advertised, begun or failed.

    >>> is_purchase("Order Completed"), is_purchase("заказ оформлен"), is_purchase("checkout_started")
    (True, True, False)
    """
    if signal_of_name(name) is not None or _NOT_YET.search(name) or _said(_ADVERTISING, name):
        return False
    return _said(_PURCHASE_WORDS, name)


def stage_of_name(name: str) -> str | None:
    """The canonical stage, one of JOURNEY_STAGES, that words of the name decide; None where none does.

    >>> stage_of_name("/koszyk"), stage_of_name("сравнение тарифов"), stage_of_name("xyz")
    ('purchase', 'research', None)
    """
    if name.lower() in JOURNEY_STAGES:
        return name.lower()
    if is_purchase(name):
        return "purchase"
    if _said(_ADVERTISING, name):
        return "need"
    return next((stage for stage, words in _STAGE_WORDS.items() if _said(words, name)), None)


def stages_of(positions: Mapping[str, float], hints: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    """The stage of each touchpoint: by its words, else by its place among the touchpoints that words decided.

    `positions` gives the mean relative position 0…1 of each touchpoint in journeys; `hints` further words for it. A
    touchpoint that no word decides takes the stage whose decided touchpoints stand nearest on average; where words
    decide fewer than a third, they are no measure, and the others are cut into equal fifths of the journey.

    >>> stages_of({"cart": 0.8, "blog": 0.1, "xyz": 0.75})["xyz"]
    'purchase'
    """
    decided: dict[str, str] = {}
    for name in positions:
        for words in (name, *(hints or {}).get(name, ())):
            stage = stage_of_name(words)
            if stage:
                decided[name] = stage
                break
    places = {stage: [positions[name] for name in decided if decided[name] == stage] for stage in decided.values()}
    centre = {stage: sum(found) / len(found) for stage, found in sorted(places.items())}
    result = {}
    for name, place in positions.items():
        if name in decided:
            result[name] = decided[name]
        elif len(decided) >= _ENOUGH * len(positions):
            result[name] = _nearest(centre, place)
        else:
            result[name] = JOURNEY_STAGES[min(int(place * len(JOURNEY_STAGES)), len(JOURNEY_STAGES) - 1)]
    return result


def _nearest(centre: Mapping[str, float], place: float) -> str:
    return min(centre, key=lambda stage: abs(centre[stage] - place))


def _said(words: re.Pattern[str], name: str) -> bool:
    name = name.replace("ё", "е").replace("Ё", "Е")
    return words.search(name) is not None or words.search(_STEPS.sub(" ", name).strip()) is not None
