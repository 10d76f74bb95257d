"""Channels: where a visit came from by GA4's default channel grouping, and where each kind of source happens.

The rules follow "Default channel group" of Google Analytics 4 (manual traffic), in its order, with the sources people
in Russia and Poland come from added. Messengers are a channel of their own here, not a social network.
"""

import re
from functools import lru_cache

SEARCH = (
    "google", "bing", "yahoo", "duckduckgo", "ecosia", "qwant", "startpage", "baidu", "naver", "seznam", "brave",
    "yandex", "ya.ru", "go.mail.ru", "mail.ru_search", "nova.rambler.ru", "rambler", "sputnik", "szukaj.onet.pl",
    "search.onet", "szukaj.wp.pl", "netsprint",
)  # fmt: skip
SOCIAL = (
    "facebook", "fb", "fb.com", "fb.me", "instagram", "ig", "vk", "vk.com", "vkontakte", "vk_ads", "m.vk.com", "ok",
    "ok.ru", "odnoklassniki", "twitter", "t.co", "x.com", "linkedin", "lnkd.in", "pinterest", "tiktok", "reddit",
    "threads", "threads.net", "mastodon", "bluesky", "bsky.app", "quora", "wykop", "wykop.pl", "nk.pl", "my.mail.ru",
    "dzen", "dzen.ru", "zen.yandex", "zen.yandex.ru", "pikabu", "pikabu.ru", "livejournal", "habr", "habr.com",
    "snapchat", "tumblr", "meetup", "disqus", "medium.com", "weibo", "likee", "tenchat",
)  # fmt: skip
VIDEO = (
    "youtube", "youtu.be", "vimeo", "rutube", "rutube.ru", "vkvideo", "vkvideo.ru", "twitch", "dailymotion", "ivi",
    "netflix", "player.pl", "vod.tvp.pl", "cda.pl", "kinopoisk",
)  # fmt: skip
SHOPPING = (
    "allegro", "allegro.pl", "ceneo", "ceneo.pl", "amazon", "ebay", "aliexpress", "ozon", "ozon.ru", "wildberries",
    "wb", "wildberries.ru", "market.yandex", "market.yandex.ru", "yandex_market", "megamarket", "lamoda", "avito",
    "olx", "etsy", "skapiec", "skapiec.pl", "shopping.google", "google_shopping", "empik", "erli", "temu", "shein",
)  # fmt: skip
MESSENGERS = (
    "telegram", "t.me", "tg", "web.telegram.org", "whatsapp", "wa.me", "viber", "messenger", "m.me", "signal",
    "max.ru", "icq", "skype", "slack", "discord", "wechat",
)  # fmt: skip
EMAIL = (
    "email", "e-mail", "e_mail", "e mail", "newsletter", "mailing", "unisender", "sendpulse", "mailchimp",
    "getresponse", "freshmail", "sendsay", "dashamail", "e.mail.ru", "mail.yandex", "mail.google",
    "poczta.onet.pl", "poczta.wp.pl", "poczta.o2.pl", "poczta.interia.pl", "outlook.live", "mail.yahoo", "рассылка",
)  # fmt: skip
MAPS = (
    "maps", "2gis", "2gis.ru", "yandex_maps", "maps.yandex", "google_maps", "maps.google", "gmb", "targeo",
)  # fmt: skip

PLACES = (
    "site", "app", "call_center", "shop", "email", "messenger", "courier", "survey", "reviews", "crm", "support",
    "event", "outdoor", "print", "radio", "tv", "friends", "bloggers", "marketplace",
)  # fmt: skip
ACQUISITION = (
    "direct", "organic_search", "paid_search", "organic_social", "paid_social", "organic_video", "paid_video",
    "organic_shopping", "paid_shopping", "display", "referral", "affiliates", "audio", "sms", "mobile_push",
    "cross_network", "paid_other", "maps", "unassigned",
)  # fmt: skip
CHANNELS = PLACES + ACQUISITION

_PAID = re.compile(r"(.*cp.*|ppc|retargeting|paid.*)")
_SHOP_CAMPAIGN = re.compile(r"(.*(([^a-df-z]|^)shop|shopping).*)")
_NOTHING = ("", "(none)", "(not set)", "none", "null", "(direct)")
_SHORT = 4  # a name so short must be a whole part of the host or source

_SITES = (
    r"metri[ck]a|метрик|ga4|analytics|matomo|piwik|posthog|mixpanel|amplitude|segment|snowplow|web|site|click|ecom"
    r"|hits?\b|visits?|сайт|stron|witryn"
)
_PLACE_OF_SOURCE = (
    ("call_center", r"call|phone|zvon|звон|tele[fp]on|mango|callibri|uis\b|rozmow|infolini"),
    ("survey", r"survey|nps|csat|ces\b|typeform|google_?forms|surveymonkey|qualtrics|опрос|анкет|ankiet|respon"),
    ("reviews", r"review|otzyv|отзыв|opini|google_?play|app_?store|recenz|irecommend|otzovik"),
    ("email", r"e-?mail|mailchimp|unisender|sendpulse|getresponse|рассыл|newsletter|mailing"),
    ("messenger", r"telegram|whatsapp|viber|chat|чат|messenger|jivo"),
    ("support", r"zendesk|freshdesk|intercom|helpdesk|support|ticket|поддержк|zgłosz|zglosz"),
    ("courier", r"courier|delivery|kurier|курьер|достав|dostaw|cdek|inpost|wysy[lł]k"),
    ("crm", r"crm|amo|bitrix|hubspot|salesforce|pipedrive|kommo|deal|lead|сделк|лид"),
    ("shop", r"\bpos\b|shop|order|заказ|zam[oó]wi|store|retail|receipt|offline|магазин|касс|чек|sklep|paragon"),
    ("app", r"app|mobile|firebase|android|ios\b|приложен|aplikac"),
    ("site", _SITES),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def channel_of(source: str = "", medium: str = "", campaign: str = "", referrer: str = "") -> str:
    """The acquisition channel of a visit, one of CHANNELS; `referrer` is a host, used where no source is given.

    >>> channel_of("yandex", "cpc"), channel_of(referrer="www.google.pl"), channel_of("vk", "social")
    ('paid_search', 'organic_search', 'organic_social')
    >>> channel_of()
    'direct'
    """
    source, medium, campaign = source.strip().lower(), medium.strip().lower(), campaign.strip().lower()
    if source in _NOTHING and medium in _NOTHING:
        host = referrer.strip().lower().removeprefix("www.")
        if not host:
            return "direct"
        return _organic(host, "referral") or "referral"
    if "cross-network" in campaign:
        return "cross_network"
    paid = _paid(source, campaign) if _PAID.fullmatch(medium) else None
    if paid:
        return paid
    if medium in ("display", "banner", "expandable", "interstitial", "cpm", "media"):
        return "display"
    if _PAID.fullmatch(medium):
        return "paid_other"
    return _organic(source, medium, campaign) or _by_medium(source, medium)


def place_of(source: str) -> str:
    """Where the events of a source happen, by its name: one of CHANNELS, else the name itself.

    >>> place_of("yandex_metrica_hits"), place_of("mango_calls"), place_of("отзывы")
    ('site', 'call_center', 'reviews')
    """
    for channel, pattern in _PLACE_OF_SOURCE:
        if re.search(pattern, source, re.IGNORECASE):
            return channel
    return source


def _paid(source: str, campaign: str) -> str | None:
    if _is(source, SHOPPING) or _SHOP_CAMPAIGN.fullmatch(campaign):
        return "paid_shopping"
    if _is(source, SOCIAL) or _is(source, MESSENGERS):
        return "paid_social"
    if _is(source, VIDEO):
        return "paid_video"
    return "paid_search" if _is(source, SEARCH) else None


def _organic(source: str, medium: str, campaign: str = "") -> str | None:
    """The channel that the source's own name, or an organic medium, decides."""
    if _is(source, EMAIL) or medium in EMAIL:
        return "email"
    if _is(source, MAPS) or medium == "maps":
        return "maps"
    if _is(source, SHOPPING) or _SHOP_CAMPAIGN.fullmatch(campaign):
        return "organic_shopping"
    if _is(source, MESSENGERS) or medium in ("messenger", "chat"):
        return "messenger"
    if _is(source, SOCIAL) or medium in ("social", "social-network", "social-media", "sm", "smm", "social network"):
        return "organic_social"
    if _is(source, VIDEO) or "video" in medium:
        return "organic_video"
    if source == "sms" or medium == "sms":
        return "sms"
    if (_is(source, SEARCH) and medium in (*_NOTHING, "organic", "referral", "search")) or medium == "organic":
        return "organic_search"
    return None


def _by_medium(source: str, medium: str) -> str:
    if medium in ("affiliate", "affiliates", "partner", "partners"):
        return "affiliates"
    if medium in ("blogger", "bloggers", "influencer", "influencers"):
        return "bloggers"
    if medium == "audio":
        return "audio"
    if medium.endswith("push") or "mobile" in medium or "notification" in medium or source == "firebase":
        return "mobile_push"
    if medium in ("qr", "offline", "outdoor", "ooh"):
        return "outdoor"
    return "referral" if medium in ("referral", "app", "link") else "unassigned"


def _is(source: str, names: tuple[str, ...]) -> bool:
    """Whether a source or host is one of the names: `m.vk.com`, `yandex.ru` and `yandex_direct` are."""
    return any(name in source and _names(source, name) for name in names)


def _names(source: str, name: str) -> bool:
    if source == name:
        return True
    start = source.find(name)
    before = start == 0 or not source[start - 1].isalnum()
    end = start + len(name)
    after = end == len(source) or not source[end].isalnum()
    return before and after and (len(name) >= _SHORT or "." not in source or source.split(".")[-2:-1] == [name])
