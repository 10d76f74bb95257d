"""A journey diagram as text by Mermaid's own grammar.

What the grammar takes for its own (`:` `;` `#` `%`) and what a browser takes for HTML is written as an entity code of
Mermaid, `#58;`; a line end as `<br>`. A directive makes the boxes wider where words are long.
"""

import re

from tropa.formats.mermaid.diagram import Diagram, Task

_OWN = re.compile(r"[#;:%<>&]")
_OF_ACTORS = re.compile(r"[#;:%<>&,]")
_OF_BLOCK = re.compile(r"[#;%<>&{}]")
_USUAL, _WIDEST, _LETTER = 150, 480, 8  # pixels of a box and of a letter, as Mermaid draws them
_KEYWORD = re.compile(r"title|section|journey|accTitle|accDescr", re.IGNORECASE)


def written(diagram: Diagram) -> str:
    """The diagram as text."""
    lines = [*_widened(diagram), "journey"]
    if diagram.title:
        lines += [f"    title {_escaped(diagram.title)}", f"    accTitle: {_escaped(diagram.title)}"]
    if "\n" in diagram.description:
        told = [f"        {_coded(line, _OF_BLOCK)}" for line in diagram.description.split("\n")]
        lines += ["    accDescr {", *told, "    }"]
    elif diagram.description:
        lines.append(f"    accDescr: {_escaped(diagram.description)}")
    for section in diagram.sections:
        lines.append(f"    section {_escaped(section.title)}")
        lines += [f"      {_task(task)}" for task in section.tasks]
    return "\n".join(lines) + "\n"


def _widened(diagram: Diagram) -> list[str]:
    """Boxes wide enough for the longest line, where Mermaid's own would clip it (its issue 6243)."""
    names = [task.name for section in diagram.sections for task in section.tasks]
    longest = max((len(line) for name in names for line in name.split("\n")), default=0)
    width = min(_WIDEST, longest * _LETTER)
    return [f'%%{{init: {{"journey": {{"width": {width}}}}}}}%%'] if width > _USUAL else []


def _task(task: Task) -> str:
    name = _escaped(task.name)
    if _KEYWORD.match(name):
        name = f"#{ord(name[0])};{name[1:]}"
    score = "" if task.score is None else f"{task.score:g}"
    who = ", ".join(_coded(actor, _OF_ACTORS).replace("\n", "<br>") for actor in task.actors)
    return f"{name}: {score}: {who}" if who else f"{name}: {score}"


def _escaped(words: str) -> str:
    return _coded(words, _OWN).replace("\n", "<br>")


def _coded(words: str, letters: re.Pattern[str]) -> str:
    return letters.sub(lambda found: f"#{ord(found[0])};", words)
