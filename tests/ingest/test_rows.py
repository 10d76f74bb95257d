from tropa.events.schema import EVENTS, TRAITS, VERBATIMS
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import CHUNK, EventRow, EventRows, TraitRow, TraitRows, VerbatimRow, VerbatimRows, json_text
from tropa.kit.ids import stable_id


def report() -> ImportReport:
    return ImportReport("a.jsonl", "shop", "i1")


def test_events_come_out_in_the_lakes_schema_with_ids_by_key_or_content() -> None:
    rows = EventRows(report())
    rows.add(EventRow(time=1, name="pay", ids=("user:7",), key="k", properties={"a": 1, "b": None}))
    for _ in range(2):
        rows.add(EventRow(time=2, name="view", ids=()))
    (batch,) = rows.drain(1)
    assert batch.rows.schema.equals(EVENTS)
    assert batch.rows.column("event_id")[0].as_py() == stable_id(["shop", "k"])
    assert len(set(batch.rows.column("event_id").to_pylist())) == 3
    assert batch.rows.column("position").to_pylist() == [0, 1, 2]
    assert batch.rows.column("properties").to_pylist() == ['{"a":1}', None, None]


def test_rows_wait_until_a_batch_is_full() -> None:
    rows = EventRows(report())
    for number in range(CHUNK):
        assert list(rows.drain()) == []
        rows.add(EventRow(time=number, name="view", ids=()))
    assert [batch.rows.num_rows for batch in rows.drain()] == [CHUNK]
    assert list(rows.drain(1)) == []


def test_traits_and_verbatims_come_out_in_their_schemas() -> None:
    traits, said = TraitRows(report()), VerbatimRows(report())
    traits.add(TraitRow(("user:7",), {"city": "Łódź"}))
    said.add(VerbatimRow("nps", "ok", rating=9, scale=(0, 10)))
    (trait,), (verbatim,) = traits.drain(1), said.drain(1)
    assert (trait.rows.schema.equals(TRAITS), verbatim.rows.schema.equals(VERBATIMS)) == (True, True)
    assert trait.rows.column("traits")[0].as_py() == '{"city":"Łódź"}'
    assert verbatim.rows.column("scale_high")[0].as_py() == 10


def test_an_object_without_values_is_null() -> None:
    assert (json_text(None), json_text({"a": "", "b": None}), json_text({"a": 0})) == (None, None, '{"a":0}')
