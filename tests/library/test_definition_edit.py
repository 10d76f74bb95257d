"""Segments written into `tropa.yaml`: the rest of the file stays as people wrote it."""

import pytest

from tropa.definition.load import loads
from tropa.definition.model import Condition
from tropa.errors import QuestionError
from tropa.library.definition_edit import with_segment

WRITTEN = """\
version: 1

# whom we sell to
segments:
  # those who study
  - id: students
    title: {en: Students, ru: Студенты}
    where:
      - {trait: age, below: 25}
  - id: older   # the rest
    title: Older
    where:
      - trait: age
        at_least: 25

# people we have met
personas:
  - segment: students
    name: Anna
"""
YOUNG = (Condition(trait="age", below=30),)


def test_a_changed_segment_keeps_its_place_its_comments_and_its_other_titles() -> None:
    told = with_segment(WRITTEN, "students", "The young", YOUNG, "en")
    first = loads(told, "tropa.yaml").segments[0]
    assert (first.id, first.title) == ("students", {"en": "The young", "ru": "Студенты"})
    assert first.where == YOUNG
    for words in ("# whom we sell to", "# those who study", "# the rest", "# people we have met"):
        assert words in told


def test_a_new_segment_stands_last() -> None:
    told = with_segment(WRITTEN, "young", "Young", YOUNG, "en")
    assert [one.id for one in loads(told, "tropa.yaml").segments] == ["students", "older", "young"]
    assert told.startswith(WRITTEN.partition("# people")[0].rstrip())


def test_the_first_segment_of_a_definition_without_any() -> None:
    told = with_segment("version: 1\n", "young", "Young", YOUNG, "en")
    assert [one.title for one in loads(told, "tropa.yaml").segments] == ["Young"]


def test_saying_the_same_changes_nothing() -> None:
    same = (Condition(trait="age", at_least=25),)
    assert with_segment(WRITTEN, "older", "Older", same, "en") == WRITTEN


def test_a_segment_that_no_definition_allows_is_refused() -> None:
    with pytest.raises(QuestionError) as refused:
        with_segment(WRITTEN, "not an id!", "Young", YOUNG, "en")
    assert refused.value.code == "evidence.bad_segment"
