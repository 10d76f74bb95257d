"""URL templates: which parts of a site's paths vary, learned from the paths themselves; `/film/123` → `/film/*`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc

ANY = "*"
_NUMBER = re.compile(r"\d+([._-]\d+)*(\.\w{1,5})?")
_UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_HASH = re.compile(r"(?=.*\d)[0-9a-f]{8,}", re.IGNORECASE)
_TOKEN = re.compile(r"(?=.*\d)(?=.*[a-zA-Z])[\w-]{16,}")
_NUMBERED = re.compile(
    r"(id|item|product|film|order|post|p|tovar)?[-_]?\d{2,}([-_].*)?|.*[-_]\d{3,}(\.html?)?", re.IGNORECASE
)


def path_of(url: str) -> str:
    """The path of a URL: without scheme, host, query and fragment, decoded, no slash at the end.

    >>> path_of("https://example.com/film/%D0%B4%D0%BE%D0%BC/?utm_source=vk#top")
    '/film/дом'
    """
    try:
        path = urlsplit(url).path if "://" in url or url.startswith("//") else url.partition("?")[0].partition("#")[0]
    except ValueError:  # a host that is none, such as http://[
        path = "/"
    if not path.startswith("/"):
        path = "/" + path.partition("/")[2]
    return "/" + unquote(path).strip("/")


def paths_of(urls: pa.Array) -> pa.Array:
    """`path_of` for an array: null stays null, and each distinct URL is taken apart once."""
    encoded = pc.dictionary_encode(urls)
    paths = pa.array([path_of(url) for url in encoded.dictionary.to_pylist()], pa.string())
    return paths.take(encoded.indices)


def templates(paths: Iterable[str] | Mapping[str, int], most: int = 20, share: float = 0.05) -> dict[str, str]:
    """The template of each path.

    A segment becomes `*` when it looks like a number, a hash or an id, or when more than `most` different values stand
    in its place below the same template; values that hold at least `share` of the visits there stay as they are.
    `paths` may carry counts of visits. At the root, sections are expected, so twice as many may stand there. One pass
    a level: linear in the number of segments.

    >>> templates(["/film/12", "/film/new", "/about"])["/film/12"]
    '/film/*'
    """
    visits = Counter(paths)
    split = {path: [part for part in path.split("/") if part] for path in visits}
    built: dict[str, tuple[str, ...]] = dict.fromkeys(visits, ())
    for level in range(max((len(parts) for parts in split.values()), default=0)):
        here = [path for path, parts in split.items() if len(parts) > level]
        below: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for path in here:
            below[built[path]][_plain(split[path][level])] += visits[path]
        varying = {prefix: _varying(values, most * (1 if prefix else 2), share) for prefix, values in below.items()}
        for path in here:
            part = _plain(split[path][level])
            built[path] = (*built[path], ANY if part in varying[built[path]] else part)
    return {path: "/" + "/".join(parts) for path, parts in built.items()}


def looks_like_an_id(part: str) -> bool:
    """Whether a segment of a path is a number, a hash, an id or a name with a number in it.

    >>> looks_like_an_id("550e8400-e29b-41d4-a716-446655440000"), looks_like_an_id("checkout")
    (True, False)
    """
    return any(pattern.fullmatch(part) for pattern in (_NUMBER, _UUID, _HASH, _TOKEN, _NUMBERED))


def _plain(part: str) -> str:
    return ANY if looks_like_an_id(part) else part


def _varying(values: Counter[str], most: int, share: float) -> set[str]:
    if len(values) <= most:
        return set()
    enough = share * values.total()
    return {value for value, count in values.items() if count < enough}
