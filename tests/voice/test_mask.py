"""Personal data in what customers say is masked; orders, prices and dates are not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voice.said import said
from tropa.voice.mask import mask, mask_texts


@pytest.mark.parametrize(
    "said_so",
    [
        "телефон <phone|+7 (912) 345-67-89>.",
        "позвоните мне <phone|8 903 123 45 67> или пишите на <e-mail|olga.petrova@mail.ru>",
        "мой номер <phone|89031234567>, жду",
        "звоните: <phone|9161234567>",
        "офис <phone|(495) 123-45-67>",
        "tel. <phone|+48 601 234 567>.",
        "kontakt: <e-mail|jan.kowalski@wp.pl> lub <phone|601-234-567>, pan Piotr",
        "dzwoń na <phone|601234567>",
        "biuro <phone|22 123 45 67>",
        "z zagranicy <phone|0048601234567>",
        "call <phone|+1 212-555-0182> or <e-mail|john.s+shop@gmail.com>",
        "call (me) at <phone|(212) 555-0182>",
        "Оплатил картой <card|4111 1111 1111 1111>, списали дважды",
        "Karta <card|5500000000000004> została odrzucona",
        "My card <card|4012-8888-8888-1881> was charged",
        "<phone|601 234 567> <phone|602 345 678>",
    ],
)
def test_personal_data_is_masked(said_so: str) -> None:
    plain, masked = "", ""
    for piece in said_so.split("<"):
        inside, closed, after = piece.partition(">")
        kind, _, value = inside.partition("|")
        plain += value + after if closed else piece
        masked += f"⟨{kind}⟩{after}" if closed else piece
    result = mask(plain)
    assert result.text == masked
    assert all(plain[span.start : span.end].strip() for span in result.spans)


@pytest.mark.parametrize(
    "harmless",
    [
        "заказ 4512378 не пришёл",
        "заказ № 9161234567 потерян",
        "zamówienie nr 601234567 nie dotarło",
        "order 601-234-567 never came",
        "списали 1 250 000 рублей и 601 234 567 руб.",
        "kosztowało 601 234 567 zł",
        "ответьте до 12.11.2026 15:30",
        "wizyta 22.11.2026 5 osób",
        "refund pending since 03/10/2026",
        "2026-11-12 10:30:45",
        "IP 192.168.12.55",
        "версия 3.14.159, цена 2,990 и 12 345,67",
        "ИНН 7707083893",
        "4111 1111 1111 1112 is no card",
        "write to us @shop, 5/5",
        "артикул: 89031234567",
    ],
)
def test_orders_prices_and_dates_stay(harmless: str) -> None:
    assert mask(harmless).text == harmless


PIECES = st.sampled_from(
    [
        "601 234 567",
        "8 903 123 45 67",
        "4111 1111 1111 1111",
        "+48",
        "jan@wp.pl",
        "order ",
        " zł",
        "12",
        "(",
        ")",
        "-",
        " ",
        "a",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


@pytest.mark.parametrize("piece", ["a", "a@", "1", "1 ", "a.", "@a.", "(", "+7 ", "601 234 567 ", "1-", "слово "])
def test_a_text_of_a_hundred_kilobytes_takes_no_time(piece: str) -> None:
    begun = time.perf_counter()
    mask(piece * (100_000 // len(piece)))
    assert time.perf_counter() - begun < 5


def test_a_table_keeps_its_rows_without_a_text() -> None:
    masked = mask_texts(said({"text": "пишите на a@b.ru"}, {"text": None}))
    assert masked["text"].to_pylist() == ["пишите на ⟨e-mail⟩", None]
    assert masked.schema == said().schema
