"""Tropa's attribution against ChannelAttribution's on the same journeys: credits side by side, and seconds.

    python benchmarks/peers/attribution.py [JOURNEYS]

ChannelAttribution is GPL: it runs in `.bench-venv` (made by `benchmarks/run.py`), in a process of its own, and is never
a dependency. Its Markov model is a simulation of walks, so its credits come near the exact ones and not upon them;
its credits of first, last and linear touch must be equal. The journeys are made up: eight channels of different
strength, 1 to 8 touches, no channel twice in a row.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

CHANNELS = 8
MODELS = ("first", "last", "linear", "markov 1", "markov 2", "markov 3")
PEERS = Path(__file__).parents[2] / ".bench-venv" / "bin" / "python"


def made_up(journeys: int) -> list[tuple[str, bool]]:
    """Paths as "c1 > c2", and whether they converted; the later channels convert more."""
    import numpy as np

    random = np.random.Generator(np.random.PCG64(3))
    written = []
    for _ in range(journeys):
        path = random.integers(0, CHANNELS, int(random.integers(1, 9)))
        kept = [int(code) for k, code in enumerate(path) if k == 0 or code != path[k - 1]]
        chance = 1 - np.prod([1 - 0.02 * (code + 1) for code in set(kept)])
        written.append((" > ".join(f"c{code}" for code in kept), bool(random.random() < chance)))
    return written


def by_tropa(written: list[tuple[str, bool]]) -> dict[str, dict[str, Any]]:
    """Credits by model, and seconds; without intervals, which the other does not have."""
    import numpy as np
    import pyarrow as pa

    from tropa.analytics.attribution import AttributionQuestion
    from tropa.engines.threads import ask
    from tropa.journeys.block import NEVER, UNKNOWN, Block, Journeys, Vocabulary

    paths = [[int(name[1:]) for name in path.split(" > ")] + [CHANNELS] * won for path, won in written]
    codes = np.array([code for path in paths for code in path], np.uint16)
    offsets = np.cumsum([0] + [len(path) for path in paths]).astype(np.int64)
    count = len(paths)
    block = Block(
        offsets,
        codes,
        np.zeros(len(codes), np.uint16),
        np.arange(len(codes)),
        pa.array([str(k) for k in range(count)]),
        np.full(count, UNKNOWN, np.int32),
        np.full(count, NEVER),
    )
    names = (*(f"c{k}" for k in range(CHANNELS)), "conversion")
    store = Journeys((block,), Vocabulary(names, ("site",), goal=(CHANNELS,)), len(codes))
    found = {}
    for model in MODELS:
        name, _, order = model.partition(" ")
        question = AttributionQuestion("touchpoint", (name,), lookback=None, order=int(order or 1), resamples=1)
        ask(question, store, workers=1)
        begin = time.perf_counter()
        answer = ask(question, store, workers=1)
        credit = {each.name: each.conversions.value for each in answer.credits}
        found[model] = {"seconds": time.perf_counter() - begin, "credit": credit}
    return found


def by_channel_attribution(written: list[tuple[str, bool]]) -> dict[str, dict[str, Any]]:
    """The same from ChannelAttribution, given paths that are grouped already."""
    import ChannelAttribution
    import pandas as pd

    rows = pd.DataFrame(written, columns=["path", "won"]).groupby("path")["won"].agg(["sum", "count"]).reset_index()
    frame = pd.DataFrame({"path": rows["path"], "won": rows["sum"].astype(int), "lost": rows["count"] - rows["sum"]})
    found = {}
    for model in MODELS:
        name, _, order = model.partition(" ")
        begin = time.perf_counter()
        if name == "markov":
            table = ChannelAttribution.markov_model(
                frame, "path", "won", var_null="lost", order=int(order), seed=1, verbose=False, flg_pro=False
            )
            column = "total_conversions" if "total_conversions" in table.columns else table.columns[1]
        else:
            table = ChannelAttribution.heuristic_models(frame, "path", "won", flg_pro=False)
            column = {"first": "first_touch", "last": "last_touch", "linear": "linear_touch"}[name]
        credit = dict(zip(table[table.columns[0]], table[column].astype(float), strict=True))
        found[model] = {"seconds": time.perf_counter() - begin, "credit": credit}
    return found


def main() -> None:
    """Ask both and print what they say."""
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(by_channel_attribution(json.loads(sys.stdin.read()))))
        return
    written = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    ours = by_tropa(written)
    answer = subprocess.run(
        [PEERS, __file__, "--peer"], input=json.dumps(written), capture_output=True, text=True, check=True
    )
    theirs = json.loads(answer.stdout.strip().splitlines()[-1])
    print(f"journeys {len(written)}, conversions {sum(won for _, won in written)}")
    for model in MODELS:
        credit, other = ours[model]["credit"], theirs[model]["credit"]
        apart = max(abs(credit.get(name, 0.0) - value) for name, value in other.items()) / max(other.values())
        seconds = f"{ours[model]['seconds']:.4f} s, ChannelAttribution {theirs[model]['seconds']:.4f} s"
        print(f"{model}: largest difference {100 * apart:.3f} % of the largest credit; Tropa {seconds}")


if __name__ == "__main__":
    main()
