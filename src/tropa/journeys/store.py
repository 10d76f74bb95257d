"""Journeys on disk: Arrow IPC files that are memory-mapped, and a cache of them.

A folder of journeys holds `journeys.json` (vocabulary, end of the data, the files and their sizes) and one
`block-NNNN.arrow` a block: a record batch of one row whose columns are lists, so arrays of different length share a
file and come back as views of the mapping, without a copy.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType

import numpy as np
import pyarrow as pa

from tropa.errors import InputError
from tropa.journeys.block import Block, Journeys, Vocabulary
from tropa.journeys.deal import Hand
from tropa.kit.ids import stable_id

FORMAT = 1
KEPT = 4  # how many different journeys a cache folder keeps, the most recently used

_HEAD = "journeys.json"
_HELD = "held "


def save(journeys: Journeys, folder: Path) -> None:
    """Write journeys as a folder, which appears whole or not at all; what stood there is replaced."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(journeys, fresh)
        _replace(folder, fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def open_journeys(folder: Path) -> Journeys:
    """The journeys saved in a folder, memory-mapped.

    Raises InputError `journeys.damaged_store` where a file is missing, has another size than was
    written, or holds codes the vocabulary does not know.
    """
    try:
        head = json.loads((folder / _HEAD).read_text("utf-8"))
        return _open(folder, head)
    except (OSError, ValueError, KeyError, TypeError, IndexError, pa.ArrowException) as reason:
        raise InputError("journeys.damaged_store", path=folder, reason=reason) from None


def cached(folder: Path, key: Iterable[object], make: Callable[[], Journeys]) -> Journeys:
    """The journeys kept under a key (lake version, definition hash, …), made and kept where they are not there.

    A damaged entry is made anew. Several processes may ask for the same key: each makes it, the first to finish is
    kept and all read that one. The KEPT most recently used entries stay.
    """
    entry = folder / stable_id(key)
    if entry.exists():
        try:
            found = open_journeys(entry)
            os.utime(entry)
        except (InputError, OSError):
            _remove(entry)
        else:
            return found
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=".making-", dir=folder))
    try:
        _write(made, fresh)
        fresh.rename(entry)
    except OSError:
        if not entry.exists():  # not another writer's, so the disk is full or refuses
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    _prune(folder)
    try:
        return open_journeys(entry)
    except InputError:  # pruned or damaged in this moment: what we hold is right all the same
        return made


def write_block(path: Path, block: Block) -> None:
    """One block as an Arrow IPC file."""
    arrays = {name: array for name, array in _arrays(block).items() if array is not None}
    columns = {name: pa.array(array) for name, array in arrays.items()} | {"customer": block.customer}
    lists = [
        pa.LargeListArray.from_arrays(pa.array([0, len(column)], pa.int64()), column) for column in columns.values()
    ]
    batch = pa.record_batch(lists, names=list(columns))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)


def read_block(path: Path) -> Block:
    """The block in an Arrow IPC file, as views of its memory mapping."""
    batch = pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
    columns = {name: batch.column(name).values for name in batch.schema.names}
    customer = columns.pop("customer")
    arrays = {name: column.to_numpy() for name, column in columns.items()}
    held = {name.removeprefix(_HELD): arrays.pop(name) for name in list(arrays) if name.startswith(_HELD)}
    return Block(customer=customer, held=held, **arrays)


class Spill:
    """Hands of partitions waiting on disk, a file a piece, in a folder of its own that goes at the end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = Path(mkdtemp(prefix=".spill-", dir=folder))
        self._pieces = 0

    def __enter__(self) -> "Spill":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, hands: list[Hand]) -> None:
        """Write the hands of one piece: two files, in each a record batch a partition."""
        rows = [
            pa.record_batch([pa.array(column) for column in hand.columns.values()], names=list(hand.columns))
            for hand in hands
        ]
        names = [pa.record_batch([hand.names, pa.array(hand.name_keys)], names=["customer", "key"]) for hand in hands]
        for kind, batches in (("rows", rows), ("names", names)):
            path = self._folder / f"{self._pieces:05d}.{kind}"
            with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batches[0].schema) as writer:
                for batch in batches:
                    writer.write_batch(batch)
        self._pieces += 1

    def take(self, partition: int) -> list[Hand]:
        """The hands of a partition, read into memory in the order of the pieces."""
        hands = []
        for piece in range(self._pieces):
            rows, names = (self._batch(f"{piece:05d}.{kind}", partition) for kind in ("rows", "names"))
            columns = {name: rows.column(name).to_numpy() for name in rows.schema.names}
            hands.append(Hand(columns, names.column("customer"), names.column("key").to_numpy()))
        return hands

    def _batch(self, name: str, partition: int) -> pa.RecordBatch:
        with pa.OSFile(str(self._folder / name)) as source:
            return pa.ipc.open_file(source).get_batch(partition)


def _arrays(block: Block) -> dict[str, np.ndarray | None]:
    arrays: dict[str, np.ndarray | None] = {
        "offsets": block.offsets,
        "touchpoint": block.touchpoint,
        "channel": block.channel,
        "time": block.time,
        "segment": block.segment,
        "goal_time": block.goal_time,
        "value": block.value,
    }
    return arrays | {_HELD + name: codes for name, codes in block.held.items()}


def _write(journeys: Journeys, folder: Path) -> None:
    files = {}
    for number, block in enumerate(journeys.blocks):
        path = folder / f"block-{number:04d}.arrow"
        write_block(path, block)
        files[path.name] = path.stat().st_size
    head = asdict(replace(journeys, blocks=())) | {"blocks": files, "format": FORMAT}
    (folder / _HEAD).write_text(json.dumps(head, ensure_ascii=False), "utf-8")


def _open(folder: Path, head: dict[str, object]) -> Journeys:
    files, words = head.pop("blocks"), head.pop("vocabulary")
    assert isinstance(files, dict)
    assert isinstance(words, dict)
    if head.pop("format") != FORMAT:
        raise ValueError(f"format is not {FORMAT}")
    vocabulary = Vocabulary(**{name: tuple(values) for name, values in words.items()})
    blocks = []
    for name, size in files.items():
        if (folder / name).stat().st_size != size:
            raise ValueError(f"{name} has not {size} bytes")
        block = read_block(folder / name)
        _check(block, vocabulary)
        blocks.append(block)
    return Journeys(tuple(blocks), vocabulary, **head)  # type: ignore[arg-type]


def _check(block: Block, vocabulary: Vocabulary) -> None:
    """A kernel must never meet an offset or a code outside its arrays."""
    sound = (
        block.offsets[0] == 0
        and block.offsets[-1] == block.events
        and bool((block.offsets[1:] >= block.offsets[:-1]).all())
        and {len(block.segment), len(block.goal_time), len(block.customer)} == {block.journeys}
        and {len(block.time), len(block.channel)} == {block.events}
        and int(block.touchpoint.max(initial=0)) < max(1, len(vocabulary.touchpoints))
        and int(block.channel.max(initial=0)) < max(1, len(vocabulary.channels))
        and int(block.segment.max(initial=-1)) < len(vocabulary.segments)
    )
    if not sound:
        raise ValueError("arrays do not fit each other")


def _replace(folder: Path, fresh: Path) -> None:
    while True:
        if folder.exists():
            _remove(folder)
        try:
            fresh.rename(folder)
        except OSError:
            if not folder.exists():  # not another writer's, so the disk refuses
                raise
        else:
            return


def _remove(folder: Path) -> None:
    """Take a folder away at once, by its name first, so that nobody opens half of it."""
    gone = Path(mkdtemp(prefix=".gone-", dir=folder.parent))
    try:
        folder.rename(gone / folder.name)
    except FileNotFoundError:
        pass  # another process was first
    finally:
        shutil.rmtree(gone, ignore_errors=True)


def _prune(folder: Path) -> None:
    entries = [path for path in folder.iterdir() if not path.name.startswith(".")]
    for path in sorted(entries, key=_last_used, reverse=True)[KEPT:]:
        _remove(path)


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
