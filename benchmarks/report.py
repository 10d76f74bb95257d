"""The measurements as a page: seconds, ratios, memory, linearity, agreement."""

import os
import platform
from pathlib import Path
from typing import Any

from questions import QUESTIONS, TOLERANCE

Results = dict[str, dict[str, dict[str, Any]]]


def results_page(
    measured: dict[str, Results], counts: dict[str, int], versions: dict[str, str]
) -> tuple[str, list[str]]:
    """RESULTS.md and the disagreements found."""
    sizes = list(measured)
    disagreements = [line for size in sizes for line in disagreeing(measured[size], size)]
    parts = [
        "# Results\n",
        f"{machine()} {READING}\n",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".\n",
        "Questions:\n\n" + "\n".join(f"* **{name}**: {meaning}" for name, meaning in QUESTIONS.items()) + "\n",
    ]
    for size in sizes[1:]:
        parts += [
            f"## {counts[size]:,} events\n",
            seconds_table(measured[size]),
            memory_table(measured[size], counts[size]),
        ]
    parts += ["## Linearity\n", linearity_table(measured, counts)]
    agreement = "\n".join(f"* {line}" for line in disagreements) or (
        f"Every count that two contenders report is the same; quantiles differ by at most {TOLERANCE:.1%}."
    )
    parts += ["## Agreement\n", agreement + "\n", NOTES]
    return "\n".join(parts), disagreements


READING = """Seconds are medians of three runs in a fresh process a question; in brackets how many times Tropa's time.
Memory is the peak of the process. Written by `make bench`; all figures are of one run."""

NOTES = """## What is compared

Tropa runs on journeys built once and memory-mapped; DuckDB on a table in memory sorted by customer and time; Polars on
a frame in memory that is sorted already, by neighbours instead of windows; Retentioneering and pm4py on their own event
stream and log. Making each of these is the question *build* (Polars: sorting; its questions start from a sorted file).
All three count the customers of every edge and time the variants they list; Tropa's funnel also times every step,
which nobody else is asked to. DuckDB's and Polars' quantiles are exact, Tropa's within 1 %. pm4py times no variants and
has no p95, no customers of an edge, no funnel, no step matrix and no sessions; Retentioneering no mean, no variants,
and a funnel without a window, which is an easier question.
"""


def seconds_table(results: Results) -> str:
    """Seconds and ratios by question and contender."""
    rows = []
    for question in QUESTIONS:
        own = results.get("Tropa", {}).get(question, {}).get("seconds")
        cells = []
        for name, found in results.items():
            one = found.get(question)
            if one is None:
                cells.append("–")
            elif "failed" in one:
                cells.append(one["failed"])
            else:
                ratio = f" ({one['seconds'] / own:.1f}×)" if own and name != "Tropa" else ""
                cells.append(f"{one['seconds']:.3g} s{ratio}")
        rows.append([question, *cells])
    return table(["question", *results], rows)


def memory_table(results: Results, events: int) -> str:
    """Peak memory by question and contender, and the bytes an event by which Tropa's process grew."""
    rows = []
    for question in QUESTIONS:
        cells = [
            f"{one['peak'] / 2**20:,.0f} MiB" if (one := found.get(question)) and "peak" in one else "–"
            for found in results.values()
        ]
        own = results.get("Tropa", {}).get(question, {}).get("growth")
        rows.append([question, *cells, f"{own / events:.0f}" if own is not None else "–"])
    return table(["peak memory", *results, "Tropa, bytes an event"], rows)


def linearity_table(measured: dict[str, Results], counts: dict[str, int]) -> str:
    """Tropa's nanoseconds an event at each size."""
    rows = []
    for question in QUESTIONS:
        own = [results.get("Tropa", {}).get(question, {}).get("seconds") for results in measured.values()]
        if all(own):
            cells = [f"{seconds / counts[size] * 1e9:.1f} ns" for seconds, size in zip(own, measured, strict=True)]
            rows.append([question, *cells])
    return table(["Tropa, an event", *(f"{counts[size]:,} events" for size in measured)], rows)


def disagreeing(results: Results, size: str) -> list[str]:
    """Facts that two contenders report differently."""
    found = []
    for question in QUESTIONS:
        said: dict[str, tuple[str, Any]] = {}
        for name, answers in results.items():
            for key, value in answers.get(question, {}).get("facts", {}).items():
                first, known = said.setdefault(key, (name, value))
                same = abs(value - known) <= TOLERANCE * abs(known) if key.endswith("~") else value == known
                if not same:
                    found.append(f"{size}, {question}, {key}: {first} says {known}, {name} says {value}")
    return found


def machine() -> str:
    """Cores, memory and system, without names or paths."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    kind = names[0] if names else platform.machine()
    return f"{cores} cores ({kind}), {memory:.0f} GiB, Python {platform.python_version()}."


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
