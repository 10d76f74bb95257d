from tropa.ingest.header import find_header


def test_qualtrics_names_its_columns_in_three_rows() -> None:
    rows = [
        ["StartDate", "Q1"],
        ["Start Date", "How likely are you to recommend us?"],
        ['{"ImportId":"startDate"}', '{"ImportId":"QID1"}'],
        ["2025-01-02 10:00:00", "9"],
    ]
    header = find_header(rows)
    assert header is not None
    assert (header.names, header.rows) == (("Start Date", "How likely are you to recommend us?"), 3)


def test_survey_monkey_puts_answers_under_questions() -> None:
    rows = [
        ["Respondent ID", "Collector ID", "What did you like?", "", "Anything else?"],
        ["", "", "Price", "Service", "Open-Ended Response"],
        ["1", "2", "x", "", "thanks"],
    ]
    header = find_header(rows)
    assert header is not None
    assert header.names[2:] == ("What did you like?: Price", "What did you like?: Service", "Anything else?")
    assert header.rows == 2


def test_equal_and_empty_names_are_told_apart() -> None:
    header = find_header([["id", "id", ""], ["a", "b", "c"]])
    assert header is not None
    assert header.names == ("id", "id (2)", "column 3")


def test_nothing_has_no_header() -> None:
    assert find_header([]) is None
    assert find_header([[""], [" "]]) is None
