"""A language model behind an OpenAI-compatible server, against a server on this machine that speaks the protocol."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from tropa.errors import InputError
from tropa.kit.locale import Language
from tropa.voice.adapters.endpoint import ChatEndpoint, EndpointModel
from tropa.voice.adapters.grounding import grounded

Answers = Callable[[int, dict[str, Any]], tuple[int, bytes]]


class Server:
    """A chat server; `answer(call, request)` gives status and body, `calls` keeps path, headers and body of each."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.answer: Answers = lambda _call, _request: (200, b"")
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.calls.append((self.path, dict(self.headers), body))
                status, told = outer.answer(len(outer.calls), body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.server.shutdown()
    running.server.server_close()
    running.thread.join()


def chat(content: str) -> tuple[int, bytes]:
    """A chat completion as OpenAI, Ollama and vLLM write it."""
    message = {"role": "assistant", "content": content}
    told = {"id": "x", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}
    return 200, json.dumps(told).encode()


def comments(*rated: tuple[int, float, str]) -> tuple[int, bytes]:
    """The answer asked for: number, valence and reason of each."""
    told = [{"number": number, "valence": valence, "reason": reason} for number, valence, reason in rated]
    return chat(json.dumps({"comments": told}, ensure_ascii=False))


def test_valence_comes_with_the_passage_it_rests_on(server: Server) -> None:
    server.answer = lambda _call, _asked: comments((1, -0.9, "опоздал на 3 часа"), (2, 0.8, "очень вежливо"))
    model = EndpointModel(ChatEndpoint(server.url, "llama", key="secret"))
    told: list[float] = []
    found = model.reasons(["Курьер  опоздал на  3 часа", "Всё Очень вежливо!"], ["ru", "ru"], told.append)
    assert [one and (one[0], one[1].text) for one in found] == [(-0.9, "опоздал на  3 часа"), (0.8, "Очень вежливо")]
    assert told[-1] == 1.0
    path, headers, asked = server.calls[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert asked["temperature"] == 0
    assert asked["response_format"]["type"] == "json_schema"
    assert "secret" not in repr(model)


def test_an_invented_quote_silences_the_model(server: Server) -> None:
    server.answer = lambda _call, _asked: comments((1, -1.0, "курьер меня ударил"), (2, -1.0, ""), (3, 1.0, "Спасибо"))
    found = EndpointModel(ChatEndpoint(server.url, "m")).score(
        ["Курьер опоздал", "Ужас", "Спасибо"], ["ru", "ru", "ru"]
    )
    assert np.isnan(found.value[:2]).all()
    assert found.value[2] == 1.0
    assert found.model[0] == ""


def test_personal_data_never_leaves(server: Server) -> None:
    server.answer = lambda _call, _asked: comments((1, -1.0, "перезвоните на ⟨phone⟩"))
    texts = ["Перезвоните на +7 903 123-45-67 или ivan@mail.ru"]
    found = EndpointModel(ChatEndpoint(server.url, "m")).reasons(texts, ["ru"])
    sent = json.dumps(server.calls[0][2], ensure_ascii=False)
    assert "903" not in sent
    assert "ivan@" not in sent
    assert found[0] is not None
    assert found[0][1].text == "Перезвоните на ⟨phone⟩"


def test_a_broken_answer_is_asked_for_again(server: Server) -> None:
    server.answer = lambda call, _asked: chat('Sure! {"comments": [') if call == 1 else comments((1, 1.0, "ok"))
    assert EndpointModel(ChatEndpoint(server.url, "m")).score(["ok"], ["en"]).value.tolist() == [1.0]
    assert len(server.calls) == 2


def test_three_broken_answers_end_in_a_sentence(server: Server) -> None:
    server.answer = lambda _call, _asked: chat("no")
    with pytest.raises(InputError, match="3 tries"):
        EndpointModel(ChatEndpoint(server.url, "m")).score(["ok"], ["en"])


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        '{"comments": [{"number": 9, "valence": 1, "reason": "ok"}]}',
        '{"comments": [{"number": 1, "valence": 7, "reason": "ok"}]}',
        '{"comments": [{"number": 1, "valence": "good", "reason": "ok"}]}',
        '{"comments": [3]}',
    ],
)
def test_an_answer_of_another_shape_says_nothing(server: Server, content: str) -> None:
    server.answer = lambda _call, _asked: chat(content)
    assert np.isnan(EndpointModel(ChatEndpoint(server.url, "m")).score(["ok"], ["en"]).value).all()


@pytest.mark.parametrize(
    "answer", [(500, b"oops"), (401, b"{}"), (200, b"<html>"), (200, b"{}"), (200, b'{"choices": []}')]
)
def test_a_server_that_is_none_is_told_in_a_sentence(server: Server, answer: tuple[int, bytes]) -> None:
    server.answer = lambda _call, _asked: answer
    with pytest.raises(InputError, match="did not answer as a chat endpoint"):
        EndpointModel(ChatEndpoint(server.url, "m")).score(["ok"], ["en"])


def test_a_server_that_is_not_there_is_told_in_a_sentence() -> None:
    with pytest.raises(InputError, match="did not answer"):
        EndpointModel(ChatEndpoint("http://127.0.0.1:9", "m")).score(["ok"], ["en"])


@pytest.mark.parametrize("url", ["ftp://host/v1", "host/v1", "http://", "http://a:b@host/v1", "http://host:x/v1"])
def test_what_is_no_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(InputError, match="no address") as refused:
        ChatEndpoint(url, "m")
    assert "a:b" not in str(refused.value)


def test_many_texts_go_in_batches_and_unknown_languages_not_at_all(server: Server) -> None:
    def answer(_call: int, asked: dict[str, Any]) -> tuple[int, bytes]:
        sent = json.loads(asked["messages"][1]["content"])
        return comments(*[(one["number"], 0.5, one["comment"]) for one in sent])

    server.answer = answer
    languages: list[Language | None] = ["en" if number < 44 else None for number in range(45)]
    found = EndpointModel(ChatEndpoint(server.url, "m")).score(["ok"] * 45, languages)
    assert len(server.calls) == 3
    assert found.value[:44].tolist() == [0.5] * 44
    assert np.isnan(found.value[44])


def test_the_id_depends_on_model_and_prompt() -> None:
    one = EndpointModel(ChatEndpoint("http://a/v1", "llama"))
    assert one.model_id == EndpointModel(ChatEndpoint("http://b/v1", "llama")).model_id
    assert one.model_id != EndpointModel(ChatEndpoint("http://a/v1", "qwen")).model_id
    assert one.model_id != EndpointModel(ChatEndpoint("http://a/v1", "llama"), prompt="Rate.").model_id


def test_a_quote_is_literal_but_for_case_and_white_space() -> None:
    assert grounded("a.c", "abc A.\n C") is None
    assert grounded("A. c", "abc a.\n C") == (4, 9)
    assert grounded("  ", "abc") is None
