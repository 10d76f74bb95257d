"""The text in the bytes of a file that people and other programs wrote."""

from tropa.errors import MapError
from tropa.formats.reading import Notice

MOST = 20_000_000  # bytes; a map of 10,000 cards takes 3 MB


def decoded(content: bytes, notices: list[Notice]) -> str:
    """The text: UTF-8 or UTF-16 with a mark; else Windows-1251, told in a notice. MapError for more than 20 MB.

    >>> decoded(b"\\xef\\xbb\\xbfjourney", [])
    'journey'
    """
    limit(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        notices.append(Notice("formats.encoding", facts={"encoding": "cp1251"}))
        return content.decode("cp1251", "replace")


def limit(content: bytes) -> None:
    """MapError for more than 20 MB."""
    if len(content) > MOST:
        raise MapError("formats.too_large", size=len(content) // 1_000_000, allowed=MOST // 1_000_000)


def short(value: object) -> str:
    """A value as notices show it: at most 80 letters.

    >>> short("a" * 100)[-3:]
    'aa…'
    """
    written = str(value)
    return written if len(written) <= 80 else written[:79] + "…"
