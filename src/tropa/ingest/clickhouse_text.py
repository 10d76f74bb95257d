r"""ClickHouse's text of values, as Yandex.Metrica's Logs API writes it: escapes, arrays `[1,2]` and `['a','b']`.

Two layers meet in one field of a TSV: the separators of the file are escaped (`\t`, `\n`, `\\`, `\'`), and inside an
array each string is quoted and escaped once more. The Logs API escapes the quotes of arrays as well (`[\'a\',\'b\']`),
files that went through its official loader do not (`['a','b']`); both are read.

Source: ClickHouse, "Formats: TabSeparated"; yndx-metrika/logs_api_integration.
"""

import re

_ESCAPES = {
    "b": "\b", "f": "\f", "r": "\r", "n": "\n", "t": "\t", "0": "\0", "a": "\a", "v": "\v",
    "'": "'", '"': '"', "\\": "\\", "/": "/", "`": "`",
}  # fmt: skip
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ELEMENT = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|([^',\[\]\\]+))\s*(?:,|$)", re.DOTALL)
_NULLS = ("NULL", "\\N")


def unescape(field: str) -> str:
    r"""The text of a field; an escape ClickHouse does not know is left as it is, `\N` (no value) is empty.

    >>> unescape(r"it\'s a\ttab")
    "it's a\ttab"
    """
    if "\\" not in field:
        return field
    if field == "\\N":
        return ""
    return _ESCAPED.sub(_character, field)


def parse_array(field: str) -> list[str]:
    r"""The elements of an array as text; no value is "". ValueError when the field is not a one-dimensional array.

    >>> parse_array("[1,18446744073709551615]"), parse_array(r"['it\'s, so','b']"), parse_array(r"[\'a\',\'b\']")
    (['1', '18446744073709551615'], ["it's, so", 'b'], ['a', 'b'])
    """
    if field in ("", "[]"):
        return []
    if field[0] != "[" or field[-1] != "]":
        raise ValueError("an array stands in square brackets")
    if field.startswith("[\\'"):
        once = field.replace("\\'", "'")
        field = once if "\\" not in once else _ESCAPED.sub(_character, field)
    body = field[1:-1]
    if "\\" not in body and body[0] == body[-1] == "'":
        elements = body[1:-1].split("','")
        if body.count("'") == 2 * len(elements):
            return elements
    if "'" not in body and "[" not in body:
        return ["" if part in _NULLS else part for part in map(str.strip, body.split(","))]
    return _quoted_elements(body)


def _quoted_elements(body: str) -> list[str]:
    elements: list[str] = []
    place = 0
    while place < len(body):
        match = _ELEMENT.match(body, place)
        if match is None:
            raise ValueError(f"the array breaks off at character {place + 1}")
        quoted, bare = match[1], match[2]
        elements.append(_ESCAPED.sub(_character, quoted) if bare is None else "" if bare in _NULLS else bare.strip())
        place = match.end()
    return elements


def _character(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[0])
