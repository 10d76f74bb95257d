"""Print how long functions and files are, and fail where the budget is broken.

Function bodies (docstring excluded): p90 ≤ 30 lines, none over 60. Files: p90 ≤ 400, none over 600.
An exemption names its reason in EXEMPT.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_TABLES = "src/tropa/studio/migrations/versions/0001_tables.py"
EXEMPT: dict[str, str] = {
    _TABLES: "written by Alembic: one statement a table",
    f"{_TABLES}:upgrade": "written by Alembic: one statement a table",
    f"{_TABLES}:downgrade": "written by Alembic: one statement a table",
}
LIMITS = {"function": (30, 60), "file": (400, 600)}


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without the docstring."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def measure(files: list[Path]) -> dict[str, dict[str, int]]:
    """Length by name, for functions and for files."""
    sizes: dict[str, dict[str, int]] = {"function": {}, "file": {}}
    for path in files:
        source = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        sizes["file"][name] = source.count("\n")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                sizes["function"][f"{name}:{node.name}"] = body_length(node)
    return sizes


def quantile(values: list[int], share: float) -> int:
    """The value below which `share` of the sorted values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> int:
    """Print the table; return 1 when a limit is broken."""
    broken: list[str] = []
    print(f"{'':26}{'count':>7}{'median':>8}{'p90':>6}{'max':>6}")
    for area in ("src/tropa", "tests", "tools", "benchmarks"):
        sizes = measure(sorted((ROOT / area).rglob("*.py")))
        for kind, (p90_limit, limit) in LIMITS.items():
            lengths = list(sizes[kind].values())
            if not lengths:
                continue
            p90 = quantile(lengths, 0.9)
            row = f"{len(lengths):>7}{quantile(lengths, 0.5):>8}{p90:>6}{max(lengths):>6}"
            print(f"{area + ' ' + kind + 's':26}{row}")
            if p90 > p90_limit:
                broken.append(f"{area}: {kind} p90 is {p90}, the budget {p90_limit}")
            broken += [
                f"{name}: {length} lines, the limit {limit}"
                for name, length in sizes[kind].items()
                if length > limit and name not in EXEMPT
            ]
    for line in broken:
        print(f"over budget: {line}")
    for name, reason in EXEMPT.items():
        print(f"exempt: {name}: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
