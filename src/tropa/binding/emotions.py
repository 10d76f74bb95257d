"""The emotion curve of a map, one point a stage, labelled with the customers' own words at its lowest and highest."""

from tropa.analytics.emotion import StageEmotion
from tropa.binding.scene import CellCard, Scene
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence


def curve_of(
    scene: Scene, persona: str, thoughts: dict[str, list[CellCard]], moment: str | None
) -> tuple[list[CurvePoint], list[Evidence]]:
    """Points and their evidence; `moment` is the stage that is the moment of truth, if any."""
    stages = scene.answers.emotion.stages
    known = [stage for stage in stages if stage.value is not None and stage.basis != "behaviour"]
    low = min(known, key=_height, default=None)
    high = max(known, key=_height, default=None)
    points, records = [], []
    for stage in stages:
        record = _record(scene, stage)
        records.append(record)
        label = ""
        if stage is low:
            label = _words(thoughts.get(stage.stage, []), "negative")
        elif stage is high:
            label = _words(thoughts.get(stage.stage, []), "positive")
        points.append(
            CurvePoint(
                persona=persona,
                stage=stage.stage,
                value=stage.value.value if stage.value else None,
                low=stage.value.low if stage.value else None,
                high=stage.value.high if stage.value else None,
                n=stage.customers,
                label=label,
                probability_lowest=stage.probability_lowest,
                moment_of_truth=stage.stage == moment,
                evidence=(record.id,),
            )
        )
    return points, records


def _height(stage: StageEmotion) -> float:
    return stage.value.value if stage.value else 0.0


def _record(scene: Scene, stage: StageEmotion) -> Evidence:
    asked = {"stage": stage.stage}
    if stage.value is None:
        return scene.record("emotion", "emotion", asked, n=stage.customers)
    record = scene.record("emotion", "emotion", asked, estimate=stage.value)
    if stage.basis != "behaviour":
        return record
    return record.model_copy(update={"definition": scene.say("definition.emotion_guessed"), "grade": "E"})


def _words(cards: list[CellCard], valence: str) -> str:
    return next((card.body for card in cards if card.quote and card.quote.valence == valence), "")
