"""Tropa's alignments against pm4py's on the same journeys: equal costs and fitness, and how long each takes.

    python benchmarks/peers/conformance_pm4py.py [JOURNEYS] [--json]

pm4py is AGPL: it runs in `.bench-venv` (made by `benchmarks/run.py`), in a process of its own, and is never a
dependency. The journeys are made up: nine touchpoints, half of the steps drawn along the path, half at random.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

PATH = "ad -> {look, read?} -> [site|app] -> cart+ -> pay"
TREE = "->( 'ad', +( 'look', X( 'read', tau ) ), X( 'site', 'app' ), *( 'cart', tau ), 'pay' )"
PEERS = Path(__file__).parents[2] / ".bench-venv" / "bin" / "python"
NAMES = ("ad", "look", "read", "site", "app", "cart", "pay", "mail", "call")


def made_up(journeys: int) -> list[list[str]]:
    """Journeys of 1 to 12 events."""
    import numpy as np

    random = np.random.Generator(np.random.PCG64(7))
    written = []
    for _ in range(journeys):
        length = int(random.integers(1, 13))
        place = np.minimum(np.arange(length), 6)
        wild = random.random(length) < 0.5
        written.append([NAMES[k] for k in np.where(wild, random.integers(0, 9, length), place)])
    return written


def by_tropa(written: list[list[str]]) -> dict[str, object]:
    """Costs by journey, mean fitness and seconds."""
    import numpy as np

    from tropa.analytics.conformance_alignment import align, automaton
    from tropa.analytics.desired_path import parse_desired_path
    from tropa.analytics.path_groups import group_paths, paths_of

    path, code = parse_desired_path(PATH), {name: k for k, name in enumerate(NAMES)}
    codes = np.array([code[name] for journey in written for name in journey], np.uint16)
    offsets = np.cumsum([0] + [len(journey) for journey in written])
    model = automaton(path, code, len(NAMES))
    align(codes[:1], np.array([0]), np.array([1]), model)  # compiled, or read from the cache
    begin = time.perf_counter()
    groups, number = group_paths(paths_of(offsets, codes))
    cost = align(groups.codes, groups.start, groups.length, model).cost[number]
    seconds = time.perf_counter() - begin
    fitness = np.mean(1 - cost / (np.diff(offsets) + path.shortest))
    return {"cost": cost.tolist(), "fitness": float(fitness), "seconds": seconds, "variants": len(groups.count)}


def by_pm4py(written: list[list[str]]) -> dict[str, object]:
    """The same from pm4py: a process tree as a Petri net, A* alignments of the different traces."""
    import pandas as pd
    import pm4py

    rows = [
        (str(k), name, pd.Timestamp(2026, 1, 1) + pd.Timedelta(seconds=i))
        for k, journey in enumerate(written)
        for i, name in enumerate(journey)
    ]
    frame = pd.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])
    log = pm4py.convert_to_event_log(pm4py.format_dataframe(frame, case_id="case:concept:name"))
    net, first, last = pm4py.convert_to_petri_net(pm4py.parse_process_tree(TREE))
    begin = time.perf_counter()
    found = pm4py.conformance_diagnostics_alignments(log, net, first, last)
    seconds = time.perf_counter() - begin
    of_case = {trace.attributes["concept:name"]: each for trace, each in zip(log, found, strict=True)}
    ordered = [of_case[str(k)] for k in range(len(written))]
    return {
        "cost": [each["cost"] // 10_000 for each in ordered],
        "fitness": sum(each["fitness"] for each in ordered) / len(ordered),
        "seconds": seconds,
    }


def main() -> None:
    """Ask both and print what they say."""
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(by_pm4py(json.loads(sys.stdin.read()))))
        return
    written = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
    ours = by_tropa(written)
    answer = subprocess.run(
        [PEERS, __file__, "--peer"], input=json.dumps(written), capture_output=True, text=True, check=True
    )
    theirs = json.loads(answer.stdout.strip().splitlines()[-1])
    different = sum(a != b for a, b in zip(ours["cost"], theirs["cost"], strict=True))  # type: ignore[call-overload]
    if "--json" in sys.argv:
        seconds = {"Tropa": ours["seconds"], "pm4py": theirs["seconds"]}
        facts = {"journeys": len(written), "variants": ours["variants"], "different": different}
        print(json.dumps({**facts, "seconds": seconds}))
        return
    print(f"journeys {len(written)}, variants {ours['variants']}, costs that differ: {different}")
    print(f"fitness: Tropa {ours['fitness']:.9f}, pm4py {theirs['fitness']:.9f}")
    print(f"seconds: Tropa {ours['seconds']:.4f}, pm4py {theirs['seconds']:.2f}")


if __name__ == "__main__":
    main()
