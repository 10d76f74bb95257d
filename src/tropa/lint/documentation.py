"""The manual's page of rules, written from the rules themselves."""

import inspect

from tropa.lint.check import RULES
from tropa.lint.finding import Rule

_HEAD = """# Rules of the method

`tropa check` reads maps and finds the mistakes that practitioners make most. A finding is a `warning` (the map
misleads) or `info` (it could help more). This page is generated from `src/tropa/lint`; do not edit it.

"""


def documentation() -> str:
    """The page `docs/reference/lint.md`."""
    contents = "".join(f"- [{rule.code}](#{rule.code.lower()}-{rule.name}) {_title(rule)}\n" for rule in RULES)
    return _HEAD + contents + "".join(f"\n## {rule.code} {rule.name}\n\n{_body(rule)}" for rule in RULES)


def _page(rule: Rule) -> str:
    module = inspect.getmodule(rule.look)
    assert module is not None
    return inspect.getdoc(module) or ""


def _title(rule: Rule) -> str:
    return _page(rule).partition("\n")[0]


def _body(rule: Rule) -> str:
    title, _, rest = _page(rule).partition("\n")
    return f"{title}\n{rest}".replace("\n## ", "\n### ").rstrip() + "\n"
