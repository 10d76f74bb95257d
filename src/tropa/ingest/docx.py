"""The paragraphs of a Word document, without Word: a `.docx` is a zip with `word/document.xml` in it.

Text alone is taken. A document that declares a document type or entities is refused before anything is expanded, as is
one whose text unpacks to more than MOST_BYTES: both are how such a file is made to fill the memory. What was deleted
under "track changes" is not text.

Source: ECMA-376, part 1, 17.3 (`w:p`, `w:r`, `w:t`, `w:br`, `w:tab`, `w:del`).
"""

import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from tropa.errors import InputError
from tropa.ingest.reader import Head

MOST_BYTES = 64 * 1024 * 1024
_PIECE = 1 << 16
_MEMBER = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def is_docx(head: Head) -> bool:
    """Whether a file is a Word document. Never raises."""
    if not head.data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(head.path) as packed:
            return _MEMBER in packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def docx_lines(path: Path) -> list[str]:
    """The lines of the paragraphs in order; breaks begin lines. InputError where the document cannot be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.getinfo(_MEMBER).file_size > MOST_BYTES:
                raise InputError("ingest.docx_too_large", path=path, allowed=MOST_BYTES // 2**20)
            with packed.open(_MEMBER) as stream:
                return _Paragraphs(path).read(stream)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise InputError("ingest.broken_docx", path=path, reason=str(error) or type(error).__name__) from None
    except expat.ExpatError as error:
        raise InputError("ingest.broken_docx", path=path, reason=str(error)) from None


class _Paragraphs:
    """Expat's callbacks: the letters of the paragraph we are in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] = []
        self._letters: list[str] = []
        self._written = self._deleted = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, stream: IO[bytes]) -> list[str]:
        """The lines of the whole document, which may not unpack to more than it says."""
        left = MOST_BYTES
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise InputError("ingest.docx_too_large", path=self._path, allowed=MOST_BYTES // 2**20)
            self._parser.Parse(piece, False)
        self._parser.Parse(b"", True)
        return self._lines

    def _refuse(self, *_: object) -> None:
        raise InputError("ingest.docx_entities", path=self._path)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        name = _local(tag)
        self._written += name == "t"
        self._deleted += name == "del"
        if name in ("br", "cr"):
            self._letters.append("\n")
        elif name == "tab":
            self._letters.append("\t")

    def _end(self, tag: str) -> None:
        name = _local(tag)
        self._written -= name == "t"
        self._deleted -= name == "del"
        if name == "p":
            self._lines += "".join(self._letters).split("\n")
            self._letters = []

    def _text(self, letters: str) -> None:
        if self._written and not self._deleted:
            self._letters.append(letters)


def _local(tag: str) -> str:
    """The name of an element of Word's, empty for anybody else's."""
    namespace, _, name = tag.rpartition(" ")
    return name if namespace in (_WORD, _STRICT) else ""
