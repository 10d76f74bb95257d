"""The sources Tropa reads, and which of them a file most looks like."""

import re
from pathlib import Path

from tropa.errors import InputError
from tropa.ingest.app_store import AppStore
from tropa.ingest.costs import Costs
from tropa.ingest.freshdesk import Freshdesk
from tropa.ingest.ga4 import Ga4
from tropa.ingest.google_forms import GoogleForms
from tropa.ingest.google_play import GooglePlay
from tropa.ingest.head import look, stem_of
from tropa.ingest.interviews import Interviews
from tropa.ingest.map_reviews import MapReviews
from tropa.ingest.qualtrics import Qualtrics
from tropa.ingest.reader import Reader
from tropa.ingest.reviews import Reviews
from tropa.ingest.segment import Segment
from tropa.ingest.social import Social
from tropa.ingest.survey import Survey
from tropa.ingest.survey_monkey import SurveyMonkey
from tropa.ingest.table import Table
from tropa.ingest.typeform import Typeform
from tropa.ingest.xes import Xes
from tropa.ingest.yandex_metrica import YandexMetrica
from tropa.ingest.zendesk import Zendesk

_ALL: tuple[Reader, ...] = (
    YandexMetrica(),
    Ga4(),
    Segment(),
    Xes(),
    GooglePlay(),
    AppStore(),
    Qualtrics(),
    SurveyMonkey(),
    Typeform(),
    GoogleForms(),
    Zendesk(),
    Freshdesk(),
    Interviews(),
    MapReviews(),
    Social(),
    Survey(),
    Reviews(),
    Costs(),
    Table(),
)  # fmt: skip
READERS: dict[str, Reader] = {reader.source: reader for reader in _ALL}
NAMED_BY_FILE = frozenset(
    {"table", "reviews", "survey", "costs", "google_forms", "survey_monkey", "qualtrics", "typeform", "interviews"}
)
LEAST_SURENESS = 0.1
SURE = 0.9  # who is that sure is not questioned: guessing at a table parses a part of the file


def recognise(path: Path) -> tuple[Reader, float]:
    """The reader that is surest of the file, and how sure, 0…1.

    Raises NotFoundError or InputError where the file cannot be opened or nobody knows it.
    """
    head = look(path)
    best, sureness = None, 0.0
    for reader in READERS.values():
        sure = reader.recognise(head)
        if sure > sureness:
            best, sureness = reader, sure
        if sure >= SURE:
            break
    if best is None or sureness < LEAST_SURENESS:
        raise InputError("ingest.unknown_format", path=path, allowed=", ".join(READERS))
    return best, sureness


def reader_named(name: str) -> Reader:
    """The reader of a source; InputError for a name that is none."""
    if name not in READERS:
        raise InputError("ingest.unknown_reader", value=name, allowed=", ".join(READERS))
    return READERS[name]


def source_name(reader: Reader, path: Path) -> str:
    """What the rows' source is called when nobody says: the reader's name; for plain tables the file's, undated.

    >>> source_name(Table(), Path("orders_2026-01.csv.gz")), source_name(Table(), Path("2026.csv"))
    ('orders', '2026')
    """
    if reader.source not in NAMED_BY_FILE:
        return reader.source
    stem = stem_of(path)
    return re.sub(r"[\W_]*\d[\d\W_]*$", "", stem) or stem
