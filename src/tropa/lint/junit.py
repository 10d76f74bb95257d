"""Findings as JUnit XML, which every CI server shows: one test case a rule and map, failed where it warns."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tropa.kit.locale import Language
from tropa.lint.check import RULES
from tropa.lint.finding import Finding, Rule

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # letters XML 1.0 does not have


def junit(findings: Sequence[Finding], files: Mapping[str, str], *, language: Language = "en") -> str:
    """The findings as JUnit XML; `files` names the file of each map by the map's id.

    Warnings are failures; hints stand in the output of a passed case.
    """
    suites = [_suite(name, path, findings, language) for name, path in files.items()]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def _suite(name: str, path: str, findings: Sequence[Finding], language: Language) -> str:
    own = [finding for finding in findings if finding.where.partition("/")[0] == name]
    failed = {finding.code for finding in own if finding.severity == "warning"}
    head = f"  <testsuite name={_quoted(path)} tests={_quoted(len(RULES))} failures={_quoted(len(failed))}>\n"
    cases = (_case(rule, path, [one for one in own if one.code == rule.code], language) for rule in RULES)
    return head + "".join(cases) + "  </testsuite>\n"


def _case(rule: Rule, path: str, found: Sequence[Finding], language: Language) -> str:
    head = f"    <testcase classname={_quoted(path)} name={_quoted(f'{rule.code} {rule.name}')}"
    if not found:
        return head + "/>\n"
    said = {finding: f"{finding.where}: {finding.text(language)}" for finding in found}
    failures = [words for finding, words in said.items() if finding.severity == "warning"]
    hints = [words for finding, words in said.items() if finding.severity != "warning"]
    inner = "".join(f"      <failure message={_quoted(words)}/>\n" for words in failures)
    if hints:
        inner += f"      <system-out>{escape(_legal(chr(10).join(hints)))}</system-out>\n"
    return f"{head}>\n{inner}    </testcase>\n"


def _quoted(value: object) -> str:
    return quoteattr(_legal(str(value)))


def _legal(words: str) -> str:
    return _ILLEGAL.sub("", words)
