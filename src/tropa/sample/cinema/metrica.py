"""`metrica_visits.tsv` and `metrica_hits.tsv` as Yandex.Metrica's Logs API gives them.

Times are in the counter's zone; `dateTimeUTC`, `goalsDateTime` and `purchaseDateTime` are UTC+3. Arrays are
ClickHouse's, with `\\'` inside strings. Ids have 64 bits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import OFF_SITE, Walks, visit_starts
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.rows import Export
from tropa.sample.cinema.world import CODE, DEVICE_CATEGORY, SEGMENTS, TOUCHPOINTS, Country

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COUNTER = "98765432"
GOALS = {"profile": 301000101, "payment": 301000102, "paid": 301000103}
_VISIT_FIELDS = (
    "visitID counterID watchIDs date dateTime dateTimeUTC isNewUser startURL endURL pageViews visitDuration bounce "
    "regionCountry regionCity clientID goalsID goalsSerialNumber goalsDateTime goalsPrice goalsOrder goalsCurrency "
    "lastTrafficSource lastAdvEngine lastReferalSource lastSearchEngineRoot lastSocialNetwork referer lastUTMCampaign "
    "lastUTMContent lastUTMMedium lastUTMSource lastUTMTerm browserLanguage deviceCategory operatingSystemRoot browser "
    "screenWidth screenHeight purchaseID purchaseDateTime purchaseRevenue purchaseCoupon purchaseCurrency "
    "purchaseProductQuantity offlineCallTalkDuration offlineCallHoldDuration offlineCallMissed offlineCallTag "
    "offlineCallFirstTimeCaller offlineCallURL"
)
_HIT_FIELDS = (
    "watchID pageViewID visitID counterID clientID date dateTime title URL referer UTMCampaign UTMContent UTMMedium "
    "UTMSource UTMTerm lastTrafficSource lastSearchEngineRoot browser deviceCategory operatingSystemRoot regionCity "
    "isPageView link download notBounce artificial goalsID httpError"
)
VISIT_FIELDS, HIT_FIELDS = _VISIT_FIELDS.split(), _HIT_FIELDS.split()
_GENRES = ("comedy", "drama", "family", "classics", "series", "cartoons", "documentary")
_PATHS = {
    "landing": "/start", "signup": "/signup", "profile": "/profile/created", "tariffs": "/tariffs",
    "reviews_page": "/reviews", "compare": "/compare", "promo": "/promo", "payment": "/payment",
    "payment_error": "/payment/error", "paid": "/payment/success", "support_message": "/support/new",
    "support_wait": "/support/status", "support_reply": "/support/reply", "invite": "/invite",
}  # fmt: skip
_PATHS_WITH_FILM = {"trailer": "/trailer/", "blog": "/blog/", "film": "/film/", "watch": "/watch/"}
PAGES = {  # touchpoint → pattern on the path, the narrower first
    **{name: path + "*" for name, path in _PATHS_WITH_FILM.items() if name != "watch"},
    "catalogue": "/catalog*",
    "site_search": "/search*",
    **{name: path for name, path in _PATHS.items() if name != "paid"},
}
_DEVICES = {  # operating system, browser, width, height
    "desktop": ("windows", "yandex_browser", "1920", "1080"),
    "phone": ("android", "android_browser", "412", "915"),
    "tablet": ("ios", "safari_mobile", "820", "1180"),
    "tv": ("tizen", "samsung_internet", "1920", "1080"),
}


@dataclass(frozen=True)
class Source:
    """Where a visit came from, as Metrica's last-click fields tell it."""

    traffic: str = "direct"
    engine: str = ""  # advertising system
    search: str = ""
    social: str = ""
    medium: str = ""
    source: str = ""
    campaign: str = ""
    referer: str = ""

    @property
    def query(self) -> str:
        """The marks in the address of the first page."""
        if not self.medium:
            return ""
        return f"?utm_source={self.source}&utm_medium={self.medium}&utm_campaign={self.campaign}"


DIRECT = Source()
_SOURCES: dict[str, tuple[Source, ...]] = {
    "ad": tuple(
        Source("ad", "ya_direct", medium="cpc", source="yandex", campaign=name) for name in ("brand_autumn", "genres")
    ),
    "blogger": tuple(
        Source("ad", medium="blogger", source=name, campaign=f"blogger_{name}")
        for name in ("telegram", "youtube", "tiktok")
    ),
    "social": (
        Source("social", social="vkontakte", medium="social", source="vk", campaign="posts", referer="https://vk.com/"),
        Source("social", social="instagram", medium="social", source="instagram", campaign="posts"),
    ),
    "email": (Source("email", medium="email", source="newsletter", campaign="weekly_digest"),),
    "friend": (Source("referral", medium="referral", source="friend", campaign="invite"),),
}


def entry_sources(country: Country) -> dict[str, tuple[Source, ...]]:
    """The sources behind each touchpoint that opens a visit from outside."""
    engine = country.search_engine
    return {**_SOURCES, "search": (Source("organic", search=engine, referer=f"https://{engine}.com/"),)}


@dataclass(frozen=True)
class Hits:
    """Every page view in order, and the visit it belongs to."""

    step: Ints  # its place in the walks
    visit: Ints  # 0…V−1
    opens: Ints  # place among the hits of each visit's first one
    client: Ints  # of each hit
    watch: Ints
    visit_id: Ints  # of each visit
    url: list[str]
    source: list[Source]  # of each visit


def hits_of(walks: Walks, people: People, office: Office) -> Hits:
    """The page views of all walks."""
    step = np.flatnonzero(~np.isin(walks.touchpoint, OFF_SITE))
    opens = visit_starts(walks)[step]
    visit = np.cumsum(opens) - 1
    first = np.flatnonzero(opens)
    rng, sources = office.rng, entry_sources(office.country)
    pick = rng.integers(0, 6, len(first))
    names = [TOUCHPOINTS[code] for code in walks.touchpoint[step[first]].tolist()]
    source = [
        sources[name][p % len(sources[name])] if name in sources else DIRECT
        for name, p in zip(names, pick, strict=True)
    ]
    return Hits(
        step=step,
        visit=visit,
        opens=first,
        client=people.client[walks.visitor[step], walks.device[step]],
        watch=8_200_000_000_000_000_000 + np.cumsum(rng.integers(1_000, 90_000_000, len(step))),
        visit_id=7_300_000_000_000_000_000 + np.cumsum(rng.integers(1_000, 90_000_000, len(first))),
        url=_urls(walks, people, step, [source[v] for v in visit.tolist()], office),
        source=source,
    )


def _urls(walks: Walks, people: People, step: Ints, source: list[Source], office: Office) -> list[str]:
    rng, slugs, site = office.rng, office.words.many("film.slug"), office.country.site
    film, genre = rng.integers(0, len(slugs), len(step)), rng.integers(0, len(_GENRES), len(step))
    tv = _devices(walks, people, step) == DEVICE_CATEGORY["tv"]
    urls = []
    for code, f, g, on_tv, origin in zip(
        walks.touchpoint[step].tolist(), film.tolist(), genre.tolist(), tv.tolist(), source, strict=True
    ):
        name = TOUCHPOINTS[code]
        if name in _PATHS:
            path = _PATHS[name]
        elif name in _PATHS_WITH_FILM:
            path = _PATHS_WITH_FILM[name] + slugs[f]
        elif name == "catalogue":
            path = f"/catalog/{_GENRES[g]}"
        elif name == "site_search":
            path = f"/search?q={slugs[f].replace('-', '+')}"
        elif name == "app":
            path = "/tv/home" if on_tv else "/app/home"
        else:
            path = ("/welcome/find" if name == "search" else "/welcome") + origin.query
        urls.append(site + path)
    return urls


def _devices(walks: Walks, people: People, step: Ints) -> Ints:
    category = np.array([[DEVICE_CATEGORY[device] for device in segment.devices] for segment in SEGMENTS])
    return np.asarray(category[people.segment[walks.visitor[step]], walks.device[step]])


def hits_export(hits: Hits, walks: Walks, people: People, office: Office) -> Export:
    """`metrica_hits.tsv`."""
    clock, words = office.clock, office.words
    time = clock.iso(walks.time[hits.step])
    names = {code: words.one(f"touchpoint.{name}") for code, name in enumerate(TOUCHPOINTS)}
    goal = {CODE[name]: f"[{number}]" for name, number in GOALS.items()}
    kinds = {DEVICE_CATEGORY[name]: (name, *facts) for name, facts in _DEVICES.items()}
    language_city = words.one("metrica.region_city")
    rows = []
    previous = ""
    visits = hits.visit.tolist()
    pages = hits.opens[hits.visit] == np.arange(len(hits.step))
    for watch, visit, client, when, code, url, device, opens in zip(
        hits.watch.tolist(), visits, hits.client.tolist(), time, walks.touchpoint[hits.step].tolist(), hits.url,
        _devices(walks, people, hits.step).tolist(), pages.tolist(), strict=True,
    ):  # fmt: skip
        source = hits.source[visit]
        marks = (source.campaign, "", source.medium, source.source, "") if opens else ("", "", "", "", "")
        _, system, browser, _, _ = kinds[device]
        rows.append([
            str(watch), str(watch % 1_000_000_007), str(hits.visit_id[visit]), COUNTER, str(client), when[:10], when,
            names[code], url, source.referer if opens else previous, *marks, source.traffic, source.search, browser,
            str(device), system, language_city, "1", "0", "0", "1", "0", goal.get(code, "[]"), "0",
        ])  # fmt: skip
        previous = url
    header = [f"ym:pv:{name}" for name in HIT_FIELDS]
    return Export("metrica_hits.tsv", header, rows, (HIT_FIELDS.index("dateTime"),), separator="\t", line_end="\n")


def visits_export(hits: Hits, walks: Walks, people: People, office: Office) -> Export:
    """`metrica_visits.tsv`."""
    clock, words = office.clock, office.words
    last = np.append(hits.opens[1:], len(hits.step)) - 1
    times = walks.time[hits.step]
    begins, utc = clock.iso(times[hits.opens]), clock.iso_metrica_utc(times[hits.opens])
    duration = (times[last] - times[hits.opens]).astype(np.int64).tolist()
    devices = _devices(walks, people, hits.step[hits.opens]).tolist()
    goals = _goals(hits, walks, office)
    kinds = {DEVICE_CATEGORY[name]: facts for name, facts in _DEVICES.items()}
    place = (words.one("metrica.region_country"), words.one("metrica.region_city"))
    seen: set[int] = set()
    watch, rows = hits.watch.tolist(), []
    clients = hits.client[hits.opens].tolist()
    for number, (start, end) in enumerate(zip(hits.opens.tolist(), last.tolist(), strict=True)):
        source, client, pages = hits.source[number], clients[number], end - start + 1
        system, browser, width, height = kinds[devices[number]]
        reached = goals.get(number, _NO_GOALS)
        rows.append([
            str(hits.visit_id[number]), COUNTER, "[" + ",".join(map(str, watch[start : end + 1])) + "]",
            begins[number][:10], begins[number], utc[number], "0" if client in seen else "1", hits.url[start],
            hits.url[end], str(pages), str(duration[number]), "1" if pages == 1 and duration[number] < 15 else "0",
            *place, str(client), *reached[:6], source.traffic, source.engine, "", source.search, source.social,
            source.referer, source.campaign, "", source.medium, source.source, "", words.language,
            str(devices[number]), system, browser, width, height, *reached[6:], *["[]"] * 6,
        ])  # fmt: skip
        seen.add(client)
    header = [f"ym:s:{name}" for name in VISIT_FIELDS]
    columns = (VISIT_FIELDS.index("dateTime"), VISIT_FIELDS.index("dateTimeUTC"))
    return Export("metrica_visits.tsv", header, rows, columns, separator="\t", line_end="\n")


_NO_GOALS = ("[]",) * 12


def _goals(hits: Hits, walks: Walks, office: Office) -> dict[int, tuple[str, ...]]:
    """By visit: six arrays of goals and six of purchases."""
    number = {CODE[name]: goal for name, goal in GOALS.items()}
    code = walks.touchpoint[hits.step]
    places = np.flatnonzero(np.isin(code, list(number)))
    when = office.clock.iso_metrica_utc(walks.time[hits.step[places]])
    by_visit: dict[int, list[tuple[int, str]]] = {}
    for visit, reached, time in zip(hits.visit[places].tolist(), code[places].tolist(), when, strict=True):
        by_visit.setdefault(visit, []).append((reached, time))
    return {visit: _arrays(visit, reached, office.country, number) for visit, reached in by_visit.items()}


def _arrays(visit: int, reached: list[tuple[int, str]], country: Country, number: dict[int, int]) -> tuple[str, ...]:
    paid = [time for code, time in reached if code == CODE["paid"]]
    price = f"{country.price:.2f}"
    money = [price if code == CODE["paid"] else "0" for code, _ in reached]
    orders = [f"S-{visit}-{place}" for place in range(len(paid))]
    coupon = "KINO'26" if visit % 9 == 0 else ""
    return (
        array(number[code] for code, _ in reached),
        array(range(1, len(reached) + 1)),
        array(time for _, time in reached),
        "[" + ",".join(money) + "]",
        array("" for _ in reached),
        array(country.currency for _ in reached),
        array(orders),
        array(paid),
        "[" + ",".join(price for _ in paid) + "]",
        array(coupon for _ in paid),
        array(country.currency for _ in paid),
        array(1 for _ in paid),
    )


def array(values: Iterable[object]) -> str:
    r"""A ClickHouse array: strings in quotes with `\'` and `\\` escaped, numbers bare.

    >>> print(array(["it's", "b"]), array([1, 2]))
    ['it\'s','b'] [1,2]
    """
    written = (
        "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" if isinstance(value, str) else str(value)
        for value in values
    )
    return "[" + ",".join(written) + "]"
