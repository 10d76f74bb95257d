"""Apple's App Store: customers' reviews, as Apple's two interfaces answer and as tables of tools that collect them.

* App Store Connect API, `GET /v1/apps/{id}/customerReviews`: `data[]` of the type `customerReviews` with `attributes`
  rating, title, body, createdDate, territory; App Store Connect itself gives no file.
* The public feed `…/rss/customerreviews/…/json`: `feed.entry[]` with `im:rating.label`, `title.label`,
  `content.label`, `updated.label`; in old feeds the first entry is the app and not a review.
* A table (CSV, XLSX) with a rating, a title, a text and a territory or storefront.

A nickname is public and no customer's id: it is left out. The territory is a country and tells no language.

Source: Apple Developer Documentation, "App Store Connect API: CustomerReview.Attributes"; the feed by its answers.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tropa.ingest.column_names import plain_name
from tropa.ingest.head import look
from tropa.ingest.json_objects import Object
from tropa.ingest.known_export import Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import ObjectSheet, Row, fields, inner, is_json, json_names, text_of
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_EXPORT = Export(
    kind="review",
    columns={
        "created date": role("time"), "review date": role("time"), "date": role("time"), "updated": role("time"),
        "rating": role("rating"), "star rating": role("rating"), "stars": role("rating"),
        "body": role("text"), "review": role("text"), "review text": role("text"), "content": role("text"),
        "title": None, "review title": None,
        "language": role("language"),
        "id": role("key"), "review id": role("key"),
    },
    rest="ignore",
    scale=(1, 5),
)  # fmt: skip
_COLUMNS = ("id", "created date", "rating", "title", "body")
_PLACES = {"territory", "storefront", "store front", "app store", "app store territory"}


class AppStore:
    """Reads reviews of the App Store."""

    source = "app_store"

    def recognise(self, head: Head) -> float:
        """Sure by the types of Apple's answers; by a territory beside a rating and a text in tables."""
        if is_json(head):
            named = json_names(head)
            connect = "attributes" in named and '"customerReviews"' in head.text
            return 0.95 if connect or "im:rating" in named else 0.0
        names = {plain_name(name) for name in columns_of(head)}
        said = {"body", "review", "review text", "content"} & names
        rated = {"rating", "star rating", "stars"} & names
        return 0.9 if said and rated and _PLACES & names else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `review`, rated 1–5; the title is the first line of the text."""
        head = look(path)
        sheet = ObjectSheet(head, mapping, _COLUMNS, _rows) if is_json(head) else open_sheet(head, mapping, report)
        yield from read_export(sheet, _EXPORT, mapping, report, progress)


def _rows(found: Object) -> Sequence[Row]:
    if "feed" in found:
        return [_of_feed(entry) for entry in inner(fields(found["feed"]), "entry") if "im:rating" in entry]
    return [_of_connect(one) for one in inner(found, "data") if one.get("type") != "customerReviewResponses"]


def _of_connect(one: Object) -> Row:
    said = fields(one.get("attributes")) or one
    return {
        "id": text_of(one.get("id")),
        "created date": text_of(said.get("createdDate")),
        "rating": text_of(said.get("rating")),
        "title": text_of(said.get("title")),
        "body": text_of(said.get("body")),
    }


def _of_feed(entry: Object) -> Row:
    def label(name: str) -> str | None:
        return text_of(fields(entry.get(name)).get("label"))

    return {
        "id": label("id"),
        "created date": label("updated"),
        "rating": label("im:rating"),
        "title": label("title"),
        "body": label("content"),
    }
