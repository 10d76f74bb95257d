"""The manual's page of rules is written from the rules."""

from pathlib import Path

from tropa.lint.check import RULES
from tropa.lint.documentation import documentation

PAGE = Path(__file__).parents[2] / "docs/reference/lint.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == documentation(), "run `make docs`"


def test_every_rule_says_what_it_does_why_and_shows_an_example() -> None:
    pages = documentation().split("\n## ")[1:]
    assert len(pages) == len(RULES)
    for page in pages:
        assert all(f"### {part}\n" in page for part in ("What it does", "Why it is bad", "Example"))
