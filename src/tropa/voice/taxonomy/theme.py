"""A theme and the taxonomy it stands in: what people may add to, rename, merge and hide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from tropa.errors import InputError, NotFoundError
from tropa.kit.locale import LANGUAGES, Language

ThemeKind = Literal["barrier", "need", "delight"]
KINDS: tuple[ThemeKind, ...] = get_args(ThemeKind)


@dataclass(frozen=True)
class Theme:
    """One thing customers speak of.

    `title` and `words` are by language; `words` holds patterns, one a line (`taxonomy.pattern`). `parent` is the id of
    a wider theme, `remedy` a key of the catalogue of opportunities, `trades` where it is common (none: everywhere).
    """

    id: str
    kind: ThemeKind
    title: Mapping[Language, str] = field(hash=False)
    words: Mapping[Language, str] = field(default_factory=dict, hash=False)
    parent: str | None = None
    remedy: str | None = None
    trades: tuple[str, ...] = ()

    def title_in(self, language: Language) -> str:
        """The title in a language, else in one there is, else the id."""
        return next((self.title[one] for one in (language, "en", *LANGUAGES) if self.title.get(one)), self.id)


@dataclass(frozen=True)
class Taxonomy:
    """Themes by id, in their order. All edits give a new taxonomy."""

    themes: tuple[Theme, ...]

    def __post_init__(self) -> None:
        known = set()
        for theme in self.themes:
            if theme.id in known:
                raise InputError("voice.theme_twice", theme=theme.id)
            if theme.kind not in KINDS:
                raise InputError("voice.theme_kind", theme=theme.id, value=theme.kind, allowed=", ".join(KINDS))
            known.add(theme.id)
        for theme in self.themes:
            if theme.parent is not None and theme.parent not in known:
                raise InputError("voice.theme_parent", theme=theme.id, value=theme.parent)

    def __getitem__(self, theme: str) -> Theme:
        found = next((one for one in self.themes if one.id == theme), None)
        if found is None:
            raise NotFoundError("voice.no_theme", theme=theme)
        return found

    def of_kind(self, kind: ThemeKind) -> tuple[Theme, ...]:
        """The themes of a kind."""
        return tuple(theme for theme in self.themes if theme.kind == kind)

    def with_theme(self, theme: Theme) -> "Taxonomy":
        """The theme added, or put in place of the one with its id."""
        if any(one.id == theme.id for one in self.themes):
            return Taxonomy(tuple(theme if one.id == theme.id else one for one in self.themes))
        return Taxonomy((*self.themes, theme))

    def without(self, theme: str) -> "Taxonomy":
        """The theme taken out; what it was the parent of has its parent now."""
        gone = self[theme]
        kept = (one for one in self.themes if one.id != theme)
        return Taxonomy(tuple(replace(one, parent=gone.parent) if one.parent == theme else one for one in kept))

    def with_words(self, theme: str, language: Language, lines: str | Iterable[str]) -> "Taxonomy":
        """Patterns added to a theme."""
        known = self[theme]
        added = lines if isinstance(lines, str) else "\n".join(lines)
        words = {**known.words, language: f"{known.words.get(language, '').strip()}\n{added.strip()}".strip()}
        return self.with_theme(replace(known, words=words))

    def merged(self, theme: str, into: str) -> "Taxonomy":
        """One theme's words given to another, and the theme taken out."""
        joined = self.without(theme)
        for language, lines in self[theme].words.items():
            joined = joined.with_words(into, language, lines)
        return joined

    def for_trade(self, trade: str) -> "Taxonomy":
        """The themes common in a trade (shop, service, finance, travel, telecom) and those of all trades."""
        kept = tuple(theme for theme in self.themes if not theme.trades or trade in theme.trades)
        names = {theme.id for theme in kept}
        return Taxonomy(
            tuple(theme if theme.parent in names else replace(theme, parent=None) for theme in kept),
        )
