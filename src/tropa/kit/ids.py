"""Identifiers: stable ones computed from content, random ones for what people create."""

import secrets
from collections.abc import Iterable
from hashlib import blake2b

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def stable_id(parts: Iterable[object]) -> str:
    """Return 20 hex digits that depend on `parts` alone, in this process and any other.

    Parts are separated, so ("ab", "c") and ("a", "bc") differ; None differs from "".

    >>> stable_id(["crm", 17])
    '3bd3de9a9f302a9d6dd8'
    """
    digest = blake2b(digest_size=10)
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "little"))
        digest.update(data)
    return digest.hexdigest()


def random_id(prefix: str) -> str:
    """Return a new identifier such as `card_7h2k9x0q3d`; 50 random bits."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(10))
