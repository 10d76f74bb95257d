"""The share of good or bad verbatims, put right by a random sample that a person has labelled.

Counting a classifier's answers covers the true share in 0–68 % of cases instead of 95 %. So a sample is drawn at random
(not the doubtful ones, not the latest ones), a person labels it, and prediction-powered inference joins both
(`statistics.audited_share`, PPI++). Without an audit a share is shown as unverified and has no interval.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from heapq import nsmallest
from itertools import takewhile
from pathlib import Path
from typing import Literal

import numpy as np

from tropa.errors import InputError, NotFoundError, QuestionError
from tropa.kit.locale import Language, percent_text, text
from tropa.statistics.audited_share import LEAST_AUDITED, audited_share
from tropa.statistics.interval import Estimate
from tropa.voice.valence import Valences

ADVISED = 200  # labels: the interval of a share is then about 11 points wide
Kind = Literal["positive", "negative"]
KINDS: Mapping[Kind, int] = {"positive": 1, "negative": -1}
LABELS = (-1, 0, 1)


@dataclass(frozen=True)
class Audit:
    """What a person said of verbatims drawn at random: −1, 0 or +1 by id.

    Verbatims are drawn in the order of a hash of `seed` and their id. So the first ones of that order are a random
    sample of whatever verbatims there are; where some are imported or erased later, only the few that come in between
    are still to label.

    >>> audit = Audit().labelled("v2", -1)
    >>> audit.sample(["v1", "v2", "v3"], 2), audit.open(["v1", "v2", "v3"], 2)
    (['v1', 'v2'], ['v1'])
    """

    labels: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0

    def sample(self, verbatim_ids: Sequence[str], size: int = ADVISED) -> list[str]:
        """The first verbatims drawn, in the order drawn. Raises QuestionError `voice.audit_size` for a size below 1."""
        if size < 1:
            raise QuestionError("voice.audit_size", value=size, allowed=LEAST_AUDITED)
        return nsmallest(size, set(verbatim_ids), key=self._place)

    def open(self, verbatim_ids: Sequence[str], size: int = ADVISED) -> list[str]:
        """Those of the sample still to label."""
        return [drawn for drawn in self.sample(verbatim_ids, size) if drawn not in self.labels]

    def random(self, verbatim_ids: Sequence[str]) -> list[str]:
        """The labelled verbatims that are a random sample of these: the first ones drawn, up to one not labelled."""
        drawn = self.sample(verbatim_ids, len(self.labels) + 1)
        return list(takewhile(lambda one: one in self.labels, drawn))

    def labelled(self, verbatim_id: str, label: int) -> "Audit":
        """The audit with one more label. Raises QuestionError `voice.audit_label` for a label other than −1, 0, 1."""
        if label not in LABELS:
            raise QuestionError("voice.audit_label", value=label, allowed="-1, 0, 1")
        return replace(self, labels={**self.labels, verbatim_id: label})

    def without(self, verbatim_ids: Collection[str]) -> "Audit":
        """The audit without the labels of verbatims that were erased."""
        gone = frozenset(verbatim_ids)
        return replace(self, labels={one: given for one, given in self.labels.items() if one not in gone})

    def save(self, path: Path) -> None:
        """Write the audit as JSON; it holds ids and labels, no text."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"seed": self.seed, "labels": dict(self.labels)}, indent=1), "utf-8")

    def _place(self, verbatim_id: str) -> bytes:
        return blake2b(f"{self.seed}\0{verbatim_id}".encode("utf-8", "surrogatepass"), digest_size=12).digest()


@dataclass(frozen=True)
class ShareOfKind:
    """The share of verbatims of a kind. `estimate` is None until 30 are labelled: the share is then unverified.

    `counted` is the plain share of the model's answers, `audited` how many labels it was put right with.
    """

    kind: Kind
    counted: float
    n: int
    audited: int
    estimate: Estimate | None

    @property
    def verified(self) -> bool:
        """Whether the share was put right by labels."""
        return self.estimate is not None

    def sentence(self, language: Language) -> str:
        """The share as a person reads it: with its interval, or marked as unverified."""
        if self.estimate is None:
            counted = percent_text(self.counted, language)
            return text("voice", f"share.unverified.{self.kind}", language, n=self.n, share=counted)
        value, low, high = (
            percent_text(share, language) for share in (self.estimate.value, self.estimate.low, self.estimate.high)
        )
        return text("voice", f"share.audited.{self.kind}", language, n=self.audited, share=value, low=low, high=high)


def load_audit(path: Path) -> Audit:
    """An audit that was saved. Raises NotFoundError, or InputError `voice.audit_broken`."""
    if not path.exists():
        raise NotFoundError("errors.no_file", path=path)
    try:
        told = json.loads(path.read_text("utf-8"))
        labels = {str(key): int(given) for key, given in told["labels"].items()}
        if set(labels.values()) - set(LABELS):
            raise ValueError(path)
        return Audit(labels, int(told["seed"]))
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise InputError("voice.audit_broken", path=path) from broken


def label(
    audit: Audit,
    texts: Mapping[str, str],
    ask: Callable[[str], str],
    keep: Callable[[Audit], None],
    language: Language,
    size: int = ADVISED,
) -> Audit:
    """Ask a person for the labels of a random sample of `texts` (by id) that are still open, one after another.

    `ask` shows a paragraph and returns what was typed: + good, 0 neither, - bad, ? back to the one before, q (or
    EOFError) to stop. `keep` is called after every label, so that nothing is lost. The model's answer is not shown: it
    would lead the person.
    """
    sample = audit.sample(list(texts), size)
    place = _next(sample, audit, 0)
    while place < len(sample):
        question = text("voice", "audit.ask", language, place=place + 1, all=len(sample), text=texts[sample[place]])
        answer = _answer(ask, question, language)
        if answer is None:
            break
        if answer == "back":
            place = max(place - 1, 0)
            continue
        audit = audit.labelled(sample[place], answer)
        keep(audit)
        place = _next(sample, audit, place + 1)
    return audit


def share_of_kind(kind: Kind, verbatim_ids: Sequence[str], found: Valences, audit: Audit | None = None) -> ShareOfKind:
    """The share of verbatims of a kind: 95 % interval by PPI++ with at least 30 labels, else unverified.

    `found` are a model's answers on all the verbatims (one row an id). The model must not have been trained on the
    audited ones (`training.rated_texts(exclude=audit.labels)`).
    """
    predicted = (found.classes() == KINDS[kind]).astype(np.float64)
    counted = float(predicted.mean()) if len(predicted) else 0.0
    random = set(audit.random(verbatim_ids)) if audit is not None else set()
    seen = np.array([verbatim in random for verbatim in verbatim_ids], bool)
    labels = [audit.labels[verbatim] == KINDS[kind] for verbatim in verbatim_ids if audit and verbatim in random]
    estimate = audited_share(predicted[~seen], predicted[seen], np.array(labels, np.float64))
    return ShareOfKind(kind, counted, len(predicted), len(labels), estimate)


def _next(sample: Sequence[str], audit: Audit, place: int) -> int:
    """The first place from here on that is not labelled."""
    return next((here for here in range(place, len(sample)) if sample[here] not in audit.labels), len(sample))


def _answer(ask: Callable[[str], str], question: str, language: Language) -> int | Literal["back"] | None:
    """What a person typed; asked again until it is understood."""
    meant: dict[str, int | Literal["back"] | None] = {"+": 1, "0": 0, "-": -1, "−": -1, "?": "back", "q": None}
    while True:
        try:
            typed = ask(question).strip().lower()
        except EOFError:
            return None
        if typed in meant:
            return meant[typed]
        question = text("voice", "audit.again", language, value=typed)
