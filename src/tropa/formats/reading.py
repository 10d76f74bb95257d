"""What reading a map from another format gives: the map, and a notice for everything that could not be taken as is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tropa.kit.locale import Language, text
from tropa.model.map import Map


@dataclass(frozen=True)
class Notice:
    """One thing the reader changed, guessed or left out, and where.

    `code` is `formats.<slug>`; the sentence stands in the room's catalogue under `warning.<slug>`, in three languages.
    `place` is a path in the file that needs no translation (`Map!C4`, `journey.phases[2]`); `line` is a line of a text
    file, from 1.

    >>> Notice("formats.left_out", line=7, facts={"value": "abc"}).text("en")
    'Line 7: “abc” has no place in a map and was left out.'
    """

    code: str
    place: str = ""
    line: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    def text(self, language: Language) -> str:
        """The notice as a sentence that begins with the place."""
        room, _, slug = self.code.partition(".")
        sentence = text(room, f"warning.{slug}", language, **self.facts)
        where = self.place
        if self.line is not None:
            line = text("formats", "warning.at_line", language, line=self.line)
            where = f"{line}, {where}" if where else line
        return f"{where}: {sentence}" if where else sentence

    def to_dict(self) -> dict[str, object]:
        """The notice as JSON: code, place, English sentence and facts."""
        facts = {k: v if isinstance(v, int | float | bool | None) else str(v) for k, v in self.facts.items()}
        return {"code": self.code, "place": self.place, "line": self.line, "message": self.text("en"), "facts": facts}


@dataclass(frozen=True)
class Read:
    """A map that was read, and what to know about the reading; no warnings: nothing was changed or left out."""

    map: Map
    warnings: tuple[Notice, ...] = ()
