"""Map documents as files: found by name, read from any format that can be read, written in any."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tropa.errors import MapError, NotFoundError
from tropa.formats.reading import Read
from tropa.formats.registry import FORMATS, Format, format_named, format_of
from tropa.kit.locale import reader_language
from tropa.model.map import Map

READABLE: tuple[str, ...] = tuple(name for name, known in FORMATS.items() if known.reader)


def read_map(path: str | Path, form: str | None = None) -> Map:
    """The map in a file: its format is told by its name unless `form` names it.

    NotFoundError where there is no such file, MapError with the file, the place and the way out where it holds no map.
    What the format says unclearly is read as well as it can be; `read_document` tells about it.

    >>> read_map("cinema.map.json").title  # doctest: +SKIP
    'I choose what to watch tonight'
    """
    return read_document(path, form).map


def read_document(path: str | Path, form: str | None = None) -> Read:
    """The map in a file with a notice for everything that could not be taken as it is."""
    file = Path(path)
    if not file.is_file():
        raise NotFoundError("errors.no_file", path=file)
    known = format_named(form) if form else format_of(file.name)
    try:
        return known.read(file.read_bytes())
    except MapError as error:
        if error.code == "formats.not_read":
            raise
        raise MapError("library.bad_map", path=file, reason=error.text(reader_language())) from None


def write_map(map_: Map, path: str | Path, form: str | None = None, **options: Any) -> Path:
    """Write the map to a file: its format is told by its name unless `form` names it; the path written.

    `options` are the format's own: `page` of pdf ("poster", "a4", "a3", "a2", "tiles"), `scale` of png (1…4).

    >>> write_map(read_map("cinema.map.json"), "cinema.pdf", page="a3")  # doctest: +SKIP
    PosixPath('cinema.pdf')
    """
    file = Path(path)
    known = format_named(form) if form else format_of(file.name)
    content = known.write(map_, **options)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def beside(path: Path, known: Format) -> Path:
    """Where a map goes when nobody says: beside its file, with the suffix of the format.

    >>> beside(Path("maps/all.map.json"), format_named("pdf"))
    PosixPath('maps/all.pdf')
    """
    suffix = max((s for one in FORMATS.values() for s in one.suffixes if path.name.lower().endswith(s)), key=len)
    return path.with_name(path.name[: -len(suffix)] + known.suffix)


def map_files(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the map documents (*.map.json) in them; NotFoundError where there are none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.map.json"))
            if not found:
                raise NotFoundError("library.no_maps", path=path)
            files += found
        elif path.is_file():
            files.append(path)
        else:
            raise NotFoundError("errors.no_file", path=path)
    return files
