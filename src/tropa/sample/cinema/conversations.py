"""Conversations beside the files that Tropa imports: support tickets, interviews, a focus group."""

from dataclasses import dataclass
from pathlib import Path

from tropa.sample.cinema.interviews import Study
from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.rows import Export
from tropa.sample.cinema.survey import Feelings
from tropa.sample.cinema.tickets import tickets_export


@dataclass(frozen=True)
class Conversations:
    """The table of tickets, the pages by file name, and what was said by file."""

    tickets: Export
    pages: dict[str, str]
    said: dict[str, list[Opinion]]

    def write(self, folder: Path) -> None:
        """Write the pages as UTF-8; the table is written with the others."""
        for name, page in self.pages.items():
            (folder / name).write_text(page, "utf-8", newline="\n")


def conversations(people: People, walks: Walks, feelings: Feelings, office: Office) -> Conversations:
    """Everything that was said in them."""
    tickets, said = tickets_export(people, walks, feelings, office)
    study = Study(people, feelings, office)
    transcripts = study.transcripts()
    pages = {name: one.text(study.words) for name, one in transcripts.items()}
    return Conversations(tickets, pages, {tickets.name: said} | {name: one.said for name, one in transcripts.items()})
