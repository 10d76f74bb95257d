"""Personas over all maps: whose, where, and how well they are known."""

from fastapi import APIRouter
from pydantic import BaseModel

from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.server.asked import Here, Who
from tropa.studio import maps
from tropa.studio.maps import shown

router = APIRouter(prefix="/api/personas", tags=["questions"])


class PersonaAtMap(BaseModel):
    """A map a persona stands in, and what of it is about them."""

    id: str
    title: str
    state: str
    segments: list[str]
    cards: int
    points: int


class PersonaSummary(BaseModel):
    """A persona as it stands in the map changed last, all maps it stands in, and how many of its traits have a source.

    `key` is the same over maps for the same id, name and segment; `differs` says that the maps do not agree on it.
    """

    key: str
    persona: Persona
    map: str
    maps: list[PersonaAtMap]
    differs: bool
    traits: int
    sourced: int


@router.get("", response_model=list[PersonaSummary])
def personas(here: Here, who: Who) -> list[PersonaSummary]:
    """The personas of all maps that the caller may see, each once, those of the maps changed last first."""
    who.need("viewer", scope="maps:read")
    with here.database.session() as session:
        names = [row.id for row in maps.listed(session, who) if row.personas]
    found: dict[str, PersonaSummary] = {}
    for name in names:
        document = shown(here.rooms.read(name), who)
        for persona in document.personas:
            place = _place(document, persona)
            key = f"{persona.id}/{persona.name}/{persona.segment}"
            if key not in found:
                sources = [one.source for one in persona.traits] + [one.source for one in persona.scored]
                found[key] = PersonaSummary(
                    key=key,
                    persona=persona,
                    map=name,
                    maps=[],
                    differs=False,
                    traits=len(sources),
                    sourced=sum(map(bool, sources)),
                )
            held = found[key]
            held.maps.append(place)
            held.differs = held.differs or held.persona != persona
    return list(found.values())


def _place(document: Map, persona: Persona) -> PersonaAtMap:
    return PersonaAtMap(
        id=document.id,
        title=document.title,
        state=document.state,
        segments=list(document.segments),
        cards=sum(card.persona == persona.id and not card.deleted for card in document.cards),
        points=sum(point.persona == persona.id and point.value is not None for point in document.curve),
    )
