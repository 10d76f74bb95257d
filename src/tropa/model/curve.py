"""Curves of a map: the emotion of a persona from stage to stage, and the dramatic arc."""

from collections.abc import Iterable
from typing import Literal, TypedDict

from tropa.errors import MapError
from tropa.model.emotion import Scale, bounds, on_scale, within
from tropa.model.reference import check_reference
from tropa.model.value import Id, Share, Value

CurveKind = Literal["emotion", "arc"]


class CurvePoint(Value):
    """What a persona feels in a stage, on `scale`; None where nothing is known. `future`: as it is to be.

    The kind "arc" is the dramatic arc: how much the persona is taken up by what happens, usually on 1…5.
    """

    persona: Id
    stage: Id
    kind: CurveKind = "emotion"
    value: float | None
    scale: Scale = "-2..2"
    low: float | None = None
    high: float | None = None
    n: int = 0
    label: str = ""
    probability_lowest: Share | None = None
    moment_of_truth: bool = False
    future: bool = False
    evidence: tuple[Id, ...] = ()

    def on(self, scale: Scale) -> "CurvePoint":
        """The same point on another scale.

        >>> CurvePoint(persona="a", stage="s", value=5, scale="1..5").on("-2..2").value
        2.0
        """
        if scale == self.scale:
            return self
        moved = {
            name: None if number is None else on_scale(number, self.scale, scale)
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high))
        }
        return self.model_copy(update={**moved, "scale": scale})


class CurveFields(TypedDict, total=False):
    """The fields of a curve point that may be given besides whose it is, where, and its value."""

    kind: CurveKind
    scale: Scale
    low: float | None
    high: float | None
    n: int
    label: str
    probability_lowest: float | None
    moment_of_truth: bool
    future: bool
    evidence: tuple[str, ...]


def check_curve(curve: Iterable[CurvePoint], known: dict[str, frozenset[str]]) -> None:
    """Raise MapError for a curve point of nobody, nowhere, stated twice or outside its scale."""
    seen: set[tuple[str, str, str, bool]] = set()
    for point in curve:
        place = f"curve {point.persona}/{point.stage}"
        check_reference(place, "persona", point.persona, known)
        check_reference(place, "stage", point.stage, known)
        for name in point.evidence:
            check_reference(place, "evidence", name, known)
        for value in (point.value, point.low, point.high):
            check_emotion(place, value, point.scale)
        key = (point.kind, point.persona, point.stage, point.future)
        if key in seen:
            raise MapError("model.point_twice", persona=point.persona, stage=point.stage)
        seen.add(key)


def check_emotion(place: str, value: float | None, scale: Scale) -> None:
    """Raise MapError for an emotion that its scale does not have."""
    if value is not None and not within(value, scale):
        low, high = bounds(scale)
        raise MapError("model.emotion_range", place=place, value=value, low=low, high=high)
