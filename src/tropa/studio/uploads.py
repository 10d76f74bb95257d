"""Files that come piece by piece and may be cut off: what has come stays, and the sender goes on from there.

The protocol is tus in short: the length is told at the beginning, each piece says where it belongs, and a piece that
does not begin where the file ends is refused with how much there is.
"""

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select

from tropa.errors import ConflictError, InputError, NotFoundError, TooLargeError, TooManyError
from tropa.events.lock import claimed
from tropa.kit.ids import random_id
from tropa.studio.database import Database
from tropa.studio.tables.base import now
from tropa.studio.tables.uploads import UploadRow

MOST = 4 << 30  # bytes of one file
MOST_AT_ONCE = 20  # files of one person on their way
SPARE = 256 << 20  # bytes that stay free on the disk
KEPT = timedelta(days=2)  # since the last piece
_LONGEST_NAME = 120
_PART = ".part"


@dataclass(frozen=True)
class Upload:
    """A file on its way: how much of it there is, and where it lies once all of it is there."""

    id: str
    name: str
    size: int
    offset: int
    person: str | None
    expires: datetime
    path: Path

    @property
    def complete(self) -> bool:
        """Whether all of it has come."""
        return self.offset == self.size


class Arriving:
    """A piece being written. What was written stays, also where the sender is cut off."""

    def __init__(self, file: BinaryIO, offset: int, size: int) -> None:
        self._file, self.offset, self._size = file, offset, size

    def write(self, piece: bytes) -> None:
        """Put the next bytes down; TooLargeError for more than was told at the beginning."""
        if self.offset + len(piece) > self._size:
            raise TooLargeError("uploads.longer_than_told", allowed=self._size)
        self._file.write(piece)
        self.offset += len(piece)


class Uploads:
    """The uploads of a workspace, below `.studio/uploads`, where no importer looks for sources."""

    def __init__(self, database: Database, folder: Path, most: int = MOST) -> None:
        self._database, self._home, self._most = database, folder / ".studio" / "uploads", most

    def begin(self, name: str, size: int, person: str | None) -> Upload:
        """Make room for a file. TooLargeError for more than is taken or fits the disk, TooManyError for too many."""
        self.expire()
        if not 0 < size <= self._most:
            raise (
                TooLargeError("uploads.too_large", value=size, allowed=self._most)
                if size > 0
                else InputError("uploads.empty", name=safe_name(name))
            )
        self._home.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._home).free < size + SPARE:
            raise TooLargeError("uploads.no_room", value=size)
        row = UploadRow(id=random_id("upload"), name=safe_name(name), size=size, person=person, touched=now())
        with self._database.session() as session:
            theirs = select(func.count()).select_from(UploadRow).where(UploadRow.person == person)
            if (session.scalar(theirs) or 0) >= MOST_AT_ONCE:
                raise TooManyError("uploads.too_many", allowed=MOST_AT_ONCE)
            session.add(row)
        (self._home / row.id).mkdir(mode=0o700)
        (self._home / row.id / _PART).touch(mode=0o600)
        return self._shown(row)

    def get(self, upload_id: str) -> Upload:
        """The upload as it stands; NotFoundError `uploads.no_upload`, also for one that has expired."""
        with self._database.session() as session:
            row = session.get(UploadRow, upload_id)
        if row is None or not (self._home / row.id).is_dir():
            raise NotFoundError("uploads.no_upload", value=upload_id)
        return self._shown(row)

    def whole(self, upload_id: str) -> Upload:
        """The upload, all of which has come; ConflictError `uploads.incomplete` where something is missing."""
        upload = self.get(upload_id)
        if not upload.complete:
            raise ConflictError("uploads.incomplete", name=upload.name, offset=upload.offset, size=upload.size)
        return upload

    @contextmanager
    def arriving(self, upload_id: str, offset: int) -> Iterator[Arriving]:
        """Take a piece that begins at `offset`. ConflictError where the file ends elsewhere or another comes in."""
        upload = self.get(upload_id)
        part = self._home / upload.id / _PART
        if upload.offset != offset or not part.is_file():
            raise ConflictError("uploads.wrong_offset", value=offset, offset=upload.offset)
        with claimed(part.with_suffix(".lock")) as held, part.open("r+b") as file:
            if not held:
                raise ConflictError("uploads.busy", name=upload.name)
            if file.seek(0, os.SEEK_END) != offset:
                raise ConflictError("uploads.wrong_offset", value=offset, offset=file.tell())
            arriving = Arriving(file, offset, upload.size)
            try:
                yield arriving
            finally:
                file.flush()
                os.fsync(file.fileno())
                self._touched(upload, arriving.offset)

    def drop(self, upload_id: str) -> None:
        """Throw an upload away; nothing happens where there is none."""
        with self._database.session() as session:
            row = session.get(UploadRow, upload_id)
            if row is not None:
                session.delete(row)
        if row is not None:
            shutil.rmtree(self._home / row.id, ignore_errors=True)

    def expire(self) -> int:
        """Throw away what nobody has gone on with; how many that were."""
        with self._database.session() as session:
            old = list(session.scalars(select(UploadRow.id).where(UploadRow.touched < now() - KEPT)))
        for upload_id in old:
            self.drop(upload_id)
        return len(old)

    def _touched(self, upload: Upload, offset: int) -> None:
        with self._database.session() as session:
            row = session.get(UploadRow, upload.id)
            if row is not None:
                row.touched = now()
        if offset == upload.size:
            with suppress(FileNotFoundError):
                (self._home / upload.id / _PART).rename(upload.path)

    def _shown(self, row: UploadRow) -> Upload:
        path, part = self._home / row.id / row.name, self._home / row.id / _PART
        there = next((one for one in (path, part) if one.is_file()), None)
        offset = there.stat().st_size if there else 0
        return Upload(row.id, row.name, row.size, offset, row.person, row.touched + KEPT, path)


def safe_name(name: str) -> str:
    """A file's name without folders, control characters and what file systems and shells take for orders.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\exports\\\\заказы (2).csv"), safe_name("..")
    ('passwd', 'заказы (2).csv', 'file')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w .,()+=@\-]", "_", last).strip(" .")
    if len(plain.encode()) > _LONGEST_NAME:
        stem, dot, suffix = plain.rpartition(".")
        suffix = f"{dot}{suffix}" if stem and len(suffix.encode()) <= 10 else ""
        plain = plain.encode()[: _LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore").strip(" .") + suffix
    return plain or "file"
