import pytest

from tropa.ingest.own_words import own_words

LETTERS = [
    ("Just words, 5 < 6 and a > b", "Just words, 5 < 6 and a > b"),
    ("<div>Раз<br/>два&nbsp;&amp; три</div><script>x()</script>", "Раз\nдва & три"),
    ("Dziękuję!\n\nW dniu 12 maja 2026 o 10:00 Pomoc pisze:\n> Witamy", "Dziękuję!"),
    ("Ok\r\n-----Original Message-----\r\nFrom: support", "Ok"),
    ("Мне ваш робот пишет:\nи не останавливается", "Мне ваш робот пишет:\nи не останавливается"),
    ("> only the letter that is answered", None),
    ("<p> </p>", None),
]


@pytest.mark.parametrize(("letter", "words"), LETTERS)
def test_a_letter_is_cut_to_its_writers_own_words(letter: str, words: str | None) -> None:
    assert own_words(letter) == words
