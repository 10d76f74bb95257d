"""What customers think, need, expect and fear: their own sentences only."""

import pytest

from tests.voice.said import said
from tropa.voice.lanes import Counted, LaneSaid, participants, said_of, staff_hypotheses
from tropa.voice.themes import mentions

SENTENCES: dict[LaneSaid, tuple[str, ...]] = {
    "needs": ("Мне нужно успеть до вечера", "Potrzebuję czegoś dla całej rodziny", "I need a film for the kids"),
    "fears": ("Боюсь, что деньги спишут дважды", "Boję się, że kurier nie przyjedzie", "I am afraid of paying twice"),
    "expectations": (
        "Я ожидал увидеть больше новинок",
        "Spodziewałam się lepszej obsługi",
        "I expected a quick answer",
    ),
    "motivations": (
        "Выбрал вас, потому что посоветовала сестра",
        "Wybrałam was, bo było blisko",
        "I came because of her",
    ),
    "thoughts": ("Думаю, что это лучший выбор", "Zastanawiam się, czy warto", "I wonder if this is right"),
}


@pytest.mark.parametrize("lane", SENTENCES)
def test_each_lane_is_found_in_three_languages(lane: LaneSaid) -> None:
    table = said(*({"text": text} for text in SENTENCES[lane]))
    assert [one.text for one in said_of(table, lane)] == list(SENTENCES[lane])


def test_a_sentence_is_literal_with_its_place() -> None:
    text = "Добрый день. Боюсь, что деньги спишут дважды! Спасибо."
    (one,) = said_of(said({"text": text, "stage": "pay"}), "fears", stage="pay")
    assert text[one.start : one.end] == one.text == "Боюсь, что деньги спишут дважды!"
    assert said_of(said({"text": text, "stage": "pay"}), "fears", stage="search") == []


def test_a_speaker_has_one_sentence_and_interviews_come_first() -> None:
    table = said(
        {"text": "I need a film for the kids", "kind": "review"},
        {"text": "I need it right now please. We need another one too.", "kind": "interview"},
    )
    assert [one.kind for one in said_of(table, "needs")] == ["interview", "review"]


def test_what_staff_say_is_a_hypothesis_and_never_stands_among_customers() -> None:
    table = said({"text": "Clients are afraid of hidden fees", "speaker_role": "staff"})
    assert said_of(table, "fears") == []
    (one,) = staff_hypotheses(table)
    assert one.lane == "fears"


def test_people_of_a_focus_group_are_counted_as_k_of_n() -> None:
    rows = [{"text": "Too expensive for me", "kind": "focus_group", "customer": f"p{n % 3}"} for n in range(5)]
    rows += [{"text": "No opinion", "kind": "interview", "customer": "p9"}, {"text": "Too expensive", "kind": "review"}]
    table = said(*rows)
    assert participants(mentions(table), table) == [Counted("too_expensive", 3, 4)]
