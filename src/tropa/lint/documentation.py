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
    contents = "".join(f"- [{rule.code}](#{rule.code.lower()}-{rule.name}) {title_of(rule)}\n" for rule in RULES)
    return _HEAD + contents + "".join(f"\n## {rule.code} {rule.name}\n\n{_body(rule)}" for rule in RULES)


def _page(rule: Rule) -> str:
    module = inspect.getmodule(rule.look)
    assert module is not None
    return inspect.getdoc(module) or ""


def title_of(rule: Rule) -> str:
    """The first line of a rule's page: the mistake in a few words."""
    return _page(rule).partition("\n")[0]


def _body(rule: Rule) -> str:
    title, _, rest = _page(rule).partition("\n")
    mended = " Mended by `tropa check --fix`." if rule.fix is not None else ""
    page = f"{title}\n\nSeverity: {rule.severity}.{mended}\n{rest}"
    return page.replace("\n## ", "\n### ").rstrip() + "\n"
