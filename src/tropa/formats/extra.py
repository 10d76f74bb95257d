"""Formats that stand on an optional part of Tropa: its absence becomes an error that names the command."""

from contextlib import AbstractContextManager

from tropa import errors


def needed(module: str, extra: str = "export") -> AbstractContextManager[None]:
    """`errors.needed` for what the extra `export` brings."""
    return errors.needed(module, extra)
