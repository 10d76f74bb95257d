"""Postal addresses in Russian, Polish and English: a street with a house number, a flat, a post code with a town.

A street alone is a place that many people know and stays; with a number it is somebody's. Letters after a number
(12a), building and flat, the post code and the town beside them are masked with it.
"""

import re
from collections.abc import Iterator

from tropa.voice.mask_span import Span

_S = "[ \u00a0]"
_GAP = rf"(?:,{_S}?|{_S}){{1,2}}"
_ENDS = r"(?![^\W_])"
_NO_COUNT = (  # "площадь Ленина 10 минут" is no address
    rf"{_ENDS}(?!{_S}?(?:мин|раз|час|дн|дней|лет|год|км|м\b|метр|руб|чел|шт|minut|godz|razy|dni|lat\b|zł|osób|min\b|times|days))"
)
_RU_NAME = rf"(?:\d{{1,3}}(?:-?[а-я]{{1,3}})?{_S})?[А-ЯЁ][а-яё]+(?:[-{_S[1:-1]}][А-ЯЁ][а-яё]+){{0,3}}"
_RU_STREET = (
    r"(?:[Уу]л\.?|[Уу]лиц[аеыу]|[Пп]р-?к?т\.?|[Пп]р\.|[Пп]росп\.?|[Пп]роспект[ае]?|[Пп]ер\.?|[Пп]ереул[ок]+[ае]?|[Шш]\.|[Шш]оссе"
    r"|[Нн]аб\.?|[Нн]абережн[аоуы][яйюе]|[Бб]-р|[Бб]ульвар[ае]?|[Пп]л\.|[Пп]лощад[ьи]|[Мм]кр\.?|[Мм]кр-н|[Мм]икрорайон[ае]?"
    r"|[Пп]роезд[ае]?|[Тт]упик[ае]?|[Аа]лле[яеию])"
)
_RU_HOUSE = (
    rf"(?:{_GAP}|\.{_S}?)(?:[Дд](?:ом(?:[еау])?|\.)?{_S}?)?(?:№{_S}?)?"
    rf"\d{{1,4}}(?:{_S}?[а-яА-Я](?![\w.]))?(?:/\d{{1,4}}[а-я]?)?(?:-\d{{1,4}})?"
    rf"(?:{_GAP}(?:к|корп|корпус|стр|строение|лит|литера|под|подъезд|эт|этаж|кв|квартир[аеу]|оф|офис|комн"
    rf"|комната)(?:\.|{_ENDS}){_S}?"
    r"(?:\d{1,4}[а-яА-Я]?|[А-Я]))*"
)
_RU_TOWN = (
    rf"(?:\d{{6}},?{_S})?(?:(?:г|гор|город|пос|п|с|д|дер|деревня|село)\.?{_S}?[А-ЯЁ][а-яё]+"
    rf"(?:[- ][А-ЯЁа-яё]+){{0,2}},{_S}?)?"
)
_PL_NAME = (
    r"(?:\d{1,2}{S}|św\.{S}?)?[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]*\.?(?:[-{S1}](?:[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+|[IVX]+)){0,3}"
)
_PL_NAME = _PL_NAME.replace("{S}", _S).replace("{S1}", _S[1:-1])
_PL_STREET = r"(?:[Uu]l\.?|[Uu]lic[ayęąe]|[Aa]l\.?|[Aa]lej[aieęąi]|[Oo]s\.?|[Oo]siedl[eau]|[Pp]l\.?|[Pp]lac[ue]?)"
_PL_HOUSE = (
    rf"{_GAP}(?:nr{_S})?\d{{1,4}}(?:{_S}?[A-Za-z](?![\w.]))?(?:/\d{{1,4}}[a-z]?)?"
    rf"(?:{_GAP}(?:m|lok|mieszkani[ae])\.?{_S}?\d{{1,4}})?"
)
_PL_POST = rf"\d{{2}}-\d{{3}}{_S}[A-ZŁŚŻŹĆ][a-ząćęłńóśźż]+(?:[-{_S[1:-1]}][A-ZŁŚŻŹĆ][a-ząćęłńóśźż]+)?"
_EN_TYPE = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Way|Terrace"
    r"|Crescent|Close|Gardens|Highway|Parkway|Pkwy)\.?"
)
_EN_FLAT = rf"(?:Apt|Apartment|Flat|Unit|Suite|Ste|#)\.?{_S}?#?\w{{1,5}}"
_EN_TOWN = rf"(?:{_GAP}[A-Z][a-z]+(?:{_S}[A-Z][a-z]+)?,?{_S}[A-Z]{{2}}(?:{_S}\d{{5}}(?:-\d{{4}})?)?{_ENDS})?"
_UK_POST = rf"(?<!\w)(?:[A-Z]{{1,2}}\d[A-Z\d]?{_S}\d[ABD-HJLNP-UW-Z]{{2}}){_ENDS}"
_CYRILLIC = re.compile(r"[А-Яа-я]")
_LATIN = re.compile(r"[A-Z]")
_RUSSIAN = tuple(
    re.compile(pattern)
    for pattern in (  # ул. Ленина, д. 15, кв. 48 · Невский проспект, 28 · живу на Ленина 5-12 · дом 5, кв. 12 · кв. 7
        rf"{_RU_TOWN}(?<!\w){_RU_STREET}{_S}?{_RU_NAME}{_RU_HOUSE}{_NO_COUNT}",
        rf"{_RU_TOWN}(?<!\w){_RU_NAME}{_S}(?:{_RU_STREET}){_RU_HOUSE}{_NO_COUNT}",
        (
            rf"(?<!\w)(?:[Жж]иву|[Жж]ив[её]м|[Пп]роживаю|[Пп]рописан[аы]?|[Аа]дрес\w*|[Пп]о{_S}адресу)"
            rf"(?:{_S}(?:на|в|по|доставки|мой))*:?{_S}"
            rf"(?P<at>{_RU_TOWN}{_RU_NAME}{_RU_HOUSE}){_NO_COUNT}"
        ),
        (
            rf"(?<!\w)[Дд](?:ом[еау]?|\.){_S}?\d{{1,4}}[а-я]?(?:{_GAP}(?:к|корп|корпус|стр|под|подъезд|эт|этаж)"
            rf"\.?{_S}?\d{{1,4}})*"
            rf"{_GAP}(?:кв|квартир[аеу])\.?{_S}?\d{{1,4}}{_ENDS}"
        ),
        rf"(?<!\w)кв\.{_S}?\d{{1,4}}{_ENDS}(?!{_S}?м)",
        rf"(?<!\w)\d{{6}},{_S}(?:г\.?{_S}?)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*{_ENDS}",
    )
)
_POLISH_AND_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        # ul. Długa 12/4, 00-238 Warszawa · mieszkam przy Długiej 12 · 30-001 Kraków
        rf"(?<!\w){_PL_STREET}{_S}?{_PL_NAME}{_PL_HOUSE}{_NO_COUNT}(?:{_GAP}{_PL_POST})?",
        (
            rf"(?<!\w)(?:[Mm]ieszkam\w*|[Aa]dres\w*|[Zz]ameldowan[yai])(?:{_S}(?:przy|na|w|dostawy|to|mój))*:?{_S}"
            rf"(?P<at>{_PL_NAME}{_PL_HOUSE}(?:{_GAP}{_PL_POST})?){_ENDS}"
        ),
        rf"(?<![\w-]){_PL_POST}{_ENDS}",
        # English: Flat 4, 12 Oak Street, London SW1A 1AA · 221B Baker Street · 77 Main St., Apt 5, Austin, TX 78701
        (
            rf"(?<!\w)(?:{_EN_FLAT}{_GAP})?\d{{1,5}}[A-Za-z]?{_S}(?:[NSEW]\.?{_S})?"
            rf"(?:[A-Z][a-z']+{_S}|\d{{1,3}}(?:st|nd|rd|th){_S}){{1,3}}"
            rf"{_EN_TYPE}{_ENDS}(?:{_GAP}{_EN_FLAT})?{_EN_TOWN}(?:{_GAP}[A-Z][a-z]+{_S}{_UK_POST})?"
        ),
        rf"(?<!\w)P\.?{_S}?O\.?{_S}Box{_S}\d{{1,6}}{_ENDS}",
        _UK_POST,
    )
)


def addresses(text: str) -> Iterator[Span]:
    """Every postal address of the text, the surest patterns first."""
    patterns = (*(_RUSSIAN if _CYRILLIC.search(text) else ()), *(_POLISH_AND_ENGLISH if _LATIN.search(text) else ()))
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield Span(*found.span("at" if "at" in pattern.groupindex else 0), "address")
