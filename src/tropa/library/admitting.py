"""What of an import may be stored, and how: nobody who was erased, nothing too old, no personal data in clear."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Privacy, Source
from tropa.events.identity import IdentitySettings, seen_in, stitch
from tropa.events.schema import EVENTS
from tropa.events.tombstones import Tombstones
from tropa.kit.time import parse_length
from tropa.library.gathering import identity_settings
from tropa.library.workspace import Workspace
from tropa.voice.mask import mask_texts
from tropa.voice.mask_known import Known, known_of


def admitted(workspace: Workspace, tables: dict[str, pa.Table], source: Source) -> dict[str, pa.Table]:
    """The rows of an import that may be stored, by table.

    Left out are rows of erased customers and rows older than the source's retention. A consent that is required and
    not given is a refusal. Texts are masked as the definition says, knowing their authors by this import and the lake;
    forgotten traits are taken away.
    """
    privacy = workspace.definition.privacy
    stones = Tombstones(workspace.folder / "erasures")
    kept = {table: _not_too_old(stones.without(table, rows), source) for table, rows in tables.items()}
    if "verbatims" in kept:
        said = kept["verbatims"]
        if source.consent == "required":
            said = _put(said, "consent", pc.fill_null(said["consent"], False))
        told = [workspace.lake.read("traits"), *([kept["traits"]] if "traits" in kept else [])]
        known = authors(said, pa.concat_tables(told), privacy, identity_settings(workspace.definition))
        kept["verbatims"] = mask_texts(said, privacy.mask, known)
    if "traits" in kept and privacy.forget_traits:
        kept["traits"] = without_traits(kept["traits"], privacy.forget_traits)
    return kept


def mask_late_authors(workspace: Workspace) -> int:
    """Mask stored texts by what was learnt of their authors since, older versions removed; how many changed."""
    lake, privacy = workspace.lake, workspace.definition.privacy
    said, traits = lake.read("verbatims"), lake.read("traits")
    if not said.num_rows or not traits.num_rows:
        return 0
    known = authors(said, traits, privacy, identity_settings(workspace.definition))
    places = [place for place, who in enumerate(known) if who]
    if not places:
        return 0
    texts = said["text"].to_pylist()
    masked = mask_texts(said.take(pa.array(places)), privacy.mask, [known[place] for place in places])[
        "text"
    ].to_pylist()
    changed = {place: text for place, text in zip(places, masked, strict=True) if text != texts[place]}
    if changed:
        kept = pa.array([changed.get(place, text) for place, text in enumerate(texts)], pa.string())
        lake.replace_all("verbatims", _put(said, "text", kept))
        lake.purge("verbatims")
    return len(changed)


def authors(said: pa.Table, traits: pa.Table, privacy: Privacy, settings: IdentitySettings) -> list[Known | None]:
    """What is known of who wrote each of the texts; None where nothing is."""
    if not {"name", "address"} & set(privacy.mask) or not traits.num_rows:
        return [None] * said.num_rows
    identity = stitch(seen_in(EVENTS.empty_table(), traits, said), settings)
    writer = identity.customer_of(said)
    owner = identity.customer_of(traits)
    theirs = pc.is_in(owner, value_set=pc.unique(writer).drop_null())
    values: dict[str, list[str]] = defaultdict(list)
    for customer, told in zip(
        owner.filter(theirs).to_pylist(), traits["traits"].filter(theirs).to_pylist(), strict=True
    ):
        values[customer].append(told)
    found = {customer: _together(told, privacy.own_traits) for customer, told in values.items()}
    return [found.get(customer) or None for customer in writer.to_pylist()]


def without_traits(traits: pa.Table, names: Sequence[str]) -> pa.Table:
    """The table of traits without these traits; rows that told nothing else go."""
    told = [{k: v for k, v in json.loads(one).items() if k not in names} for one in traits["traits"].to_pylist()]
    texts = pa.array([json.dumps(one, ensure_ascii=False) for one in told], pa.string())
    return _put(traits, "traits", texts).filter(pa.array([bool(one) for one in told], pa.bool_()))


def oldest_kept(source: Source, now: datetime | None = None) -> datetime | None:
    """The moment before which rows of the source are not kept; None where they are kept for ever."""
    if source.retention is None:
        return None
    return (now or datetime.now(UTC)) - timedelta(microseconds=parse_length(source.retention))


def _not_too_old(rows: pa.Table, source: Source) -> pa.Table:
    oldest = oldest_kept(source)
    if oldest is None or "ids" not in rows.column_names:
        return rows
    return rows.filter(pc.fill_null(pc.greater_equal(rows["time"], pa.scalar(oldest, rows["time"].type)), True))


def _together(told: Sequence[str], wanted: Sequence[str] | None) -> Known:
    parts = [known_of(json.loads(one), wanted) for one in dict.fromkeys(told)]
    names = dict.fromkeys(name for one in parts for name in one.names)
    return Known(tuple(names), tuple(dict.fromkeys(place for one in parts for place in one.places)))


def _put(rows: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    place = rows.schema.get_field_index(column)
    return rows.set_column(place, rows.schema.field(place), values)
