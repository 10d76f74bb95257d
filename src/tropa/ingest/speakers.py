"""Who speaks: a customer or the company's own people, by what the speaker is called in English, Russian and Polish."""

import re
from typing import Literal

Speaker = Literal["customer", "staff"]

_STAFF = (
    "staff", "operator", "agent", "manager", "interviewer", "moderator", "facilitator", "researcher", "host",
    "support", "employee", "consultant", "advisor", "marketing", "marketer", "sales", "seller", "cashier", "courier",
    "developer", "designer", "analyst", "director", "supervisor", "маркетинг", "маркетолог", "продавец", "кассир",
    "курьер", "разработчик", "дизайнер", "аналитик", "директор", "руководитель", "работник", "сотрудники",
    "marketingowiec", "sprzedawca", "sprzedawczyni", "kasjer", "kasjerka", "kurier", "programista", "projektant",
    "analityk", "kierownik", "kierowniczka", "dyrektor", "dyrektorka", "оператор", "менеджер", "сотрудник",
    "сотрудница", "интервьюер", "модератор", "ведущий", "ведущая", "исследователь", "консультант", "специалист",
    "поддержка", "администратор", "pracownik", "pracownica", "konsultant", "konsultantka", "prowadzący", "prowadząca",
    "moderatorka", "badacz", "badaczka", "ankieter", "ankieterka", "operatorka", "doradca", "obsługa",
)  # fmt: skip
_CUSTOMERS = (
    "customer", "client", "respondent", "participant", "interviewee", "user", "guest", "buyer", "patient", "caller",
    "клиент", "клиентка", "респондент", "респондентка", "участник", "участница", "покупатель", "покупательница",
    "пользователь", "гость", "абонент", "пациент", "klient", "klientka", "respondentka", "uczestnik", "uczestniczka",
    "badany", "badana", "rozmówca", "rozmówczyni", "użytkownik", "kupujący", "pacjent",
)  # fmt: skip
_STAFF_LETTERS = frozenset(("q", "i", "в", "и"))  # Q and A, Interviewer and Respondent, Вопрос и Ответ
_CUSTOMER_LETTERS = frozenset(("a", "r", "о", "р"))
_WORDS = re.compile(r"[^\W\d_]+")


def speaker_of(name: str) -> Speaker | None:
    """Whose voice a speaker of this name is; None where the name (`Anna`) does not tell.

    >>> speaker_of("Operator Anna"), speaker_of("Участница 3"), speaker_of("Anna"), speaker_of("Q")
    ('staff', 'customer', None, 'staff')
    """
    words = [word.lower() for word in _WORDS.findall(name)]
    if len(words) == 1 and len(words[0]) == 1:
        if words[0] in _STAFF_LETTERS:
            return "staff"
        return "customer" if words[0] in _CUSTOMER_LETTERS else None
    for word in words:
        if word in _STAFF:
            return "staff"
        if word in _CUSTOMERS:
            return "customer"
    return None
