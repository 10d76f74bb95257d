"""An empathy map: what one persona says, thinks, does and feels, sees and hears, suffers and gains.

The canvas is Dave Gray's (XPLANE), as used since "Gamestorming" (2010).
"""

from datetime import date
from typing import Literal, Self, get_args

from pydantic import model_validator

from tropa.kit.ids import stable_id
from tropa.kit.locale import Language
from tropa.model.card import Quote
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.rank import spread
from tropa.model.reference import unique
from tropa.model.value import Id, Rank, Value
from tropa.model.view import cards_of_kind, curve_of, stages_in_order

Field = Literal["thinks", "feels", "sees", "hears", "says", "does", "pains", "gains"]
FIELDS: tuple[Field, ...] = get_args(Field)

_LANES: dict[Field, tuple[LaneKind, ...]] = {
    "thinks": ("thoughts",),
    "sees": ("touchpoints", "physical_evidence"),
    "says": ("quotes",),
    "does": ("actions",),
    "pains": ("barriers",),
    "gains": ("goals", "needs"),
}


class EmpathyNote(Value):
    """One note in a field; `source` names the card it comes from."""

    id: Id
    field: Field
    rank: Rank
    body: str
    quote: Quote | None = None
    source: Id | None = None


class EmpathyMap(Value):
    """The notes on one persona. MapError for an id used twice."""

    version: Literal[1] = 1
    id: Id
    title: str
    language: Language
    created: date
    persona: Persona
    notes: tuple[EmpathyNote, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        unique("note", (note.id for note in self.notes))
        return self

    def field(self, name: Field) -> list[EmpathyNote]:
        """The notes of a field, in order."""
        return sorted((note for note in self.notes if note.field == name), key=lambda note: (note.rank, note.id))


def empathy_map(map_: Map, persona: str | None = None) -> EmpathyMap:
    """The empathy map of a persona (the first unless told), drawn from the cards of a journey map and the portrait.

    Thoughts are what they think (a customer's quote among them is what they say), feelings are the labels of the
    emotion line, touchpoints what they see, channels of the portrait what they hear, barriers and fears their pains,
    needs and goals their gains. MapError where there is no such persona.
    """
    whose = map_.persona(persona)
    found: list[tuple[Field, str, Quote | None, str | None]] = []
    for field, kinds in _LANES.items():
        for kind in kinds:
            for card in cards_of_kind(map_, kind):
                if card.persona in (None, whose.id):
                    spoken = field == "thinks" and card.quote is not None
                    found.append(("says" if spoken else field, card.body, card.quote, card.id))
    found += [("says", quote, None, None) for quote in (whose.quote, *whose.quotes) if quote]
    found += [("hears", channel, None, None) for channel in whose.channels]
    found += [("pains", fear, None, None) for fear in whose.fears]
    found += [("gains", wish, None, None) for wish in (*whose.goals, *whose.needs)]
    points = curve_of(map_.curve, whose.id)
    felt = [points[stage.id].label for stage in stages_in_order(map_.stages) if stage.id in points]
    found += [("feels", label, None, None) for label in felt if label]
    once = {(field, body): (quote, source) for field, body, quote, source in reversed(found)}
    notes = [(field, body, *once.pop((field, body))) for field, body, _, _ in found if (field, body) in once]
    return EmpathyMap(
        id=f"empathy_{stable_id([map_.id, whose.id])[:10]}",
        title=whose.name,
        language=map_.language,
        created=map_.created,
        persona=whose,
        notes=tuple(
            EmpathyNote(id=f"note_{place}", field=field, rank=rank, body=body, quote=quote, source=source)
            for place, ((field, body, quote, source), rank) in enumerate(zip(notes, spread(len(notes)), strict=True))
        ),
    )
