"""The planted world: stages, touchpoints, segments, moves between touchpoints, barriers. Every number is a choice.

A customer stands at a touchpoint and the next one is drawn by weight; leaving and cancelling are moves like any other.
A barrier, once met, multiplies the weights of leaving and cancelling until the customer gets to a further stage.
"""

from dataclasses import dataclass, field

STAGES = ("need", "interest", "research", "purchase", "return")

TOUCHPOINT_STAGE = {
    **dict.fromkeys(("ad", "blogger", "social", "search", "email", "friend"), "need"),
    **dict.fromkeys(("landing", "trailer", "blog", "signup", "profile"), "interest"),
    **dict.fromkeys(("catalogue", "film", "site_search", "tariffs", "reviews_page", "compare"), "research"),
    **dict.fromkeys(("call_sales", "call_sales_missed"), "research"),
    **dict.fromkeys(("promo", "payment", "payment_error", "paid"), "purchase"),
    **dict.fromkeys(("watch", "app", "support_message", "support_wait", "support_reply"), "return"),
    **dict.fromkeys(("call_support", "call_missed", "complaint", "renewed", "cancelled", "invite"), "return"),
}
TOUCHPOINTS = tuple(TOUCHPOINT_STAGE)
CODE = {name: code for code, name in enumerate(TOUCHPOINTS)}
LEAVE = len(TOUCHPOINTS)
START = len(TOUCHPOINTS)  # the row of the weights from which a journey starts

SIGNALS = {
    "payment_error": "error",
    "call_sales_missed": "unanswered",
    "call_missed": "unanswered",
    "support_wait": "wait",
    "complaint": "complaint",
    "cancelled": "cancel",
}
ENTRY_CHANNEL = {
    "ad": "paid_search",
    "blogger": "bloggers",
    "social": "organic_social",
    "search": "organic_search",
    "email": "email",
    "friend": "friends",
}
CHANNEL_LEAVE = {
    "paid_search": 1.3,
    "bloggers": 1.1,
    "organic_social": 1.15,
    "organic_search": 1.0,
    "email": 0.95,
    "friends": 0.7,
}

Moves = dict[str, dict[str, float]]

_ENTRY = {"landing": 5, "trailer": 2, "blog": 1, "film": 1, "catalogue": 0.5, "search": 0.3, "leave": 1.1}
MOVES: Moves = {
    **dict.fromkeys(ENTRY_CHANNEL, _ENTRY),
    "search": {**_ENTRY, "film": 2.5, "catalogue": 1},
    "landing": {
        "trailer": 2, "blog": 1, "signup": 2.5, "catalogue": 2, "tariffs": 0.5, "film": 1, "email": 0.3, "search": 0.2,
        "leave": 0.7,
    },
    "trailer": {"signup": 2, "film": 2, "trailer": 0.8, "landing": 0.4, "catalogue": 1, "email": 0.2, "leave": 0.6},
    "blog": {"landing": 1, "trailer": 1, "signup": 1.4, "film": 1.6, "catalogue": 1.0, "leave": 0.4},
    "signup": {"profile": 5, "landing": 0.5, "signup": 0.4, "leave": 0.5},
    "profile": {"catalogue": 3, "film": 3, "site_search": 0.5, "payment": 1.2, "tariffs": 1, "email": 0.4,
                "leave": 0.3},
    "catalogue": {
        "film": 4, "site_search": 0.7, "catalogue": 0.6, "tariffs": 0.8, "payment": 0.8, "compare": 0.3, "leave": 0.3,
    },
    "film": {
        "catalogue": 1, "trailer": 0.4, "tariffs": 1.3, "reviews_page": 0.8, "film": 0.7, "payment": 2.2, "promo": 0.3,
        "signup": 0.4, "email": 0.3, "leave": 0.35,
    },
    "site_search": {"film": 4, "site_search": 0.4, "catalogue": 0.6, "leave": 0.3},
    "tariffs": {
        "payment": 2.5, "promo": 0.6, "compare": 0.5, "film": 0.8, "reviews_page": 0.4, "call_sales": 0.2,
        "call_sales_missed": 0.04, "email": 0.3, "leave": 0.35,
    },
    "reviews_page": {"tariffs": 0.8, "film": 1, "payment": 1.6, "leave": 0.3},
    "compare": {"tariffs": 1, "payment": 1.5, "search": 0.3, "leave": 0.4},
    "call_sales": {"tariffs": 0.8, "payment": 3, "leave": 0.25},
    "call_sales_missed": {"call_sales": 1, "tariffs": 1, "leave": 0.6},
    "promo": {"payment": 4, "promo": 0.4, "tariffs": 0.3, "leave": 0.3},
    "payment": {"paid": 6, "payment_error": 0.5, "promo": 0.3, "tariffs": 0.3, "leave": 0.35},
    "payment_error": {"payment": 3, "promo": 0.2, "tariffs": 0.2, "call_sales": 0.1, "leave": 0.4},
    "paid": {"watch": 6, "app": 3, "complaint": 0.05, "leave": 0.1},
    "watch": {
        "watch": 5, "app": 2, "film": 0.3, "catalogue": 0.3, "invite": 0.35, "support_message": 0.1,
        "call_support": 0.08, "call_missed": 0.02, "cancelled": 0.1, "leave": 0.06,
    },
    "app": {"watch": 6, "app": 1, "catalogue": 0.3, "support_message": 0.06, "cancelled": 0.08, "leave": 0.05},
    "support_message": {"support_reply": 3, "support_wait": 0.6},
    "support_wait": {"support_reply": 2, "support_wait": 0.8, "call_support": 0.3, "cancelled": 0.15, "leave": 0.08},
    "support_reply": {"watch": 4, "app": 1, "cancelled": 0.15, "leave": 0.06},
    "call_support": {"watch": 4, "support_message": 0.2, "cancelled": 0.25, "leave": 0.05},
    "call_missed": {"call_support": 1.5, "call_missed": 0.8, "support_message": 0.6, "watch": 1, "cancelled": 0.2,
                    "leave": 0.1},
    "complaint": {"watch": 2, "call_support": 0.4, "cancelled": 0.35, "leave": 0.1},
    "renewed": {"watch": 4, "app": 1.5, "complaint": 0.15, "invite": 0.3, "cancelled": 0.15, "leave": 0.05},
    "cancelled": {"email": 0.5, "landing": 0.3, "leave": 9},
    "invite": {"watch": 4, "app": 1, "leave": 0.03},
}  # fmt: skip

# the probability that a move is postponed to another visit; 0.25 for touchpoints that are not listed
POSTPONED = {
    **dict.fromkeys(ENTRY_CHANNEL, 1.0),
    "watch": 0.6, "app": 0.9, "payment": 0.25, "paid": 0.02, "payment_error": 0.02, "profile": 0.03, "call_sales": 0.5,
    "call_sales_missed": 0.5, "call_support": 0.6, "call_missed": 0.6, "complaint": 0.7, "support_wait": 1.0,
    "support_reply": 1.0, "cancelled": 0.5, "invite": 0.3,
}  # fmt: skip

LOOP_TOUCHPOINTS = ("site_search",)
LOOP_VISITS = 3  # so many visits of the search without getting further are an endless search


@dataclass(frozen=True)
class Barrier:
    """What stops people: where it is met, how it shows, how it multiplies leaving, how far it lowers a rating."""

    id: str
    stage: str
    touchpoint: str
    kind: str
    leave: dict[str, float]  # segment → factor on the odds of leaving; 1 where a segment does not mind
    drop: float  # steps of a five-step rating


@dataclass(frozen=True)
class Segment:
    """One kind of customers: where they come from, what they use, how they feel, where their moves differ."""

    id: str
    share: float
    entry: dict[str, float]
    moves: dict[tuple[str, str], float]
    devices: tuple[str, ...]  # the first is the usual one
    ages: tuple[int, int]
    household: tuple[int, int]
    emotion: dict[str, float]  # before barriers, −2…+2
    pause_days: float  # median of a postponed move
    reply_hours: float  # median until support answers
    main_barriers: tuple[str, ...]
    lowest_stage: str


_EVERYBODY = ("students", "families", "connoisseurs")
BARRIERS = (
    Barrier("payment_error", "purchase", "payment_error", "error", dict.fromkeys(_EVERYBODY, 6.0), 1.3),
    Barrier("price", "research", "tariffs", "exit", {"students": 6.0}, 0.7),
    Barrier("search_loop", "research", "site_search", "loop", {"families": 11.0}, 1.4),
    Barrier("promo_form", "purchase", "promo", "exit", {"families": 6.0}, 0.9),
    Barrier("registration", "interest", "signup", "exit", {"families": 3.0}, 0.5),
    Barrier("missed_call", "return", "call_missed", "unanswered", dict.fromkeys(_EVERYBODY, 5.0), 1.2),
    Barrier("slow_reply", "return", "support_wait", "wait", {"connoisseurs": 4.0}, 1.0),
    Barrier("auto_renewal", "return", "complaint", "complaint", {"connoisseurs": 5.0}, 1.2),
)  # fmt: skip

SEGMENTS = (
    Segment(
        id="students",
        share=0.40,
        entry={"social": 0.34, "blogger": 0.34, "search": 0.14, "ad": 0.12, "friend": 0.06},
        moves={("payment", "payment_error"): 8.0, ("landing", "trailer"): 3.5, ("film", "tariffs"): 2.2,
               ("catalogue", "tariffs"): 1.4, ("paid", "app"): 6.0, ("watch", "app"): 4.0},
        devices=("phone", "desktop", "tablet"),
        ages=(17, 24),
        household=(1, 2),
        emotion={"need": 0.8, "interest": 0.9, "research": 0.75, "purchase": 0.0, "return": 0.9},
        pause_days=2.0,
        reply_hours=3.0,
        main_barriers=("payment_error", "price"),
        lowest_stage="purchase",
    ),
    Segment(
        id="families",
        share=0.35,
        entry={"email": 0.36, "search": 0.34, "ad": 0.16, "social": 0.08, "friend": 0.06},
        moves={("landing", "site_search"): 3.0, ("profile", "site_search"): 8.0, ("catalogue", "site_search"): 6.0,
               ("film", "site_search"): 9.0, ("film", "payment"): 1.8, ("film", "tariffs"): 1.0,
               ("site_search", "site_search"): 5.0, ("site_search", "payment"): 2.0, ("site_search", "tariffs"): 1.5,
               ("tariffs", "promo"): 2.5, ("film", "promo"): 1.0, ("payment", "promo"): 1.0},
        devices=("tablet", "desktop", "phone"),
        ages=(27, 44),
        household=(3, 5),
        emotion={"need": 0.6, "interest": 0.7, "research": 0.05, "purchase": 0.8, "return": 0.9},
        pause_days=3.5,
        reply_hours=4.0,
        main_barriers=("search_loop", "promo_form", "registration"),
        lowest_stage="research",
    ),
    Segment(
        id="connoisseurs",
        share=0.25,
        entry={"search": 0.48, "ad": 0.14, "email": 0.16, "friend": 0.17, "social": 0.05},
        moves={("paid", "call_missed"): 6.0, ("paid", "support_message"): 5.0, ("paid", "complaint"): 3.0,
               ("paid", "call_support"): 1.0, ("watch", "call_missed"): 0.25, ("watch", "call_support"): 0.2,
               ("watch", "support_message"): 0.2, ("watch", "complaint"): 0.15, ("app", "support_message"): 0.15,
               ("app", "call_missed"): 0.15, ("support_message", "support_wait"): 6.0,
               ("call_missed", "call_missed"): 1.5, ("tariffs", "call_sales"): 1.2,
               ("tariffs", "call_sales_missed"): 0.2, ("watch", "app"): 3.0},
        devices=("desktop", "tv", "phone"),
        ages=(46, 74),
        household=(1, 2),
        emotion={"need": 0.5, "interest": 0.6, "research": 0.7, "purchase": 0.7, "return": 0.1},
        pause_days=4.5,
        reply_hours=40.0,
        main_barriers=("missed_call", "slow_reply", "auto_renewal"),
        lowest_stage="return",
    ),
)  # fmt: skip

DEVICE_CATEGORY = {"desktop": 1, "phone": 2, "tablet": 3, "tv": 4}  # as Metrica numbers them


@dataclass(frozen=True)
class Country:
    """What differs between the three editions besides the language."""

    time_zone: str
    currency: str
    price: float
    encoding: str  # of what the CRM, the survey and the telephone exchange export
    decimal: str
    date_format: str
    phone_prefixes: tuple[str, ...]  # national, before the digits that are drawn
    phone_digits: int  # drawn digits
    phone_country: str
    test_phone: str  # national digits
    local_style: str  # how people write the number at home, from blocks a b c d
    site: str
    search_engine: str
    regions: tuple[str, ...] = field(default=())


COUNTRIES = {
    "ru": Country(
        time_zone="Europe/Moscow", currency="RUB", price=300.0, encoding="cp1251", decimal=",",
        date_format="%d.%m.%Y %H:%M:%S",
        phone_prefixes=("903", "905", "911", "915", "916", "921", "925", "926", "950", "951", "960", "963", "981"),
        phone_digits=7, phone_country="+7", test_phone="9000000000", local_style="8 ({}) {}-{}-{}",
        site="https://luch-kino.example", search_engine="yandex",
    ),
    "pl": Country(
        time_zone="Europe/Warsaw", currency="PLN", price=29.90, encoding="cp1250", decimal=",",
        date_format="%d.%m.%Y %H:%M:%S",
        phone_prefixes=("501", "503", "505", "507", "601", "603", "605", "607", "660", "691", "693", "695", "781"),
        phone_digits=6, phone_country="+48", test_phone="500000000", local_style="{} {} {}{}",
        site="https://kino-promyk.example", search_engine="google",
    ),
    "en": Country(
        time_zone="Europe/London", currency="USD", price=9.90, encoding="utf-8-sig", decimal=".",
        date_format="%d/%m/%Y %H:%M:%S",
        phone_prefixes=("7400", "7410", "7415", "7480", "7500", "7520", "7540", "7700", "7710", "7800", "7890", "7900"),
        phone_digits=6, phone_country="+44", test_phone="7911123456", local_style="0044 {} {}{}{}",
        site="https://lantern-cinema.example", search_engine="google",
    ),
}  # fmt: skip

PERIOD_END = (2026, 11, 1)  # midnight of the counter's zone: the last day is 31 October
PERIOD_DAYS = 90
RENEWAL_DAYS = 30
