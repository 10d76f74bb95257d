"""Reviews of places on map services: Google Maps, Yandex.Maps, 2GIS, and the tables of tools that collect them.

* Google Business Profile, `accounts.locations.reviews` (also the file of Google Takeout): `reviews[]` with `reviewId`,
  `starRating` ONE…FIVE, `comment`, `createTime`, `reviewReply`. A comment that Google translated holds both texts: the
  original is kept.
* 2GIS: `reviews[]` with `id`, `rating`, `text`, `date_created`, `official_answer`.
* Tables: Outscraper (`review_text`, `review_rating`, `review_datetime_utc`, `owner_answer`), Apify's actors (`stars`,
  `text`, `publishedAtDate`, `responseFromOwnerText`; their `title` is the place), and tables in Russian and Polish with
  an address, a branch or a company's answer beside a mark and a text (Яндекс.Карты, 2ГИС, Отзовик).

Who wrote is a public name and no customer's id; what the company answered is not a customer's word. A date such as
«2 месяца назад» is none: the row is refused and told.

Source: Google Business Profile API, "Review"; answers of 2GIS's public interface; Outscraper and Apify, documentation
of their output.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tropa.ingest.column_names import id_kind, plain_name
from tropa.ingest.edited_sheet import EditedSheet
from tropa.ingest.head import look
from tropa.ingest.json_objects import Object
from tropa.ingest.known_export import IGNORED, Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import ObjectSheet, Row, inner, is_json, json_names, text_of
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_STARS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_ORIGINAL, _TRANSLATED = "(Original)", "(Translated by Google)"
_COLUMNS = ("id", "time", "rating", "text")
_TIMES = (
    "review datetime utc", "published at date", "published at", "create time", "date created", "date iso",
    "review date", "review time", "date", "time", "дата отзыва", "дата публикации", "дата создания", "дата и время",
    "дата",
    "data opinii", "data dodania", "data wystawienia", "data publikacji", "data",
)  # fmt: skip
_RATINGS = (
    "review rating", "stars", "star rating", "rating", "оценка", "рейтинг", "звёзды", "звезды", "количество звёзд",
    "количество звезд", "ocena", "gwiazdki", "liczba gwiazdek",
)  # fmt: skip
_TEXTS = (
    "review text", "text", "comment", "review", "snippet", "текст отзыва", "текст", "отзыв", "комментарий",
    "достоинства", "недостатки", "treść opinii", "treść", "opinia", "komentarz",
)  # fmt: skip
_KEYS = ("review id", "review link", "review url", "id отзыва", "ссылка на отзыв", "id opinii", "link do opinii")
_PLACES = (
    "owner answer", "response from owner text", "owner response", "owner reply", "place id", "place name", "google id",
    "branch", "location name", "business name", "organization", "official answer", "platform", "cid",
    "организация", "филиал", "адрес", "адрес организации", "название организации", "название филиала", "точка",
    "ответ организации", "ответ компании", "ответ владельца", "официальный ответ", "площадка", "сервис",
    "odpowiedź właściciela", "placówka", "oddział", "lokalizacja", "nazwa firmy", "adres", "serwis",
)  # fmt: skip
_EXPORT = Export(
    kind="review",
    columns=dict.fromkeys(_TIMES, role("time"))
    | dict.fromkeys(_RATINGS, role("rating"))
    | dict.fromkeys(_TEXTS, role("text"))
    | dict.fromkeys(_KEYS, role("key"))
    | {"id": role("key"), "language": role("language"), "original language": role("language")}
    | {"язык": role("language"), "język": role("language")},
    rest="ignore",
    scale=(1, 5),
)


class MapReviews:
    """Reads reviews of places."""

    source = "map_reviews"

    def recognise(self, head: Head) -> float:
        """Sure of a mark and a text beside a place or its owner's answer."""
        if is_json(head):
            named = json_names(head)
            google = {"starRating", "createTime"} <= named
            return 0.95 if google or {"date_created", "rating", "text", "official_answer"} <= named else 0.0
        names = {plain_name(name) for name in columns_of(head)}
        rated, written = names.intersection(_RATINGS), names.intersection(_TEXTS)
        if not (rated and written and names.intersection(_PLACES)):
            return 0.0
        return 0.5 if any(id_kind(name) for name in names) else 0.92  # who knows customers is no map

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `review`, rated 1–5."""
        head = look(path)
        if is_json(head) and {"reviews", "starRating"} & json_names(head):
            sheet = ObjectSheet(head, mapping, _COLUMNS, _rows)
            yield from read_export(sheet, _EXPORT, mapping, report, progress)
            return
        table = open_sheet(head, mapping, report)
        names = {plain_name(name): name for name in table.columns}
        texts = [names[text] for text in _TEXTS if text in names]
        edited = EditedSheet(table, dict.fromkeys(texts, in_the_original))
        yield from read_export(edited, _without_doubles(names), mapping, report, progress)


def in_the_original(text: str) -> str | None:
    """A review without the translation that Google put beside it.

    >>> in_the_original("(Translated by Google) Good\\n\\n(Original)\\nХорошо"), in_the_original("Dobrze")
    ('Хорошо', 'Dobrze')
    """
    kept = text.partition(_ORIGINAL)[2] if _ORIGINAL in text else text
    return kept.partition(_TRANSLATED)[0].strip() or None


def _without_doubles(names: dict[str, str]) -> Export:
    """One column of ratings and, of texts that say the same twice, the first; a review's pros and cons stay two."""
    columns = dict(_EXPORT.columns)
    for group in (_RATINGS, ("review text", "text", "comment", "review", "snippet")):
        found = [name for name in group if name in names]
        columns |= dict.fromkeys(found[1:], IGNORED)
    return Export("review", columns, "ignore", (1, 5), "UTC" if "review datetime utc" in names else None)


def _rows(found: Object) -> Sequence[Row]:
    return [_row(one) for one in inner(found, "reviews")]


def _row(one: Object) -> Row:
    written = text_of(one.get("comment")) or text_of(one.get("text"))
    stars = text_of(one.get("starRating")) or text_of(one.get("rating")) or ""
    return {
        "id": text_of(one.get("reviewId")) or text_of(one.get("name")) or text_of(one.get("id")),
        "time": text_of(one.get("createTime")) or text_of(one.get("date_created")),
        "rating": _STARS.get(stars.lower(), stars),
        "text": None if written is None else in_the_original(written),
    }
