"""Opportunities: to each barrier its remedy from the catalogue that practitioners start with.

The kind of barrier decides first; where a kind says little (people leave, go in circles, rate low), the words of the
touchpoint decide, in any of the three languages.
"""

import re

from tropa.binding.scene import CellCard, Scene
from tropa.model.evidence import Evidence

SAID = "said:"  # before the remedy, the kind of a barrier that customers named
BY_KIND = {"unanswered": "answer_calls", "wait": "faster_answer", "complaint": "listen"}
BY_WORDS = (
    ("payment_methods", r"pay(?!roll)|card|checkout|оплат|платёж|платеж|карт[аыойу]|płat|kart[aąyę]|blik"),
    ("instalments", r"price|tariff|plan\b|цен[аыу]|тариф|стоимост|cen[ayę]|cennik|taryf|abonament"),
    ("simplify_form", r"form|sign.?up|regist|promo|анкет|форм[аыу]|регистрац|промокод|formularz|rejestr|kod promo"),
    ("answer_reviews", r"review|отзыв|opini[ae]"),
    ("answer_calls", r"call|phone|звон|телефон|połącz|telefon|infolini"),
    ("easy_leave", r"cancel|renew|отмен|отказ|продлен|rezygn|przedłuż|odnow"),
    ("softer_contact", r"mail|newsletter|push|advert|\bads?\b|письм|рассылк|реклам|wiadomo|reklam"),
    (
        "clear_answers",
        r"catalog|search|list|filter|faq|help|compar|каталог|поиск|подбор|сравн|помощ|katalog|wyszuk|szuka|porówn|pomoc",
    ),
)
OTHERWISE = {
    "error": "fix_error",
    "repeated_contact": "faster_answer",
    "low_rating": "listen",
    "loop": "clear_answers",
    "back": "clear_answers",
}


def remedy_for(kind: str, touchpoint: str) -> str:
    """The catalogue's remedy for a kind of barrier at a touchpoint.

    A barrier that customers named has its remedy in its kind, after "said:".

    >>> remedy_for("exit", "Страница оплаты"), remedy_for("unanswered", "call"), remedy_for("exit", "trailer")
    ('payment_methods', 'answer_calls', 'next_step')
    """
    if kind.startswith(SAID):
        return kind.removeprefix(SAID)
    if kind in BY_KIND:
        return BY_KIND[kind]
    for remedy, words in BY_WORDS:
        if re.search(words, touchpoint, re.IGNORECASE):
            return remedy
    return OTHERWISE.get(kind, "next_step")


def opportunity_cards(scene: Scene, barriers: list[tuple[CellCard, str, str]]) -> list[CellCard]:
    """One opportunity a remedy and stage; `barriers` are (card, kind, touchpoint). Grade E: nobody has tried it yet."""
    cards: dict[tuple[str, str], CellCard] = {}
    for barrier, kind, touchpoint in barriers:
        remedy = remedy_for(kind, touchpoint)
        shown = touchpoint or scene.titles.get(barrier.stage, barrier.stage)
        card = CellCard(
            stage=barrier.stage,
            kind="opportunities",
            key=f"{remedy} {barrier.key}",
            body=scene.say(f"opportunity.{remedy}.title"),
            detail=scene.say(f"opportunity.{remedy}.body", touchpoint=shown),
            about=(barrier,),
            evidence=(_record(scene, barrier, remedy),),
        )
        seen = cards.get((barrier.stage, remedy))
        cards[barrier.stage, remedy] = card if seen is None else _also(seen, barrier)
    return list(cards.values())


def _record(scene: Scene, barrier: CellCard, remedy: str) -> Evidence:
    asked = {"stage": barrier.stage, "remedy": remedy, "barrier": barrier.key}
    return scene.record("catalogue", "opportunity", asked, grade="E")


def _also(card: CellCard, barrier: CellCard) -> CellCard:
    return CellCard(**{**vars(card), "about": (*card.about, barrier)})
