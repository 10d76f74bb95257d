"""`tropa.yaml` read, checked and changed; what touchpoint rules would match."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from tropa.definition.load import dump, loads
from tropa.definition.model import Slug, Stage, TouchpointRule
from tropa.errors import DefinitionError, NotFoundError
from tropa.kit.locale import Language
from tropa.library.definition_edit import DefinitionText, read_definition, with_rules, with_stages, write_definition
from tropa.library.files import DEFINITION
from tropa.library.matching import match_rules
from tropa.library.proposing import propose_for
from tropa.library.workspace import home_of
from tropa.server.asked import Here, Reader, Who
from tropa.studio.studio import Studio

router = APIRouter(prefix="/api/definition", tags=["data"])
Rules = Annotated[list[TouchpointRule], Field(max_length=1000)]
Seen = Annotated[str, Field(max_length=80)]


class DefinitionFault(BaseModel):
    """What is wrong, and in which line."""

    code: str
    line: int | None
    key: str | None
    message: str


class DefinitionState(BaseModel):
    """The definition as text and as values (None while it has faults); `digest` is to be sent with a change, "" while
    nothing is written."""

    text: str
    written: bool
    digest: str
    parsed: dict[str, Any] | None
    faults: list[DefinitionFault]


class DefinitionChange(BaseModel):
    """A whole new text, and the digest of the one it was made from."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=1_000_000)]
    digest: Seen


class RulesAsked(BaseModel):
    """Touchpoint rules, in order: the first that fits decides."""

    model_config = ConfigDict(extra="forbid")

    rules: Rules


class RulesChange(RulesAsked):
    """New rules, and the digest of the definition they were made from."""

    digest: Seen


class StagesChange(BaseModel):
    """Stages in their order, and touchpoints put into other stages (None: into none)."""

    model_config = ConfigDict(extra="forbid")

    stages: Annotated[list[Stage], Field(max_length=200)]
    assigned: Annotated[dict[str, Slug | None], Field(max_length=2000)] = {}
    digest: Seen


class MatchExample(BaseModel):
    """Events that are alike."""

    source: str
    name: str
    url: str | None
    channel: str | None
    count: int


class RuleMatches(BaseModel):
    """What a rule takes, and what it would take were it the first."""

    events: int
    fitting: int
    examples: list[MatchExample]


class MatchPreview(BaseModel):
    """What each rule takes, and what none does."""

    events: int
    rules: list[RuleMatches]
    unmatched: int
    left: list[MatchExample]


@router.get("", response_model=DefinitionState)
def read(here: Here, who: Who, language: Reader) -> DefinitionState:
    """The definition; a proposed one where none is written."""
    who.need("viewer", None, "data:read")
    return _state(_there(here, language), language)


@router.put("", response_model=DefinitionState)
def change(here: Here, who: Who, language: Reader, asked: DefinitionChange) -> DefinitionState:
    """Put a text in the definition's place."""
    who.need("editor", None, "data:write")
    return _state(write_definition(here.folder, asked.text, asked.digest or None), language)


@router.post("/touchpoints/preview", response_model=MatchPreview)
def preview_rules(here: Here, who: Who, asked: RulesAsked) -> MatchPreview:
    """What rules would match of the events there are."""
    who.need("editor", None, "data:read")
    found = match_rules(home_of((), here.folder, None), asked.rules)
    return MatchPreview(
        events=found.events,
        rules=[
            RuleMatches(
                events=one.events, fitting=one.fitting, examples=[MatchExample(**vars(e)) for e in one.examples]
            )
            for one in found.rules
        ],
        unmatched=found.unmatched,
        left=[MatchExample(**vars(one)) for one in found.left],
    )


@router.put("/touchpoints", response_model=DefinitionState)
def change_rules(here: Here, who: Who, language: Reader, asked: RulesChange) -> DefinitionState:
    """Put rules in the place of those there are; comments and what did not change stay."""
    who.need("editor", None, "data:write")
    text = with_rules(_there(here, language).text, asked.rules)
    return _state(write_definition(here.folder, text, asked.digest or None), language)


@router.put("/stages", response_model=DefinitionState)
def change_stages(here: Here, who: Who, language: Reader, asked: StagesChange) -> DefinitionState:
    """Order the stages and put touchpoints into them; comments and what did not change stay."""
    who.need("editor", None, "data:write")
    text = with_stages(_there(here, language).text, asked.stages, asked.assigned)
    return _state(write_definition(here.folder, text, asked.digest or None), language)


def _there(here: Studio, language: Language) -> DefinitionText:
    found = read_definition(here.folder)
    if found is not None:
        return found
    try:
        proposal = propose_for(here.folder, language=language)
    except NotFoundError:
        return DefinitionText("version: 1\n", written=False)
    return DefinitionText(dump(proposal.definition, proposal.notes), written=False)


def _state(there: DefinitionText, language: Language) -> DefinitionState:
    faults = there.faults
    parsed = None if faults else loads(there.text, DEFINITION).model_dump(mode="json")
    digest = there.digest if there.written else ""
    told = [_fault(fault, language) for fault in faults]
    return DefinitionState(text=there.text, written=there.written, digest=digest, parsed=parsed, faults=told)


def _fault(fault: DefinitionError, language: Language) -> DefinitionFault:
    line, key = fault.facts.get("line"), fault.facts.get("key")
    return DefinitionFault(
        code=fault.code,
        line=line if isinstance(line, int) else None,
        key=None if key is None else str(key),
        message=fault.text(language),
    )
