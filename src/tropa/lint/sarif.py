"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show at the place where they were found."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tropa.kit.locale import Language
from tropa.lint.check import RULES
from tropa.lint.documentation import title_of
from tropa.lint.finding import Finding

_LEVEL = {"warning": "warning", "info": "note"}


def sarif(findings: Sequence[Finding], files: Mapping[str, str], *, language: Language = "en") -> str:
    """The findings as a SARIF log; `files` names the file of each map by the map's id.

    A place inside the map (a card, a point) is a logical location: `map/card`.
    """
    driver = {
        "name": "tropa",
        "informationUri": "https://github.com/tropa-cjm/tropa",
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": title_of(rule)},
                "defaultConfiguration": {"level": _LEVEL[rule.severity]},
            }
            for rule in RULES
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(finding, files, language) for finding in findings]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, files: Mapping[str, str], language: Language) -> dict[str, Any]:
    uri = files.get(finding.where.partition("/")[0], "")
    return {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.text(language)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri}},
                "logicalLocations": [{"fullyQualifiedName": finding.where}],
            }
        ],
    }
