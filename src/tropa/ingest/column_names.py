"""What the columns of exports are called, in three languages. Within a role, the surest name comes first."""

import re

from tropa.ingest.mapping import Role

_CAMEL = re.compile(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ][a-zа-яё])|(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_PARTING = re.compile(r"[\s_\-./:;,*?№#\"«»()]+")


def plain_name(name: str) -> str:
    """A column's name for comparison: `CustomerID`, `customer_id` and `Customer ID` are one.

    >>> plain_name("CustomerID"), plain_name("case:concept:name"), plain_name("Отметка времени")
    ('customer id', 'case concept name', 'отметка времени')
    """
    return _PARTING.sub(" ", _CAMEL.sub(" ", name)).strip().lower()


def _names(*lines: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in lines for name in line.split(","))


ROLE_NAMES: dict[Role, tuple[str, ...]] = {
    "time": _names(
        "timestamp, time timestamp, event time, event timestamp, datetime, date time, event datetime, created time",
        "occurred at, submitted at, created at, createdat, sent at, received at, time, ts, event date, start time",
        "review submit date and time, submit date, recorded date, response date, review date, end date",
        "order date, invoice date, purchase date, created date, date created, date create, created, start date, date",
        "отметка времени, дата и время, время события, дата события, дата и время события, время, дата заказа",
        "дата покупки, дата обращения, дата звонка, дата визита, дата отзыва, дата ответа, дата создания, создан, дата",
        "sygnatura czasowa, znacznik czasu, data i czas, data i godzina, czas zdarzenia, data zdarzenia, czas",
        "data zamówienia, data zakupu, data opinii, data odpowiedzi, data utworzenia, utworzono, data",
    ),
    "name": _names(
        "event name, event, event type, concept name, activity, activity name, action, action name, event title",
        "название события, событие, тип события, действие, активность, что сделал, операция",
        "nazwa zdarzenia, zdarzenie, typ zdarzenia, akcja, czynność, aktywność, działanie",
        "stage name, stage id, stage, этап сделки, этап, стадия, стадия сделки, etap, etap transakcji, etap sprzedaży",
        "status, order status, статус, статус заказа, status zamówienia",
    ),
    "value": _names(
        "revenue, amount, total, total amount, sum, order total, purchase amount, value, price, dollar value",
        "opportunity, сумма, сумма заказа, сумма покупки, сумма сделки, выручка, стоимость, бюджет, цена, итого",
        "kwota, kwota zamówienia, wartość, wartość zamówienia, suma, przychód, cena, razem",
    ),
    "currency": _names("currency, currency code, currency id, валюта, код валюты, waluta, kod waluty"),
    "channel": _names(
        "channel, channel name, канал, канал связи, канал продаж, kanał, kanał sprzedaży, kanał kontaktu"
    ),
    "touchpoint": _names("touchpoint, точка контакта, punkt styku"),
    "stage": _names("stage, этап, стадия, etap"),
    "sequence": _names("sequence, sequence number, seq, event index, порядок, kolejność"),
    "key": _names(
        "review link, review id, event id, message id, insert id, event uuid, uuid, id события, id zdarzenia"
    ),
    "url": _names("url, page url, page location, current url, адрес страницы, страница входа, adres strony"),
    "referrer": _names("referrer, referer, page referrer, источник перехода, strona odsyłająca"),
    "text": _names(
        "review text, text, comment, comments, review, feedback, content, body, message, verbatim, answer, opinion",
        "текст отзыва, отзыв, текст, комментарий, комментарии, сообщение, ответ, мнение, достоинства, недостатки",
        "treść opinii, opinia, treść, komentarz, komentarze, wiadomość, odpowiedź, uwagi",
    ),
    "rating": _names(
        "star rating, rating, stars, score, nps rating, nps score, nps, csat, csat score, ces, ces score, grade, mark",
        "оценка, рейтинг, звёзды, звезды, балл, баллы, ocena, gwiazdki, punkty, liczba gwiazdek",
    ),
    "language": _names("language, reviewer language, user language, lang, locale, язык, язык отзыва, język"),
    "kind": _names("kind, survey type, вид опроса, тип опроса, rodzaj ankiety"),
    "speaker_role": _names("speaker role, speaker, role, роль, говорящий, rola, rozmówca"),
    "consent": _names("consent, согласие, zgoda"),
    "date": _names("date, day, дата, день, data, dzień, period, период, okres, week, month"),
    "campaign": _names(
        "campaign, campaign name, utm campaign, campaign id, кампания, название кампании, рекламная кампания",
        "kampania, nazwa kampanii",
    ),
    "impressions": _names("impressions, views, shows, показы, wyświetlenia, odsłony"),
    "clicks": _names("clicks, link clicks, клики, переходы, kliknięcia"),
    "cost": _names(
        "cost, costs, spend, amount spent, ad cost, cost rub, расход, расходы, расход руб, расход с ндс, затраты",
        "koszt, koszty, wydatki, wydana kwota, стоимость",
    ),
    "metric": _names("metric, indicator, показатель, метрика, wskaźnik, metryka"),
    "dimension": _names("dimension, query, phrase, keyword, запрос, фраза, измерение, fraza, zapytanie, wymiar"),
}

ID_NAMES: dict[str, tuple[str, ...]] = {
    "customer": _names(
        "customer id, customer, customer number, customer no, client, cust id, buyer id, buyer, shopper id",
        "id клиента, код клиента, номер клиента, клиент, покупатель, id покупателя, номер карты, карта лояльности",
        "id klienta, numer klienta, nr klienta, klient, kupujący, numer karty, nabywca",
    ),
    "user": _names(
        "user id, userid, user, uid, member id, account id, id пользователя, пользователь, id użytkownika, użytkownik"
    ),
    "contact": _names("contact id, contact, lead id, основной контакт, id контакта, контакт, id kontaktu, kontakt"),
    "case": _names("case concept name, case id, case, caseid, id кейса, id sprawy, numer sprawy"),
    "respondent": _names("respondent id, response id, respondent, id респондента, id respondenta"),
    "email": _names(
        "email, e mail, email address, e mail address, mail, recipient email, customer email",
        "почта, электронная почта, эл почта, адрес электронной почты, рабочий email, adres e mail, adres email, poczta",
    ),
    "phone": _names(
        "phone, phone number, mobile, mobile phone, tel, customer phone, телефон, номер телефона, мобильный телефон",
        "рабочий телефон, telefon, numer telefonu, nr telefonu, telefon komórkowy",
    ),
    "ym_client_id": _names("ym client id, ym uid, metrika client id, yandex client id, client id, clientid"),
    "ga_client_id": _names("ga client id, google client id, user pseudo id"),
    "visitor": _names(
        "visitor id, visitorid, distinct id, fullvisitorid, посетитель, id посетителя, id odwiedzającego"
    ),
    "anonymous": _names("anonymous id, device id, cookie id, cookie, install id, id устройства, id urządzenia"),
}
"""Kinds of ids from the most to the least specific: the order they take in a row's `ids`."""

TRAIT_NAMES = frozenset(
    _names(
        "gender, sex, age, city, region, country, birthday, date of birth, segment, tariff, plan, loyalty level",
        "acquisition channel, user cohort, user lifecycle, пол, возраст, город, регион, страна, дата рождения, сегмент",
        "тариф, płeć, wiek, miasto, województwo, kraj, data urodzenia, taryfa",
    )
)


def role_rank(role: Role, name: str) -> int | None:
    """How sure a name is of a role, 0 the surest; None where it is no name of the role."""
    plain, names = plain_name(name), ROLE_NAMES.get(role, ())
    return names.index(plain) if plain in names else None


def id_kind(name: str) -> str | None:
    """The kind of id a column of this name holds, None for a name that is none of an id."""
    plain = plain_name(name)
    return next((kind for kind, names in ID_NAMES.items() if plain in names), None)
