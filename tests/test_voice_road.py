"""From the sample company's files to its voice: planted barriers named, stages linked, no network asked."""

import json
import socket
from collections import Counter
from typing import Any

import pyarrow.compute as pc
import pytest

import tropa
from tropa.binding.material import Material
from tropa.journeys.people import customer_names
from tropa.journeys.select import select
from tropa.library.gathering import gather
from tropa.library.workspace import open_workspace
from tropa.sample.cinema.write import write
from tropa.voice.stages import linking
from tropa.voice.themes import mentions

THEMES = {
    "pushy_contact": "ads", "misleading_ads": "ads", "registration": "registration", "login_fails": "registration",
    "too_expensive": "price", "search_poor": "search_loop", "payment_fails": "payment_error",
    "promo_code": "promo_form", "no_answer_by_phone": "missed_call", "slow_reply": "slow_reply",
    "auto_renewal": "auto_renewal", "hard_to_cancel": "auto_renewal",
}  # fmt: skip
Known = tuple[Material, dict[str, Any]]


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """A cinema of 10,000 customers in Russian, gathered while every connection is refused."""
    folder = tmp_path_factory.mktemp("voice") / "ru"
    write(folder, customers=10_000, seed=3, language="ru")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        tropa.draft(folder)
        material = gather(open_workspace(folder))
    return material, json.loads((folder / "truth.json").read_text("utf-8"))


def _refuse(*_: object) -> None:
    raise OSError("there is no network")


def _planted(truth: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was planted, by the ends of the text: what is masked stands between them."""
    return {_ends(told["text"]): told for told in truth["verbatims"] if told["text"] and told["speaker"] == "customer"}


def _ends(text: str) -> str:
    return text[:25] + text[-12:]


@pytest.mark.slow
def test_the_five_barriers_each_segment_speaks_of_most_are_the_planted_ones(cinema: Known) -> None:
    material, truth = cinema
    planted, right = _planted(truth), 0
    for segment in ("students", "families", "connoisseurs"):
        people = customer_names(select(material.journeys, segment=segment))
        said = material.verbatims.filter(pc.is_in(material.verbatims["customer"], value_set=people))
        texts = {row["verbatim_id"]: row["text"] for row in said.to_pylist() if row["text"]}
        true = Counter(
            theme
            for text in texts.values()
            for theme, valence in _themes(planted.get(_ends(text)))
            if valence < 0
        )  # fmt: skip
        found = Counter(THEMES.get(row["theme"], row["theme"]) for row in _barriers(said))
        top = {theme for theme, _ in found.most_common(5)}
        last = true.most_common(5)[-1][1]
        right += sum(true[theme] >= last for theme in top)
    assert right >= 0.9 * 15


def _themes(told: dict[str, Any] | None) -> list[tuple[str, int]]:
    return [] if told is None else list(zip(told["themes"], told["valences"], strict=True))


def _barriers(said: Any) -> list[dict[str, Any]]:
    return [row for row in mentions(said).to_pylist() if row["kind"] == "barrier"]


@pytest.mark.slow
def test_a_stage_that_is_sure_is_right_and_what_is_not_is_counted(cinema: Known) -> None:
    material, truth = cinema
    planted = _planted(truth)
    judged = []
    for row in material.verbatims.to_pylist():
        told = planted.get(_ends(row["text"] or ""))
        sure = row["stage"] is not None and (row["stage_probability"] or 0) < 1
        if told is not None and told["stages"] and sure:
            judged.append(row["stage"] in told["stages"])
    assert len(judged) > 500
    assert sum(judged) / len(judged) >= 0.99
    counted = linking(material.verbatims)
    assert counted.assigned >= len(judged)
    assert counted.unassigned > 0
