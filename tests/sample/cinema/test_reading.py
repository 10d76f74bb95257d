"""Tropa's own readers on the sample: exactly the planted rows are refused, and what is read is what happened."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tropa.definition.load import load
from tropa.definition.rules import apply_rules, unmatched
from tropa.definition.segments import assign
from tropa.events.customers import customers
from tropa.events.identity import Identity, stitch
from tropa.ingest.read import Import, read_file

Sample = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="session")
def imports(sample: Sample) -> dict[str, Import]:
    folder, _ = sample
    definition = load(folder / "tropa.yaml")
    return {
        file: read_file(folder / file, source=source.name, reader=source.reader, mapping=source.mapping, strict=True)
        for source in definition.sources
        for file in source.files
    }


def table(imports: dict[str, Import], name: str) -> pa.Table:
    return pa.concat_tables(one.tables[name] for one in imports.values() if name in one.tables)


def joined(imports: dict[str, Import]) -> Identity:
    parts = [table(imports, name).select(["ids", "time", "source"]) for name in ("events", "traits", "verbatims")]
    return stitch(pa.concat_tables(parts, promote_options="permissive"))


def test_exactly_the_planted_rows_are_refused(sample: Sample, imports: dict[str, Import]) -> None:
    _, truth = sample
    refused = {file: one.report.rejected for file, one in imports.items()}
    assert refused == {file: sum(planted.values()) for file, planted in truth["broken_rows"].items()}


def test_every_event_has_a_rule_and_the_journeys_hold_every_step(sample: Sample, imports: dict[str, Import]) -> None:
    folder, truth = sample
    definition = load(folder / "tropa.yaml")
    events = table(imports, "events")
    assert unmatched(events, definition).num_rows == 0
    ruled = apply_rules(events, definition)
    steps = ruled.filter(pc.is_valid(ruled["touchpoint"])).num_rows
    assert steps == truth["events"]


def test_stitched_customers_fall_into_the_planted_segments(sample: Sample, imports: dict[str, Import]) -> None:
    folder, truth = sample
    definition = load(folder / "tropa.yaml")
    events, traits = table(imports, "events"), table(imports, "traits")
    segments = assign(customers(traits, joined(imports), events), definition)
    counted = {row["values"]: row["counts"] for row in pc.value_counts(segments["segment"]).to_pylist()}
    assert {one["id"]: counted[one["id"]] for one in truth["segments"]} == {
        one["id"]: one["customers"] for one in truth["segments"]
    }


def test_linked_ids_of_a_customer_meet_and_those_of_two_do_not(sample: Sample, imports: dict[str, Import]) -> None:
    _, truth = sample
    identity = joined(imports)
    sharing = {customer for device in truth["shared_devices"] for customer in device["customers"]}
    groups = [
        [one for one in group["ids"] if one not in group["unlinked"]]
        for customer, group in truth["identities"].items()
        if customer not in sharing
    ]
    rows = pa.table({"ids": pa.array([[one] for group in groups for one in group], pa.list_(pa.string()))})
    found = iter(identity.customer_of(rows).to_pylist())
    owners = [{next(found) for _ in group} for group in groups]
    assert all(len(owner) == 1 for owner in owners)
    assert len({next(iter(owner)) for owner in owners}) == len(groups)


def test_the_shared_devices_are_exactly_those_that_two_customers_use(
    sample: Sample, imports: dict[str, Import]
) -> None:
    _, truth = sample
    entries = joined(imports).entries
    found = set(entries.filter(pc.equal(entries["role"], "shared"))["id"].to_pylist())
    assert found == {device["id"] for device in truth["shared_devices"]}


def test_the_way_in_of_every_customer_can_be_told(sample: Sample, imports: dict[str, Import]) -> None:
    folder, truth = sample
    ruled = apply_rules(table(imports, "events"), load(folder / "tropa.yaml"))
    needs = ruled.filter(pc.equal(ruled["stage"], "need"))
    known = set(joined(imports).customer_of(needs).to_pylist())
    assert {f"crm:{customer}" for customer in truth["identities"]} <= known
