"""A first definition, proposed from what was read: every guess explained, every guess for a person to correct."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Definition, Goal, Source, Stage, TouchpointRule
from tropa.definition.propose_segments import propose_segments
from tropa.definition.propose_touchpoints import Candidate, candidates_of
from tropa.definition.rules import apply_rules
from tropa.definition.stages import JOURNEY_STAGES, is_purchase, signal_of_name, stages_of
from tropa.events.customers import customers
from tropa.events.identity import Identity, seen_in, stitch
from tropa.events.schema import TABLES
from tropa.kit.locale import LANGUAGES, Language, percent_text, text

Tables = Mapping[str, pa.Table]
Read = Sequence[tuple[Source, Tables]]


def propose(read: Read, language: Language = "en") -> tuple[Definition, dict[str, str]]:
    """A definition to draft from, and notes on its guesses by dotted key, ready for `dump`.

    `read` is every source with the tables read from its files (`events`, `traits`, `verbatims`…; any may be absent).
    Touchpoints are arrivals by channel, pages by URL template and other events by name; stages come from their words,
    else from their mean place in the journeys; the goal from purchases; segments from a trait of 2 to 6 values.
    """
    sources = tuple(source for source, _ in read)
    events, traits, verbatims = (_together(read, table) for table in ("events", "traits", "verbatims"))
    identity = stitch(seen_in(events, traits, verbatims))
    found = candidates_of(events, sources, language)
    drafted = Definition(sources=sources, touchpoints=tuple(one.rule for one in found))
    ruled = apply_rules(events, drafted)
    staged = _staged(found, _positions(ruled, identity))
    goal, goal_note = _goal(staged, ruled, language)
    segments, trait, known = propose_segments(customers(traits, identity, events))
    definition = Definition(
        language=language,
        currency=_commonest(events["currency"]),
        sources=sources,
        touchpoints=tuple(one.rule for one in staged),
        stages=_stages(staged),
        goal=goal,
        segments=segments,
    )
    notes = _rule_notes(staged, language) | {
        "sources": _note("sources", language),
        "touchpoints": _note("touchpoints", language),
        "stages": _note("stages", language),
        "goal": _note(goal_note, language),
    }
    if trait is not None:
        facts = {"trait": trait, "share": percent_text(known, language), "values": len(segments)}
        notes["segments"] = text("definition", "note.segments", language, **facts)
    missing = [] if goal else [_note("goal_missing", language)]
    missing += [] if segments else [_note("segments_missing", language)]
    return definition, notes | {"": "\n".join([_note("head", language), *missing])}


def _together(read: Read, table: str) -> pa.Table:
    return pa.concat_tables([TABLES[table].empty_table(), *(tables[table] for _, tables in read if table in tables)])


def _positions(events: pa.Table, identity: Identity) -> dict[str, float]:
    """Mean relative position 0…1 of each touchpoint in the journeys that hold it; a lone event stands at 0.5."""
    columns = {name: events[name] for name in ("touchpoint", "time", "sequence", "position")}
    steps = pa.table({"customer": identity.customer_of(events), **columns})
    with duckdb.connect() as database:
        database.register("steps", steps)
        rows = database.sql(
            """
            WITH placed AS (
                SELECT touchpoint, row_number() OVER journey - 1 AS place,
                       count(*) OVER (PARTITION BY customer) - 1 AS last
                FROM steps WHERE customer IS NOT NULL AND touchpoint IS NOT NULL
                WINDOW journey AS (PARTITION BY customer ORDER BY time, sequence, position)
            )
            SELECT touchpoint, avg(CASE WHEN last = 0 THEN 0.5 ELSE place / last END) AS place
            FROM placed GROUP BY touchpoint ORDER BY place, touchpoint
            """
        ).fetchall()
    return dict(rows)


def _staged(found: list[Candidate], positions: dict[str, float]) -> list[Candidate]:
    """The candidates with stage and signal; a touchpoint of several rules has one of each."""
    words = {one.rule.touchpoint: one for one in found if one.rule.touchpoint is not None}
    places = {name: positions.get(name, 0.5) for name in words}
    sure = {name: one.stage for name, one in words.items() if one.stage is not None}
    stages = stages_of(places) | sure
    return [
        Candidate(
            one.rule
            if one.rule.touchpoint is None
            else one.rule.model_copy(
                update={"stage": stages[one.rule.touchpoint], "signal": signal_of_name(one.rule.touchpoint)}
            ),
            one.count,
            one.note,
        )
        for one in found
    ]


def _stages(found: list[Candidate]) -> tuple[Stage, ...]:
    used = {one.rule.stage for one in found}
    return tuple(
        Stage(id=stage, title={language: text("definition", f"stage.{stage}", language) for language in LANGUAGES})
        for stage in JOURNEY_STAGES
        if stage in used
    )


def _goal(found: list[Candidate], events: pa.Table, language: Language) -> tuple[Goal | None, str]:
    """The purchases; where no name tells of one, the touchpoints whose events mostly carry money."""
    rules = [one.rule for one in found]
    bought = _distinct(rule for rule in rules if rule.signal is None and is_purchase(rule.touchpoint or ""))
    note = "goal"
    if not bought:
        note, paying = "goal_value", _paying(events)
        bought = _distinct(rule for rule in rules if rule.signal is None and rule.touchpoint in paying)
    if not bought:
        return None, "goal_missing"
    stage = Counter(rule.stage for rule in rules if rule.touchpoint in bought).most_common(1)[0][0]
    return Goal(title=text("definition", "goal.purchase", language), touchpoints=bought, stage=stage), note


def _distinct(rules: Iterable[TouchpointRule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.touchpoint for rule in rules if rule.touchpoint is not None))


def _paying(events: pa.Table) -> set[str]:
    """Touchpoints of whose events more than half carry money."""
    paid = pa.table({"touchpoint": events["touchpoint"], "paid": pc.greater(pc.coalesce(events["value"], 0.0), 0.0)})
    shares = (
        paid.set_column(1, "paid", paid["paid"].cast(pa.float64())).group_by("touchpoint").aggregate([("paid", "mean")])
    )
    return {one["touchpoint"] for one in shares.to_pylist() if one["touchpoint"] and one["paid_mean"] > 0.5}


def _rule_notes(found: list[Candidate], language: Language) -> dict[str, str]:
    notes = {}
    for number, one in enumerate(found):
        lines = [text("definition", "note.events", language, n=one.count)]
        if one.rule.touchpoint is None:
            lines.append(_note("left_out", language))
        if one.note is not None:
            lines.append(one.note)
        if one.rule.signal is not None:
            signal = text("definition", f"signal.{one.rule.signal}", language)
            lines.append(text("definition", "note.signal", language, signal=signal))
        notes[f"touchpoints.{number}"] = (
            "; ".join(lines) if len(lines) == 1 else ". ".join([lines[0], " ".join(lines[1:])])
        )
    return notes


def _commonest(values: pa.ChunkedArray) -> str | None:
    counted = Counter({one["values"]: one["counts"] for one in pc.value_counts(values.drop_null()).to_pylist()})
    return counted.most_common(1)[0][0] if counted else None


def _note(key: str, language: Language) -> str:
    return text("definition", f"note.{key}", language)
