import pytest

from tropa.definition.channels import CHANNELS, channel_of, place_of
from tropa.kit.locale import LANGUAGES, has_text


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "channel"),
    [
        ("(direct)", "(none)", "", "direct"),
        ("google", "cpc", "Cross-network", "cross_network"),
        ("yandex", "cpc", "", "paid_search"),
        ("yandex_direct", "cpc", "", "paid_search"),
        ("vk", "cpm", "", "paid_social"),
        ("some-network", "cpm", "", "display"),
        ("admitad", "cpa", "", "paid_other"),
        ("youtube", "paid", "", "paid_video"),
        ("google", "cpc", "summer shopping", "paid_shopping"),
        ("allegro", "cpc", "", "paid_shopping"),
        ("google", "organic", "", "organic_search"),
        ("wykop.pl", "referral", "", "organic_social"),
        ("ok.ru", "", "", "organic_social"),
        ("telegram", "social", "", "messenger"),
        ("newsletter", "email", "", "email"),
        ("partner", "affiliate", "", "affiliates"),
        ("sms", "sms", "", "sms"),
        ("site", "web-push", "", "mobile_push"),
        ("x", "audio", "", "audio"),
        ("anna", "blogger", "", "bloggers"),
        ("poster", "qr", "", "outdoor"),
        ("forum", "referral", "", "referral"),
        ("x", "y", "", "unassigned"),
    ],
)
def test_campaign_marks_decide_the_channel(source: str, medium: str, campaign: str, channel: str) -> None:
    assert channel_of(source, medium, campaign) == channel


@pytest.mark.parametrize(
    ("host", "channel"),
    [
        ("www.google.pl", "organic_search"),
        ("ya.ru", "organic_search"),
        ("go.mail.ru", "organic_search"),
        ("e.mail.ru", "email"),
        ("mail.ru", "referral"),
        ("m.vk.com", "organic_social"),
        ("book.ru", "referral"),
        ("t.me", "messenger"),
        ("allegro.pl", "organic_shopping"),
        ("maps.google.com", "maps"),
        ("", "direct"),
    ],
)
def test_a_referrer_decides_where_there_are_no_marks(host: str, channel: str) -> None:
    assert channel_of(referrer=host) == channel


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("metrica_hits", "site"),
        ("mango_calls", "call_center"),
        ("amocrm", "crm"),
        ("nps_web", "survey"),
        ("opinie", "reviews"),
        ("mobile_app", "app"),
        ("paragony", "shop"),
        ("xyz", "xyz"),
    ],
)
def test_a_source_tells_where_its_events_happen(source: str, channel: str) -> None:
    assert place_of(source) == channel


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_has_a_name_in_each_language(channel: str) -> None:
    assert all(has_text("definition", f"channel.{channel}", language) for language in LANGUAGES)
