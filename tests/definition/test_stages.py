import pytest

from tropa.definition.stages import is_purchase, signal_of_name, stage_of_name, stages_of


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Реклама в поиске", "need"),
        ("newsletter", "need"),
        ("landing", "interest"),
        ("rejestracja", "interest"),
        ("Product Viewed", "research"),
        ("/tariffs", "research"),
        ("сравнение", "research"),
        ("wyszukiwanie", "research"),
        ("begin_checkout", "purchase"),
        ("/oplata", "purchase"),
        ("/koszyk", "purchase"),
        ("Корзина", "purchase"),
        ("support_chat", "return"),
        ("Продление", "return"),
        ("reklamacja", "return"),
        ("xyz", None),
    ],
)
def test_words_decide_the_stage(name: str, stage: str | None) -> None:
    assert stage_of_name(name) == stage


@pytest.mark.parametrize(
    "name", ["Order Completed", "purchase", "/checkout/success", "Оплачен", "zamówienie złożone", "won"]
)
def test_a_purchase_is_known_in_three_languages(name: str) -> None:
    assert is_purchase(name)


@pytest.mark.parametrize(
    "name", ["Checkout Started", "payment_error", "Order Cancelled", "pageview", "возврат покупки", "Paid search"]
)
def test_what_is_begun_failed_or_taken_back_is_no_purchase(name: str) -> None:
    assert not is_purchase(name)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("payment_error", "error"),
        ("call_missed", "unanswered"),
        ("Пропущенный звонок", "unanswered"),
        ("жалоба", "complaint"),
        ("rezygnacja", "cancel"),
        ("waiting_for_reply", "wait"),
        ("goal:500123", None),
        ("catalog", None),
    ],
)
def test_words_decide_the_signal(name: str, signal: str | None) -> None:
    assert signal_of_name(name) == signal


def test_a_touchpoint_without_words_takes_the_stage_of_its_neighbour() -> None:
    assert stages_of({"blog": 0.1, "cart": 0.8, "x1": 0.7, "x2": 0.2}) == {
        "blog": "interest", "cart": "purchase", "x1": "purchase", "x2": "interest",
    }  # fmt: skip


def test_without_words_the_journey_is_cut_into_fifths() -> None:
    assert stages_of({"a": 0.0, "b": 0.5, "c": 1.0}) == {"a": "need", "b": "research", "c": "return"}


def test_hints_speak_where_the_name_is_silent() -> None:
    assert stages_of({"p17": 0.1}, {"p17": ["/koszyk"]}) == {"p17": "purchase"}
