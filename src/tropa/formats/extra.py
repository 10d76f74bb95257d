"""Formats that stand on an optional part of Tropa: its absence becomes an error that names the command."""

from collections.abc import Iterator
from contextlib import contextmanager

from tropa.errors import MissingExtraError


@contextmanager
def needed(module: str, extra: str = "export") -> Iterator[None]:
    """Around the import of `module`: where it is not installed, MissingExtraError says which extra brings it.

    >>> with needed("nowhere_to_be_found"):
    ...     import nowhere_to_be_found
    Traceback (most recent call last):
    tropa.errors.MissingExtraError: This needs an optional part of Tropa. Install it with: pip install 'tropa[export]'
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] != module:
            raise
        raise MissingExtraError("errors.no_extra", module=module, extra=extra) from missing
