"""Explore: every question at an address of its own, whose parameters are the question; its table and its picture."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from tropa.analytics.answer import TableAnswer
from tropa.binding.bound import Measured, measured
from tropa.drawing.svg import write_svg
from tropa.kit.locale import Language
from tropa.pictures.page import draw
from tropa.pictures.picture import picture_of
from tropa.server.answer_files import CSV, XLSX, csv_of, xlsx_of
from tropa.server.answers import QUESTIONS, asked_of
from tropa.server.asked import Here, Reader, Who
from tropa.server.kept_journeys import kept_in
from tropa.server.parameters import Chosen
from tropa.server.scene_json import SceneJson, scene_json

router = APIRouter(prefix="/api/ask", tags=["questions"])

MOST_ROWS = 2_000  # of a table in JSON; files have all
MOST_MEASURES = 400
Cell = str | int | float | bool | None


class AnswerTable(BaseModel):
    """The table of an answer; `total` counts its rows, of which the first are here."""

    columns: list[str]
    rows: list[list[Cell]]
    total: int


class AnswerMeasure(BaseModel):
    """One number of an answer that a card can be bound to; `measure` is its name in `bind`."""

    measure: str
    title: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int | None = None
    unit: str
    main: bool = False


class QuestionAnswer(BaseModel):
    """What was asked, how it is defined, what it rests on (`n`), and the answer as table, picture and geometry."""

    question: str
    parameters: dict[str, Any]
    definition: str
    n: int
    left_out: str
    table: AnswerTable
    measures: list[AnswerMeasure]
    picture: SceneJson
    geometry: dict[str, Any]


class QuestionSummary(BaseModel):
    """A question there is: its name and the JSON schema of its parameters."""

    question: str
    parameters: dict[str, Any]


@router.get("", response_model=list[QuestionSummary])
def questions(who: Who) -> list[QuestionSummary]:
    """The questions that can be asked."""
    who.need("viewer", scope="data:read")
    return [
        QuestionSummary(question=name, parameters=asked.parameters.model_json_schema(by_alias=True))
        for name, asked in QUESTIONS.items()
    ]


def shown(name: str, given: Chosen, answer: TableAnswer, language: Language) -> QuestionAnswer:
    """An answer as it is sent."""
    geometry = picture_of(answer, language)
    main, found = measured(answer, language)
    return QuestionAnswer(
        question=name,
        parameters=given.given(),
        definition=answer.definition_in(language),
        n=answer.journeys,
        left_out=answer.left_out_in(language),
        table=table_of(answer),
        measures=[AnswerMeasure(**vars(one), main=one.measure == main) for one in _first(found, main)],
        picture=scene_json(draw(geometry)),
        geometry=geometry.to_dict(),
    )


def _first(found: list[Measured], main: str) -> list[Measured]:
    """The first numbers, and the main one wherever it stands."""
    return [one for number, one in enumerate(found) if number < MOST_MEASURES or one.measure == main]


def table_of(answer: TableAnswer) -> AnswerTable:
    """The first rows of an answer's table."""
    rows = answer.rows()
    columns = list(rows[0]) if rows else []
    cells = [[_cell(row.get(name)) for name in columns] for row in rows[:MOST_ROWS]]
    return AnswerTable(columns=columns, rows=cells, total=len(rows))


def _cell(value: object) -> Cell:
    from_numpy = value.item() if hasattr(value, "item") else value
    if from_numpy is None or isinstance(from_numpy, str | int | bool):
        return from_numpy
    if isinstance(from_numpy, float):
        return from_numpy if from_numpy - from_numpy == 0 else None
    return str(from_numpy)


def _add_routes(name: str) -> None:
    """The addresses of one question: its answer, and its picture and table as files."""
    model = QUESTIONS[name].parameters

    def answer(here: Here, who: Who, language: Reader, given: Any) -> QuestionAnswer:
        who.need("viewer", scope="data:read")
        return shown(name, given, asked_of(kept_in(here.folder), name, given), language)

    def file_of(kind: str) -> Callable[..., Response]:
        def file(here: Here, who: Who, language: Reader, given: Any) -> Response:
            who.need("viewer", scope="data:read")
            found = asked_of(kept_in(here.folder), name, given)
            write, media_type = _FILES[kind]
            headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
            return Response(write(found, language), media_type=media_type, headers=headers)

        return file

    summary = (model.__doc__ or name).split("\n", 1)[0]
    for kind in _FILES:
        router.add_api_route(
            f"/{name}.{kind}",
            _typed(file_of(kind), model),
            operation_id=f"ask_{name}_{kind}".replace("-", "_"),
            response_class=Response,
            summary=f"{summary} As {kind}.",
        )
    router.add_api_route(
        f"/{name}",
        _typed(answer, model),
        operation_id=f"ask_{name}".replace("-", "_"),
        response_model=QuestionAnswer,
        response_model_exclude_none=True,
        summary=summary,
    )


def _typed(route: Callable[..., Any], model: type[Chosen]) -> Callable[..., Any]:
    """The route with its parameters typed as the question's model."""
    known = list(Signature.from_callable(route).parameters.values())
    given = Parameter("given", Parameter.POSITIONAL_OR_KEYWORD, annotation=Annotated[model, Query()])
    cast(Any, route).__signature__ = Signature([*known[:3], given])
    return route


def _svg(answer: TableAnswer, language: Language) -> bytes:
    return write_svg(draw(picture_of(answer, language)), embed_fonts=True).encode()


_FILES: dict[str, tuple[Callable[[TableAnswer, Language], bytes], str]] = {
    "svg": (_svg, "image/svg+xml"),
    "csv": (csv_of, CSV),
    "xlsx": (xlsx_of, XLSX),
}

for _name in QUESTIONS:
    _add_routes(_name)
