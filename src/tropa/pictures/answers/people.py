"""Answers about who customers are: segments, what sets one apart, and what is usual of a trait."""

from tropa.analytics.portrait import PortraitAnswer, TraitPortrait
from tropa.analytics.segment_portrait import SegmentPortraitAnswer, SegmentPortraitDefinition
from tropa.analytics.segments import SegmentsAnswer
from tropa.analytics.trait_differences import TraitDifference
from tropa.kit.locale import Language
from tropa.pictures.answers.effects import MOST_ROWS, differences, rest_of, values
from tropa.pictures.answers.headed import count, heading
from tropa.pictures.bars import Amount, Bars, bars
from tropa.pictures.figures import Figures, Number, figures
from tropa.pictures.forest import Finding, Forest, forest
from tropa.pictures.wording import bounds_text, digits_text, joined, points_interval, say, share_text, value_interval


def segment_bars(answer: SegmentsAnswer, language: Language) -> Bars:
    """How large each segment is and how surely it is found again; where there are none, the words that say so."""
    amounts = [
        Amount(
            say("segments.name", language, name=one.name),
            one.share,
            joined(
                count(one.customers, language),
                share_text(one.share, language),
                say("segments.jaccard", language, value=digits_text(one.jaccard, language)),
            ),
        )
        for one in answer.segments
    ]
    of = say("count.customers", language, n=answer.journeys)
    return bars(amounts, heading(answer, "segments", language, answer.left_out_in(language), of=of), end=1.0)


def portrait_forest(answer: SegmentPortraitAnswer, language: Language) -> Forest:
    """What sets a segment apart: differences of shares, and of means in standard deviations."""
    question = answer.question
    assert isinstance(question, SegmentPortraitDefinition)
    panels, shown = [], 0
    for measure in ("lift", "smd"):
        mine = [one for one in answer.differences if one.measure == measure][: MOST_ROWS // 2]
        shown += len(mine)
        if mine:
            make = differences if measure == "lift" else values
            found = [_difference(one, language) for one in mine]
            panels.append(make(say(f"portrait.{measure}", language), found, language, say("portrait.sides", language)))
    path = "" if answer.path is None else " → ".join(answer.path.path)
    medoid = ", ".join(f"{one.trait}: {one.value}" for one in answer.medoid if one.value is not None)
    notes = (
        say("forest.marks", language) if panels else say("verdict.not_enough_data", language),
        say("portrait.path", language, path=path) if path else "",
        say("portrait.medoid", language, traits=medoid) if medoid else "",
        rest_of(len(answer.differences) - shown, language),
    )
    of = joined(say("count.customers", language, n=answer.journeys), share_text(answer.share, language))
    return forest(panels, heading(answer, "segment_portrait", language, *notes, of=of, name=question.segment))


def _difference(one: TraitDifference, language: Language) -> Finding:
    lift = one.measure == "lift"
    sides = [share_text(v, language) if lift else digits_text(v, language) for v in (one.segment, one.others)]
    text = points_interval(one.size, language) if lift else value_interval(one.size, language)
    name = one.trait if one.value is None else f"{one.trait}: {one.value}"
    return Finding(name, " / ".join(sides), text, one.size.value, one.size.low, one.size.high, one.notable)


def trait_figures(answer: PortraitAnswer, language: Language) -> Figures:
    """What is usual of each trait."""
    numbers = [_number(trait, language) for trait in answer.traits]
    of = say("count.customers", language, n=answer.journeys)
    return figures(numbers, heading(answer, "portrait", language, of=of))


def _number(trait: TraitPortrait, language: Language) -> Number:
    n = f"n = {count(trait.known, language)}"
    if isinstance(trait.value, str):
        share = "" if trait.share is None else f"{share_text(trait.share.value, language)} "
        bounds = "" if trait.share is None else f"({bounds_text(trait.share, language)})"
        return Number(trait.trait, trait.value, joined(share + bounds, n))
    middle = ""
    if trait.low is not None and trait.high is not None:
        low, high = digits_text(trait.low, language), digits_text(trait.high, language)
        middle = say("portrait.middle", language, low=low, high=high)
    return Number(trait.trait, digits_text(trait.value, language), joined(middle, n))
