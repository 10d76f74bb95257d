"""A classifier in a local folder: a tiny model made here, that counts good words against bad ones."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import yaml

from tropa.errors import InputError

onnx = pytest.importorskip("onnx", reason="onnx is not installed")
pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")

from tropa.voice.adapters.onnx import load_onnx  # noqa: E402  needs the extra

F32 = npt.NDArray[np.float32]
WORDS = {"[PAD]": 0, "[UNK]": 1, "хорошо": 2, "плохо": 3, "быстро": 4}
LOGITS = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 3], [3, 0, 0], [0, 0, 2]], np.float32)


def make(folder: Path, table: F32 = LOGITS, **changed: object) -> Path:
    """Logits of a text: the sum of its tokens' rows of `table`."""
    folder.mkdir(exist_ok=True)
    helper, number = onnx.helper, onnx.TensorProto
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["seen"], to=number.FLOAT),
        helper.make_node("Unsqueeze", ["seen", "last"], ["weights"]),
        helper.make_node("Mul", ["rows", "weights"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "middle"], ["logits"], keepdims=0),
    ]
    inputs = [helper.make_tensor_value_info(name, number.INT64, ["n", "m"]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("logits", number.FLOAT, ["n", table.shape[1]])]
    held = [
        onnx.numpy_helper.from_array(table, "table"),
        onnx.numpy_helper.from_array(np.array([2]), "last"),
        onnx.numpy_helper.from_array(np.array([1]), "middle"),
    ]
    graph = helper.make_graph(nodes, "counts", inputs, outputs, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    split = tokenizers.Tokenizer(tokenizers.models.WordLevel(WORDS, unk_token="[UNK]"))
    split.normalizer = tokenizers.normalizers.Lowercase()
    split.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    split.save(str(folder / "tokenizer.json"))
    told = {"labels": ["negative", "neutral", "positive"], **hashes(folder), **changed}
    (folder / "model.yaml").write_text(yaml.safe_dump(told), "utf-8")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    files = {"model_sha256": "model.onnx", "tokenizer_sha256": "tokenizer.json"}
    return {key: sha256((folder / name).read_bytes()).hexdigest() for key, name in files.items()}


def test_it_answers_with_the_models_probabilities_whatever_else_is_in_the_batch(tmp_path: Path) -> None:
    model = load_onnx(make(tmp_path / "tiny"))
    texts = ["Хорошо быстро", "плохо", "что-то", "хорошо"]
    found = model.score(texts, ["ru"] * 4)
    assert found.classes().tolist() == [1, -1, 0, 1]
    assert found.value[3] == pytest.approx((np.exp(3) - 1) / (np.exp(3) + 2))
    assert found.value[3] == model.score(["хорошо"], ["ru"]).value[0]
    assert np.allclose(found.probability.sum(axis=1), 1)
    assert model.model_id.startswith("onnx:tiny:")


def test_two_labels_in_any_order_are_enough(tmp_path: Path) -> None:
    table = np.array([[0, 0], [0, 0], [4, 0], [0, 4], [0, 0]], np.float32)
    model = load_onnx(make(tmp_path / "two", table, labels=["positive", "negative"]))
    found = model.score(["хорошо", "плохо"], ["ru", "ru"])
    assert found.classes().tolist() == [1, -1]
    assert (found.probability[:, 1] == 0).all()


def test_texts_of_other_languages_get_nothing(tmp_path: Path) -> None:
    model = load_onnx(make(tmp_path / "tiny", languages=["ru"]))
    assert np.isnan(model.score(["dobrze", "?"], ["pl", None]).value).all()


def test_long_texts_are_cut_and_progress_is_told(tmp_path: Path) -> None:
    model = load_onnx(make(tmp_path / "tiny", max_tokens=2))
    told: list[float] = []
    found = model.score(["хорошо плохо плохо плохо"] + ["плохо"] * 70, ["ru"] * 71, told.append)
    assert found.value[0] == pytest.approx(0)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_that_was_exchanged_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path / "tiny")
    told = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    told["model"]["vocab"] = {**WORDS, "хорошо": 3, "плохо": 2}
    (folder / "tokenizer.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(InputError, match="SHA-256"):
        load_onnx(folder)


@pytest.mark.parametrize("name", ["model.yaml", "model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "tiny")
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"no usable {name}"):
        load_onnx(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "tiny")
    (folder / name).write_bytes(b"nothing of the kind")
    told = {"labels": ["negative", "neutral", "positive"], **hashes(folder)}
    (folder / "model.yaml").write_text(yaml.safe_dump(told), "utf-8")
    with pytest.raises(InputError, match=f"no usable {name}"):
        load_onnx(folder)


@pytest.mark.parametrize("text", ["", "labels: [good, bad]", "labels: [negative, positive]", "a: [", "- 1"])
def test_a_description_without_what_is_needed_is_refused(tmp_path: Path, text: str) -> None:
    folder = make(tmp_path / "tiny")
    (folder / "model.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"no usable model\.yaml"):
        load_onnx(folder)


def test_more_numbers_than_labels_are_told(tmp_path: Path) -> None:
    model = load_onnx(make(tmp_path / "tiny", labels=["negative", "positive"]))
    with pytest.raises(InputError, match="3 numbers a text"):
        model.score(["хорошо"], ["ru"])
