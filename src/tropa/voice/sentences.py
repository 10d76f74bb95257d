"""Where the sentences of a text begin and end, in Russian, Polish and English."""

import re

_END = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'»”’)\]]*)(?=\s|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«„\"'])(?:"
    r"[A-ZА-ЯЁŁŚŻ]"  # an initial
    r"|г|ул|д|кв|корп|стр|пр|просп|пер|пл|им|тел|напр|т\.\s?[ек]"
    r"|ul|al|pl|os|nr|np|tzn|tzw|dr|mgr|prof|inż|św|tel|wg"
    r"|mr|mrs|ms|st|vs|e\.\s?g|i\.\s?e|approx|jr|sr"
    r")$",
    re.IGNORECASE,
)
_TAIL = 16  # characters before a full stop within which an abbreviation is looked for


def sentences(text: str) -> list[tuple[int, int]]:
    """The start and the end of each sentence, without the white space around it.

    A sentence ends at a line break, at ! ? … and at a full stop that neither follows an abbreviation nor precedes a
    small letter. Linear in the length of the text.

    >>> text = "Ждал на ул. Ленина 2 часа! Курьер не пришёл."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Ждал на ул. Ленина 2 часа!', 'Курьер не пришёл.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text, end):
            _keep(found, text, start, end.start() if end["stop"] is None else end.end())
            start = end.end()
    _keep(found, text, start, len(text))
    return found


def _ends(text: str, end: re.Match[str]) -> bool:
    if end["stop"] != ".":
        return True
    after = text[end.end() : end.end() + 3].lstrip()
    if after[:1].islower():
        return False
    before = text[max(0, end.start() - _TAIL) : end.start()]
    return _ABBREVIATION.search(before) is None or not after


def _keep(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    said = text[start:end]
    begin, close = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
    if close > begin:
        found.append((begin, close))
