"""How long the drawn exports of a map of 12 stages × 10 lanes with 300 cards take, each against its target.

    python benchmarks/export.py

Fonts and catalogues are loaded once before; each time is the best of five, as in a server that has run for a while.
"""

import time
from collections.abc import Callable
from datetime import date

from tropa.formats.pdf import write_pdf
from tropa.formats.png import write_png
from tropa.formats.pptx import write_pptx
from tropa.formats.svg import write_svg
from tropa.model.card import Card, Measure, Quote
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.persona import Persona

TODAY = date(2026, 11, 24)
STAGES, CARDS = 12, 300
LANES: tuple[LaneKind, ...] = (
    "actions", "thoughts", "emotion", "barriers", "opportunities", "solutions", "touchpoints", "channels", "metrics",
    "backstage",
)  # fmt: skip
WORDS = (
    "Сравниваю цены в трёх магазинах", "Доставка дороже самой покупки, узнаю об этом в конце", "Показать цену доставки",
    "Жду код из СМС, форма сбрасывается", "Спрашиваю подругу и читаю отзывы", "Кнопка отмены спрятана в третьем меню",
)  # fmt: skip
TARGETS = {"svg": 50, "pdf": 300, "png 2×": 800, "pptx": 600}


def large_map() -> Map:
    """Twelve stages, ten lanes, three hundred cards, a curve with intervals, a hundred evidence records."""
    empty = Map.new(
        "Я покупаю то, что не стыдно подарить", language="ru", stages=[f"Этап пути {n + 1}" for n in range(STAGES)],
        lanes=LANES, created=TODAY,
    )  # fmt: skip
    persona = Persona.new("Анна", quote="У меня час до поезда", goals=("успеть",))
    evidence = tuple(
        Evidence(id=f"e{n}", question="reach", definition="доля клиентов", n=8412, value=0.4, grade="D", asked=TODAY)
        for n in range(100)
    )
    lanes = [lane for lane in empty.lanes if lane.kind != "emotion"]
    cards = tuple(_card(n, empty.stages[n % STAGES].id, lanes[n // STAGES % len(lanes)].id) for n in range(CARDS))
    curve = tuple(
        CurvePoint(
            persona=persona.id,
            stage=stage.id,
            value=(-1) ** n * (n % 5) / 3,
            low=-1.5,
            high=1.5,
            n=90,
            label="ждать не люблю",
        )
        for n, stage in enumerate(empty.stages)
    )
    return empty.with_fields(personas=(persona,), evidence=evidence, cards=cards, curve=curve)


def _card(number: int, stage: str, lane: str) -> Card:
    share = Measure(value=number / CARDS, unit="share", n=8412, low=number / CARDS * 0.9, high=number / CARDS)
    return Card(
        id=f"c{number}",
        stage=stage,
        lane=lane,
        rank=f"{number:04d}5",
        body=f"{WORDS[number % len(WORDS)]} {number}",
        measure=share if number % 4 == 0 else None,
        quote=Quote(verbatim_id=f"v{number}", source="отзывы", date=TODAY) if lane == "thoughts" else None,
        tags=("пилот",) if number % 10 == 0 else (),
        evidence=(f"e{number % 100}",),
    )


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    """Measure and print."""
    map_ = large_map()
    runs: dict[str, Callable[[], object]] = {
        "svg": lambda: write_svg(map_, today=TODAY),
        "pdf": lambda: write_pdf(map_, today=TODAY),
        "png 2×": lambda: write_png(map_, 2.0, today=TODAY),
        "pptx": lambda: write_pptx(map_, today=TODAY),
    }
    for name, run in runs.items():
        run()
        took = best(run)
        print(f"{name:8} {took:7.0f} ms   target {TARGETS[name]} ms   {'ok' if took <= TARGETS[name] else 'MISSED'}")


if __name__ == "__main__":
    main()
