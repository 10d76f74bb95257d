"""All rules in the order of their codes, and the one way to run them."""

from collections.abc import Sequence

from tropa.kit.locale import Language
from tropa.lint import (
    barrier_unanswered,
    channel_left_out,
    claim_without_evidence,
    ends_at_purchase,
    one_map_for_all,
    too_few_customers,
    vague_persona,
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
