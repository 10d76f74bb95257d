"""What customers say, asked of a workspace or of journeys: themes, emotion, barriers, quotes, and the audit of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.emotion import EmotionAnswer, emotion
from tropa.binding.feelings import felt_or_guessed
from tropa.binding.material import Material
from tropa.errors import NotFoundError, QuestionError
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.library.rating import MODEL, model_in, name_of, with_languages
from tropa.statistics.interval import Estimate
from tropa.voice.audit import ADVISED, Audit, ShareOfKind, label, load_audit, share_of_kind
from tropa.voice.before_exit import ThemeShift, before_exit
from tropa.voice.clusters import Suggestions, suggest
from tropa.voice.quotes import Order, Valence, Verbatim, quotes
from tropa.voice.taxonomy.theme import Taxonomy
from tropa.voice.themes import mentions, texts_of
from tropa.voice.themes_impact import ThemeWeights, weigh_themes
from tropa.voice.training import rated_texts, train
from tropa.voice.valence import ByLanguage, Valences
from tropa.voice.valence_choice import offline_model
from tropa.voice.valence_trained import Trained

AUDIT = "audit.json"


@dataclass(frozen=True)
class Voice:
    """What was said, with the journeys of those who said it; models and the audit lie in the workspace `folder`."""

    material: Material
    folder: Path | None = None
    progress: Progress = silent

    @cached_property
    def verbatims(self) -> pa.Table:
        """What was said, each text with its language; QuestionError `library.nothing_said` where nothing was."""
        said = self.material.verbatims
        if said.num_rows == 0:
            raise QuestionError("library.nothing_said")
        return with_languages(said)

    @property
    def taxonomy(self) -> Taxonomy:
        """The themes: those of the workspace's own `themes.toml`, else the standard ones."""
        return self.material.taxonomy

    def titles(self, language: Language) -> dict[str, str]:
        """The themes' titles by id."""
        return {theme.id: theme.title_in(language) for theme in self.taxonomy.themes}

    @cached_property
    def mentions(self) -> pa.Table:
        """One row a text and theme it speaks of."""
        return mentions(self.verbatims, self.taxonomy, progress=self.progress)

    def themes(self, *, stage: str | None = None) -> ThemeWeights:
        """How many customers speak of each theme, and how much lower they rate; of one stage or of all."""
        return weigh_themes(self.mentions, self._of_stage(stage))

    def suggested(self) -> Suggestions:
        """Themes nobody has named yet: stable groups of the texts without any theme."""
        return suggest(self.verbatims, self.mentions, progress=self.progress)

    def before_exit(self) -> ThemeShift:
        """Themes of those who left soon after their words, against those who stayed."""
        return before_exit(self.mentions, self.verbatims, self.material.journeys)

    def emotion(self) -> EmotionAnswer:
        """Emotion of each stage from what was rated there, and where too few did, marked, from texts and behaviour."""
        journeys = self.material.journeys
        return emotion(felt_or_guessed(self.verbatims, self.material.rate, journeys), journeys.vocabulary.stages)

    def quotes(
        self,
        *,
        stage: str | None = None,
        theme: str | None = None,
        valence: Valence | None = None,
        order: Order = "typical",
        limit: int = 5,
    ) -> list[Verbatim]:
        """Customers' own words of a stage or theme, each of another customer, literal."""
        said = self._of_stage(stage)
        if theme is not None:
            known = self.mentions.filter(pc.equal(self.mentions["theme"], self._theme(theme)))
            said = said.filter(pc.is_in(said["verbatim_id"], value_set=known["verbatim_id"].combine_chunks()))
        return quotes(said, valence=valence, order=order, limit=limit)

    @cached_property
    def model(self) -> ByLanguage:
        """The model of valence: trained on the workspace's own texts where that was done and is better."""
        return model_in(self.folder)

    def train(self) -> Trained:
        """Train on the workspace's own rated texts and keep the model there; what was audited is held out."""
        rated = rated_texts(self.verbatims, exclude=self.audit().labels)
        trained = train(rated, name_of(self.folder or Path()), offline_model(), progress=self.progress)
        if self.folder is not None:
            trained.save(self.folder / MODEL)
        return trained

    def share(self, kind: Literal["positive", "negative"]) -> ShareOfKind:
        """The share of good or bad texts, with an interval once enough were labelled, else marked unverified."""
        ids, found = self._valences
        return share_of_kind(kind, ids, found, self.audit())

    def audit(self) -> Audit:
        """What a person has labelled in this workspace so far."""
        try:
            return load_audit(self._audit_file())
        except NotFoundError:
            return Audit()

    def label(self, ask: Callable[[str], str], language: Language, *, size: int = ADVISED) -> Audit:
        """Ask a person for labels of a random sample; each is kept at once."""
        texts = self._texts
        return label(self.audit(), texts, ask, lambda kept: kept.save(self._audit_file()), language, size)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        customers = self.verbatims.filter(pc.equal(self.verbatims["speaker_role"], "customer"))
        return {name: words for name, words, _ in texts_of(customers)}

    @cached_property
    def _valences(self) -> tuple[list[str], Valences]:
        customers = self.verbatims.filter(pc.equal(self.verbatims["speaker_role"], "customer"))
        rows = list(texts_of(customers))
        found = self.model.score([words for _, words, _ in rows], [known for _, _, known in rows], self.progress)
        return [name for name, _, _ in rows], found

    def _of_stage(self, stage: str | None) -> pa.Table:
        said = self.verbatims
        if stage is None:
            return said
        known = self.material.journeys.vocabulary.stages
        if stage not in known:
            raise QuestionError("library.no_stage", value=stage, allowed=", ".join(known) or "—")
        return said.filter(pc.fill_null(pc.equal(said["stage"], stage), False))

    def _audit_file(self) -> Path:
        return (self.folder or Path()) / AUDIT

    def _theme(self, name: str) -> str:
        known = [theme.id for theme in self.taxonomy.themes]
        if name not in known:
            raise QuestionError("library.no_theme", value=name, allowed=", ".join(sorted(known)))
        return name


def theme_rows(weights: ThemeWeights, titles: Mapping[str, str], kind: str | None = None) -> list[dict[str, Any]]:
    """Themes as table rows; `kind` keeps barriers, needs or delights alone."""
    return [
        {
            "theme": titles.get(one.theme, one.theme),
            "kind": one.kind,
            "customers": one.customers,
            **_estimate("reach", one.reach),
            **_estimate("drop", one.drop),
            "p_adjusted": one.p_adjusted,
        }
        for one in weights.themes
        if kind is None or one.kind == kind
    ]


def exit_rows(shift: ThemeShift, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Themes spoken of before people left, as table rows."""
    return [
        {
            "theme": titles.get(one.theme, one.theme),
            "before_exit": one.here.value,
            "otherwise": one.elsewhere.value,
            **_estimate("difference", one.difference),
            "p_adjusted": one.p_adjusted,
        }
        for one in shift.themes
    ]


def quote_rows(found: list[Verbatim]) -> list[dict[str, Any]]:
    """Quotes as table rows."""
    return [
        {"quote": one.text, "source": one.source, "date": str(one.date) if one.date else None, "rating": one.rating}
        for one in found
    ]


def suggestion_rows(found: Suggestions) -> list[dict[str, Any]]:
    """Suggested themes as table rows: how many texts, how stable, the words that set them apart, a typical text."""
    return [
        {
            "texts": len(one.verbatims),
            "stability": one.stability,
            "words": ", ".join(word.word for word in one.words[:6]),
            "typical": one.typical[0] if one.typical else "",
        }
        for one in found.groups
    ]


def _estimate(name: str, found: Estimate | None) -> dict[str, float | None]:
    value, low, high = (None, None, None) if found is None else (found.value, found.low, found.high)
    return {name: value, f"{name}_low": low, f"{name}_high": high}
