"""Maps as bytes with their tags: one that many read between two changes is written once."""

from hashlib import blake2b

from tropa.formats.json import write_json
from tropa.model.map import Map

_HELD: dict[str, tuple[Map, bytes, str]] = {}
_MOST = 32  # documents held


def written(document: Map) -> tuple[bytes, str]:
    """A document as in map.json, and its tag. The same object is not written twice while it is among the latest."""
    held = _HELD.get(document.id)
    if held is None or held[0] is not document:
        content = write_json(document)
        held = (document, content, f'"{blake2b(content, digest_size=16).hexdigest()}"')
        if len(_HELD) >= _MOST:
            _HELD.clear()
        _HELD[document.id] = held
    return held[1], held[2]
