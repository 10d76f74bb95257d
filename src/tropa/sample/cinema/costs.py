"""`ad_costs.csv`: what the advertising cost, by day, platform and campaign."""

from collections import Counter

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.metrica import Hits
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.rows import Export, export_of
from tropa.sample.cinema.world import PERIOD_DAYS

COLUMNS = ("date", "channel", "campaign", "impressions", "clicks", "cost", "currency")
# platform in the cabinet: (utm_medium, click-through rate, price of a click as a share of a month's subscription)
PLATFORMS = {
    "search_ads": ("cpc", 0.042, 0.075),
    "bloggers": ("blogger", 0.021, 0.060),
    "social_posts": ("social", 0.012, 0.030),
    "newsletter": ("email", 0.085, 0.004),
}


def costs_export(hits: Hits, walks: Walks, office: Office) -> Export:
    """Clicks are the visits of the day with the campaign's mark; impressions follow from the click-through rate."""
    days = office.clock.written(walks.time[hits.step[hits.opens]], office.country.date_format.split(" ")[0])
    clicks = Counter(
        (day, source.medium, source.campaign) for day, source in zip(days, hits.source, strict=True) if source.medium
    )
    order = dict.fromkeys(office.clock.written(_noons(), office.country.date_format.split(" ")[0]))
    campaigns = sorted({(medium, campaign) for _, medium, campaign in clicks})
    rows = []
    for day in order:
        for platform, (medium, rate, price) in PLATFORMS.items():
            for campaign in (name for kind, name in campaigns if kind == medium):
                count = clicks[day, medium, campaign]
                noise = float(office.rng.lognormal(0.0, 0.12))
                shown = str(round(count / (rate * noise)) + int(office.rng.integers(20, 200)))
                cost = office.money(count * price * office.country.price * noise)
                rows.append([day, platform, campaign, shown, str(count), cost, office.country.currency])
    return export_of(office.country, "ad_costs.csv", office.header("ad_costs", COLUMNS), rows)


def _noons() -> npt.NDArray[np.float64]:
    return np.arange(PERIOD_DAYS, dtype=np.float64) * 86_400.0 + 43_200.0
