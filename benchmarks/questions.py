"""What is asked of everybody.

A contender is a module with `build(folder)`, timed as the question "build"; `ready(folder)`, which gives the state its
questions run on and is not timed; and `QUESTIONS`: name → function of that state. A question returns facts, plain
numbers that must agree between all who report them; a key ending in `~` is a quantile and may differ by TOLERANCE.
"""

FUNNEL = ("home", "product_view", "add_to_cart", "checkout", "purchase")
WINDOW_DAYS = 7
STEPS = 20
SESSION_MINUTES = 30
TOP = 100
EDGE = ("home", "category")
TOLERANCE = 0.025

QUESTIONS = {
    "build": "from time-ordered Parquet to what questions run on",
    "flow": "transitions: count, customers, mean, median, p95 of the time between",
    "variants": f"distinct whole paths, the {TOP} most frequent with mean, median, p95 of their duration",
    "funnel": f"{len(FUNNEL)} steps in order within {WINDOW_DAYS} days, any first step may start",
    "step_matrix": f"touchpoints at the first {STEPS} positions",
    "sessions": f"cut after {SESSION_MINUTES} minutes: count, length, duration, bounces",
}
