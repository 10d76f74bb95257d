"""Who is in which group: ids as people have them, matched to the customers there are."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.privacy_folder import EMAIL, ERASED, privacy_folder
from tropa.analytics.campaign_return import CampaignReturnQuestion
from tropa.errors import QuestionError
from tropa.ingest.ids import person_id
from tropa.kit.locale import LANGUAGES
from tropa.library.arms import KnownIds, known_ids
from tropa.library.asking import journeys_at
from tropa.library.journey_set import JourneySet

IDS = st.builds("{}:{}".format, st.sampled_from(["crm", "order", "user"]), st.sampled_from("12345"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> JourneySet:
    return journeys_at(privacy_folder(tmp_path_factory.mktemp("arms") / "shop"))


def arms(*customers: str) -> pa.Table:
    return pa.table({"customer": list(customers), "arm": ["b" if k % 2 else "control" for k in range(len(customers))]})


@pytest.mark.parametrize(
    "written", [f"customer:{ERASED}", ERASED, f" {ERASED} ", EMAIL, EMAIL.upper(), f"email:{EMAIL}"]
)
def test_an_id_as_people_have_it_is_the_customer_s(shop: JourneySet, written: str) -> None:
    found = known_ids(shop.material).customers_of(pa.array([written, "nobody", None]))
    assert found.to_pylist() == [f"customer:{ERASED}", None, None]


def test_a_phone_is_matched_however_it_is_written() -> None:
    kept = person_id("phone", "+79123456789")
    known = KnownIds(pa.array([kept, "crm:17"]), pa.array(["crm:17", "crm:17"]))
    written = pa.array(["+7 912 345-67-89", "8 (912) 345 67 89", "phone:+79123456789", "79123456789", "+79123456780"])
    assert known.customers_of(written).to_pylist() == ["crm:17"] * 4 + [None]


@given(st.lists(st.tuples(IDS, st.sampled_from("ABC")), unique_by=lambda pair: pair[0], max_size=9))
def test_a_value_alone_names_a_customer_only_where_no_other_has_it(pairs: list[tuple[str, str]]) -> None:
    known = KnownIds(pa.array([i for i, _ in pairs], pa.string()), pa.array([o for _, o in pairs], pa.string()))
    for value in "12345":
        owners = {owner for name, owner in pairs if name.partition(":")[2] == value}
        assert known.customers_of(pa.array([value])).to_pylist() == [owners.pop() if len(owners) == 1 else None]


def test_a_campaign_and_an_experiment_take_any_ids_and_tell_those_nobody_has(shop: JourneySet) -> None:
    treated, comparison = ["c2", "customer:c5", EMAIL, "x1"], ["c3", "c4", "person6@example.com"]
    answer = shop.campaign_return(treated, comparison)
    assert (answer.treated.customers, answer.treated.converted) == (4, 3)
    assert (answer.comparison.customers, answer.comparison.converted) == (3, 0)
    for language in LANGUAGES:
        assert "1 id" in answer.left_out_in(language)
    assert "id " not in shop.campaign_return(["c2", "c5"], comparison).left_out_in("en")
    tried = shop.experiment(arms("c2", "c3", EMAIL, "x1", "x2"))
    assert [arm.assigned for arm in tried.arms] == [3, 2]
    assert [arm.value and arm.value.value for arm in tried.arms] == [pytest.approx(2 / 3), 0]
    assert "2 ids" in tried.left_out_in("en")


def test_ids_of_nobody_are_an_error_with_an_example_of_those_there_are(shop: JourneySet) -> None:
    strangers = ["x1", "x2", "x3", "x4"]
    for ask in (
        lambda: shop.experiment(arms(*strangers)),
        lambda: shop.campaign_return(strangers[:2], strangers[2:]),
        lambda: shop.attribution(holdouts={"site": CampaignReturnQuestion(strangers[:2], strangers[2:])}),
    ):
        with pytest.raises(QuestionError, match=r"\(4\).*customer:c") as refused:
            ask()
        assert refused.value.code == "analytics.nobody_assigned"
