"""All rules in the order of their codes, and the one way to run them."""

from collections.abc import Sequence

from tropa.kit.locale import Language
from tropa.lint import (
    barrier_unanswered,
    card_twice,
    channel_left_out,
    claim_without_evidence,
    colour_only,
    company_voice,
    contradictory_segments,
    ends_at_purchase,
    evidence_stale,
    example_left,
    future_without_way,
    goal_missing,
    happy_path_only,
    hypothesis_untestable,
    low_contrast,
    map_without_owner,
    number_of_stages,
    one_map_for_all,
    opinions_only,
    opportunity_without_solution,
    persona_unused,
    picture_without_words,
    quote_reworded,
    simpson_flip,
    solution_without_metric,
    solution_without_owner,
    staff_for_customer,
    stage_empty,
    stage_without_emotion,
    stage_without_touchpoint,
    too_few_customers,
    trait_without_source,
    vague_persona,
    verdict_without_test,
)
from tropa.lint.finding import Finding, Rule
from tropa.model.map import Map

RULES: tuple[Rule, ...] = (
    one_map_for_all.RULE,
    vague_persona.RULE,
    channel_left_out.RULE,
    claim_without_evidence.RULE,
    ends_at_purchase.RULE,
    barrier_unanswered.RULE,
    too_few_customers.RULE,
    persona_unused.RULE,
    staff_for_customer.RULE,
    stage_without_touchpoint.RULE,
    stage_without_emotion.RULE,
    opportunity_without_solution.RULE,
    solution_without_owner.RULE,
    solution_without_metric.RULE,
    happy_path_only.RULE,
    quote_reworded.RULE,
    evidence_stale.RULE,
    contradictory_segments.RULE,
    simpson_flip.RULE,
    goal_missing.RULE,
    hypothesis_untestable.RULE,
    verdict_without_test.RULE,
    colour_only.RULE,
    low_contrast.RULE,
    picture_without_words.RULE,
    number_of_stages.RULE,
    company_voice.RULE,
    stage_empty.RULE,
    map_without_owner.RULE,
    card_twice.RULE,
    example_left.RULE,
    opinions_only.RULE,
    future_without_way.RULE,
    trait_without_source.RULE,
)


def check(maps: Sequence[Map], *, language: Language = "en") -> list[Finding]:
    """What the rules find in maps that belong together, by rule, then in the order of the maps.

    `language` is the language of the sentences of `str(finding)`; `finding.text` speaks any.
    """
    return [
        Finding(rule.code, severity, f"{rule.code}.{key}", tuple(facts.items()), where, language)
        for rule in RULES
        for severity, key, facts, where in rule.look(maps)
    ]


def findings_of(findings: Sequence[Finding], map_: Map) -> list[Finding]:
    """Those of the findings that lie in this map."""
    return [finding for finding in findings if finding.where.partition("/")[0] == map_.id]


def fixed(maps: Sequence[Map]) -> tuple[list[Map], list[Finding]]:
    """The maps after every safe fix, and the findings that are gone by it."""
    before, mended = check(maps), list(maps)
    for rule in RULES:
        if rule.fix is not None:
            mended = [rule.fix(map_) for map_ in mended]
    left = {(finding.code, finding.key, finding.where) for finding in check(mended)}
    return mended, [finding for finding in before if (finding.code, finding.key, finding.where) not in left]
