"""URL templates: which parts of a site's paths vary, learned from the paths themselves; `/film/123` → `/film/*`."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc

ANY = "*"
_SECTIONS = 40  # so many different names are usual at the root of a site
_NUMBER = re.compile(r"\d+([._-]\d+)*(\.\w{1,5})?")
_SCHEME = r"^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#@]*@)?"
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


def hosts_of(urls: pa.Array) -> pa.Array:
    """The host of each URL in small letters: without scheme, user, port; empty where it has none.

    >>> hosts_of(pa.array(["https://Me@Example.com:8080/a", "/a"])).to_pylist()
    ['example.com', '']
    """
    absolute = pc.match_substring_regex(urls, _SCHEME)
    hosts = pc.replace_substring_regex(pc.replace_substring_regex(urls, _SCHEME, ""), r"(?s)[:/?#].*$", "")
    return pc.utf8_lower(pc.if_else(absolute, hosts, pc.if_else(pc.starts_with(urls, "/"), "", hosts)))


def pages_of(urls: pa.Array, query: bool = False) -> pa.Array:
    """Host and decoded path of each URL, without a slash at the end, and the query if it is wanted.

    >>> pages_of(pa.array(["https://a.ru/%D0%B4/?x=1#y", "/b/", None]), query=True).to_pylist()
    ['a.ru/д?x=1', '/b', None]
    """
    bare = pc.replace_substring_regex(urls, r"(?s)#.*$" if query else r"(?s)[?#].*$", "")
    bare = pc.replace_substring_regex(pc.replace_substring_regex(bare, _SCHEME, ""), r"^([^/?:]*):\d+", r"\1")
    bare = pc.replace_substring_regex(bare, r"/+(\?|$)", r"\1")
    escaped = pc.fill_null(pc.match_substring(bare, "%"), False)
    decoded = pa.array([unquote(page) for page in bare.filter(escaped).to_pylist()], pa.string())
    return pc.replace_with_mask(bare, escaped, decoded)


def templates(
    paths: Iterable[str] | Mapping[str, int],
    most: int = 20,
    share: float = 0.05,
    telling: Callable[[str], bool] | None = None,
) -> dict[str, str]:
    """The template of each path.

    A segment becomes `*` when it looks like a number, a hash or an id, or when more than `most` different values stand
    in its place below the same template; values that hold at least `share` of the visits there, or are `telling`,
    stay as they are. `paths` may carry counts of visits. At the root, sections are expected: up to 40 may stand there.
    One pass a level: linear in the number of segments.

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
        varying = {
            prefix: {
                part
                for part in _varying(values, most if prefix else max(most, _SECTIONS), share)
                if telling is None or not telling(part)
            }
            for prefix, values in below.items()
        }
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
