"""The templates a map can begin with."""

from fastapi import APIRouter
from pydantic import BaseModel

from tropa.server.asked import Reader, Who
from tropa.templates.load import TemplateInfo, templates

router = APIRouter(prefix="/api/templates", tags=["maps"])


class TemplateBrief(BaseModel):
    """A template as who chooses one sees it, in the reader's language; `languages` are those it can be made in."""

    id: str
    category: str
    title: str
    about: str
    stages: list[str]
    personas: list[str]
    languages: list[str]


@router.get("")
def list_templates(who: Who, reader: Reader) -> list[TemplateBrief]:
    """All templates."""
    who.need("viewer", None, "maps:read")
    return [
        TemplateBrief(
            id=one.id,
            category=one.category,
            title=one.titles[reader],
            about=one.abouts[reader],
            stages=list(one.stages[reader]),
            personas=list(one.personas[reader]),
            languages=sorted(one.titles),
        )
        for one in _known()
    ]


def _known() -> tuple[TemplateInfo, ...]:
    return templates()
