"""What the checker finds in a map, and the fixes that are safe."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tropa.kit.ids import random_id
from tropa.kit.locale import Language
from tropa.lint.check import RULES, check
from tropa.lint.finding import Finding, Severity
from tropa.model.diff_edits import diff_edits
from tropa.model.map import Map
from tropa.model.part import COLLECTION, title_of
from tropa.server.asked import Here, Reader, Who
from tropa.server.opened import opened

router = APIRouter(prefix="/api/maps/{map_id}/checks", tags=["maps"])
_RULE = {rule.code: rule for rule in RULES}


class CheckFinding(BaseModel):
    """One finding: the rule, the sentence, and the part of the map it is about (`object` none: the whole map)."""

    code: str
    rule: str
    key: str
    severity: Severity
    sentence: str
    object: str | None
    id: str | None
    stage: str | None
    lane: str | None
    place: str
    fixable: bool


class CheckFix(BaseModel):
    """Which rules' fixes are wanted; none named: all."""

    codes: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=100)] = []


class CheckFixed(BaseModel):
    """How many edits were made, and what is still found."""

    edits: int
    findings: list[CheckFinding]


@router.get("")
def list_findings(here: Here, who: Who, reader: Reader, map_id: str) -> list[CheckFinding]:
    """What the rules find in the map, gravest rules first as the manual has them."""
    return _found(opened(here, who, map_id), reader)


@router.post("/fix")
def fix_findings(here: Here, who: Who, reader: Reader, map_id: str, wanted: CheckFix) -> CheckFixed:
    """Apply the fixes as ordinary edits that whoever has the map open sees and that can be undone."""
    document = mended = opened(here, who, map_id, "editor", "maps:write")
    for rule in RULES:
        if rule.fix is not None and (not wanted.codes or rule.code in wanted.codes):
            mended = rule.fix(mended)
    edits = diff_edits(document, mended, event=random_id("event"), who=who.person or who.name)
    if edits:
        here.rooms.edit_from_thread(map_id, edits, who)
    return CheckFixed(edits=len(edits), findings=_found(mended, reader))


def _found(document: Map, reader: Language) -> list[CheckFinding]:
    parts = {one.id: (part, one) for part, collection in COLLECTION.items() for one in getattr(document, collection)}
    return [_shown(one, parts, reader) for one in check([document], language=reader)]


def _shown(one: Finding, parts: dict[str, tuple[str, object]], reader: Language) -> CheckFinding:
    name = one.where.partition("/")[2] or None
    part, found = parts.get(name or "", (None, None))
    return CheckFinding(
        code=one.code,
        rule=_RULE[one.code].name,
        key=one.key,
        severity=one.severity,
        sentence=one.text(reader),
        object=part,
        id=name,
        stage=getattr(found, "stage", None),
        lane=getattr(found, "lane", None),
        place=title_of(found)[:200] if found is not None else "",
        fixable=_RULE[one.code].fix is not None,
    )
