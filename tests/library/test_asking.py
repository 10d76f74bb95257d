"""`tropa.journeys` and the journeys of a file or a folder."""

from pathlib import Path

import pytest

import tropa
from tests.shop_folder import CUSTOMERS, shop
from tropa.definition.load import loads
from tropa.errors import DefinitionError, InputError, NotFoundError
from tropa.kit.time import DAY
from tropa.library.asking import journeys_at

DEFINITION = """\
touchpoints:
  - {match: {name: [visit, catalog]}, touchpoint: Looking, stage: look}
  - {match: {name: [cart, purchase]}, touchpoint: Buying, stage: buy}
stages: [{id: look, title: Look}, {id: buy, title: Buy}]
goal: {title: Buy, touchpoints: [Buying]}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return shop(tmp_path)


def test_a_file_s_events_are_its_touchpoints(home: Path) -> None:
    events = tropa.read_events(home / "events.csv")
    assert (len(events), events.report.rejected) == (119, 1)
    made = tropa.journeys(events)
    assert made.count == CUSTOMERS
    assert set(made.touchpoints) == {"visit", "catalog", "cart", "purchase"}
    assert str(made) == "40 journeys, 119 events, 4 touchpoints"


def test_a_definition_by_path_or_by_value_names_the_touchpoints(home: Path) -> None:
    path = home / "my.yaml"
    path.write_text(DEFINITION)
    for definition in (str(path), path, loads(DEFINITION)):
        made = tropa.journeys(tropa.read_events(home / "events.csv").table, definition)
        assert set(made.touchpoints) == {"Looking", "Buying"}
        assert [stage.journeys for stage in made.stages().stages] == [40, 26]


def test_verbatims_come_with_their_customers(home: Path) -> None:
    said = tropa.read_verbatims(home / "reviews.csv")
    assert len(said) == 5
    made = tropa.journeys(tropa.read_events(home / "events.csv"), loads(DEFINITION), verbatims=said)
    assert made.material.verbatims.num_rows == 5
    assert None not in made.material.verbatims["customer"].to_pylist()


def test_a_folder_s_journeys_are_its_file_s(home: Path) -> None:
    assert journeys_at(home).flow().edges == journeys_at(home / "events.csv").flow().edges


def test_a_file_without_events_and_a_missing_definition_are_told(home: Path) -> None:
    with pytest.raises(InputError, match=r"no events in .*reviews\.csv"):
        journeys_at(home / "reviews.csv")
    with pytest.raises(InputError, match=r"no events in .*reviews\.csv"):
        tropa.read_events(home / "reviews.csv")
    with pytest.raises(NotFoundError, match=r"gone\.yaml"):
        tropa.journeys(tropa.read_events(home / "events.csv"), home / "gone.yaml")
    (home / "bad.yaml").write_text("stagez: []")
    with pytest.raises(DefinitionError, match="stagez"):
        tropa.journeys(tropa.read_events(home / "events.csv"), home / "bad.yaml")


def test_where_chooses_and_takes_what_was_said_with_it(home: Path) -> None:
    said = tropa.read_verbatims(home / "reviews.csv")
    made = tropa.journeys(tropa.read_events(home / "events.csv"), verbatims=said)
    buyers = made.where(with_touchpoint="purchase")
    assert buyers.count == 13
    assert sorted(buyers.material.verbatims["rating"].to_pylist()) == [3.0, 4.0]
    assert made.where().material.verbatims.num_rows == 5


def test_where_keeps_a_period(home: Path) -> None:
    made = tropa.journeys(tropa.read_events(home / "events.csv"))
    first = min(int(block.time.min()) for block in made.journeys.blocks) // DAY * DAY
    days = [made.where(start=first + day * DAY, end=first + (day + 1) * DAY).count for day in range(28)]
    assert sum(days) == CUSTOMERS
