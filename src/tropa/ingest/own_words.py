"""What somebody wrote, out of a letter: mark-up gone, and the letter that is answered cut away with all below it."""

import re
from html.parser import HTMLParser

_TAGGED = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|table|tr|td|img|blockquote|html|body)\b[^<>]*>", re.IGNORECASE
)
_BLOCKS = frozenset(("p", "br", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "hr"))
_HIDDEN = frozenset(("script", "style", "head", "title", "blockquote"))
_ANSWERED = re.compile(
    r"^\s*(?:>|##- .* -##|-{2,}\s*(?:original message|forwarded message|исходное сообщение|пересылаемое сообщение"
    r"|oryginalna wiadomość|wiadomość oryginalna)|on .{6,120} wrote:\s*$"
    r"|(?=.*\d).{4,120}(?:пишет|писал|написал|писала|написала)(?:\(а\))?:\s*$"
    r"|(?:w dniu|dnia) .{4,120}(?:pisze|napisał|napisała|napisał\(a\)):\s*$)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\n{3,}")


def own_words(written: str) -> str | None:
    """The writer's own words, None where nothing is left.

    >>> own_words("<p>It broke.</p><blockquote>Thank you for your order</blockquote>")
    'It broke.'
    >>> own_words("Не работает\\n\\n12 мая 2026 г. Поддержка пишет:\\n> Здравствуйте!")
    'Не работает'
    """
    plain = _without_tags(written) if _TAGGED.search(written) else written
    lines = plain.replace("\r\n", "\n").split("\n")
    cut = next((place for place, line in enumerate(lines) if _ANSWERED.match(line)), len(lines))
    kept = "\n".join(line.rstrip() for line in lines[:cut])
    return _BLANKS.sub("\n\n", kept).strip() or None


def _without_tags(written: str) -> str:
    parser = _Text()
    parser.feed(written)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n".join(lines)


class _Text(HTMLParser):
    """Collects the text of a letter; blocks begin lines, what is not shown or is quoted is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 (the name is HTMLParser's)
    ) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        if tag in _BLOCKS and tag != "br":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))
