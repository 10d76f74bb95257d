from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.event_ids import ContentIds, SeenIds, keyed_ids
from tropa.kit.ids import stable_id


@given(st.lists(st.text()))
def test_keyed_ids_are_stable_ids(keys: list[str]) -> None:
    assert keyed_ids("crm", keys) == [stable_id(["crm", key]) for key in keys]


@given(st.lists(st.lists(st.integers(0, 30))))
def test_repeats_are_seen_across_and_within_calls(calls: list[list[int]]) -> None:
    seen, known = SeenIds(), set[str]()
    for call in calls:
        ids = [stable_id([number]) for number in call]
        expected = []
        for id_ in ids:
            expected.append(id_ in known)
            known.add(id_)
        assert seen.repeats(ids).tolist() == expected


@given(st.lists(st.lists(st.sampled_from("abc"))))
def test_equal_rows_are_told_apart_the_same_way_however_the_file_is_cut(calls: list[list[str]]) -> None:
    cut = ContentIds("s")
    in_parts = [id_ for call in calls for id_ in cut.ids(call)]
    whole = [content for call in calls for content in call]
    assert in_parts == ContentIds("s").ids(whole)
    assert Counter(Counter(in_parts).values()).keys() <= {1}
