"""The report every import ends in: what was read, what was refused and why, what was assumed."""

from dataclasses import dataclass, field

KEPT_REJECTIONS = 1_000  # more are counted, not kept: a wholly broken file must not fill the memory


@dataclass(frozen=True)
class Rejection:
    """One row (or file) that was not taken: where, which value, and why (`code` + facts, see tropa.errors)."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass
class ImportReport:
    """Counts and assumptions of the import of one file."""

    file: str
    source: str
    import_id: str
    rows: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    encoding: str | None = None
    separator: str | None = None
    time_zone: str | None = None
    first_time: int | None = None
    last_time: int | None = None
    ids: dict[str, int] = field(default_factory=dict)  # kind → rows that carry one
    assumptions: list[tuple[str, dict[str, object]]] = field(default_factory=list)  # catalogue key, facts
    broken: bool = False  # the file as a whole could not be read

    def reject(self, line: int | None, column: str | None, value: object, code: str, /, **facts: object) -> None:
        """Count a refused row and keep its reason, up to KEPT_REJECTIONS."""
        self.rejected += 1
        if len(self.rejections) < KEPT_REJECTIONS:
            shown = None if value is None else str(value)[:200]
            self.rejections.append(Rejection(self.file, line, column, shown, code, facts))

    def assume(self, key: str, /, **facts: object) -> None:
        """Record a guess that a person may want to correct; `key` is a text of the ingest catalogue."""
        if (key, facts) not in self.assumptions:
            self.assumptions.append((key, facts))

    def to_dict(self) -> dict[str, object]:
        """The report as plain values for JSON."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "rejections"}
        plain["rejections"] = [vars(rejection) for rejection in self.rejections]
        plain["assumptions"] = [{"key": key, **facts} for key, facts in self.assumptions]
        return plain
