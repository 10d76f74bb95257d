"""A question guide as Markdown, to print or to paste where the survey is made."""

from collections.abc import Iterator

from tropa.kit.locale import text
from tropa.templates.guide import SCALES, Guide, SurveyQuestion


def guide_text(guide: Guide) -> str:
    """The guide as Markdown: the script of the interview, then the survey with the answers it offers.

    >>> from tropa.templates.guide import guide
    >>> guide_text(guide("barriers", "en")).splitlines()[0]
    '# Find and remove barriers'
    """
    return "\n".join([*_interview(guide), *_survey(guide)]) + "\n"


def _said(guide: Guide, key: str, **facts: object) -> str:
    return text("templates", f"guide.{key}", guide.language, **facts)


def _interview(guide: Guide) -> Iterator[str]:
    yield from (f"# {guide.title}", "", guide.about, "", f"## {_said(guide, 'interview')}", "")
    yield from (f"### {_said(guide, 'opening')}", "")
    for line in guide.opening:
        yield from (f"> {line}", "")
    number = 0
    for part in guide.parts:
        yield from (f"### {part.title}", "")
        for one in part.questions:
            number += 1
            yield f"{number}. {one.ask}"
            yield from (f"   * {probe}" for probe in one.probes)
        yield ""
    yield from (f"### {_said(guide, 'closing')}", "")
    for line in guide.closing:
        yield from (f"> {line}", "")


def _survey(guide: Guide) -> Iterator[str]:
    yield from (f"## {_said(guide, 'survey')}", "")
    for number, one in enumerate(guide.survey, 1):
        yield f"{number}. **{one.ask}** ({_said(guide, f'kind.{one.kind}')})"
        yield from (f"   * {option}" for option in _options(guide, one))


def _options(guide: Guide, one: SurveyQuestion) -> Iterator[str]:
    yield from one.options
    if one.kind in SCALES:
        low, high = SCALES[one.kind]
        ends = {end: _said(guide, f"scale.{one.kind}_{end}") for end in ("low", "high")}
        yield _said(guide, "ends", low=low, high=high, worst=ends["low"], best=ends["high"])
