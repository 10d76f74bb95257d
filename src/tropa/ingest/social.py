"""Social media: tables of mentions from monitoring tools, and what VK's interface and Telegram give as JSON.

* Tables of mentions (Brand Analytics, YouScan, Brand24, Brandwatch and others): a text beside an author or a link and
  the network. The tool's own verdict (`Тональность`, `Sentiment`) is not taken: whose model it was is unknown.
* VK, `wall.getComments`, `wall.get`, `board.getComments`: `items[]` with `id`, `from_id`, `date`, `text`; a negative
  `from_id` is a community, whose words are the staff's.
* Telegram, "Export chat history" as JSON: `messages[]` with `id`, `from_id`, `date_unixtime`, `text` in pieces; the
  words of a channel are the staff's.

A VK or Telegram number is an id (`vk:`, `telegram:`) that a CRM may know; a nickname is none. Reposts without words are
refused as silent.

Source: VK API, "Comment object"; Telegram Desktop's `result.json`; help pages of the tools for their columns.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tropa.ingest.column_names import id_kind, plain_name
from tropa.ingest.head import look
from tropa.ingest.json_objects import Object
from tropa.ingest.known_export import IGNORED, Export, read_export, role
from tropa.ingest.mapping import Mapping
from tropa.ingest.object_sheet import ObjectSheet, Row, fields, inner, is_json, json_names, text_of
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import columns_of, open_sheet

_COLUMNS = ("key", "time", "speaker role", "text", "vk", "telegram")
_TEXTS = (
    "full text", "text", "content", "message", "mention", "snippet", "text snippet", "full text of mention", "текст",
    "текст сообщения", "сообщение", "полный текст", "пост", "комментарий", "treść", "tekst", "wzmianka", "komentarz",
)  # fmt: skip
_TIMES = (
    "date time", "datetime", "created date", "published", "published at", "added", "date", "дата и время",
    "дата публикации",
    "дата", "data i czas", "data publikacji", "data",
)  # fmt: skip
_AUTHORS = (
    "author", "author name", "nickname", "username", "screen name", "profile", "автор", "имя автора", "ник", "autor",
    "nazwa autora", "nick",
)  # fmt: skip
_LINKS = ("mention url", "post url", "url", "link", "permalink", "ссылка", "адрес", "адрес сообщения", "adres url")
_NETWORKS = (
    "source", "source name", "network", "domain", "platform", "hub", "resource", "источник", "площадка",
    "место публикации", "соцсеть", "социальная сеть", "ресурс", "źródło", "domena", "portal",
)  # fmt: skip
_VERDICTS = (
    "sentiment",
    "tone",
    "тональность",
    "sentyment",
    "wydźwięk",
    "engagement",
    "вовлечённость",
    "вовлеченность",
)
_EXPORT = Export(
    kind="review",
    columns=dict.fromkeys(_TEXTS, role("text"))
    | dict.fromkeys(_TIMES, role("time"))
    | dict.fromkeys(("mention id", "post id", "id сообщения", *_LINKS), role("key"))
    | {"title": None, "заголовок": None, "tytuł": None}
    | dict.fromkeys(("language", "язык", "język"), role("language")),
    rest="ignore",
)
_OBJECTS = Export(
    kind="review",
    columns={
        "key": role("key"), "time": role("time"), "speaker role": role("speaker_role"), "text": role("text"),
        "vk": role("id", "vk"), "telegram": role("id", "telegram"),
    },
    time_zone="UTC",
)  # fmt: skip


class Social:
    """Reads posts and comments of social media."""

    source = "social"

    def recognise(self, head: Head) -> float:
        """Sure of Telegram's and VK's names; of a text beside an author and a link or network, or a tool's verdict."""
        if is_json(head):
            named = json_names(head)
            telegram = {"messages", "date_unixtime"} <= named
            return 0.95 if telegram or {"items", "from_id", "text", "date"} <= named else 0.0
        names = {plain_name(name) for name in columns_of(head)}
        if not names.intersection(_TEXTS):
            return 0.0
        author, network = bool(names.intersection(_AUTHORS)), bool(names.intersection((*_NETWORKS, *_LINKS)))
        judged = bool(names.intersection(_VERDICTS))
        if any(id_kind(name) for name in names):  # a table that knows customers
            return 0.4 * (author and network)
        return 0.91 if judged and (author or network) else 0.8 * (author and network)

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Verbatims of the kind `review` without a rating."""
        head = look(path)
        if is_json(head) and {"messages", "from_id"} & json_names(head):
            sheet = ObjectSheet(head, mapping, _COLUMNS, _rows)
            yield from read_export(sheet, _OBJECTS, mapping, report, progress)
            return
        table = open_sheet(head, mapping, report)
        texts = [name for name in _TEXTS if name in {plain_name(column) for column in table.columns}]
        columns = dict(_EXPORT.columns) | dict.fromkeys(texts[1:], IGNORED)  # a snippet repeats the full text
        yield from read_export(table, Export("review", columns, "ignore"), mapping, report, progress)


def _rows(found: Object) -> Sequence[Row]:
    if "messages" in found:
        group = text_of(found.get("id")) or text_of(found.get("name")) or ""
        messages = inner(found, "messages")
        return [_of_telegram(one, group) for one in messages if one.get("type", "message") == "message"]
    answer = found.get("response", found)
    return [_of_vk(one) for one in inner(fields(answer), "items")]


def _of_vk(one: Object) -> Row:
    author = text_of(one.get("from_id")) or ""
    place = "/".join(text_of(one.get(name)) or "" for name in ("owner_id", "post_id", "id"))
    return {
        "key": f"vk/{place}",
        "time": text_of(one.get("date")),
        "speaker role": "staff" if author.startswith("-") else "customer",
        "text": text_of(one.get("text")),
        "vk": author if author.isdigit() else None,
    }


def _of_telegram(one: Object, group: str) -> Row:
    author = text_of(one.get("from_id")) or ""
    pieces = one.get("text")
    written = "".join(_piece(piece) for piece in pieces) if isinstance(pieces, list) else text_of(pieces)
    return {
        "key": f"telegram/{group}/{text_of(one.get('id'))}",
        "time": text_of(one.get("date_unixtime")) or text_of(one.get("date")),
        "speaker role": "staff" if author.startswith("channel") else "customer",
        "text": (written or "").strip() or None,
        "telegram": author.removeprefix("user") if author.startswith("user") else None,
    }


def _piece(piece: object) -> str:
    """A piece of a message: plain, or with its look (`{"type": "bold", "text": …}`)."""
    return str(fields(piece).get("text", "")) if isinstance(piece, dict) else str(piece)
