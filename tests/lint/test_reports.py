"""Findings in the forms that machines read."""

import json
from xml.etree import ElementTree

from tests.model.map_builder import card, small_map
from tropa.lint.check import RULES, check
from tropa.lint.junit import junit
from tropa.lint.sarif import sarif

HOSTILE = small_map(card("s", lane="solutions", body='<script>alert("x")</script> \x00\ud800 ]]>'))
FILES = {"map": "maps/cinema & co.map.json"}


def test_sarif_names_the_rule_the_file_and_the_place() -> None:
    log = json.loads(sarif(check([HOSTILE]), FILES))
    [run] = log["runs"]
    [found] = [one for one in run["results"] if one["ruleId"] == "TR013"]
    [place] = found["locations"]
    assert found["level"] == "warning"
    assert place["physicalLocation"]["artifactLocation"]["uri"] == FILES["map"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "map/s"
    assert {one["ruleId"] for one in run["results"]} <= {one["id"] for one in run["tool"]["driver"]["rules"]}


def test_junit_has_a_case_for_every_rule_and_fails_where_one_warns() -> None:
    [suite] = ElementTree.fromstring(junit(check([HOSTILE]), FILES, language="ru"))
    assert len(suite) == len(RULES) == int(suite.attrib["tests"])
    failed = {case.attrib["name"] for case in suite if case.find("failure") is not None}
    assert "TR013 solution-without-owner" in failed
    assert len(failed) == int(suite.attrib["failures"])
    assert '<script>alert("x")</script>' in "".join(one.attrib.get("message", "") for one in suite.iter("failure"))


def test_a_hint_does_not_fail() -> None:
    [suite] = ElementTree.fromstring(junit(check([HOSTILE]), FILES))
    [case] = [one for one in suite if one.attrib["name"].startswith("TR029")]
    assert [inner.tag for inner in case] == ["system-out"]
