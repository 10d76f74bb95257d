"""A map as a journey diagram, and a diagram as a map."""

import math

from tropa.formats.flat.language import language_of
from tropa.formats.fresh import Feelings, Ids, cards_of, fresh_map, lane_of, path_of, ranked, ranked_in_cells
from tropa.formats.mermaid.diagram import NOTHING, Diagram, Section, Task, lined
from tropa.model.card import Card
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage
from tropa.model.view import columns, lanes_in_order

_PARTED = ": "


def diagram_of(map_: Map) -> Diagram:
    """The stages as sections and what customers do as tasks; without actions, the cards of the first lane that has any.

    The score is what is felt at the card, else in its stage, rounded to 1…5; 3, neither good nor bad, where nothing is
    known, because Mermaid cannot draw a task without a score.
    """
    actions = cards_of(map_, "actions")
    for lane in lanes_in_order(map_) if not actions else ():
        actions = [card for card in cards_of(map_, lane.kind) if card.lane == lane.id]
        if actions:
            break
    feelings = Feelings(map_)
    names = {persona.id: lined(persona.name) for persona in map_.personas}
    everybody = tuple(dict.fromkeys(name for name in names.values() if name))
    tasks: dict[str, list[Task]] = {}
    for card in actions:
        who = everybody if card.persona is None else tuple(name for name in (names[card.persona],) if name)
        tasks.setdefault(card.stage, []).append(Task(lined(card.body) or NOTHING, _score(card, feelings), who))
    return Diagram(
        lined(map_.title),
        lined(map_.description),
        tuple(
            Section(lined(path_of(map_, stage)) or NOTHING, tuple(tasks.get(stage.id, ()))) for stage in columns(map_)
        ),
    )


def _score(card: Card, feelings: Feelings) -> float:
    felt = feelings.of(card, "1..5")
    return 3 if felt is None else float(min(5, max(1, math.floor(felt + 0.5))))


def map_of(diagram: Diagram) -> Map:
    """The map of a diagram: "Stage: Step" is a step of a stage, actors are personas, scores are emotions on 1…5.

    A task of one actor among several is that persona's card; any other is everybody's.
    """
    ids = Ids()
    names = list(dict.fromkeys(name for part in diagram.sections for task in part.tasks for name in task.actors))
    personas = {name: Persona.new(name) for name in names}
    words = [word for part in diagram.sections for word in (part.title, *(task.name for task in part.tasks))]
    language = language_of(" ".join([diagram.title, *words, *names]))
    stages: list[Stage] = []
    cards: list[Card] = []
    parents: set[str] = set()
    for part in diagram.sections:
        stage = _stage(part, stages, ids, parents)
        for task in part.tasks:
            whose = personas[task.actors[0]].id if len(task.actors) == 1 and len(personas) > 1 else None
            name = ids.taken("card", "", stage, task.name)
            cards.append(
                Card(id=name, stage=stage, lane="actions", rank="V", body=task.name, emotion=task.score, scale="1..5",
                     persona=whose)
            )  # fmt: skip
    return fresh_map(
        diagram.title,
        (),
        language=language,
        description=diagram.description,
        personas=tuple(personas.values()),
        stages=ranked(stages),
        lanes=ranked([lane_of("actions", language)]),
        cards=ranked_in_cells(cards),
    )


def _stage(part: Section, stages: list[Stage], ids: Ids, parents: set[str]) -> str:
    """The id of the stage of a section, added to the stages.

    The stage a step lies in is the last one, where it has that title and is in `parents`: stages that are columns only
    for their own tasks. Else it is added too.
    """
    above, _, step = (words.strip() for words in part.title.partition(_PARTED))
    parent, title = None, part.title
    if above and step:
        last = next((one for one in reversed(stages) if one.parent is None), None)
        if last is None or last.title != above or last.id not in parents:
            last = Stage(id=ids.taken("stage", "", above), title=above, rank="V")
            stages.append(last)
            parents.add(last.id)
        parent, title = last.id, step
    new = Stage(id=ids.taken("stage", "", title), title=title, rank="V", parent=parent)
    stages.append(new)
    if parent is None and part.tasks:
        parents.add(new.id)
    return new.id
