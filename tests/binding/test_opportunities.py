"""Remedies for barriers: the kind decides first, then the touchpoint's words in three languages."""

import pytest

from tropa.binding.opportunities import BY_KIND, BY_WORDS, OTHERWISE, remedy_for
from tropa.kit.locale import LANGUAGES, has_text


@pytest.mark.parametrize(
    ("remedy", "names"),
    [
        ("payment_methods", ("Payment page", "Страница оплаты", "Strona płatności")),
        ("simplify_form", ("Sign-up form", "Форма регистрации", "Formularz rejestracji")),
        ("instalments", ("Price list", "Страница тарифов", "Cennik")),
        ("clear_answers", ("Site search", "Поиск по сайту", "Wyszukiwarka")),
        ("answer_reviews", ("Reviews", "Страница отзывов", "Opinie")),
        ("softer_contact", ("Newsletter", "Письмо рассылки", "Reklama")),
        ("easy_leave", ("Subscription cancelled", "Отмена подписки", "Rezygnacja")),
        ("next_step", ("Trailer", "Трейлер", "Zwiastun")),
    ],
)
def test_a_touchpoint_s_words_choose_the_remedy(remedy: str, names: tuple[str, str, str]) -> None:
    assert [remedy_for("exit", name) for name in names] == [remedy] * 3


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [("unanswered", "answer_calls"), ("wait", "faster_answer"), ("complaint", "listen"), ("error", "fix_error"),
     ("low_rating", "listen"), ("loop", "clear_answers"), ("back", "clear_answers"), ("exit", "next_step")],
)  # fmt: skip
def test_a_kind_has_a_remedy_where_words_say_nothing(kind: str, remedy: str) -> None:
    assert remedy_for(kind, "???") == remedy
    assert remedy_for(kind, "") == remedy


@pytest.mark.parametrize("remedy", sorted({*BY_KIND.values(), *OTHERWISE.values(), *dict(BY_WORDS), "next_step"}))
def test_every_remedy_is_written_in_every_language(remedy: str) -> None:
    for language in LANGUAGES:
        assert has_text("binding", f"opportunity.{remedy}.title", language)
        assert has_text("binding", f"opportunity.{remedy}.body", language)
