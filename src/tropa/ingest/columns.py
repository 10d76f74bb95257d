"""The role of each column: what a person said, else what its name says, else what its values look like."""

from collections.abc import Mapping as Fields
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.ingest.amounts import guess_decimal, parse_numbers
from tropa.ingest.column_names import ID_NAMES, TRAIT_NAMES, id_kind, plain_name, role_rank
from tropa.ingest.mapping import Column, Mapping, Role
from tropa.ingest.moments import guess_format
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, Sheet

SAMPLE = 2_000  # rows
NAMED = 0.5  # share of values that must fit a column whose name tells its role; the rest are refused row by row
_EMAIL = r"^\s*[^@\s,;]+@[^@\s,;]+\.[A-Za-zА-Яа-я]{2,}\s*$"
_PHONE = r"^\s*(\+\d[\d\s()-]{8,17}|8[\s(-]*\d{3}[\s)-]+\d{3}[\s-]?\d{2}[\s-]?\d{2})\s*$"
_URL = r"^https?://"
_NUMERIC: frozenset[Role] = frozenset({"value", "rating", "cost", "impressions", "clicks"})

Roles = dict[str, Column]


class Guess:
    """The roles of a sheet's columns, settled one after another and told to the report."""

    def __init__(self, sheet: Sheet, sample: Chunk | None, mapping: Mapping, report: ImportReport) -> None:
        unknown = next((name for name in mapping.columns if name not in sheet.columns), None)
        if unknown is not None:
            raise InputError("ingest.unknown_column", path=report.file, value=unknown, allowed=", ".join(sheet.columns))
        self.names: Sequence[str] = sheet.columns
        self._sample: Fields[str, pa.StringArray] = {} if sample is None else sample.columns
        self._mapping, self._report = mapping, report
        self.roles: Roles = dict(mapping.columns)

    def sample(self, name: str) -> pa.StringArray:
        """The first values of a column that are not empty."""
        values = self._sample.get(name, pa.array([], pa.string())).slice(0, SAMPLE)
        return values.filter(pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(values), ""), False))

    def free(self) -> list[str]:
        """Columns without a role yet, in the file's order."""
        return [name for name in self.names if name not in self.roles]

    def of(self, role: Role) -> list[str]:
        """Columns of a role; ids from the most to the least specific."""
        found = [name for name in self.names if name in self.roles and self.roles[name].role == role]
        if role != "id":
            return found
        kinds = list(ID_NAMES)
        order = {name: self.roles[name].id_kind or "" for name in found}
        return sorted(found, key=lambda name: kinds.index(order[name]) if order[name] in kinds else -1)

    def one(self, role: Role) -> str | None:
        """The column of a role, None where there is none."""
        return next(iter(self.of(role)), None)

    def settle(self, *roles: Role) -> None:
        """Give each of the roles to the best named column, unless a person gave it to one."""
        for role in roles:
            if self.of(role):
                continue
            ranked = [(rank, name) for name in self.free() if (rank := role_rank(role, name)) is not None]
            best = next((name for _, name in sorted(ranked) if self._fits(role, name)), None)
            if best is not None:
                self.give(best, role)

    def give(self, name: str, role: Role, kind: str | None = None) -> None:
        """Give a column a role, and say so."""
        self.roles[name] = Column(role=role, id_kind=kind)
        known = ("time", "name", "value", "currency", "channel", "key", "sequence", "text", "rating")
        if role == "id":
            self._report.assume("assume.role_id", column=name, kind=kind)
        elif role in known:
            self._report.assume(f"assume.role_{role}", column=name)
        else:
            self._report.assume("assume.role_other", column=name, role=role)

    def settle_time(self) -> None:
        """The time: by name, else the first column of which nearly all values are written dates."""
        self.settle("time")
        if self.one("time") is None:
            best = next((name for name in self.free() if self._is_dated(name)), None)
            if best is not None:
                self.give(best, "time")

    def settle_ids(self) -> None:
        """All columns of ids: by name, by e-mails and phones inside; else one that speaks of an id."""
        for name in self.free():
            kind = id_kind(name) or self._kind_inside(name)
            if kind is not None and len(self.sample(name)):
                self.give(name, "id", kind)
        if not self.of("id"):
            best = next((name for name in self.free() if self._may_be_id(name)), None)
            if best is not None:
                self.give(best, "id", "customer")
        main = next((name for name in self.of("id") if self.roles[name].id_kind not in ("email", "phone")), None)
        if main is not None and self._mapping.id_kind is not None and name_is_guessed(main, self._mapping):
            self.roles[main] = Column(role="id", id_kind=self._mapping.id_kind)

    def settle_rest(self, role: Role = "property") -> None:
        """What is left: traits by their names, addresses by their look, everything else `role`."""
        for name in self.free():
            plain = plain_name(name)
            trait = plain in TRAIT_NAMES or plain.split(" ")[0] in ("user", "customer", "клиент", "klient")
            self.roles[name] = Column(role="trait" if trait else role)

    def _fits(self, role: Role, name: str) -> bool:
        values = self.sample(name)
        if not len(values):
            return False
        if role in ("time", "date"):
            return guess_format(values, least=NAMED) is not None
        if role in _NUMERIC:
            return bool((parse_numbers(values, guess_decimal(values) or ".")[1] == 0).mean() >= NAMED)
        return True

    def _is_dated(self, name: str) -> bool:
        if plain_name(name) in TRAIT_NAMES:  # a birthday is no time of an event
            return False
        values = self.sample(name)
        digits = _share(values, r"^\d+(\.\d+)?$")
        return len(values) > 0 and digits < 0.5 and guess_format(values) is not None

    def _kind_inside(self, name: str) -> str | None:
        values = self.sample(name)
        if _share(values, _EMAIL) >= 0.8:
            return "email"
        return "phone" if _share(values, _PHONE) >= 0.8 else None

    def _may_be_id(self, name: str) -> bool:
        words = plain_name(name).split(" ")
        others = {"session", "order", "invoice", "product", "item", "transaction", "заказа", "товара", "zamówienia"}
        return bool({"id", "guid", "код", "номер", "numer", "identyfikator"} & set(words)) and not others & set(words)


def name_is_guessed(name: str, mapping: Mapping) -> bool:
    """Whether the role of a column was not given by a person."""
    return name not in mapping.columns


def written_day_first(names: Sequence[str], separator: str | None) -> bool | None:
    """Whether the language of the headers puts the day first; None where they do not tell."""
    joined = " ".join(names).lower()
    if any("а" <= letter <= "я" or letter in "ąćęłńóśźż" for letter in joined) or separator == ";":
        return True
    return None


def _share(values: pa.StringArray, pattern: str) -> float:
    if not len(values):
        return 0.0
    return float(pc.mean(pc.match_substring_regex(values, pattern).cast(pa.int8())).as_py())
