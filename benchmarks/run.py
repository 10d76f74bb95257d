"""Tropa against its peers on the same questions, in one run on one machine; writes RESULTS.md. Entry of `make bench`.

    python benchmarks/run.py                            # 10 million events, 1 million beside it for the cost curve
    python benchmarks/run.py --events 200k              # small and quick
    python benchmarks/run.py --questions flow paths     # some questions; prints, and writes only where --page says so
    python benchmarks/run.py --hundred                  # adds 100 million events, Tropa and DuckDB only
    python benchmarks/run.py --curve [--hundred]        # Tropa alone at 1, 10 (and 100) million: only the cost curve

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

import pyarrow.parquet as pq

from generate import generate, parse_size
from questions import QUESTIONS
from report import curve_section, results_page, with_curve

HERE = Path(__file__).parent
PAGE = HERE / "RESULTS.md"
PEERS = HERE.parent / ".bench-venv"
CONTENDERS = {
    "Tropa": "tropa_threads",
    "DuckDB SQL": "peers.duckdb_sql",
    "chdb": "peers.chdb_sql",
    "Polars": "peers.polars_frames",
    "Retentioneering": "peers.retentioneering_stream",
    "pm4py": "peers.pm4py_log",
    "ChannelAttribution": "peers.channel_attribution",
}
ALONE = {"survival", "moments", "conformance", "drift", "representatives"}  # which nobody else has at this size
COUNTED = set(QUESTIONS) - ALONE - {"markov"}
ONLY = {
    "DuckDB SQL": COUNTED,
    "chdb": COUNTED,
    "Polars": COUNTED,
    "Retentioneering": {"build", "flow", "paths", "funnel", "step_matrix", "sessions", "outcome", "pattern"},
    "pm4py": {"build", "flow", "variants"},
    "ChannelAttribution": {"attribution", "markov"},
}
CURVE = ("1m", "10m")
ON_THE_CURVE = {"representatives"}  # which takes a minute and has nobody to be compared with: only there, or by name
ALIGNED = 5_000  # journeys that pm4py aligns in bearable time
LIMIT = 1800  # seconds a measurement may take

Results = dict[str, dict[str, dict[str, Any]]]  # contender → question → measurement


def main() -> int:
    """What was wished."""
    wish = wishes()
    return curve(wish) if wish.curve else comparison(wish)


def comparison(wish: argparse.Namespace) -> int:
    """All contenders at one size; 1 where counts disagree."""
    page = wish.page or (None if wish.questions or len(wish.only) < len(CONTENDERS) else PAGE)
    questions = wish.questions or [each for each in QUESTIONS if each not in ON_THE_CURVE]
    install_peers()
    runs = [(tenth(wish.events), ["Tropa"]), (wish.events, wish.only)]
    if wish.hundred:
        runs.append(("100m", [name for name in ("Tropa", "DuckDB SQL") if name in wish.only]))
    measured = {size: compare(size, contenders, questions) for size, contenders in runs}
    aside = alignments() if "conformance" in questions and {"Tropa", "pm4py"} <= set(wish.only) else None
    text, disagreements = results_page(measured, events_of(measured), versions(), aside)
    if page is None:
        print(text)
    else:
        page.write_text(text, "utf-8")
    print("\n".join(disagreements) or f"All counts agree. Written: {page.name if page else 'nothing'}")
    return 1 if disagreements else 0


def curve(wish: argparse.Namespace) -> int:
    """Tropa alone at rising sizes: the cost curve of the page is written anew."""
    sizes = (*CURVE, "100m") if wish.hundred else CURVE
    measured = {size: compare(size, ["Tropa"], wish.questions or list(QUESTIONS)) for size in sizes}
    section = curve_section(measured, events_of(measured))
    page = wish.page or (None if wish.questions else PAGE)
    if page is not None:
        page.write_text(with_curve(page.read_text("utf-8") if page.exists() else "", section), "utf-8")
    print(section)
    return 0


def wishes() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", default="10m", help="size of the comparison: 200k, 1m, 10m …")
    parser.add_argument("--hundred", action="store_true", help="also 100 million events, Tropa and DuckDB")
    parser.add_argument("--only", nargs="*", choices=CONTENDERS, default=list(CONTENDERS), help="contenders")
    parser.add_argument("--questions", nargs="*", choices=QUESTIONS, help="questions")
    parser.add_argument("--curve", action="store_true", help="Tropa alone at 1m and 10m: the cost curve of the page")
    parser.add_argument("--page", type=Path, help="where to write, instead of benchmarks/RESULTS.md")
    return parser.parse_args()


def tenth(size: str) -> str:
    """The name of a tenth of a size."""
    thousands = max(1, parse_size(size) // 10_000)
    return f"{thousands // 1000}m" if thousands % 1000 == 0 else f"{thousands}k"


def compare(size: str, contenders: list[str], questions: list[str]) -> Results:
    """Every contender's measurement of every question it knows, each in a fresh process."""
    folder = generate(size)
    results: Results = {name: {} for name in contenders}
    for question in (each for each in QUESTIONS if each in questions):
        for name in contenders:
            if question in ONLY.get(name, QUESTIONS):
                results[name][question] = found = measure(name, question, folder)
                told = (
                    f"{found['seconds']:9.3f} s {found['peak'] / 2**20:8.0f} MiB"
                    if "seconds" in found
                    else found["failed"]
                )
                print(f"{size:>6} {question:15} {name:18} {told}", flush=True)
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
        lines = done.stderr.strip().splitlines() or [""]
        print(done.stderr, file=sys.stderr)
        return {"failed": "out of memory" if done.returncode == -9 or "emory" in lines[-1] else "failed"}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def alignments() -> dict[str, Any] | None:
    """Tropa's and pm4py's alignments of a few thousand made-up journeys, which is a size that pm4py can do."""
    script = HERE / "peers" / "conformance_pm4py.py"
    command = [sys.executable, str(script), str(ALIGNED), "--json"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        return None
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
    peers = ["duckdb", "chdb", "polars", "retentioneering", "pm4py", "ChannelAttribution", "pandas"]
    found: dict[str, str] = {}
    for python, names in (
        (sys.executable, ["tropa", "numba", "numpy", "pyarrow"]),
        (str(PEERS / "bin" / "python"), peers),
    ):
        done = subprocess.run([python, "-c", script, *names], capture_output=True, text=True, check=True)
        found |= json.loads(done.stdout)
    return found


def events_of(measured: dict[str, Results]) -> dict[str, int]:
    """Events of the generated sizes."""
    return {size: int(pq.read_metadata(generate(size) / "by_time.parquet").num_rows) for size in measured}


if __name__ == "__main__":
    sys.exit(main())
