"""What can be asked: journeys with what their customers said, and the way a question reaches them."""

from dataclasses import dataclass

from tropa.binding.material import Material
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.journeys.block import UNKNOWN, Journeys
from tropa.journeys.question import A, P, Question


@dataclass(frozen=True)
class Asked:
    """Journeys to ask."""

    material: Material

    @property
    def journeys(self) -> Journeys:
        """The columnar journeys."""
        return self.material.journeys

    def ask(self, question: Question[P, A]) -> A:
        """The answer to any question of `tropa.analytics`, asked on all cores of this machine."""
        return ask(question, self.journeys)

    def check_held(self, name: str) -> None:
        """QuestionError `library.no_property` where no event has this property."""
        held = [block.held[name] for block in self.journeys.blocks if name in block.held]
        if held and all((codes == UNKNOWN).all() for codes in held):
            raise QuestionError("library.no_property", value=name)
