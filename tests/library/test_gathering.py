import pytest

from tropa.definition.model import Definition
from tropa.errors import InputError
from tropa.ingest.ids import person_id
from tropa.library.gathering import identity_settings


def never(*written: str) -> frozenset[str]:
    definition = Definition.model_validate({"language": "en", "stages": [], "identity": {"never": list(written)}})
    return identity_settings(definition).never


@pytest.mark.parametrize("written", ["+7 900 123-45-67", "8 (900) 123-45-67", "+79001234567"])
def test_a_phone_never_to_join_by_is_the_hash_the_lake_keeps(written: str) -> None:
    assert never(f"phone:{written}") == {person_id("phone", "+79001234567")}
    assert next(iter(never(f"phone:{written}"))).startswith("phone_sha256:")


def test_an_address_never_to_join_by_is_the_hash_the_lake_keeps() -> None:
    assert never("email: Office@Example.com") == {person_id("email", "office@example.com")}


def test_other_ids_and_hashes_stay_as_they_are_written() -> None:
    kept = ("crm:17", "case:NA", "phone_sha256:" + "0" * 64)
    assert never(*kept) == set(kept)


def test_what_is_no_phone_is_told_with_its_place() -> None:
    with pytest.raises(InputError) as told:
        never("phone:switchboard")
    assert told.value.code == "library.bad_never"
    assert told.value.facts["value"] == "phone:switchboard"
