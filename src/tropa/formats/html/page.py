"""The shell of every page: templates, one style, one script, the font, and a policy that lets nothing else in.

The style and the script are allowed by their hash alone; nothing is fetched, nothing is sent, no form leaves the page.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tropa.formats.html.avatar import avatar
from tropa.formats.html.typeface import font_faces
from tropa.formats.wording import Said, quoted
from tropa.kit.locale import Language

_SHORT = 32  # letters; longer parts may break inside


def render(template: str, language: Language, title: str, rules: str = "", /, **facts: object) -> str:
    """The whole file: `template` inside the shell, `rules` added to the style. Rules hold numbers only, no texts."""
    environment = _environment()
    said = Said(language)
    numbers = count(1)
    body = environment.get_template(f"{template}.html.jinja").render(
        **facts,
        said=said,
        language=language,
        avatar=avatar,
        quoted=lambda words: quoted(words, language),
        fresh_id=lambda: f"e{next(numbers)}",
    )
    script = _asset("page.js")
    style = font_faces(title + body) + _asset("page.css") + _asset("map.css") + rules
    return environment.get_template("page.html.jinja").render(
        language=language,
        title=title,
        policy=_policy(style, script),
        body=Markup(body),  # noqa: S704 - rendered above with autoescape
        style=Markup(style),  # noqa: S704 - our own text and numbers
        script=Markup(script),  # noqa: S704 - our own text
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; font-src data:; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tropa.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"whole": _whole, "ending": _ending, "last_word": _last_word}
    return environment


def _whole(written: str) -> Markup:
    """Parts between middle dots that do not break inside a line, if they are short."""
    return _ending(written, Markup(""))


def _ending(written: str, mark: Markup) -> Markup:
    """The same with a mark that never stands alone on a line."""
    *parts, last = written.split(" · ")
    return Markup(" · ").join(
        [*map(_unbroken, parts), _last_word(last, mark) if len(last) >= _SHORT else _kept(last, mark)]
    )


def _last_word(written: str, mark: Markup) -> Markup:
    """The text with a mark that stays beside its last word."""
    if not mark.strip():
        return escape(written)
    head, space, word = written.rpartition(" ")
    if len(word) >= _SHORT:
        return escape(written) + mark
    return escape(head + space) + _kept(word, mark)


def _unbroken(part: str) -> Markup:
    return _kept(part, Markup("")) if len(part) < _SHORT else escape(part)


def _kept(part: str, mark: Markup) -> Markup:
    beside = Markup("&nbsp;") + mark.strip() if mark.strip() else Markup("")
    return Markup('<span class="whole">{}{}</span>').format(part, beside)


@cache
def _asset(name: str) -> str:
    return files("tropa.formats.html").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")
