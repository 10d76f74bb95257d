"""Word documents written for tests, as Word packs them."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def document(*paragraphs: str, before: str = "") -> bytes:
    """The XML of a document of paragraphs; `before` stands above its first element."""
    runs = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    return f'{head}<w:document xmlns:w="{_WORD}"><w:body>{runs}</w:body></w:document>'.encode()


def packed(folder: Path, name: str, content: bytes, member: str = "word/document.xml") -> Path:
    """A zip with the document in it."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("[Content_Types].xml", _TYPES)
        packing.writestr(member, content)
    return path
