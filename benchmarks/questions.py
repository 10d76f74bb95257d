"""What is asked of everybody.

A contender is a module with `build(folder)`, timed as the question "build"; `ready(folder)`, which gives the state its
questions run on and is not timed; and `QUESTIONS`: name → function of that state. A question returns facts, plain
numbers that must agree between all who report them; a key ending in `~` is a quantile or comes of a simulation and may
differ by TOLERANCE.
"""

FUNNEL = ("home", "product_view", "add_to_cart", "checkout", "purchase")
WINDOW_DAYS = 7
STEPS = 20
SESSION_MINUTES = 30
TOP = 100
EDGE = ("home", "category")
ANCHOR = "product_view"
PATH_STEPS = 4
PATH_TOP = 5
WEEKS = 8
GOAL = "purchase"
SILENCE_DAYS = 14
VISITS = 6
LOOKBACK_DAYS = 30
CHANNEL = "email"  # whose credit is compared, beside the sum of all
MEANT = ("product_view", ("cart_view", "add_to_cart"), "purchase")  # in this order, anything between
DESIRED = "[home|category] -> product_view+ -> add_to_cart -> checkout -> purchase"
TOLERANCE = 0.025

QUESTIONS = {
    "build": "from time-ordered Parquet to what questions run on",
    "flow": "transitions: count, customers, mean, median, p95 of the time between",
    "variants": f"distinct whole paths, the {TOP} most frequent with mean, median, p95 of their duration",
    "paths": f"the {PATH_STEPS} steps after a customer's first {ANCHOR}: every way so far with its count and the mean "
    f"time of its last step, by Tropa as a tree with the {PATH_TOP} most frequent below each node, by others as lists",
    "funnel": f"{len(FUNNEL)} steps in order within {WINDOW_DAYS} days, any first step may start",
    "step_matrix": f"touchpoints at the first {STEPS} positions",
    "sessions": f"cut after {SESSION_MINUTES} minutes: count, length, duration, bounces",
    "retention": f"n-day retention by weekly cohorts, {WEEKS} weeks, only customers whose window is over",
    "outcome": f"from the first {ANCHOR} to {GOAL}: converted, lost after {SILENCE_DAYS} days of silence or open, "
    "median and p95 of the time to convert",
    "repeat_visits": f"customers with a second … {VISITS}th visit",
    "pattern": f"customers with {MEANT[0]}, later {' or '.join(MEANT[1])}, later {MEANT[2]}",
    "attribution": f"{GOAL} credited to channels, first, last and linear touch, {LOOKBACK_DAYS} days back",
    "markov": "the same credited by a Markov chain of order 1, paths that did not convert included",
    "survival": f"Kaplan–Meier from the first event to {GOAL}, with its band",
    "moments": "journeys gained by each touchpoint against other ways from the same points, adjusted; hazards",
    "conformance": "alignment of every journey with a desired path, deviations priced",
    "drift": "the latest week against those before: touchpoints, variants, stages, adjusted",
    "representatives": "medoids that cover the journeys",
}
