"""A made-up clickstream of any size, the same on every machine: `python benchmarks/generate.py 10m`.

Forty touchpoints, Zipf-distributed inside a stage that drifts along the journey; sessions (four events in five follow
within 25 minutes, the rest after days); 15 % repeats and 10 % steps back; about 24 events a customer with a heavy
tail up to 400. Every random number is a hash of (customer, event, purpose), so nothing depends on threads or order.

Writes `benchmarks/data/<size>/`: `by_time.parquet`, as a tracker would log it, and `by_customer.parquet`, sorted by
customer and time, for peers that want their data sorted.
"""

import sys
from pathlib import Path

import duckdb

DATA = Path(__file__).parent / "data"
EVENTS_A_CUSTOMER = 24
CUSTOMERS_AT_ONCE = 500_000

TOUCHPOINTS = [
    "ad_impression",
    "ad_click",
    "organic_search",
    "social_post",
    "referral_link",
    "email_open",
    "email_click",
    "push_open",
    "home",
    "category",
    "search_site",
    "product_compare",
    "reviews",
    "blog",
    "video",
    "app_open",
    "product_view",
    "wishlist",
    "size_guide",
    "chatbot",
    "store_locator",
    "live_chat",
    "call_center",
    "cart_view",
    "add_to_cart",
    "checkout",
    "purchase",
    "login",
    "register",
    "shipping",
    "payment",
    "coupon",
    "delivery",
    "order_tracking",
    "unboxing",
    "support_ticket",
    "return_request",
    "refund",
    "nps_survey",
    "loyalty_join",
]
CHANNELS = ["web", "app", "email", "social", "paid_search", "store", "call", "partner"]

CUSTOMERS_TO_EVENTS = """
COPY (
  WITH customers AS (
    SELECT c, uniform(c, 0, 3) * 150 * 86400 AS acquired, uniform(c, 0, 4) AS propensity,
      least(400, 1 + floor(-ln(1 - uniform(c, 0, 1)) * CASE WHEN uniform(c, 0, 2) < 0.15 THEN 67 ELSE 16.1 END))::INT n
    FROM range({first}, {last}) numbers(c)),
  steps AS (SELECT *, unnest(range(n))::INT AS i FROM customers),
  drawn AS (
    SELECT c, i, acquired, uniform(c, i, 13) AS habit,
      CASE WHEN i = 0 THEN 0.0
           WHEN uniform(c, i, 10) < 0.20 THEN 1800.5 - ln(1 - uniform(c, i, 11)) * 2.5 * 86400
           ELSE 0.001 + least(1500.0, -ln(1 - uniform(c, i, 11)) * 70) END AS gap,
      (floor(power(40.0, uniform(c, i, 12)))::INT - 1
        + 8 * least(4, floor((i / 25.0 + 0.5 * propensity + 0.4 * uniform(c, i, 14)) * 2.2))::INT) % 40 AS wish
    FROM steps),
  walked AS (
    SELECT c, i, acquired + sum(gap) OVER journey AS seconds,
      CASE WHEN habit < 0.15 THEN coalesce(lag(wish, 1) OVER journey, wish)
           WHEN habit < 0.25 THEN coalesce(lag(wish, 2) OVER journey, wish) ELSE wish END AS t
    FROM drawn WINDOW journey AS (PARTITION BY c ORDER BY i))
  SELECT c::BIGINT + 1000000000 AS customer, make_timestamp(1735689600000000 + (seconds * 1e6)::BIGINT) AS time,
    $touchpoints[1 + t] AS touchpoint,
    $channels[1 + (hash(c, t, 77) % CASE WHEN i % 7 = 0 THEN 8 ELSE 3 END)::INT] AS channel
  FROM walked ORDER BY customer, time
) TO '{target}' (FORMAT parquet, COMPRESSION zstd)
"""


def parse_size(written: str) -> int:
    """A number of events: `500k`, `10m`, `100m` or plain digits."""
    unit = {"k": 1_000, "m": 1_000_000}.get(written[-1].lower())
    return int(float(written[:-1]) * unit) if unit else int(written)


def generate(size: str) -> Path:
    """Write the files of a size unless they are there; return their folder."""
    folder = DATA / size.lower()
    if (folder / "by_time.parquet").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '10GB'; SET temp_directory = '{folder / 'spill'}'")
    connection.execute(
        "CREATE MACRO uniform(a, b, purpose) AS (hash(hash(a, b, purpose)) >> 11)::DOUBLE / 9007199254740992.0"
    )
    customers = max(1, parse_size(size) // EVENTS_A_CUSTOMER)
    for part, first in enumerate(range(0, customers, CUSTOMERS_AT_ONCE)):
        last = min(customers, first + CUSTOMERS_AT_ONCE)
        query = CUSTOMERS_TO_EVENTS.format(first=first, last=last, target=folder / f"part_{part:03d}.parquet")
        connection.execute(query, {"touchpoints": TOUCHPOINTS, "channels": CHANNELS})
    for name, order in (("by_customer", "customer, time"), ("by_time", "time")):
        source, target = folder / "part_*.parquet", folder / f"{name}.parquet"
        rows = f"FROM read_parquet('{source}') ORDER BY {order}"
        connection.execute(f"COPY ({rows}) TO '{target}.part' (FORMAT parquet, COMPRESSION zstd)")
        Path(f"{target}.part").rename(target)
    for part_file in folder.glob("part_*.parquet"):
        part_file.unlink()
    return folder


if __name__ == "__main__":
    for written in sys.argv[1:] or ["10m"]:
        generate(written)
