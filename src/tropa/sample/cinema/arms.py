"""`experiment.csv` and `campaign.csv`: who was put where, by the ids that Tropa knows the CRM's customers by."""

from tropa.sample.cinema.people import People
from tropa.sample.cinema.planted import CAMPAIGN_COST, CONTROL, HOLDOUT, TREATED, Planted
from tropa.sample.cinema.rows import Export
from tropa.sample.cinema.world import Country


def letter_cost(country: Country) -> float:
    """What the letter to one customer costs."""
    return round(country.price * CAMPAIGN_COST, 2)


def experiment_export(people: People, planted: Planted) -> Export:
    """A row a customer."""
    arms = [(TREATED if shown else CONTROL) for shown in planted.page[: people.customers].tolist()]
    rows = [[f"crm:{crm}", arm] for crm, arm in zip(people.crm, arms, strict=True)]
    return Export("experiment.csv", ["customer", "arm"], rows, (), separator=",")


def campaign_export(people: People, planted: Planted, country: Country) -> Export:
    """A row a customer; a letter that was not sent costs nothing."""
    cost = f"{letter_cost(country):.2f}"
    rows = [
        [f"crm:{crm}", TREATED if sent else HOLDOUT, cost if sent else "0.00"]
        for crm, sent in zip(people.crm, planted.letter[: people.customers].tolist(), strict=True)
    ]
    return Export("campaign.csv", ["customer", "arm", "cost"], rows, (), separator=",")
