"""Ten thousand texts on the whole road stay within a gigabyte and tell how far they are."""

import subprocess
import sys

import pytest

TEN_THOUSAND = """
from pathlib import Path
import numpy as np
from tropa.voice.duplicates import near_duplicates
from tropa.voice.language import languages_of
from tropa.voice.lemmas import lemmas_of
from tropa.voice.training import RatedTexts, train
from tropa.voice.valence_choice import offline_model
words = [
    "курьер опоздал заказ вежливый приложение медленно работает спасибо деньги вернули долго ждал отлично".split(),
    "kurier spóźnił zamówienie uprzejmy aplikacja wolno działa dziękuję pieniądze długo czekałem polecam pokój".split(),
    "the courier was late order polite app slow works thanks money back waited long excellent delivery room".split(),
]
rng = np.random.default_rng(0)
texts = [" ".join(rng.choice(words[row % 3], 24)) + f" {row}." for row in range(10_000)]
labels = rng.choice([-1, 0, 1], 10_000)
told = []
languages = languages_of(texts, progress=told.append)
lemmas_of(texts, languages, told.append)
near_duplicates(texts)
rated = RatedTexts(tuple(texts[:2000]), tuple(texts[:2000]), tuple(languages[:2000]), (None,) * 2000,
                   labels[:2000], labels[:2000] * 1.0)
models = train(rated, "w", offline_model()).models
offline_model().score(texts, languages, told.append)
for model in models:
    model.score(texts, languages, told.append)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1e6, len(told), len(models))
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is read from /proc")
def test_ten_thousand_texts_are_read_scored_and_learnt_from_in_a_gigabyte() -> None:
    done = subprocess.run([sys.executable, "-c", TEN_THOUSAND], capture_output=True, text=True, check=True, timeout=300)
    gigabytes, told, models = map(float, done.stdout.split())
    assert models == 3
    assert gigabytes < 1
    assert told > 30
