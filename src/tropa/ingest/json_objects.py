"""JSON objects one by one, nested as they are: JSON lines, one array of objects, or objects written over many lines.

A line that is no object is refused and reading goes on; in an array, or in objects over many lines, the first place
that is no JSON ends the file, and what came before is kept.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tropa.errors import InputError
from tropa.ingest.head import chosen_encoding, is_broken, open_text
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.refusal import chunks_of_lines, refuse
from tropa.ingest.report import ImportReport

Object = dict[str, Any]
Numbered = tuple[int, Object]  # the line it begins in

_PIECE = 1 << 20
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)  # NaN and Infinity are no JSON: no value
_BETWEEN = frozenset(" \t\r\n,[]")


def first_object(head: Head) -> Object | None:
    """The first object of a file, None where its head does not begin with one."""
    text = head.text.lstrip("\ufeff \t\r\n[")
    try:
        found, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def decoded(written: str) -> Any:
    """The value of a JSON text; ValueError where it is none. NaN and halves of letters do not pass.

    >>> decoded('{"a": NaN, "b": 7253110200330412345}')
    {'a': None, 'b': 7253110200330412345}
    """
    try:
        return _whole(_DECODER.decode(written), written)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def objects(head: Head, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[list[Numbered]]:
    """The objects of a file, some thousand at a time; `report.rows` counts them and what is none of them."""
    encoding = chosen_encoding(head, mapping)
    report.encoding = encoding
    if _one_a_line(head):
        for chunk in chunks_of_lines(head.path, encoding, progress, report):
            yield list(_of_lines(chunk, encoding, report))
    else:
        yield from _of_document(head.path, encoding, progress, report)


def _one_a_line(head: Head) -> bool:
    """Whether the file is JSON lines: its first line does not end inside an array or object that it opens."""
    first = next((line.strip() for line in head.text.lstrip("\ufeff").splitlines() if line.strip()), "")
    return not first.startswith("[") and first[-1:] not in tuple("[{,:")


def _of_lines(chunk: list[tuple[int, str]], encoding: str, report: ImportReport) -> Iterator[Numbered]:
    for number, line in chunk:
        if not line.strip():
            continue
        report.rows += 1
        if is_broken(line):
            report.reject(number, None, _shown(line), "ingest.broken_text", encoding=encoding)
            continue
        try:
            value = decoded(line.lstrip("\ufeff"))
        except ValueError:
            report.reject(number, None, line, "ingest.bad_json")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            report.reject(number, None, line, "ingest.not_an_object")


def _of_document(path: Path, encoding: str, progress: Progress, report: ImportReport) -> Iterator[list[Numbered]]:
    """Objects of a text that is no JSON lines; all of it is held in memory."""
    text = _whole_text(path, encoding, progress, report)
    found: list[Numbered] = []
    place, line, counted = 0, 1, 0
    while True:
        while place < len(text) and text[place] in _BETWEEN:
            place += 1
        if place == len(text):
            break
        line, counted = line + text.count("\n", counted, place), place
        report.rows += 1
        try:
            begun = place
            value, place = _DECODER.raw_decode(text, place)
            value = _whole(value, text[begun:place])
        except (ValueError, RecursionError):
            report.reject(line, None, _shown(text[place : place + 200]), "ingest.json_breaks_off")
            break
        if isinstance(value, dict):
            found.append((line, value))
        else:
            report.reject(line, None, value, "ingest.not_an_object")
    yield found


def _whole_text(path: Path, encoding: str, progress: Progress, report: ImportReport) -> str:
    pieces: list[str] = []
    with open_text(path, encoding, progress) as stream:
        try:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
        except InputError as error:
            if not pieces:
                raise
            report.rows += 1  # what is lost counts as one
            refuse(report, None, error)
    return "".join(pieces).lstrip("\ufeff")


def _whole(value: Any, written: str) -> Any:
    """The value with halves of letters (a lone `\\ud83d` of a cut emoji) replaced, since they are no text."""
    if "\\ud" not in written and "\\uD" not in written:
        return value
    return json.loads(_shown(json.dumps(value, ensure_ascii=False)))


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
