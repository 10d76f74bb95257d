"""A segment written into `tropa.yaml`, checked as a whole before it is kept."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from tropa.definition.load import dump, loads
from tropa.definition.model import Condition, Definition, Segment, Texts
from tropa.errors import DefinitionError, NotFoundError, QuestionError
from tropa.events.lock import exclusive
from tropa.kit.locale import Language
from tropa.library.files import DEFINITION
from tropa.library.workspace import Workspace

_SEGMENTS = re.compile(r"^segments:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def with_segment(
    workspace: Workspace, name: str, title: str, where: Sequence[Condition], language: Language
) -> Definition:
    """The definition with this segment changed, or added last, as it now stands in the workspace's file.

    Titles in other languages stay. NotFoundError `evidence.no_definition` where nothing is written yet, QuestionError
    `evidence.bad_segment` for a segment the definition does not allow.
    """
    file = workspace.folder / DEFINITION
    if not file.is_file():
        raise NotFoundError("evidence.no_definition")
    with exclusive(workspace.folder / ".definition.lock"):
        written = file.read_text("utf-8")
        held = loads(written, DEFINITION)
        try:
            changed = _changed(held, name, title, tuple(where), language)
        except ValidationError as error:
            raise QuestionError("evidence.bad_segment", message=error.errors()[0]["msg"]) from None
        _replace(file, _rewritten(written, changed))
    return changed


def _rewritten(written: str, changed: Definition) -> str:
    """The text with its segments exchanged and all else, comments too, as it was; else the whole written anew."""
    block = dump(Definition(segments=changed.segments)).partition("\n")[2]
    new = (
        _SEGMENTS.sub(lambda _: block, written, count=1)
        if _SEGMENTS.search(written)
        else f"{written.rstrip()}\n{block}"
    )
    try:
        return new if loads(new, DEFINITION) == changed else dump(changed)
    except DefinitionError:
        return dump(changed)


def _changed(
    held: Definition, name: str, title: str, where: tuple[Condition, ...], language: Language
) -> Definition:  # fmt: skip
    known = {one.id: one for one in held.segments}
    new = Segment(id=name, title=_titled(known.get(name), title, language), where=where)
    segments = tuple((known | {name: new}).values())
    return Definition.model_validate(held.model_dump() | {"segments": [one.model_dump() for one in segments]})


def _titled(before: Segment | None, title: str, language: Language) -> Texts:
    if before is None or isinstance(before.title, str):
        return title
    return {**before.title, language: title}


def _replace(file: Path, written: str) -> None:
    """Put the text in the file's place at once."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=".tropa-", delete=False) as fresh:
        fresh.write(written)
    Path(fresh.name).chmod(file.stat().st_mode & 0o777)
    Path(fresh.name).replace(file)
