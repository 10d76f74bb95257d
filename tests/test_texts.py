"""The catalogues: the same keys and fields in all three languages, and a sentence for every code in the source."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from tropa.kit.locale import LANGUAGES, Entry, Language, catalogue, has_text

SOURCE = Path(__file__).parents[1] / "src" / "tropa"
ROOMS = sorted({path.name.split(".")[0] for path in (SOURCE / "texts").glob("*.toml")})
FORMS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}, "pl": {"one", "few", "many", "other"}}


def fields(entry: Entry) -> set[str]:
    written = entry if isinstance(entry, str) else "".join(entry.values())
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(written) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_the_three_languages_have_the_same_keys_and_fields(room: str) -> None:
    english = {key: fields(entry) for key, entry in catalogue(room, "en").items()}
    for language in LANGUAGES:
        assert {key: fields(entry) for key, entry in catalogue(room, language).items()} == english, language


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_entries_have_the_forms_of_their_language(room: str, language: Language) -> None:
    for key, entry in catalogue(room, language).items():
        if isinstance(entry, dict):
            assert FORMS[language] <= set(entry), f"{room}.{language}: {key}"


def error_codes() -> list[tuple[str, str]]:
    """Every (file, code) raised or reported in the source."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name.endswith("Error") or name == "reject":
                    found += [
                        (path.name, argument.value)
                        for argument in node.args
                        if isinstance(argument, ast.Constant)
                        and isinstance(argument.value, str)
                        and re.fullmatch(r"[a-z]+\.[a-z_]+", argument.value)
                    ]
    return found


def test_every_error_code_in_the_source_has_its_sentence() -> None:
    codes = error_codes()
    assert len(codes) > 20
    missing = [
        (file, code) for file, code in codes if not has_text(code.split(".")[0], "error." + code.split(".")[1], "en")
    ]
    assert missing == []
