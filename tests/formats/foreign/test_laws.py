"""What a round trip gives back is known beforehand, for any map, and once more changes nothing."""

import contextlib
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from tests.formats.foreign.hostile import TEXTS, hostile_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.formats import cjml, ems, mermaid, ojf
from tropa.formats.reading import Read
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.map import Map
from tropa.templates.load import names, template


class Way(NamedTuple):
    write: Callable[[Map], str]
    read: Callable[[bytes], Read]
    carried: Callable[[Map], Map]


WAYS = {
    "mermaid": Way(mermaid.write_mermaid, mermaid.read_mermaid, mermaid.carried),
    "cjml": Way(cjml.write_cjml, cjml.read_cjml, cjml.carried),
    "ojf": Way(ojf.write_ojf, ojf.read_ojf, ojf.carried),
    "ems": Way(ems.write_ems, ems.read_ems, ems.carried),
}
each = pytest.mark.parametrize("name", WAYS)


@each
@given(map_=maps())
@settings(max_examples=40)
def test_a_round_trip_gives_what_the_format_carries(name: str, map_: Map) -> None:
    way = WAYS[name]
    once = way.carried(map_)
    assert way.read(way.write(map_).encode()) == Read(once)
    assert way.carried(once) == once


@each
@pytest.mark.parametrize("words", TEXTS, ids=lambda words: repr(words[:12]))
def test_hostile_text_is_harmless(name: str, words: str) -> None:
    way = WAYS[name]
    map_ = hostile_map(words)
    assert way.read(way.write(map_).encode()) == Read(way.carried(map_))


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_goes_through(name: str, language: Language) -> None:
    way = WAYS[name]
    for one in names():
        map_ = template(one, language)
        read = way.read(way.write(map_).encode())
        assert read == Read(way.carried(map_))
        assert read.map.stages


@each
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"[" * 200_000, b"{" * 200_000, b"<a>" * 100_000, b"no map"])
def test_what_is_no_map_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(MapError, match=r".{20}"):
        WAYS[name].read(content)


LONG = (
    b"<" * 200_000, b"<a " * 60_000, b"<CJML><!--" * 30_000, b"<CJML>" + b"&a;" * 60_000,
    b"journey\n" + b"%%{" * 60_000, b"journey\nsection " + b"#38;" * 60_000, b"journey\nsection a\n" + b"a:" * 60_000,
)  # fmt: skip


@each
@pytest.mark.parametrize("content", LONG, ids=lambda content: repr(content[:12]))
def test_a_long_faulty_file_takes_time_by_its_length(name: str, content: bytes) -> None:
    begun = time.process_time()
    with contextlib.suppress(MapError):
        WAYS[name].read(content)
    assert time.process_time() - begun < 5
