"""Tropa against its peers on the same questions, in one run on one machine; writes RESULTS.md. Entry of `make bench`.

    python benchmarks/run.py                  # 10 million events, 1 million beside it for linearity
    python benchmarks/run.py --events 200k    # small and quick
    python benchmarks/run.py --hundred        # adds 100 million events, Tropa and DuckDB only

The peers live in `.bench-venv`, installed here from `benchmarks/requirements.txt` and used by nothing else.
"""

import argparse
import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from generate import generate, parse_size
from questions import QUESTIONS
from report import results_page

HERE = Path(__file__).parent
PEERS = HERE.parent / ".bench-venv"
CONTENDERS = {
    "Tropa": "tropa_threads",
    "DuckDB SQL": "peers.duckdb_sql",
    "Polars": "peers.polars_frames",
    "Retentioneering": "peers.retentioneering_stream",
    "pm4py": "peers.pm4py_log",
}
ONLY = {
    "Retentioneering": {"build", "flow", "funnel", "step_matrix", "sessions"},
    "pm4py": {"build", "flow", "variants"},
}
LIMIT = 1800  # seconds a measurement may take

Results = dict[str, dict[str, dict[str, Any]]]  # contender → question → measurement


def main() -> int:
    """Measure, write the page; 1 where counts disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", default="10m", help="size of the comparison: 200k, 1m, 10m …")
    parser.add_argument("--hundred", action="store_true", help="also 100 million events, Tropa and DuckDB")
    parser.add_argument("--only", nargs="*", choices=CONTENDERS, default=list(CONTENDERS), help="contenders")
    wish = parser.parse_args()
    install_peers()
    tenth = f"{max(1, parse_size(wish.events) // 10_000)}k"
    runs = [(tenth, ["Tropa"]), (wish.events, wish.only)]
    if wish.hundred:
        runs.append(("100m", [name for name in ("Tropa", "DuckDB SQL") if name in wish.only]))
    measured = {size: compare(size, contenders) for size, contenders in runs}
    counts = {size: events_in(generate(size)) for size in measured}
    page, disagreements = results_page(measured, counts, versions())
    (HERE / "RESULTS.md").write_text(page, "utf-8")
    print("\n".join(disagreements) or "All counts agree. Written: benchmarks/RESULTS.md")
    return 1 if disagreements else 0


def compare(size: str, contenders: list[str]) -> Results:
    """Every contender's measurement of every question it knows, each in a fresh process."""
    folder = generate(size)
    results: Results = {name: {} for name in contenders}
    for question in QUESTIONS:
        for name in contenders:
            if question in ONLY.get(name, QUESTIONS):
                results[name][question] = found = measure(name, question, folder)
                told = (
                    f"{found['seconds']:9.3f} s {found['peak'] / 2**20:8.0f} MiB"
                    if "seconds" in found
                    else found["failed"]
                )
                print(f"{size:>6} {question:12} {name:16} {told}", flush=True)
    return results


def measure(contender: str, question: str, folder: Path) -> dict[str, Any]:
    """One measurement; `failed` says why there is none."""
    python = sys.executable if contender == "Tropa" else str(PEERS / "bin" / "python")
    command = [python, str(HERE / "measure.py"), CONTENDERS[contender], question, str(folder)]
    shutil.rmtree(folder / "duckdb-spill", ignore_errors=True)  # of a process that was killed
    try:
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": f"over {LIMIT} s"}
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        print(done.stderr, file=sys.stderr)
        return {"failed": "out of memory" if done.returncode == -9 or "emory" in lines[-1] else "failed"}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def install_peers() -> None:
    """The peers' environment, made where it is missing or the requirements have changed."""
    wanted, installed = HERE / "requirements.txt", PEERS / ".installed"
    if installed.exists() and installed.read_text("utf-8") == wanted.read_text("utf-8"):
        return
    venv.EnvBuilder(with_pip=True, symlinks=True, clear=True).create(PEERS)
    pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "-qq", "-r", str(wanted)]
    subprocess.run(pip, check=True)
    installed.write_text(wanted.read_text("utf-8"), "utf-8")


def versions() -> dict[str, str]:
    """Versions of Tropa's and the peers' libraries."""
    script = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
    found: dict[str, str] = {}
    for python, names in (
        (sys.executable, ["tropa", "numba", "numpy", "pyarrow"]),
        (str(PEERS / "bin" / "python"), ["duckdb", "polars", "retentioneering", "pm4py", "pandas"]),
    ):
        done = subprocess.run([python, "-c", script, *names], capture_output=True, text=True, check=True)
        found |= json.loads(done.stdout)
    return found


def events_in(folder: Path) -> int:
    """Events of a generated size."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(folder / "by_time.parquet").num_rows)


if __name__ == "__main__":
    sys.exit(main())
