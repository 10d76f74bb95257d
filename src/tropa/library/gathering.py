"""From the lake to journeys: identities joined, rules applied, segments assigned, arrays built."""

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.material import Material
from tropa.definition.model import Definition
from tropa.definition.rules import apply_rules, signals_of, stage_of
from tropa.definition.segments import assign
from tropa.errors import InputError, MissingExtraError, NotFoundError
from tropa.events.customers import customers
from tropa.events.identity import DEVICE_KINDS, Identity, IdentitySettings, seen_in, stitch
from tropa.events.schema import EVENTS, TRAITS, VERBATIMS
from tropa.ingest.ids import person_id
from tropa.journeys.block import Journeys
from tropa.journeys.build import build
from tropa.journeys.cut import Cut
from tropa.journeys.plan import Plan
from tropa.journeys.store import cached
from tropa.kit.progress import Progress, silent
from tropa.kit.time import parse_length
from tropa.library.rating import rater
from tropa.library.workspace import Workspace
from tropa.voice.stages import ReadsStages, link
from tropa.voice.taxonomy.standard import taxonomy_in


def gather(workspace: Workspace, *, keep: tuple[str, ...] = (), progress: Progress = silent) -> Material:
    """Everything a draft or a question needs from a workspace's lake; identities are written back to it."""
    lake = workspace.lake
    events, traits, said = (lake.read(table) for table in ("events", "traits", "verbatims"))
    if events.num_rows == 0:
        raise NotFoundError("library.no_events", path=workspace.folder)
    asked = [*(lake.version(table) for table in ("events", "traits", "verbatims")), workspace.definition.digest, *keep]
    material, identity = put_together(
        workspace.definition,
        events,
        traits=traits,
        verbatims=said,
        keep=keep,
        kept=lambda make: cached(workspace.cache, asked, make),
        progress=progress,
    )
    lake.replace_all("identity", identity.entries)
    lake.replace_all("merges", identity.audit())
    version, digest = lake.version("events"), workspace.definition.digest
    return replace(
        material,
        journeys=replace(material.journeys, lake_version=version, definition_hash=digest),
        costs=in_channels(lake.read("costs"), workspace.definition.costs),
        series=lake.read("series"),
        taxonomy=taxonomy_in(workspace.folder),
        rate=rater(material.verbatims, workspace.folder),
    )


def in_channels(costs: pa.Table, channels: dict[str, str]) -> pa.Table:
    """The costs with the channels that events have: by the campaign, else by the channel as the file names it.

    >>> rows = pa.table({"channel": ["cabinet", "tv"], "campaign": ["autumn", None]})
    >>> in_channels(rows, {"cabinet": "paid_search"})["channel"].to_pylist()
    ['paid_search', 'tv']
    """
    if not channels:
        return costs
    keys, values = pa.array(channels.keys(), pa.string()), pa.array(channels.values(), pa.string())
    named = [values.take(pc.index_in(costs[column], value_set=keys)) for column in ("campaign", "channel")]
    place = costs.column_names.index("channel")
    return costs.set_column(place, costs.schema.field("channel"), pc.coalesce(*named, costs["channel"]))


def put_together(
    definition: Definition,
    events: pa.Table,
    *,
    traits: pa.Table | None = None,
    verbatims: pa.Table | None = None,
    keep: tuple[str, ...] = (),
    kept: Callable[[Callable[[], Journeys]], Journeys] = lambda make: make(),
    progress: Progress = silent,
) -> tuple[Material, Identity]:
    """Tables of events, traits and verbatims as material, and the identity they were joined by.

    `kept` gets the journeys made, or finds them where they were kept; left out, they are made.
    """
    traits = TRAITS.empty_table() if traits is None else traits
    said = VERBATIMS.empty_table() if verbatims is None else verbatims
    identity = stitch(seen_in(events, traits, said), identity_settings(definition))
    progress(0.4)
    people = customers(traits, identity, events)
    progress(0.6)
    journeys = kept(lambda: journeys_of(_named(events, identity), definition, people, keep))
    progress(0.9)
    named = _named(said, identity)
    linked = link(named, journeys, texts=_reader_of_stages(named, journeys))
    progress(1.0)
    return Material(journeys, linked, people, definition, identity.report(), identity.entries), identity


def _reader_of_stages(said: pa.Table, journeys: Journeys) -> ReadsStages | None:
    """What reads stages in texts; None without the extra `voice` or with too few texts to learn from."""
    try:
        from tropa.voice.stage_texts import train_stage_texts
    except MissingExtraError:
        return None
    return train_stage_texts(said, journeys)


def journeys_of(events: pa.Table, definition: Definition, people: pa.Table, keep: tuple[str, ...]) -> Journeys:
    """Events of named customers as journeys: rules applied, cut and segmented as the definition says."""
    return build(apply_rules(events, definition), plan_of(definition, keep), segments=assign(people, definition))


def plan_of(definition: Definition, keep: tuple[str, ...] = ()) -> Plan:
    """How the definition wants journeys built."""
    gap = definition.journey.gap
    return Plan(
        stages=tuple(stage.id for stage in definition.stages),
        stage_of=stage_of(definition),
        goal=definition.goal.touchpoints if definition.goal else (),
        signals=signals_of(definition),
        cut=Cut(definition.journey.by, parse_length(gap) if gap else None),
        keep=keep,
    )


def identity_settings(definition: Definition) -> IdentitySettings:
    """How the definition wants ids joined. InputError where it names a phone or an e-mail that can be none."""
    rules = definition.identity
    return IdentitySettings(
        device_kinds=(*DEVICE_KINDS, *rules.device_kinds),
        max_customers=rules.max_customers,
        never=frozenset(map(_kept_form, rules.never)),
    )


def _kept_form(written: str) -> str:
    """An id of the definition as the lake keeps it: e-mails and phones as hashes. InputError for what is none."""
    kind, _, value = written.partition(":")
    if kind not in ("email", "phone"):
        return written
    try:
        return person_id(kind, value) or written
    except InputError:
        raise InputError("library.bad_never", value=written, kind=kind) from None


def _named(rows: pa.Table, identity: Identity) -> pa.Table:
    place = rows.schema.get_field_index("customer")
    field = (EVENTS if "event_id" in rows.column_names else VERBATIMS).field("customer")
    return rows.set_column(place, field, identity.customer_of(rows))
