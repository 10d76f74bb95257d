"""The whole sample: everybody simulated, every file exported, the truth beside them."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tropa.errors import ConflictError, InputError
from tropa.kit.locale import Language
from tropa.sample.cinema.arms import campaign_export, experiment_export, letter_cost
from tropa.sample.cinema.avoiding import avoiding
from tropa.sample.cinema.calls import calls_export
from tropa.sample.cinema.clock import Clock
from tropa.sample.cinema.conversations import conversations
from tropa.sample.cinema.costs import costs_export
from tropa.sample.cinema.crm import clients_export, orders_export, used_devices
from tropa.sample.cinema.definition_text import definition_text
from tropa.sample.cinema.feelings import ratings, stage_times
from tropa.sample.cinema.journey import Walks, hide, simulate
from tropa.sample.cinema.metrica import hits_export, hits_of, visits_export
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People, client_id, email_id, phone_id, populate, share_computers
from tropa.sample.cinema.phrases import Opinion
from tropa.sample.cinema.planted import Planted
from tropa.sample.cinema.planted_truth import PlantedRun, planted_truth
from tropa.sample.cinema.reviews import reviews_export
from tropa.sample.cinema.rows import Export, plant_broken_rows, write_export
from tropa.sample.cinema.searches import searches_export
from tropa.sample.cinema.survey import Feelings, csat_export, nps_export
from tropa.sample.cinema.truth import (
    Facts,
    Truth,
    World,
    causal_effects,
    eventual_forward,
    facts_of,
    planted_parameters,
    segment_truth,
)
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import COUNTRIES, PERIOD_DAYS, SEGMENTS

FEWEST, MOST = 50, 500_000  # customers
Progress = Callable[[float], None]
Ints = npt.NDArray[np.int64]


def write(folder: Path, *, customers: int, seed: int, language: Language, progress: Progress | None = None) -> Truth:
    """Write the cinema's files, `tropa.yaml` and `truth.json` into a folder; the same seed writes the same bytes.

    An earlier sample in the folder is written over. Raises ConflictError for a folder that holds anything else,
    InputError for a file in its place or a number out of range.
    """
    _check(folder, customers, seed)
    tell = progress or (lambda _: None)
    walk_seed, people_seed, feeling_seed, office_seed, plan_seed, later_seed, talk_seed = np.random.SeedSequence(
        seed
    ).spawn(7)
    country, words = COUNTRIES[language], Words(language)
    draws = np.random.default_rng(people_seed)
    people = populate(customers, draws, country, words)
    planted = Planted.drawn(customers, len(people.segment), np.random.default_rng(plan_seed))
    run = PlantedRun(
        simulate(people.segment, walk_seed, planted=planted), people.segment, walk_seed, planted, customers
    )
    walks = hide(run.walks, customers)
    people = share_computers(people, used_devices(walks, len(people.segment)), draws)
    facts = facts_of(walks)
    felt = ratings(people.segment, facts.reached, walks.met, np.random.default_rng(feeling_seed))
    office = Office(country, words, Clock.of(country), np.random.default_rng(office_seed))
    tell(0.2)
    feelings = Feelings(felt, stage_times(walks, len(people.segment))[1])
    exports, links, opinions = _exports(people, walks, feelings, office)
    later = _later_exports(people, planted, replace(office, rng=np.random.default_rng(later_seed)))
    talk = conversations(people, walks, feelings, replace(office, rng=np.random.default_rng(talk_seed)))
    later, opinions = [*later, talk.tickets], opinions | talk.said
    tell(0.6)
    truth = _truth(seed, people, _world(run, walks, facts, felt, words), run, (links, opinions, exports, later))
    folder.mkdir(parents=True, exist_ok=True)
    for number, export in enumerate([*exports, *later]):
        write_export(folder, export)
        tell(0.6 + 0.35 * (number + 1) / (len(exports) + len(later)))
    talk.write(folder)
    (folder / "tropa.yaml").write_text(definition_text(office), "utf-8")
    (folder / "truth.json").write_text(json.dumps(truth.to_dict(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    tell(1.0)
    return truth


def _check(folder: Path, customers: int, seed: int) -> None:
    if not FEWEST <= customers <= MOST:
        raise InputError("sample.bad_customers", value=customers, least=FEWEST, most=MOST)
    if seed < 0:
        raise InputError("sample.bad_seed", value=seed)
    if folder.exists() and not folder.is_dir():
        raise InputError("sample.not_a_folder", path=folder)
    found = sorted(folder.iterdir()) if folder.exists() else []
    if found and not (folder / "truth.json").is_file():
        raise ConflictError("sample.foreign_folder", path=folder, value=found[0].name)


def _exports(
    people: People, walks: Walks, feelings: Feelings, office: Office
) -> tuple[list[Export], set[tuple[int, int]], dict[str, list[Opinion]]]:
    """Every file with its broken rows, the devices that orders link, the opinions by file."""
    hits = hits_of(walks, people, office)
    orders, links = orders_export(people, walks, office)
    nps, answers = nps_export(people, walks, feelings, office)
    reviews, reviewed = reviews_export(people, walks, feelings, office)
    exports = [
        visits_export(hits, walks, people, office),
        hits_export(hits, walks, people, office),
        clients_export(people, walks, office),
        orders,
        nps,
        csat_export(people, feelings, office),
        reviews,
        calls_export(people, walks, office),
        costs_export(hits, walks, office),
    ]
    for export in exports:
        plant_broken_rows(export, office.rng)
    return exports, links, {"nps_survey.csv": answers, "reviews.csv": reviewed}


def _later_exports(people: People, planted: Planted, office: Office) -> list[Export]:
    """Files with random numbers of their own, so that those before them stay as they are; lists of arms are whole."""
    searches = searches_export(office)
    plant_broken_rows(searches, office.rng)
    return [searches, experiment_export(people, planted), campaign_export(people, planted, office.country)]


def _world(run: PlantedRun, walks: Walks, facts: Facts, felt: Ints, words: Words) -> World:
    """Everything that the truth is measured on."""
    segment, seed, planted = run.segment, run.seed, run.planted
    endless = simulate(segment, seed, planted=planted, end=np.inf)
    return World(
        walks=walks,
        endless=endless,
        segment=segment[: run.customers],
        facts=facts,
        ratings=felt,
        instead=causal_effects(run.walks, segment, seed, planted),
        avoiding=avoiding(run.walks, segment, seed, planted),
        eventual=eventual_forward(run.walks, facts_of(run.walks).forward, endless),
        words=words,
    )


def _truth(
    seed: int,
    people: People,
    world: World,
    run: PlantedRun,
    written: tuple[set[tuple[int, int]], dict[str, list[Opinion]], list[Export], list[Export]],
) -> Truth:
    links, opinions, exports, later = written
    country = COUNTRIES[world.words.language]
    clock = Clock.of(country)
    shown = clock.iso(np.array([0.0, 90 * 86_400.0 - 1]))
    days = [moment[:10] for moment in clock.iso(np.arange(PERIOD_DAYS, dtype=np.float64) * 86_400.0)]
    cost = round(letter_cost(country) * int(run.planted.letter.sum()), 2)
    return Truth(
        seed=seed,
        language=world.words.language,
        customers=people.customers,
        anonymous=len(people.segment) - people.customers,
        events=len(world.walks.visitor),
        period=(shown[0], shown[1]),
        parameters=planted_parameters(world.words),
        planted=planted_truth(run, world.words, days, (country.price, cost)),
        segments=[segment_truth(number, world) for number in range(len(SEGMENTS))],
        identities=_identities(people, world.walks, links),
        shared_devices=[
            {"id": client_id(int(people.client[a, 1])), "customers": [people.crm[a], people.crm[b]]}
            for a, b in people.shared
        ],
        held_out=[phone_id(people.test_phone)],
        verbatims=[
            {"file": file, "answer": number, **opinion.told(people.crm)}
            for file, said in opinions.items()
            for number, opinion in enumerate(said)
        ],
        broken_rows={export.name: export.broken for export in [*exports, *later] if export.broken},
        rows={export.name: len(export.rows) for export in [*exports, *later]},
    )


def _identities(people: People, walks: Walks, links: set[tuple[int, int]]) -> dict[str, Any]:
    """By CRM id: the segment, all ids of the customer, and those that no file ties to the CRM."""
    used = used_devices(walks, len(people.segment))
    groups = {}
    for c in range(people.customers):
        devices = [0, *(d for d in (1, 2) if used[c, d])]
        ids = [f"crm:{people.crm[c]}", email_id(people.email[c]), phone_id(people.phone[c])]
        loose = [] if people.phone_in_crm[c] == people.phone[c] else [phone_id(people.phone[c])]
        loose += [client_id(int(people.client[c, 2]))] if used[c, 2] and (c, 2) not in links else []
        groups[people.crm[c]] = {
            "segment": SEGMENTS[people.segment[c]].id,
            "ids": ids + [client_id(int(people.client[c, d])) for d in devices],
            "unlinked": loose,
        }
    return groups
