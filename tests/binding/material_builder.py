"""Material of a shop written by hand: sixty journeys through three stages, ratings, two segments."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tests.journey_builder import journeys
from tropa.binding.material import Material
from tropa.definition.model import Definition
from tropa.events.schema import VERBATIMS

DAY = 86_400
STAGES = ("search", "pay", "return")
STAGE_OF = {"catalog": "search", "filter": "search", "card error": "pay", "payment": "pay", "order": "return"}
MET_ERROR, ALL = 60, 120  # customers


def material(segments: Sequence[str] = (), *, stages: Sequence[str] = STAGES, **definition: Any) -> Material:
    """Half of the customers meet a card error and mostly stop there; the others mostly come to their order.

    `segments` are given to the customers in turn; the definition may be added to.
    """
    written = [_journey(number) for number in range(ALL)]
    made = journeys(
        written,
        blocks=2,
        stages=stages,
        stage_of=STAGE_OF if stages else None,
        goal=("order",),
        signals={"card error": "error"},
        segment=[segments[number % len(segments)] for number in range(ALL)] if segments else None,
        observed_until=200 * DAY,
    )
    told: dict[str, Any] = {
        "stages": [{"id": stage, "title": {"en": stage.title(), "ru": f"этап {stage}"}} for stage in stages],
        "segments": [
            {"id": name, "title": name.title(), "where": [{"trait": "x", "equals": name}]}
            for name in dict.fromkeys(segments)
        ],
    }
    return Material(made, verbatims(), people(), Definition.model_validate(told | definition))


def verbatims() -> pa.Table:
    """Of each customer a rating of the search (good) and of paying (bad where the error was met), with words."""
    rows = []
    for number in range(ALL):
        bad = number < MET_ERROR
        rows.append(_said(number, "search", 5, "The catalogue is large and I found all I wanted"))
        words = "My card was refused again and nobody told me why" if bad else "Paying was quick and the receipt came"
        rows.append(_said(number, "pay", 1 if bad else 4, words))
    return pa.Table.from_pylist(rows, VERBATIMS)


def people() -> pa.Table:
    """Customers with an age."""
    return pa.table({"customer": [f"c{number}" for number in range(ALL)], "Age": [20 + n % 40 for n in range(ALL)]})


def _journey(number: int) -> list[tuple[str, int]]:
    start = (number % 30) * DAY
    steps = ["catalog", "filter", "catalog", *(["card error"] if number < MET_ERROR else []), "payment"]
    if number % 10 < (2 if number < MET_ERROR else 8):
        steps.append("order")
    return [(step, start + 600 * place) for place, step in enumerate(steps)]


def _said(number: int, stage: str, rating: float, text: str) -> dict[str, Any]:
    return {
        "verbatim_id": f"v{number}{stage}",
        "customer": f"c{number}",
        "ids": [],
        "time": datetime(1970, 4, 1, tzinfo=UTC),
        "source": "reviews",
        "speaker_role": "customer",
        "language": "en",
        "text": f"{text}, said number {number}",
        "rating": float(rating),
        "scale_low": 1.0,
        "scale_high": 5.0,
        "kind": "review",
        "stage": stage,
        "import_id": "i1",
    }
