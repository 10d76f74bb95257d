"""A classifier in a local folder, run by ONNX Runtime; nothing is ever downloaded.

The folder holds `model.onnx`, `tokenizer.json` (Hugging Face tokenizers) and `model.yaml`:

    labels: [negative, neutral, positive]   # of the numbers the model answers with, in order
    model_sha256: 9f86d0…                    # of model.onnx; the file is refused where it differs
    tokenizer_sha256: 60303a…                # of tokenizer.json
    max_tokens: 256                          # optional; longer texts are cut (512 without)
    languages: [ru, pl]                      # optional; all without

Inputs `input_ids`, `attention_mask` and `token_type_ids` are given where the model asks for them; its first output is
one row of logits a text. Two labels (negative, positive) are allowed: the neutral probability is then 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from tropa.errors import InputError, needed
from tropa.journeys.block import F64
from tropa.kit.locale import LANGUAGES, Language
from tropa.kit.progress import Progress, silent
from tropa.voice.valence import Valences, by_batches

with needed("onnxruntime", "onnx"):
    import onnxruntime
with needed("tokenizers", "onnx"):
    from tokenizers import Tokenizer

FILES = ("model.yaml", "model.onnx", "tokenizer.json")
NAMES = ("negative", "neutral", "positive")
NEEDED = "model.onnx, tokenizer.json, model.yaml (labels: negative, neutral, positive; model_sha256, tokenizer_sha256)"
BATCH = 32
MOST_TOKENS = 512


@dataclass(frozen=True)
class OnnxModel:
    """A model read from a folder by `load_onnx`."""

    model_id: str
    labels: tuple[str, ...]
    languages: tuple[Language, ...]
    session: Any
    tokenizer: Any

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """Softmax of the model's logits; valence is positive less negative. Texts of like length go together."""
        rows = [row for row, language in enumerate(languages) if language in self.languages]
        rows.sort(key=lambda row: len(texts[row]))
        return by_batches(texts, rows, BATCH, self._probabilities, self.model_id, progress)

    def _probabilities(self, texts: list[str]) -> F64:
        encoded = self.tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([one.ids for one in encoded], np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], np.int64),
            "token_type_ids": np.array([one.type_ids for one in encoded], np.int64),
        }
        asked = {put.name: given[put.name] for put in self.session.get_inputs()}
        logits = np.asarray(self.session.run(None, asked)[0], np.float64)
        if logits.ndim != 2 or logits.shape[1] != len(self.labels):
            raise InputError("voice.onnx_labels", path=self.model_id, value=logits.shape[-1], allowed=len(self.labels))
        exponent = np.exp(logits - logits.max(axis=1, keepdims=True))
        found = np.zeros((len(texts), len(NAMES)))
        found[:, [NAMES.index(label) for label in self.labels]] = exponent / exponent.sum(axis=1, keepdims=True)
        return found


def load_onnx(folder: Path) -> OnnxModel:
    """The model in a folder.

    Raises InputError `voice.onnx_folder` where a file is missing or unusable, `voice.onnx_changed` where a file is not
    the one that `model.yaml` describes, and MissingExtraError without the extra `onnx` (on import of this module).
    """
    told = _described(folder)
    for name, key in (("model.onnx", "model_sha256"), ("tokenizer.json", "tokenizer_sha256")):
        found = sha256((folder / name).read_bytes()).hexdigest()
        if found != told[key]:
            raise InputError("voice.onnx_changed", path=folder / name, value=found, allowed=told[key])
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as broken:
        raise _unusable(folder, "tokenizer.json") from broken
    tokenizer.enable_truncation(int(told.get("max_tokens", MOST_TOKENS)))
    tokenizer.enable_padding()
    session = _session(folder)
    digest = blake2b((folder / "model.yaml").read_bytes(), digest_size=6).hexdigest()
    languages = tuple(language for language in LANGUAGES if language in told.get("languages", LANGUAGES))
    return OnnxModel(f"onnx:{folder.name}:{digest}", tuple(told["labels"]), languages, session, tokenizer)


def _session(folder: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as broken:
        raise _unusable(folder, "model.onnx") from broken
    if {put.name for put in session.get_inputs()} - {"input_ids", "attention_mask", "token_type_ids"}:
        raise _unusable(folder, "model.onnx")
    return session


def _described(folder: Path) -> Mapping[str, Any]:
    """What model.yaml says, checked."""
    for name in FILES:
        if not (folder / name).is_file():
            raise _unusable(folder, name)
    try:
        told = yaml.safe_load((folder / "model.yaml").read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        raise _unusable(folder, "model.yaml") from broken
    if not isinstance(told, dict) or not {"labels", "model_sha256", "tokenizer_sha256"} <= set(told):
        raise _unusable(folder, "model.yaml")
    labels, most, languages = told["labels"], told.get("max_tokens", MOST_TOKENS), told.get("languages", [])
    usable = isinstance(labels, list) and sorted(map(str, labels)) in (sorted(NAMES), ["negative", "positive"])
    if not (usable and isinstance(most, int) and most > 0 and isinstance(languages, list)):
        raise _unusable(folder, "model.yaml")
    return told


def _unusable(folder: Path, name: str) -> InputError:
    return InputError("voice.onnx_folder", path=folder, value=name, allowed=NEEDED)
