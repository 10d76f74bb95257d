"""A small shop as files, good and broken, for tests of the doors."""

import gzip
from pathlib import Path
from random import Random

STEPS = ("visit", "catalog", "cart", "purchase")
CUSTOMERS = 40
BAD_LINE = 120  # of events.csv: the time is “yesterday”


def shop(folder: Path) -> Path:
    """A folder with 119 events of 40 customers, one broken row among them, and five reviews."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "events.csv").write_text(events_text(), "utf-8")
    (folder / "reviews.csv").write_text(reviews_text(), "utf-8")
    return folder


def events_text() -> str:
    """Customer 0 stops at the catalogue, 1 in the cart, 2 buys, and so on in turn; the row of BAD_LINE is broken."""
    rows = [
        f"c{customer},2026-10-{1 + customer % 28:02d} 10:{minute:02d}:00,{step}"
        for customer in range(CUSTOMERS)
        for minute, step in enumerate(STEPS[: 2 + customer % 3])
    ]
    rows.insert(BAD_LINE - 2, "c1,yesterday,visit")
    return "\n".join(["customer_id,time,event", *rows]) + "\n"


def reviews_text() -> str:
    """Five reviews of customers of the shop, on a scale of 1 to 5."""
    said = (
        (1, 5, "I liked the catalogue a lot and found everything in a minute"),
        (2, 4, "The delivery came on time and the parcel was packed with care"),
        (3, 1, "The page with the cart did not open and I gave up in the end"),
        (4, 2, "It took me an hour to find the right size in the catalogue"),
        (5, 3, "Neither good nor bad it is a shop like all the others here"),
    )
    rows = [f"2026-10-{10 + customer},c{customer},{rating},{text}" for customer, rating, text in said]
    return "\n".join(["date,customer_id,rating,text", *rows]) + "\n"


def break_files(folder: Path) -> None:
    """Beside the good files: binary garbage called CSV, a gzip cut in half, an XES log that is no XML."""
    (folder / "garbage.csv").write_bytes(Random(1).randbytes(5_000))
    packed = gzip.compress(events_text().encode() * 50)
    (folder / "cut.csv.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "log.xes").write_text("<log><trace><event>", "utf-8")
