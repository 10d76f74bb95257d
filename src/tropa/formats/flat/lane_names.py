"""How people call lanes: in Russian, Polish and English sheets, in the singular and the plural."""

from collections.abc import Mapping
from functools import cache

from tropa.kit.locale import LANGUAGES, Language, text
from tropa.model.lane import LANE_KINDS, LaneKind

_CALLED: Mapping[LaneKind, Mapping[Language, str]] = {
    "actions": {
        "en": "action, activities, activity, steps, doing, what they do, user actions, customer actions",
        "ru": "действие, шаги, шаг, активности, что делает, действия клиента, действия пользователя",
        "pl": "działanie, kroki, krok, czynności, aktywności, co robi, akcje, działania klienta",
    },
    "thoughts": {
        "en": "thought, thinking, mindset, thoughts and feelings, what they think",
        "ru": "мысль, что думает, мысли и чувства, мысли клиента",
        "pl": "myśl, co myśli, myśli i uczucia, przemyślenia",
    },
    "quotes": {
        "en": "quote, verbatims, voice of customer",
        "ru": "цитата, слова клиента",
        "pl": "cytat, słowa klienta",
    },
    "goals": {
        "en": "goal, customer goals, user goals, expectations, jobs to be done",
        "ru": "цель, цели клиента, ожидания, задачи",
        "pl": "cel, cele klienta, oczekiwania",
    },
    "needs": {"en": "need, customer needs", "ru": "потребность", "pl": "potrzeba"},
    "emotion": {
        "en": "emotions, feelings, feeling, mood, emotional journey, sentiment, satisfaction, experience",
        "ru": "эмоции, эмоция, чувства, настроение, эмоциональная кривая, удовлетворённость, удовлетворенность",
        "pl": "emocja, uczucia, nastrój, krzywa emocji, satysfakcja",
    },
    "arc": {"en": "arc, engagement, tension", "ru": "вовлечённость, вовлеченность", "pl": "zaangażowanie"},
    "touchpoints": {
        "en": "touchpoint, touch points, touch point, interactions",
        "ru": "точка контакта, точки касания, точки взаимодействия",
        "pl": "punkt styku, punkty kontaktu, interakcje",
    },
    "channels": {"en": "channel", "ru": "канал", "pl": "kanał"},
    "process": {"en": "interaction, flow, communication", "ru": "процесс, процессы", "pl": "proces, interakcja"},
    "barriers": {
        "en": "barrier, pains, pain, pain points, pain point, problems, frustrations, obstacles, friction, issues",
        "ru": "барьер, боли, боль, проблемы, проблема, трудности, препятствия, болевые точки, сложности",
        "pl": "bariera, bóle, ból, problemy, problem, punkty bólu, trudności, przeszkody, frustracje",
    },
    "opportunities": {
        "en": "opportunity, possibilities, areas for improvement, insights",
        "ru": "возможность, точки роста, зоны роста, инсайты",
        "pl": "szansa, możliwości, okazje, obszary do poprawy",
    },
    "solutions": {
        "en": "solution, ideas, idea, recommendations, improvements",
        "ru": "решение, идеи, идея, рекомендации, улучшения",
        "pl": "rozwiązanie, pomysły, pomysł, rekomendacje, usprawnienia",
    },
    "hypotheses": {"en": "hypothesis, assumptions", "ru": "гипотеза, предположения", "pl": "hipoteza, założenia"},
    "metrics": {
        "en": "metric, kpi, kpis, measures, numbers",
        "ru": "показатель, метрики, метрика, kpi, кпэ",
        "pl": "wskaźnik, metryki, miary, kpi",
    },
    "physical_evidence": {"en": "evidence", "ru": "вещественные доказательства", "pl": "dowody fizyczne"},
    "frontstage": {
        "en": "front stage, front-stage, onstage, line of visibility above",
        "ru": "фронтстейдж, на сцене, видимые действия сотрудников",
        "pl": "scena, front stage",
    },
    "backstage": {
        "en": "back stage, back-stage, internal processes, employee actions",
        "ru": "бэкстейдж, закулисье, внутренние процессы, действия сотрудников",
        "pl": "backstage, za kulisami, procesy wewnętrzne",
    },
    "support": {"en": "support, systems", "ru": "поддержка, системы", "pl": "wsparcie, systemy"},
    "images": {"en": "images, image, storyboard, photos", "ru": "картинки, раскадровка, фото", "pl": "zdjęcia"},
    "storyline": {"en": "story, scenario", "ru": "история, сценарий", "pl": "historia, scenariusz"},
    "text": {"en": "note, comments", "ru": "заметка, комментарии, примечания", "pl": "uwagi, notatka, komentarze"},
}


def lane_kind(words: str) -> LaneKind | None:
    """The kind of lane that people call so, in any of the three languages; None where nobody does.

    >>> lane_kind("Мысли"), lane_kind("Pain points"), lane_kind(" bóle: "), lane_kind("Emotion (1–5)"), lane_kind("xyz")
    ('thoughts', 'barriers', 'barriers', 'emotion', None)
    """
    return _kinds().get(folded(words), (None, None))[0]


def lane_language(words: str) -> Language | None:
    """The language in which a lane is called so, where it is one only."""
    return _kinds().get(folded(words), (None, None))[1]


def folded(words: str) -> str:
    """The words as names are compared: without letter case, what stands in brackets, colons and icons."""
    bare = words.partition("(")[0].partition(" · ")[0].replace("ё", "е").replace("Ё", "Е")
    return "".join(letter for letter in bare if letter.isalnum() or letter in " -").strip(" -").casefold()


@cache
def _kinds() -> dict[str, tuple[LaneKind | None, Language | None]]:
    found: dict[str, tuple[LaneKind | None, Language | None]] = {}
    for kind in LANE_KINDS:
        for language in LANGUAGES:
            called = _CALLED[kind].get(language, "").split(",")
            for name in {
                folded(one) for one in (kind.replace("_", " "), text("model", f"lane.{kind}", language), *called)
            }:
                if name:
                    known = found.get(name)
                    found[name] = (known[0] if known else kind, None if known and known[1] != language else language)
    return found
