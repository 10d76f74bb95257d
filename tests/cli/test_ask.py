"""`tropa ask`: every question, of a workspace or of a file, as text and as JSON, of a part of the journeys."""

from pathlib import Path
from typing import Any

import pytest

from tests.terminal import tropa

LOGS = Path(__file__).parents[2] / "../shared/data/event-logs"
QUESTIONS = ("flow", "variants", "funnel", "step-matrix", "sessions", "stages", "reach", "emotion", "barriers")
STEPS = {"funnel": ("--steps", "visit > cart | catalog > purchase")}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_answers_in_json_and_in_text(shop_home: Path, question: str) -> None:
    answer = tropa("ask", question, shop_home, *STEPS.get(question, ()), "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["definition"]
    told = tropa("ask", question, shop_home, *STEPS.get(question, ()))
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(answer.json["definition"][:40])


@pytest.mark.parametrize("question", ["flow", "variants", "sessions", "reach", "step-matrix"])
def test_a_file_is_asked_without_a_workspace(shop_home: Path, question: str) -> None:
    assert tropa("ask", question, shop_home / "events.csv", "--json").json["journeys"] == 40


def counts(answer: Any) -> dict[tuple[str, str], int]:
    return {(edge["source"], edge["target"]): edge["count"] for edge in answer["edges"]}


def test_the_flow_counts_what_the_file_holds(shop_home: Path) -> None:
    assert counts(tropa("ask", "flow", shop_home, "--json").json) == {
        ("(start)", "visit"): 40,
        ("visit", "catalog"): 40,
        ("catalog", "cart"): 26,
        ("catalog", "(end)"): 14,
        ("cart", "purchase"): 13,
        ("cart", "(end)"): 13,
        ("purchase", "(end)"): 13,
    }


def test_top_sums_up_the_rest(shop_home: Path) -> None:
    answer = tropa("ask", "flow", shop_home, "--top", 2, "--json").json
    assert [edge["count"] for edge in answer["edges"]] == [40, 40]
    assert answer["other"] == {"edges": 5, "count": 79}


@pytest.mark.parametrize(
    ("wish", "journeys"),
    [
        (("--with", "cart"), 26),
        (("--without", "cart"), 14),
        (("--with", "cart", "--without", "purchase"), 13),
        (("--from", "2026-10-02"), 38),
        (("--to", "2026-10-02"), 2),
        (("--from", "2026-10-02", "--to", "2026-10-03"), 2),
    ],
)
def test_a_choice_leaves_the_journeys_that_meet_it(shop_home: Path, wish: tuple[str, ...], journeys: int) -> None:
    assert tropa("ask", "variants", shop_home / "events.csv", *wish, "--json").json["journeys"] == journeys


def test_the_segments_share_out_the_journeys(cinema: Path) -> None:
    whole = tropa("ask", "reach", cinema, "--json").json["journeys"]
    parts = {
        name: tropa("ask", "reach", cinema, "--segment", name, "--json").json["journeys"]
        for name in ("students", "families", "connoisseurs")
    }
    assert all(parts.values())
    assert sum(parts.values()) <= whole


def test_the_emotion_of_a_segment_is_of_its_own_ratings(cinema: Path) -> None:
    whole, part = (
        sum(stage["ratings"] for stage in tropa("ask", "emotion", cinema, *wish, "--json").json["stages"])
        for wish in ((), ("--segment", "students"))
    )
    assert 0 < part < whole


def test_a_funnel_takes_all_its_options(shop_home: Path) -> None:
    answer = tropa(
        *(
            "ask",
            "funnel",
            shop_home / "events.csv",
            "--steps",
            "visit > catalog > cart > purchase",
            "--order",
            "strict",
        ),
        *("--within", "7d", "--within-step", "2m", "--by", "session", "--gap", "30m", "--json"),
    )
    assert (answer.code, answer.err) == (0, "")
    assert [step["reached"] for step in answer.json["steps"]] == [40, 40, 26, 13]


def test_a_funnel_skips_optional_steps_and_heeds_excluded_ones(shop_home: Path) -> None:
    words = ("ask", "funnel", shop_home / "events.csv", "--json", "--steps")
    optional = tropa(*words, "visit > cart > purchase", "--optional", 2)
    excluded = tropa(*words, "visit > purchase", "--exclude", "catalog")
    assert optional.code == excluded.code == 0
    assert excluded.json["steps"][-1] != optional.json["steps"][-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("flow", "--segment", "kids"), "There is no segment kids"),
        (("flow", "--with", "cartt"), "cart, catalog"),
        (("flow", "--from", "yesterday"), "yesterday is not a day"),
        (("flow", "--from", "2026-10-05", "--to", "2026-10-01"), "2026-10-05"),
        (("flow", "--top", "0"), "--top is 0"),
        (("sessions", "--gap", "soon"), "soon is not a length of time"),
        (("funnel", "--steps", "visit"), "at least two steps"),
        (("funnel", "--steps", "visit > chekout"), "chekout"),
        (("funnel", "--steps", "visit > cart", "--order", "random"), "ordered, strict, any"),
        (("funnel", "--steps", "visit > cart", "--optional", "0"), "Step 0"),
        (("funnel", "--steps", "visit > cart", "--within", "-3d"), "-3d"),
        (("funnel", "--steps", "visit > cart", "--hold", "device"), "device"),
        (("step-matrix", "--positions", "0"), "--positions is 0"),
        (("step-matrix", "--anchor", "checkout"), "checkout"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_in_one_paragraph(
    shop_home: Path, words: tuple[str, ...], told: str
) -> None:
    said = tropa("ask", words[0], shop_home / "events.csv", *words[1:])
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert "inside Tropa" not in said.err


def test_an_error_is_json_too(shop_home: Path) -> None:
    said = tropa("ask", "flow", shop_home / "events.csv", "--segment", "kids", "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == "journeys.no_segment"
    assert said.json["error"]["facts"]["name"] == "kids"


@pytest.mark.skipif(not LOGS.is_dir(), reason="the shared event logs are not here")
def test_the_textbook_log_has_the_textbook_s_counts() -> None:
    found = counts(tropa("ask", "flow", LOGS / "running-example.xes", "--json").json)
    expected = {
        ("register request", "examine casually"): 3,
        ("register request", "check ticket"): 2,
        ("register request", "examine thoroughly"): 1,
        ("check ticket", "decide"): 6,
        ("examine casually", "check ticket"): 4,
        ("decide", "pay compensation"): 3,
        ("decide", "reinitiate request"): 3,
        ("decide", "reject request"): 3,
    }
    assert {edge: found[edge] for edge in expected} == expected


@pytest.mark.skipif(not LOGS.is_dir(), reason="the shared event logs are not here")
def test_the_receipts_have_their_variants() -> None:
    answer = tropa("ask", "variants", LOGS / "receipt.xes.gz", "--top", 1, "--json").json
    assert (answer["journeys"], answer["total"], answer["variants"][0]["count"]) == (1434, 116, 713)
    assert len(answer["variants"]) == 1
    assert answer["other"]["count"] == 1434 - 713


CINEMA = {
    "paths": ("--after", "Payment page", "--steps", 3),
    "representatives": ("--number", 3),
    "outcome": (),
    "survival": (),
    "retention": ("--period", "week", "--periods", 3),
    "repeat-visits": (),
    "moments": (),
    "decision": (),
    "attribution": ("--model", "first", "--model", "markov"),
    "drift": (),
    "metric": ("--metric", "nps"),
    "compare": ("--a", "from=2026-08-01 to=2026-09-01", "--b", "from=2026-09-01", "--question", "outcome"),
    "conformance": ("--desired", "Home page -> Payment page -> Subscription paid; ignore others"),
    "before-after": ("--change", "2026-09-15"),
    "segments": (),
    "portrait": ("--of", "students"),
}


@pytest.mark.parametrize("question", CINEMA)
def test_every_question_of_outcome_and_change_answers_about_the_cinema(cinema: Path, question: str) -> None:
    answer = tropa("ask", question, cinema, *CINEMA[question], "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["definition"]
    told = tropa("ask", question, cinema, *CINEMA[question], language="ru")
    assert told.code == 0
    assert len(told.out.splitlines()) > 2


@pytest.mark.parametrize(
    ("question", "options", "needs"),
    [
        ("outcome", (), "goal"),
        ("moments", (), "goal"),
        ("attribution", (), "goal"),
        ("conformance", (), "--desired"),
        ("campaign", (), "file"),
        ("compare", ("--a", "colour=red"), "segment, from, to"),
        ("before-after", (), "--change"),
        ("experiment", (), "arm"),
        ("paths", ("--pattern", "cart -> ("), "▸"),
    ],
)
def test_a_question_of_a_bare_file_says_what_it_needs(
    shop_home: Path, question: str, options: tuple[str, ...], needs: str
) -> None:
    answer = tropa("ask", question, shop_home / "events.csv", *options)
    assert answer.code == 1
    assert needs in answer.err


@pytest.mark.parametrize("question", ["outcome", "survival", "moments", "decision", "attribution"])
def test_a_goal_can_be_named_for_a_bare_file(shop_home: Path, question: str) -> None:
    answer = tropa("ask", question, shop_home / "events.csv", "--goal", "purchase", "--json")
    assert (answer.code, answer.err) == (0, "")
    if question == "outcome":
        assert answer.json["converted"] == 13


def test_a_pattern_chooses_journeys_for_any_question(shop_home: Path) -> None:
    answer = tropa("ask", "flow", shop_home, "--pattern", "cart -> purchase", "--json")
    assert answer.json["journeys"] == 13


def test_a_campaign_is_judged_by_the_groups_of_a_file(shop_home: Path, tmp_path: Path) -> None:
    arms = tmp_path / "arms.csv"
    rows = [f"c{number},{'treated' if number % 2 else 'holdout'}" for number in range(40)]
    arms.write_text("customer,arm\n" + "\n".join(rows) + "\n", "utf-8")
    where = (shop_home / "events.csv", "--goal", "purchase", "--arms", arms)
    answer = tropa("ask", "campaign", *where, "--json").json
    assert answer["grade"] == "A"
    assert answer["treated"]["customers"] + answer["comparison"]["customers"] == 40
    tried = tropa("ask", "experiment", *where, "--randomised", "--json").json
    assert sum(arm["assigned"] for arm in tried["arms"]) == 40


def test_the_click_rate_is_told_what_is_shown_and_what_is_a_click(shop_home: Path) -> None:
    where = (shop_home / "events.csv", "--metric", "click_rate")
    answer = tropa("ask", "metric", *where, "--touchpoint", "catalog", "--clicked", "cart", "--json")
    assert answer.json["value"]["value"] == 26 / 40
    lacking = tropa("ask", "metric", *where)
    assert lacking.code != 0
    assert "touchpoints" in lacking.err


def test_rare_touchpoints_are_folded_and_nothing_is_lost(shop_home: Path) -> None:
    whole = tropa("ask", "flow", shop_home, "--json").json
    folded = tropa("ask", "flow", shop_home, "--keep", 1, "--json").json
    assert sum(edge["count"] for edge in folded["edges"]) == sum(edge["count"] for edge in whole["edges"])
    assert "(need)" in {edge["target"] for edge in folded["edges"]}
    assert tropa("ask", "flow", shop_home, "--keep", -1).code == 1
