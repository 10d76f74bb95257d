"""A shared document in which edits met is always a map."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.model.map import Map
from tropa.model.part import COLLECTION
from tropa.model.settle import settle


@settings(max_examples=40)
@given(maps(), st.data())
def test_whatever_is_missing_the_rest_is_a_map(map_: Map, data: st.DataObject) -> None:
    fields: dict[str, Any] = map_.model_dump(mode="json")
    for collection in COLLECTION.values():
        fields[collection] = [one for one in fields[collection] if data.draw(st.booleans())]
    settled = settle(fields)
    assert {one.id for one in settled.cards} == {one["id"] for one in fields["cards"]}
    assert settle(settled.model_dump(mode="json")) == settled


@settings(max_examples=40)
@given(maps())
def test_a_map_that_holds_together_is_read_as_it_is(map_: Map) -> None:
    assert settle(map_.model_dump(mode="json")) == map_


def test_a_value_that_is_none_is_refused_with_its_place() -> None:
    fields = {"id": "m", "title": "T", "language": "en", "created": "2026-11-24", "lanes": []}
    with pytest.raises(MapError, match="map m, stage: the field rank"):
        settle(fields | {"stages": [{"id": "a", "title": "A", "rank": "?"}]})
