"""One contender, one question, in this process: `measure.py <contender> <question> <folder>` prints a JSON line.

The question is asked RUNS times on a state made once ("build" makes it anew each time); the median counts. What takes
longer than SLOW is asked once. Memory is the peak of the process's resident set, and its growth since the contender
was imported.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

RUNS = 3
SLOW = 10.0  # seconds


def resident() -> int:
    """Bytes of this process in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def most_resident() -> int:
    """The most bytes this process had in memory; `ru_maxrss` would begin with those of the process that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def measure(contender: str, question: str, folder: Path) -> dict[str, Any]:
    """Seconds (median of RUNS), memory and facts."""
    module = importlib.import_module(contender)
    before = resident()
    facts: dict[str, Any] = {}
    seconds: list[float] = []
    state = None if question == "build" else module.ready(folder)
    while len(seconds) < RUNS and not (seconds and seconds[0] > SLOW):
        begun = time.perf_counter()
        if question == "build":
            state = None  # the last one goes first, as it would between two real builds
            state = module.build(folder)
        else:
            facts = module.QUESTIONS[question](state)
        seconds.append(time.perf_counter() - begun)
    peak = most_resident()
    return {"seconds": median(seconds), "peak": peak, "growth": max(0, peak - before), "facts": facts}


if __name__ == "__main__":
    contender, question, folder = sys.argv[1:]
    print(json.dumps(measure(contender, question, Path(folder))))
