"""The measurements as a page: seconds, ratios, memory, the cost curve, agreement."""

import os
import platform
import re
from pathlib import Path
from typing import Any

from questions import QUESTIONS, TOLERANCE

Results = dict[str, dict[str, dict[str, Any]]]
CURVE = "## Cost curve"
EXACT = 1e-6  # of what is not counted but added up


def results_page(
    measured: dict[str, Results], counts: dict[str, int], versions: dict[str, str], aside: dict[str, Any] | None
) -> tuple[str, list[str]]:
    """RESULTS.md and the disagreements found."""
    sizes = list(measured)
    disagreements = [line for size in sizes for line in disagreeing(measured[size], size)]
    if aside and aside["different"]:
        disagreements.append(f"alignments: {aside['different']} of {aside['journeys']} journeys have another cost")
    asked = [name for name in QUESTIONS if any(name in found for found in measured[sizes[-1]].values())]
    parts = [
        "# Results\n",
        f"{machine()}\n",
        f"{READING}\n",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".\n",
        "Questions:\n\n" + "\n".join(f"* **{name}**: {QUESTIONS[name]}" for name in asked) + "\n",
    ]
    for size in sizes[1:]:
        parts += [
            f"## {counts[size]:,} events\n",
            seconds_table(measured[size]),
            memory_table(measured[size], counts[size]),
        ]
    if aside:
        parts.append(aligned(aside))
    agreement = "\n".join(f"* {line}" for line in disagreements) or (
        "Every count that two contenders report is the same; quantiles, and credits of a simulated Markov chain, "
        f"differ by at most {TOLERANCE:.1%}."
    )
    parts += [curve_section(measured, counts), "## Agreement\n", agreement + "\n", NOTES]
    return "\n".join(parts), disagreements


READING = """Seconds are medians of three runs in a fresh process a question (of one, where it takes more than ten
seconds); in brackets how many times Tropa's time. Memory is the peak of the process. Written by `make bench`; all
figures are of one run, unless the cost curve was measured by itself."""

NOTES = """## What is compared

Tropa runs on journeys built once and memory-mapped; DuckDB on a table in memory sorted by customer and time; chdb on a
MergeTree table ordered the same; Polars on a frame in memory that is sorted already, by neighbours instead of windows;
Retentioneering and pm4py on their own event stream and log; ChannelAttribution on paths that are cut and grouped
already. Making each of these is the question *build* (Polars: sorting; its questions start from a sorted file).

Where a question is not quite the same for all, the others' is the easier one. Tropa's funnel times every step, its
repeat visits carry waiting times by Kaplan–Meier, its retention and its paths have intervals, and its paths are a tree;
its outcome is measured without the curves, which nobody else draws, and its credits without intervals. DuckDB's and
Polars' quantiles are exact, Tropa's within 1 %, chdb's of transitions by t-digest. The pattern is a regular expression
in DuckDB, joins in Polars and `sequenceMatch` in chdb, whose funnel is `windowFunnel` and whose retention `retention`.
pm4py times no variants and has no p95, no customers of an edge, no funnel, no step matrix and no sessions;
Retentioneering no mean, no variants, a picture of steps instead of a tree, conversion without lost, open and times, and
a funnel without a window.
"""


def aligned(aside: dict[str, Any]) -> str:
    """Alignments at the size that pm4py can do."""
    own, other = aside["seconds"]["Tropa"], aside["seconds"]["pm4py"]
    return (
        f"## Alignments of {aside['journeys']:,} journeys\n\n{aside['variants']:,} different paths of 1 to 12 events, "
        f"aligned with one desired path: Tropa {own:.3g} s, pm4py {other:.3g} s ({other / own:,.0f}×); "
        f"costs that differ: {aside['different']}.\n"
    )


def seconds_table(results: Results) -> str:
    """Seconds and ratios by question and contender."""
    rows = []
    for question in (name for name in QUESTIONS if any(name in found for found in results.values())):
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
    for question in (name for name in QUESTIONS if any(name in found for found in results.values())):
        cells = [
            f"{one['peak'] / 2**20:,.0f} MiB" if (one := found.get(question)) and "peak" in one else "–"
            for found in results.values()
        ]
        own = results.get("Tropa", {}).get(question, {}).get("growth")
        rows.append([question, *cells, f"{own / events:.0f}" if own is not None else "–"])
    return table(["peak memory", *results, "Tropa, bytes an event"], rows)


def curve_section(measured: dict[str, Results], counts: dict[str, int]) -> str:
    """Tropa's seconds, nanoseconds an event and peak memory at each size."""
    rows = []
    for question in QUESTIONS:
        own = {size: results.get("Tropa", {}).get(question, {}) for size, results in measured.items()}
        if any(own.values()):
            rows.append([question, *(_cost(found, counts[size]) for size, found in own.items())])
    head = ["Tropa: time, an event, peak memory", *(f"{counts[size]:,} events" for size in measured)]
    return f"{CURVE}\n\n{table(head, rows)}"


def _cost(found: dict[str, Any], events: int) -> str:
    if "seconds" not in found:
        return str(found.get("failed", "–"))
    return f"{found['seconds']:.3g} s, {found['seconds'] / events * 1e9:.3g} ns, {found['peak'] / 2**20:,.0f} MiB"


def with_curve(page: str, section: str) -> str:
    """The page with this cost curve in place of the one it has, or at its end."""
    old = re.compile(rf"^{CURVE}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    if old.search(page):
        return old.sub(lambda _: section + "\n", page)
    return f"{page}\n{section}" if page else section


def disagreeing(results: Results, size: str) -> list[str]:
    """Facts that two contenders report differently."""
    found = []
    for question in QUESTIONS:
        said: dict[str, tuple[str, Any]] = {}
        for name, answers in results.items():
            for key, value in answers.get(question, {}).get("facts", {}).items():
                first, known = said.setdefault(key, (name, value))
                if not _same(value, known, TOLERANCE if key.endswith("~") else EXACT):
                    found.append(f"{size}, {question}, {key}: {first} says {known}, {name} says {value}")
    return found


def _same(value: Any, known: Any, tolerance: float) -> bool:
    if isinstance(value, float):
        return bool(abs(value - known) <= tolerance * abs(known))
    return bool(value == known)


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
