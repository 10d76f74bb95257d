"""Emoji and emoticons of joy and annoyance."""

import pytest

from tropa.voice.emoji import Emoji, emoji


@pytest.mark.parametrize(
    ("text", "positive", "negative"),
    [
        ("Отлично 👍🏽❤️", 2, 0),
        ("Спасибо))))", 1, 0),
        ("Спасибо!)", 1, 0),
        ("Dzięki :) polecam ;-)", 2, 0),
        ("Ждал три часа :((( 😡", 0, 2),
        ("Опять сломалось((", 0, 1),
        ("Смешно 😂 или нет 🙃", 0, 0),
        ("1) цена (см. прайс (2)) 2) срок", 0, 0),
        ("http://example.com и 3:4", 0, 0),
        ("(см. фото)", 0, 0),
        ("Maximum XDR", 0, 0),
        ("", 0, 0),
    ],
)
def test_signs_are_counted(text: str, positive: int, negative: int) -> None:
    assert emoji(text) == Emoji(positive, negative)
