"""The voice works with the network off, and says what to install where a part is missing."""

import importlib
import subprocess
import sys

import pytest

from tropa.errors import MissingExtraError

WHOLE_ROAD = """
import socket
def deny(*_args, **_named):
    raise RuntimeError("the network was touched")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = deny
import numpy as np
from tropa.voice.audit import share_of_kind
from tropa.voice.duplicates import near_duplicates
from tropa.voice.emoji import emoji
from tropa.voice.language import languages_of
from tropa.voice.lemmas import lemmas_of
from tropa.voice.sentences import sentences
from tropa.voice.training import RatedTexts, train
from tropa.voice.valence_choice import best_model, offline_model
texts = ["Курьер опоздал на три часа", "Kurier spóźnił się trzy godziny", "The courier was awfully late"]
known = languages_of(texts)
words = np.random.default_rng(0).choice(list("абвгдежзик"), (120, 30))
said = tuple(f"{texts[row % 2]} {''.join(word)}" for row, word in enumerate(words))
labels = np.array([1, -1] * 60)
rated = RatedTexts(said, said, ("ru",) * 120, (None,) * 120, labels, labels * 2.0)
model = best_model(train(rated, "w", offline_model()))
found = offline_model().score(texts, known)
print(known, lemmas_of(texts, known)[1][0], near_duplicates(texts).tolist(), sentences(texts[0]), emoji("👍").positive,
      found.classes().tolist(), share_of_kind("negative", texts, found).counted, sorted(model.models))
"""


def test_the_whole_road_works_without_a_network() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WHOLE_ROAD], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("['ru', 'pl', 'en'] kurier [0, 1, 2]")


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("language", "py3langid", "voice"),
        ("lemmas", "pymorphy3", "voice"),
        ("lemmas", "morfeusz2", "voice"),
        ("lemmas", "snowballstemmer", "voice"),
        ("valence_vader", "vaderSentiment", "voice"),
        ("valence_trained", "sklearn", "voice"),
        ("training", "sklearn", "voice"),
        ("adapters.onnx", "onnxruntime", "onnx"),
        ("adapters.onnx", "tokenizers", "onnx"),
    ],
)
def test_a_missing_part_is_named_with_the_command_that_brings_it(
    module: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"tropa.voice.{module}", raising=False)
    for name in list(sys.modules):
        if name.split(".")[0] == package:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"tropa\[{extra}\]"):
        importlib.import_module(f"tropa.voice.{module}")
