"""The beginning of a file: is it packed, binary or text, and in which encoding; and streams over the whole of it.

Every reader opens its file through `open_bytes` or `open_text`, so that gzip, encodings and progress (by bytes of the
file as it lies on disk) are handled once.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tropa.errors import InputError, NotFoundError
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress

HEAD_BYTES = 64 * 1024
_SEARCHED = 64 * 1024 * 1024  # how far a file whose head is plain ASCII is searched for its first other letter
_GZIP = b"\x1f\x8b"
_BINARY = (b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARK = "\udcff"  # stands for bytes that are no text: a lone surrogate, which no text holds
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_RUSSIAN_COMMON = frozenset("оеаинтсрвлкмдпуяызьбгч")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_WESTERN = frozenset("äöüßÄÖÜéèêàâçñáíúôîëïåøæœÉÀÇÑ£€§°«»“”’–")
_NEUTRAL = frozenset("№«»“”„’–—…§°\xa0€")


def look(path: Path) -> Head:
    """The head of a file, unpacked if it is gzip.

    Raises NotFoundError where there is no file, InputError for a folder, an empty file or a broken gzip.
    """
    if not path.exists():
        raise NotFoundError("errors.no_file", path=path)
    if not path.is_file():
        raise InputError("ingest.not_a_file", path=path)
    with open_bytes(path) as stream:
        data = _beginning(stream)
        if not data:
            raise InputError("ingest.empty_file", path=path)
        sample = data
        if data.isascii() and b"\x00" not in data:
            sample = _first_beyond_ascii(stream) or data
    return Head(path, data, find_encoding(sample), suffix_of(path))


def suffix_of(path: Path) -> str:
    """The suffix in lower case, without `.gz`: `.csv` for `a.CSV.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def stem_of(path: Path) -> str:
    """The name of the file without folder, suffix and `.gz`: `orders` for `in/orders.csv.gz`."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Path(name).stem


def chosen_encoding(head: Head, mapping: Mapping) -> str:
    """The encoding a person named, else the one found; InputError for a name that is no encoding."""
    if mapping.encoding is None:
        return head.encoding
    try:
        return codecs.lookup(mapping.encoding).name
    except LookupError:
        raise InputError("ingest.bad_encoding", path=head.path, value=mapping.encoding) from None


def open_bytes(path: Path, progress: Progress | None = None) -> IO[bytes]:
    """The unpacked bytes of a file; a gzip that breaks off raises InputError when the break is reached."""
    metered = io.BufferedReader(_Metered(path, progress), 1 << 20)
    if metered.peek(2)[:2] != _GZIP:
        return metered
    return io.BufferedReader(_Unpacked(path, metered), 1 << 20)


def open_text(path: Path, encoding: str, progress: Progress | None = None) -> IO[str]:
    """The text of a file, line ends as they are. A byte that is no text becomes a mark that `is_broken` sees."""
    return io.TextIOWrapper(open_bytes(path, progress), encoding=encoding, errors="tropa-mark", newline="")


def lines(path: Path, encoding: str, progress: Progress | None = None) -> Iterator[tuple[int, str]]:
    """The lines of a text file without their ends, numbered from 1."""
    with open_text(path, encoding, progress) as stream:
        for number, line in enumerate(stream, 1):
            yield number, line.rstrip("\r\n")


def is_broken(text: str) -> bool:
    """Whether a text from `open_text` holds bytes that were no text in its encoding, or a NUL.

    >>> is_broken("caf\\udce9"), is_broken("café")
    (True, False)
    """
    if "\x00" in text:
        return True
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def find_encoding(data: bytes) -> str:
    """The encoding of a piece of text: by its mark, by its zero bytes, by UTF-8's rules, by its letters.

    `binary` for the formats that are no text. UTF-8 with a few broken bytes is still UTF-8.

    >>> find_encoding("Клиент;Дата".encode("cp1251")), find_encoding("żółta łódź".encode("cp1250"))
    ('cp1251', 'cp1250')
    """
    if data.startswith(_BINARY):
        return "binary"
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    wide = _wide_encoding(data)
    if wide:
        return wide
    decoded = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(data)
    broken = sum("\udc80" <= letter <= "\udcff" for letter in decoded)
    beyond = sum(letter > "\x7f" for letter in decoded) - broken
    if broken == 0 or beyond > 10 * broken:
        return "utf-8"
    return max(("cp1252", "cp1250", "cp1251"), key=lambda name: _likeness(data, name))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: the high halves of separators, digits and line ends are zero."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    pairs = max(1, len(data[:4096]) // 2)
    if odd > 0.05 * pairs and even * 10 < odd:
        return "utf-16-le"
    if even > 0.05 * pairs and odd * 10 < even:
        return "utf-16-be"
    return None


def _likeness(data: bytes, encoding: str) -> float:
    """How much the letters beyond ASCII look like a language written in the encoding, per letter."""
    text = data.decode(encoding, "replace")
    score, letters = 0.0, 0
    for place, letter in enumerate(text):
        if letter <= "\x7f":
            continue
        letters += 1
        around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        latin = any(neighbour.isascii() and neighbour.isalpha() for neighbour in around)
        score += _worth(letter, encoding, latin)
    return score / max(1, letters)


def _worth(letter: str, encoding: str, among_latin: bool) -> float:
    if letter in _NEUTRAL:
        return 0.0
    if encoding == "cp1251":
        if letter not in _RUSSIAN or among_latin:
            return -1.0
        return 1.5 if letter in _RUSSIAN_COMMON else 0.8
    if encoding == "cp1250":
        return 1.2 if letter in _POLISH else -0.5
    return 1.0 if letter in _WESTERN else -0.5


def _beginning(stream: IO[bytes]) -> bytes:
    """The first bytes; of a gzip that breaks off within them, those before the break."""
    data = b""
    while len(data) < HEAD_BYTES:
        try:
            piece = stream.read1(HEAD_BYTES - len(data))  # type: ignore[attr-defined]  # both streams are buffered
        except InputError:
            if not data:
                raise
            return data
        if not piece:
            break
        data += piece
    return data


def _first_beyond_ascii(stream: IO[bytes]) -> bytes:
    searched = 0
    while searched < _SEARCHED:
        try:
            piece = stream.read(1 << 20)
        except InputError:  # a gzip that breaks off: the reader will meet it and tell
            return b""
        if not piece:
            return b""
        if not piece.isascii():
            first = next(place for place, byte in enumerate(piece) if byte > 0x7F)
            return piece[max(0, piece.rfind(b"\n", 0, first)) : first + HEAD_BYTES]
        searched += len(piece)
    return b""


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _MARK, error.end


codecs.register_error("tropa-mark", _mark)


class _Metered(io.RawIOBase):
    """The file as it lies on disk, telling the share read."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        try:
            self._file = path.open("rb", buffering=0)
        except FileNotFoundError:
            raise NotFoundError("errors.no_file", path=path) from None
        except OSError as error:
            raise InputError("ingest.unreadable", path=path, reason=error.strerror or "") from None
        self._size, self._done, self._progress = max(1, path.stat().st_size), 0, progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self._done += count
        if self._progress is not None:
            self._progress(min(1.0, self._done / self._size))
        return count

    def close(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """A gzip's content; whatever breaks inside it becomes an InputError."""

    def __init__(self, path: Path, packed: IO[bytes]) -> None:
        self._path, self._packed, self._gzip = path, packed, gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        try:  # one read at a time: what was unpacked before a break is not lost with it
            piece = self._gzip.read1(len(buffer))
            buffer[: len(piece)] = piece
            return len(piece)
        except (EOFError, OSError, zlib.error):
            raise InputError("ingest.broken_gzip", path=self._path) from None

    def close(self) -> None:
        self._gzip.close()
        self._packed.close()
        super().close()
