"""Versions of one map as files: read so that the same things have the same ids."""

from collections.abc import Sequence
from pathlib import Path

from tropa.formats.reading import Read
from tropa.library.documents import read_document
from tropa.model.likeness import matched
from tropa.model.map import Map


def read_versions(paths: Sequence[str | Path]) -> tuple[Read, ...]:
    """The maps in the files, the earliest first; MapError and NotFoundError as `documents.read_document` raises them.

    A later one that has no stage or no card in common by id comes from a format that keeps none (Mermaid, a table made
    elsewhere): it is brought together with the first by its words (`model.likeness.matched`).

    >>> [read.map.title for read in read_versions(["old.map.json", "new.csv"])]  # doctest: +SKIP
    ['I choose what to watch tonight', 'I choose what to watch']
    """
    first, *later = (read_document(path) for path in paths)
    return (first, *(read if _related(first.map, read.map) else _brought(first.map, read) for read in later))


def _related(one: Map, other: Map) -> bool:
    """Whether ids tell what is the same: some stage, and some card where both have cards."""
    pairs = ((one.stages, other.stages), (one.cards, other.cards))
    return all(not left or not right or {a.id for a in left} & {b.id for b in right} for left, right in pairs)


def _brought(first: Map, read: Read) -> Read:
    return Read(matched(first, read.map), read.warnings)
