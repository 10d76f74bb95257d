from pathlib import Path

import pytest

from tests.ingest.files import assumed, imported, written
from tropa.ingest.head import look
from tropa.ingest.survey import Survey


@pytest.mark.parametrize(
    "columns",
    [
        "Отметка времени,Как вам?",
        "Sygnatura czasowa,Uwagi",
        "Timestamp,What would you change first?",
        "Respondent ID,Collector ID,City",
        "ResponseId,RecordedDate,Q1",
        "date,customer_id,csat",
    ],
)
def test_the_tools_of_surveys_are_recognised(tmp_path: Path, columns: str) -> None:
    assert Survey().recognise(look(written(tmp_path, "a.csv", f"{columns}\n1,2,3\n"))) >= 0.85


def test_a_log_with_a_timestamp_is_no_survey(tmp_path: Path) -> None:
    assert Survey().recognise(look(written(tmp_path, "a.csv", "timestamp,user_id,event\n1,2,3\n"))) == 0


@pytest.mark.parametrize(
    ("question", "kind", "scale"),
    [
        ("How likely are you to recommend us?", "nps", (0.0, 10.0)),
        ("How satisfied are you with the delivery?", "csat", (1.0, 5.0)),
        ("How easy was it to pay?", "ces", (1.0, 7.0)),
        ("Насколько вероятно, что вы порекомендуете нас?", "nps", (0.0, 10.0)),
        ("Оцените доставку", "csat", (1.0, 5.0)),
        ("Czy łatwo było zapłacić?", "ces", (1.0, 7.0)),
        ("stars", "csat", (1.0, 5.0)),
    ],
)
def test_the_question_tells_kind_and_scale(
    tmp_path: Path, question: str, kind: str, scale: tuple[float, float]
) -> None:
    text = f'date,customer_id,"{question}"\n2026-05-01,17,5\n2026-05-02,18,3\n'
    found = imported(written(tmp_path, "a.csv", text), "survey")
    row = found.tables["verbatims"].to_pylist()[0]
    assert (row["kind"], row["rating"], (row["scale_low"], row["scale_high"])) == (kind, 5.0, scale)
    assert {"kind", "scale"} <= assumed(found)


def test_what_a_person_says_is_no_assumption(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "date,customer_id,csat\n2026-05-01,17,9\n2026-05-02,18,3\n")
    found = imported(path, "survey", kind="csat", scale=[1, 10])
    assert not {"kind", "scale"} & assumed(found)
    assert found.tables["verbatims"]["scale_high"].to_pylist() == [10.0, 10.0]
