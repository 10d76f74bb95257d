"""Write the TypeScript that follows from the contracts: types of maps and edits, and of the HTTP interface.

    python tools/generate_web.py            write what has changed
    python tools/generate_web.py --check    fail where a file is stale instead

spec/map.schema.json and spec/edits/edit.schema.json become web/packages/model/src/generated/{map,edit,schema}.ts; the
application's OpenAPI becomes web/packages/sync/src/generated/{openapi.json,api.ts}. Node is that of studio_assets.
"""

import copy
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from studio_assets import ROOT, WEB, environment, install, node_and_npm
from tropa.server.app import create_app
from tropa.server.settings import Settings

MODEL = WEB / "packages" / "model" / "src" / "generated"
SYNC = WEB / "packages" / "sync" / "src" / "generated"
BANNER = "/* Written by tools/generate_web.py from {source}; do not edit it. */\n"
KEPT = (
    "type", "enum", "const", "anyOf", "$ref", "properties", "required", "additionalProperties", "pattern", "minLength",
    "maxLength", "minimum", "maximum", "items", "prefixItems", "minItems", "maxItems", "format", "default",
)  # fmt: skip


def main() -> None:
    """Write the files, or tell which are stale."""
    check = "--check" in sys.argv[1:]
    install()
    stale = []
    for path, text in _files():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT).as_posix())
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if check and stale:
        sys.exit(f"stale: {', '.join(stale)}; run python tools/generate_web.py")


def _files() -> Iterator[tuple[Path, str]]:
    map_, edit = _read("spec/map.schema.json"), _read("spec/edits/edit.schema.json")
    yield MODEL / "map.ts", _types("spec/map.schema.json", _whole(map_))
    yield MODEL / "edit.ts", _types("spec/edits/edit.schema.json", _edits(edit))
    yield MODEL / "schema.ts", _values(map_, edit)
    yield from _api()


def _read(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / name).read_text("utf-8"))
    return schema


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a map that has been read: every field is there, what was not said at its default."""

    def fill(one: dict[str, Any]) -> None:
        if "properties" in one:
            one["required"] = list(one["properties"])

    return {**_plain(schema, fill), "title": "MapDocument", "description": "A journey map; every field is there."}


def _edits(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of an edit, its kinds named `SetEdit` and the like: `Set` alone is JavaScript's own."""
    kinds = [name for name in schema["$defs"] if "Target" not in name]
    text = json.dumps(_plain(schema, lambda _: None))
    for name in kinds:
        text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{name}Edit"')
    renamed: dict[str, Any] = json.loads(text)
    names = {name: f"{name}Edit" if name in kinds else name for name in renamed["$defs"]}
    renamed["$defs"] = {names[name]: {**one, "title": names[name]} for name, one in renamed["$defs"].items()}
    return {**renamed, "title": "Edit", "description": "One edit of a map (spec/edits/SPEC.md)."}


def _plain(schema: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The schema without titles of fields, which would each become a name, and in the words the generator knows."""
    plain = copy.deepcopy(schema)

    def walk(one: dict[str, Any], *, named: bool) -> None:
        change(one)
        if not named:
            one.pop("title", None)
        if "prefixItems" in one:
            one["items"] = one.pop("prefixItems")
        for inner in _inside(one):
            walk(inner, named=False)

    walk(plain, named=True)
    for name, one in plain["$defs"].items():
        walk(one, named=False)
        one["title"] = name
    return plain


def _inside(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from one.get("properties", {}).values()
    yield from one.get("anyOf", ())
    for name in ("items", "additionalProperties"):
        inner = one.get(name, ())
        yield from [inner] if isinstance(inner, dict) else inner if isinstance(inner, list) else ()


def _types(source: str, schema: dict[str, Any]) -> str:
    cli = WEB / "node_modules" / "json-schema-to-typescript" / "dist" / "src" / "cli.js"
    style = ["--no-style.semi", "--style.singleQuote", "--bannerComment", BANNER.format(source=source).strip()]
    words = ["--unreachableDefinitions", "--no-additionalProperties", "--unknownAny", "--maxItems=4", *style]
    made = _node(str(cli), *words, given=json.dumps(schema))
    made = re.sub(r"\n \*\n \* This interface was referenced by .*?\n \* via the `definition` .*?\n", "\n", made)
    return re.sub(r"(?m)^(  \w+\??: )(?=.*\w\[\]$)", r"\1readonly ", made)


def _values(map_: dict[str, Any], edit: dict[str, Any]) -> str:
    """Both schemas as values, without words for readers: what a value is checked against and its defaults."""
    text = json.dumps({"map": _bare(map_), "edit": _bare(edit)}, ensure_ascii=False, separators=(",", ":"))
    banner = BANNER.format(source="spec/map.schema.json and spec/edits/edit.schema.json")
    head = "import type { Schema } from '../check'\n\n"
    made = "export const SCHEMA = JSON.parse(TEXT) as { map: Schema; edit: Schema }\n"
    return f"{banner}{head}const TEXT = {json.dumps(text, ensure_ascii=False)}\n\n{made}"


def _bare(one: dict[str, Any]) -> dict[str, Any]:
    bare = {name: value for name, value in one.items() if name in KEPT}
    for name in ("properties", "$defs"):
        if name in one:
            bare[name] = {key: _bare(inner) for key, inner in one[name].items()}
    for name in ("anyOf", "oneOf", "prefixItems"):
        if name in one:
            bare[name] = [_bare(inner) for inner in one[name]]
    for name in ("items", "additionalProperties"):
        if isinstance(one.get(name), dict):
            bare[name] = _bare(one[name])
    return bare


def _api() -> Iterator[tuple[Path, str]]:
    app = create_app(Settings(folder=ROOT))  # only its interface is asked for: nothing is opened there
    text = json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    yield SYNC / "openapi.json", text
    cli = WEB / "tools" / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "openapi.json"
        given.write_text(text, "utf-8")
        made = _node(str(cli), str(given), "--default-non-nullable=false")
    yield SYNC / "api.ts", BANNER.format(source="the application's OpenAPI") + made


def _node(*words: str, given: str = "") -> str:
    """What a script of node prints."""
    node, _ = node_and_npm()
    said = subprocess.run(
        [node, *words], cwd=WEB, env=environment(node), input=given, check=True, capture_output=True, encoding="utf-8"
    )
    return said.stdout


if __name__ == "__main__":
    main()
