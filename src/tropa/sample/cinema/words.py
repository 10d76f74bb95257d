"""The words of the sample in one language: names, titles, phrases, from the catalogue `sample`."""

from dataclasses import dataclass

from tropa.kit.locale import Language, catalogue


@dataclass(frozen=True)
class Words:
    """Texts of a language by dotted key; a text of several lines is a list to draw from."""

    language: Language

    def one(self, key: str) -> str:
        """The text of a key, its fields not filled in."""
        entry = catalogue("sample", self.language)[key]
        assert isinstance(entry, str), key
        return entry.strip()

    def many(self, key: str) -> list[str]:
        """The lines of a text."""
        return [line.strip() for line in self.one(key).splitlines() if line.strip()]
