import json
from pathlib import Path

import pyarrow as pa
import pytest

from tests.definition.event_builder import events
from tropa.definition.load import dump, loads
from tropa.definition.model import Definition, Source
from tropa.definition.propose import propose
from tropa.events.schema import TRAITS
from tropa.ingest.read import read_file
from tropa.kit.locale import LANGUAGES, Language

ECOM = Path(__file__).parents[2] / "../shared/data/ecom/ecom.csv.gz"
JOURNEY: tuple[tuple[str, dict[str, object]], ...] = (
    ("pageview", {"url": "https://a.ru/", "utm_source": "yandex", "utm_medium": "cpc"}),
    ("pageview", {"url": "https://a.ru/film/11"}),
    ("pageview", {"url": "https://a.ru/film/12"}),
    ("pageview", {"url": "https://a.ru/film"}),
    ("pageview", {"url": "https://a.ru/koszyk"}),
    ("payment_error", {}),
    ("Order Completed", {"value": 300.0}),
    ("zzz", {}),
)


def proposed(language: Language = "en") -> tuple[Definition, dict[str, str]]:
    site = pa.concat_tables([events(*JOURNEY, customer=f"crm:{number}") for number in range(20)])
    traits = [
        {
            "ids": [f"crm:{n}"],
            "traits": json.dumps({"plan": "basic" if n % 3 else "full", "n": n}),
            "source": "crm",
            "import_id": "i",
        }
        for n in range(20)
    ]
    people = pa.Table.from_pylist(traits, schema=TRAITS)
    read = [
        (Source(name="site", files=("hits.tsv",)), {"events": site}),
        (Source(name="crm", files=("clients.csv",)), {"traits": people}),
    ]
    return propose(read, language)


def test_the_proposal_is_a_definition_that_loads_with_its_notes() -> None:
    for language in LANGUAGES:
        definition, notes = proposed(language)
        assert loads(dump(definition, notes)) == definition


def test_arrivals_pages_and_events_become_touchpoints_with_stages() -> None:
    rules = {rule.touchpoint: rule for rule in proposed()[0].touchpoints}
    assert (rules["Paid search"].match.channel, rules["Paid search"].stage) == ("paid_search", "need")
    assert (rules["film/*"].match.url, rules["film/*"].stage) == ("/film/*", "research")
    assert (rules["koszyk"].stage, rules["payment_error"].signal) == ("purchase", "error")
    assert rules["zzz"].stage == "purchase"  # no word decides: its neighbour in the journey does


def test_the_goal_is_what_was_bought_and_the_segments_a_trait_of_few_values() -> None:
    definition, notes = proposed()
    assert definition.goal is not None
    assert (definition.goal.touchpoints, definition.goal.stage) == (("Order Completed",), "purchase")
    assert [segment.id for segment in definition.segments] == ["basic", "full"]
    assert "plan" in notes["segments"]


def test_stages_stand_in_the_order_of_the_journey() -> None:
    assert [stage.id for stage in proposed()[0].stages] == ["need", "interest", "research", "purchase"]


def test_nothing_read_gives_an_empty_definition_that_says_what_lacks() -> None:
    definition, notes = propose([])
    assert definition == Definition()
    assert "No goal" in notes[""]


def test_visits_are_left_out_where_their_pages_are_known() -> None:
    rows = pa.concat_tables(
        [events(*JOURNEY, ("visit", {"url": "https://a.ru/"}), customer=f"crm:{n}") for n in range(5)]
    )
    definition, _ = propose([(Source(name="site", files=("x",)), {"events": rows})])
    (rule,) = [rule for rule in definition.touchpoints if rule.match.name == "visit"]
    assert rule.touchpoint is None


def test_money_tells_the_goal_where_no_word_does() -> None:
    rows = pa.concat_tables([events(("xx", {}), ("yy", {"value": 5.0}), customer=f"c:{n}") for n in range(5)])
    definition, _ = propose([(Source(name="till", files=("x",)), {"events": rows})])
    assert definition.goal is not None
    assert definition.goal.touchpoints == ("yy",)


@pytest.mark.skipif(not ECOM.exists(), reason="the shared data is not here")
def test_a_real_shop_is_proposed_sensibly() -> None:
    definition, _ = propose([(Source(name="ecom", files=(ECOM.name,)), read_file(ECOM, source="ecom").tables)])
    stage = {rule.touchpoint: rule.stage for rule in definition.touchpoints}
    assert definition.goal is not None
    assert definition.goal.touchpoints == ("purchase",)
    assert (stage["catalog"], stage["cart"], stage["support_chat"]) == ("research", "purchase", "return")
    assert len(definition.segments) >= 2
