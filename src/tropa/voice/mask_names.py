"""Names of people, where the words around them say that they are names.

A capitalised word alone may be a city, a film or a firm, so it is a name only where it introduces its bearer ("меня
зовут", "nazywam się", "my name is"), has a title or a role before it ("pani", "менеджер", "agent"), is a first name
with a surname or a patronymic beside it, or stands with initials. First names are those of `mask_words.toml`, and
with the extra `voice` those of the dictionaries of pymorphy3 and morfeusz2. A first name that stands alone elsewhere
stays, unless it is the customer's own (`mask_known`).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from tropa.voice.mask_forms import dictionary, folded, forms_of, listed
from tropa.voice.mask_span import Span

_S = "[ \u00a0]"
_CAP = r"[A-ZĄĆĘŁŃÓŚŹŻА-ЯЁ](?:[a-ząćęłńóśźżа-яё]+|['’][A-Z][a-z]+)(?:-[A-ZĄĆĘŁŃÓŚŹŻА-ЯЁ][a-ząćęłńóśźżа-яё]+)?"
_END = r"(?![^\W_])"
_RUN = rf"(?P<names>{_CAP}(?:{_S}{_CAP}){{0,2}}){_END}"
_CAPITAL = re.compile(rf"(?<![^\W_]){_CAP}{_END}")
_INTRODUCED = re.compile(
    r"(?<!\w)(?i:меня\sзовут|мо[её]\sимя|ф\.?и\.?о\.?|имя\sи\sфамилия|nazywam\ssi[eę]|mam\sna\simi[eę]|imi[eę]\si\snazwisko"
    rf"|my\s(?:full\s)?name\sis|my\sname's|full\sname)(?:{_S}*[:,—–-])?{_S}*{_RUN}"
)
_TITLED = re.compile(
    r"(?<!\w)(?:(?i:г-н[ауеом]*|г-ж[аеуои]+|господин[ауеом]*|госпож[аеуои]й?|гражданин[ауеом]*|гражданк[аеуио]й?|мистер[ауом]*"
    r"|миссис|pan[auioe]?m?|p\.|panią|państw[ou]|mgr|mr|mrs|ms|miss|dr)\.?)"
    rf"{_S}+(?:(?i:dr|mgr|inż|prof|lek|med)\.?{_S}+)*{_RUN}"
)
_ROLE = re.compile(
    r"(?<!\w)(?i:менеджер\w*|оператор\w*|курьер\w*|продав[ец]+\w*|консультант\w*|администратор\w*|мастер\w*|водител\w+|врач\w*"
    r"|доктор\w*|сотрудни[кц]\w*|кассир\w*|официант\w*|специалист\w*|по\sимени|девушка|парень|kelner\w*|kurier\w*|konsultant\w*"
    r"|recepcjonist\w+|lekar\w+|doktor\w*|kierowc\w+|sprzedawc\w+|pracowni\w+|imieniem|pozdrawiam|z\spoważaniem|с\sуважением"
    r"|agent|operator|manager|courier|driver|waiter|waitress|doctor|nurse|rep|assistant|named|regards|sincerely|thanks"
    rf"|i\sam|i'm|i’m|this\sis|я)(?:{_S}*[,:—–-]{_S}*|\n+|{_S}+)(?:(?:pani?|по{_S}имени){_S}+)?{_RUN}"
)
_OF_ONESELF = re.compile(r"(?i:я|i\sam|i['’]m|this\sis|thanks)\b")
_INITIALS = re.compile(
    rf"(?<!\w)(?:[А-ЯЁ]\.{_S}?[А-ЯЁ]\.{_S}?[А-ЯЁ][а-яё]{{2,}}|[А-ЯЁ][а-яё]{{2,}}{_S}[А-ЯЁ]\.{_S}?[А-ЯЁ]\.){_END}"
)
_PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[ое]вич|[ое]вн|ичн|ьич)(?:а|у|ем|е|ы|ой|ою)?$")
_SURNAME = re.compile(
    r"[А-ЯЁ][а-яё]+(?:[ое]в|ин|ын|[сц]к)(?:а|у|ым|е|ой|ую|ий|ого|ому|им|ом|ая|ых|ыми?|и)?$"
    r"|[А-ЯЁ][а-яё]+(?:енко|[юу]к[ауеом]*|[яа]н[ауеом]*|дзе|швили|[иы]х|ич[ауем]*)$"
    r"|[A-ZĆŁŚŹŻ][a-ząćęłńóśźż]+(?:sk|ck|dzk)(?:i|a|iego|iej|iemu|ą|im|ich|imi)$"
    r"|[A-ZĆŁŚŹŻ][a-ząćęłńóśźż]+(?:wicz|czyk|czak|szczak|iak|ak|ek|ik|owa|owicz|ewicz)(?:a|owi|em|iem|ów|ej|ą)?$"
    r"|(?:Nowak|Zając|Wójcik|Mazur|Krawczyk|Duda|Wróbel|Kozioł|Sikora|Baran)(?:a|owi|em|ą|iem|u|y)?$"
)
_CYRILLIC = re.compile("[А-ЯЁ]")
_NO_NAMES = listed("no_names")
_WORDS = frozenset(listed("no_name_words"))
_MONUMENT = re.compile(
    r"(?:\b(?i:hotel\w*|św\.?|święt\w+|ul\.?|ulic\w+|park\w*|im\.?|imienia|pomnik\w*|kości\w+|pensjonat\w*|willa|willi|dworek"
    r"|улиц\w+|имени|памятник\w*|отел\w+|парк\w*|храм\w*|метро|saint|st\.?))[ \u00a0\"„«']*\Z"
)


def names(text: str) -> Iterator[Span]:
    """Every name of a person, from the words around it; parts of one name may come as several spans."""
    for found in (*_INTRODUCED.finditer(text), *_TITLED.finditer(text)):
        yield from _as_long_as_names(found.start("names"), found["names"], lambda _: True)
    for found in _ROLE.finditer(text):
        fits = _is_given if _OF_ONESELF.match(found[0]) else _is_given_or_surname
        yield from _as_long_as_names(found.start("names"), found["names"], fits)
    for found in _INITIALS.finditer(text):
        yield Span(*found.span(), "name")
    yield from _pairs(text)


def _as_long_as_names(start: int, run: str, fits: Callable[[str], bool]) -> Iterator[Span]:
    """The beginning of a run of capitalised words, up to the first that is no name."""
    end = 0
    for number, word in enumerate(re.finditer(r"[^ \u00a0]+", run)):
        name = not _is_word(word[0]) and (fits(word[0]) if number == 0 else _is_name(word[0]))
        if not name:
            break
        end = word.end()
    if end:
        yield Span(start, start + end, "name")


def _pairs(text: str) -> Iterator[Span]:
    """First names with a surname or patronymic beside them, in either order, and the names that follow them."""
    words = [found.span() for found in _CAPITAL.finditer(text)]
    place = 0
    while place + 1 < len(words):
        last = place
        if _beside(text, words, place) and _is_pair(text, words[place], words[place + 1]):
            last = place + 1
            while last + 1 < len(words) and _beside(text, words, last) and _follows(text[slice(*words[last + 1])]):
                last += 1
            yield Span(words[place][0], words[last][1], "name")
        place = last + 1


def _beside(text: str, words: list[tuple[int, int]], place: int) -> bool:
    """Whether one space parts a word from the next."""
    end, start = words[place][1], words[place + 1][0]
    return start - end == 1 and text[end] in " \u00a0"


def _is_pair(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    one, other = text[slice(*first)], text[slice(*second)]
    if _MONUMENT.search(text, max(0, first[0] - 14), first[0]) or _is_word(other):
        return False
    return (_is_first(one) and (_is_given(other) or _follows(other) or _english_pair(one))) or bool(
        _CYRILLIC.match(one) and _is_surname(one) and _is_given(other)
    )


def _follows(word: str) -> bool:
    """Whether a word may stand behind a first name, in a name."""
    return _is_surname(word) or _is_patronymic(word)


def _is_word(word: str) -> bool:
    plain = folded(word)
    return plain in _WORDS or plain.startswith(_NO_NAMES)


def _is_name(word: str) -> bool:
    return _is_first(word) or _follows(word) or word[0].isascii()


def _is_patronymic(word: str) -> bool:
    return _PATRONYMIC.match(word) is not None


@lru_cache(maxsize=100_000)
def _is_surname(word: str) -> bool:
    return _SURNAME.match(word) is not None or "surname" in _by_dictionary(word)


@lru_cache(maxsize=100_000)
def _is_given(word: str) -> bool:
    """A first name and seldom anything else."""
    return folded(word) in _forms("") or "first" in _by_dictionary(word)


def _is_given_or_surname(word: str) -> bool:
    return _is_given(word) or _is_surname(word)


def _is_first(word: str) -> bool:
    """A first name, be it a word too."""
    return _is_given(word) or folded(word) in _forms("_ambiguous")


def _english_pair(word: str) -> bool:
    return folded(word) in _english()


@cache
def _english() -> frozenset[str]:
    return frozenset(map(folded, listed("en"))) - frozenset(map(folded, listed("pl")))


@cache
def _forms(ambiguous: str) -> frozenset[str]:
    words = [word for language in ("ru", "pl", "en") for word in listed(language + ambiguous)]
    return frozenset(form for word in words for form in forms_of(word))


@lru_cache(maxsize=100_000)
def _by_dictionary(word: str) -> frozenset[str]:
    """Whether a dictionary knows the word as a first name or a surname and as little else."""
    if _CYRILLIC.match(word):
        analyser = dictionary("ru")
        if analyser is None:
            return frozenset()
        parsed = analyser.parse(word)
        known = analyser.word_is_known(folded(word)) or analyser.word_is_known(word.lower())
        weight = {mark: sum(one.score for one in parsed if mark in one.tag.grammemes) for mark in ("Name", "Surn")}
        found = {"first"} if known and weight["Name"] >= 0.5 else set()
        return frozenset(found | ({"surname"} if weight["Surn"] >= 0.4 else set()))
    analyser = dictionary("pl")
    if analyser is None:
        return frozenset()
    marks = [" ".join(one[2][3]) for one in analyser.analyse(word)]
    if not marks or any(one[2][1][:1].islower() for one in analyser.analyse(word.lower()) if one[2][2] != "ign"):
        return frozenset()
    found = {"first"} if any("imię" in mark for mark in marks) else set()
    return frozenset(found | ({"surname"} if any("nazwisko" in mark for mark in marks) else set()))
