"""What is written around the picture of an answer."""

from tropa.analytics.answer import TableAnswer
from tropa.analytics.flow import END, START
from tropa.analytics.path_nodes import OTHER
from tropa.analytics.step_matrix import ENDED, NOT_BEGUN
from tropa.kit.locale import Language, number_text
from tropa.pictures.page import Heading
from tropa.pictures.wording import say

_NAMED = {START: "name.start", END: "name.end", OTHER: "name.rest", ENDED: "name.ended", NOT_BEGUN: "name.not_begun"}


def heading(
    answer: TableAnswer, title: str, language: Language, *notes: str, of: str | None = None, **facts: object
) -> Heading:
    """The title by its key, `of` or else the number of journeys, the notes, and the answer's definition."""
    return Heading(
        title=say(f"title.{title}", language, **facts),
        subtitle=of if of is not None else say("count.journeys", language, n=answer.journeys),
        notes=tuple(note for note in notes if note),
        definition=answer.definition_in(language),
        language=language,
    )


def name_of(touchpoint: str, language: Language) -> str:
    """A touchpoint's name; the beginning, the end and the rest are called so in the language."""
    return say(_NAMED[touchpoint], language) if touchpoint in _NAMED else touchpoint


def count(value: float, language: Language) -> str:
    """A whole number."""
    return number_text(value, language)
