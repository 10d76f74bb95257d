"""A journey that ends at the till.

## What it does

Looks for a stage after the purchase: one that follows a stage of buying, or whose title speaks of use, delivery,
support, return, renewal or recommendation. Titles are read in Russian, Polish and English.

## Why it is bad

People go on after they have paid: they wait, use, ask for help, come back, tell others. Second purchases and
recommendations are decided there, and so is most of what a review is about.

## Example

"Need, search, choice, payment" becomes "need, search, choice, payment, delivery, use, return".
"""

import re
from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import stages_in_order

_PURCHASE = re.compile(
    r"\b(?:покуп|куп(?:ил|ля)|оплат|заказ|оформл|подпис|сделк|договор|брон|"
    r"zakup|kup(?:uj|i)|płat|płac|zamów|zamaw|rezerw|abonament|transakc|umow|"
    r"purchas|buy|bought|pay|order|checkout|subscri|book|contract|sign(?:ing)?[ -]?up)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:после|польз|использ|возвра|повтор|удерж|лояльн|рекоменд|совету|поддерж|сервис|обслуж|оста(?:юсь|ётся|ваться)|"
    r"продл|получ|достав|адвокат|прилёт|прилет|"
    r"po (?:zakupie|transakcji|sprzedaży)|użyt|używ|korzyst|powr[óo]|wraca|ponown|utrzym|retencj|lojaln|polec|wsparci|"
    r"serwis|obsług|zosta|przedłuż|odbi[óo]r|dostaw|po$|"
    r"after|post[- ]?purchas|us(?:e|ing|age)\b|retention|retain|return|repeat|repurchas|loyal|advoca|recommend|"
    r"referral|support|service|stay|renew|deliver|onboard|come back)",
    re.IGNORECASE,
)


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps without a stage after the purchase."""
    for map_ in maps:
        titles = [f"{stage.title} {stage.id.replace('_', ' ')}" for stage in stages_in_order(map_.stages)]
        purchases = [number for number, title in enumerate(titles) if _PURCHASE.search(title)]
        goes_on = bool(purchases) and purchases[-1] < len(titles) - 1
        if titles and not goes_on and not any(_AFTER.search(title) for title in titles):
            last = stages_in_order(map_.stages)[-1].title
            yield "warning", "no_after", {"map": map_.title, "stage": last}, place(map_)


RULE = Rule("TR005", "ends-at-purchase", look)
