"""What a language model quotes must stand in the text it was given, letter by letter; the rest is thrown away."""

import re

_SPACE = re.compile(r"\s+")


def grounded(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text, as start and end; None where it does not stand there.

    White space and case may differ (models tidy both), no letter may: the span is of the text, and its words are shown.

    >>> text = "Заказал в пятницу,  курьер опоздал."
    >>> start, end = grounded("курьер   опоздал", text)
    >>> text[start:end], grounded("Курьер не пришёл", text)
    ('курьер опоздал', None)
    """
    words = _SPACE.split(quote.strip())
    if not words[0]:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)
    return None if found is None else found.span()
