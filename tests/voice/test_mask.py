"""Personal data in what customers say is masked; orders, prices and dates are not."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voice.personal_items import ITEMS
from tests.voice.said import said
from tropa.voice.mask import mask, mask_texts

REVIEWS = Path(__file__).parents[2] / "../shared/data/reviews-pl/test.txt"


def marked(item: str) -> tuple[str, str]:
    """The sentence as it was said, and as it must be kept."""
    return re.sub(r"<[^|]+\|([^>]+)>", r"\1", item), re.sub(r"<([^|]+)\|[^>]+>", r"⟨\1⟩", item)


def test_the_items_made_by_hand_are_enough() -> None:
    assert sum(item.count("|") for item in ITEMS) >= 150


@pytest.mark.parametrize("item", [*ITEMS, "<phone|601 234 567> <phone|602 345 678>"])
def test_personal_data_is_masked(item: str) -> None:
    plain, kept = marked(item)
    result = mask(plain)
    assert result.text == kept
    assert all(plain[span.start : span.end].strip() for span in result.spans)


@pytest.mark.parametrize("item", ITEMS)
def test_masking_a_masked_item_changes_nothing(item: str) -> None:
    _, kept = marked(item)
    assert mask(kept).text == kept


def test_a_thousand_reviews_are_masked_only_where_they_name_somebody() -> None:
    if not REVIEWS.is_file():
        pytest.skip("the shared data is not here")
    said = [line.split(" ", 1)[1] for line in REVIEWS.read_text("utf-8").splitlines()[:1_000]]
    found = [line[span.start : span.end] for line in said for span in mask(line).spans]
    assert found == ["Mariolą", "Alex Kloszewski", "Alicja"]  # the owner, a director, a receptionist


def test_only_the_kinds_asked_for_are_masked() -> None:
    text = "jan@wp.pl, tel. 601 234 567"
    assert mask(text, kinds=["phone"]).text == "jan@wp.pl, tel. ⟨phone⟩"
    assert mask(text, kinds=[]).text == text


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
        "Доставка по Москве заняла 5 дней, в Сбербанке сказали ждать.",
        "Вера в сервис пропала, надежда и любовь тоже.",
        "Роман понравился, читал на Яндекс Книгах весь вечер.",
        "Я Вас прошу, я Москвич",
        "деньги: zamówienie 44051401359, заказ 500100732259",
        "Kasjerka w Krakowie, Róża w wazonie była zwiędła",
        "до метро Площадь Ленина 10 минут, квартира 48 м",
        "на улице Ленина открыли кафе, 5 звёзд",
        "Товар 123-45-6789, order 1234-5678-9012, ISBN 978-3-16-148410-0",
        "iPhone 15 Pro Max 256 GB 12, Mercedes Benz W211, Flight LO 1234",
        "This is Amazing, I am Sorry, the May sale",
        "пункт п. 5 договора, пр. 12",
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
        "пан ",
        "Anna Nowak",
        "ул. Ленина, ",
        "д. 5",
        "ИНН ",
        "7707083893",
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
