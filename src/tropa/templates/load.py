"""The templates of the package: which there are, and one of them as a map."""

from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import get_args

from tropa.errors import NotFoundError
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.map import Map
from tropa.model.value import Value
from tropa.templates.build import build
from tropa.templates.references import check
from tropa.templates.written import Template
from tropa.templates.yaml_file import read

_CATEGORIES: tuple[str, ...] = get_args(Template.model_fields["category"].annotation)


class TemplateInfo(Value):
    """What a template is about, in each language, for who chooses one."""

    id: str
    category: str
    titles: dict[Language, str]
    abouts: dict[Language, str]
    stages: dict[Language, tuple[str, ...]]
    personas: dict[Language, tuple[str, ...]]


def template(name: str, language: Language, today: date | None = None) -> Map:
    """The map of a template in a language, created `today`; NotFoundError names the templates there are.

    Ids follow from the template: two maps of it have the same, also in different languages. All it says is an example:
    each card and curve point carries the evidence `template`, grade E.

    >>> template("classic", "en").title
    'I choose running shoes that will not hurt'
    """
    if name not in names():
        raise NotFoundError("templates.no_template", id=name, allowed=", ".join(names()))
    return build(read_template(name), language, today or datetime.now(UTC).date())


def templates() -> tuple[TemplateInfo, ...]:
    """All templates, by category and id; the blank one is the last."""
    found = sorted(map(_head, names()), key=lambda one: (_CATEGORIES.index(one.category), one.id))
    return tuple(_info(one) for one in found)


@cache
def names() -> tuple[str, ...]:
    """The ids of the templates, in the order of letters."""
    there = (entry.name for entry in files("tropa.templates").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in there if name.endswith(".yaml")))


def parse(written: str, path: str) -> Template:
    """A template from the text of its file; MapError names file and place of a fault."""
    found = read(Template, written, path)
    check(found, path)
    return found


@cache
def read_template(name: str) -> Template:
    """A template of the package as it is written, in all languages."""
    return parse(_written(name), f"{name}.yaml")


@cache
def _head(name: str) -> Template:
    """The template without its cards and all below them: the list needs no more, and most of a file is cards."""
    head, _, _ = _written(name).partition("\ncards:")
    return read(Template, head + "\ncards: {}\n", f"{name}.yaml")


def _written(name: str) -> str:
    return files("tropa.templates").joinpath(f"{name}.yaml").read_text("utf-8")


def _info(one: Template) -> TemplateInfo:
    return TemplateInfo(
        id=one.id,
        category=one.category,
        titles={language: one.title.of(language) for language in LANGUAGES},
        abouts={language: one.about.of(language) for language in LANGUAGES},
        stages={language: tuple(stage.title.of(language) for stage in one.stages) for language in LANGUAGES},
        personas={language: tuple(who.name.of(language) for who in one.personas) for language in LANGUAGES},
    )
