import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.transcript import is_conversation, transcript_of
from tropa.kit.time import MINUTE, SECOND


def spoken(text: str) -> list[tuple[str, str]]:
    return [(said.speaker, said.text) for said in transcript_of(text.splitlines()).utterances]


@pytest.mark.parametrize(
    "text",
    [
        "Anna: How was it?\nJan: Slow.",
        "**Anna:** How was it?\n\n**Jan:** Slow.",
        "[00:01:05] Anna: How was it?\n[00:01:09] Jan: Slow.",
        "00:01:05 Anna: How was it?\n00:01:09 Jan: Slow.",
        "Anna (00:01:05): How was it?\nJan (00:01:09): Slow.",
        "Anna   1:05\nHow was it?\n\nJan   1:09\nSlow.\n",
        "# Interview\n\n---\n> Anna: How was it?\n- Jan: Slow.",
        "WEBVTT\n\n1\n00:01:05.000 --> 00:01:08.000\nAnna: How was it?\n\n2\n00:01:09.000 --> 00:01:10.000\nJan: Slow.",
        "WEBVTT\n\n00:01:05.0 --> 00:01:08.0\n<v Anna>How was it?</v>\n\n00:01:09.0 --> 00:01:10.0\n<v Jan>Slow.</v>",
    ],
)
def test_transcripts_of_every_layout_are_the_same_talk(text: str) -> None:
    assert spoken(text) == [("Anna", "How was it?"), ("Jan", "Slow.")]


def test_times_count_from_the_beginning() -> None:
    found = transcript_of(["[00:01:05] Anna: Hi", "Jan (2:00): Hi", "Ola: Hi"])
    assert [said.at for said in found.utterances] == [MINUTE + 5 * SECOND, 2 * MINUTE, None]
    cues = transcript_of(["0:1:5.0 --> 0:1:6.0", "Anna: Hi", "00:07,1 --> 00:09,2", "Jan: Hi"])
    assert [said.at for said in cues.utterances] == [MINUTE + 5 * SECOND, 7 * SECOND]


def test_what_follows_belongs_to_the_speaker_up_to_the_next() -> None:
    text = "Анна: Расскажите.\nПётр: Пришёл в 10:30, а касса: закрыта.\n\nНапример: окно два.\nВот так."
    assert spoken(text)[1] == ("Пётр", "Пришёл в 10:30, а касса: закрыта.\n\nНапример: окно два.\nВот так.")


def test_the_top_tells_facts_and_they_are_nobodys_words() -> None:
    top = ["---", "Дата: 12.05.2026", "Интервьюер: Анна Ким", "Email: petr@mail.ru", "Согласие: да", "---", ""]
    found = transcript_of([*top, "Анна Ким: Как всё прошло?", "Пётр: Долго."])
    assert {name: value for name, (_, value) in found.facts.items()} == {
        "дата": "12.05.2026", "интервьюер": "Анна Ким", "email": "petr@mail.ru", "согласие": "да",
    }  # fmt: skip
    assert found.speakers == ["Анна Ким", "Пётр"]


def test_a_role_that_speaks_first_is_a_speaker_and_no_fact() -> None:
    found = transcript_of(["Interviewer: Hello there", "Respondent: Hello", "Interviewer: Well?"])
    assert (found.facts, found.speakers) == ({}, ["Interviewer", "Respondent"])


@pytest.mark.parametrize(
    "text",
    [
        "Regards\n",
        "version: 1\nlanguage: en\nsources:\n  - name: site\n    files: [a.csv]\n",
        "# Readme\n\nNote: read this first.\n\nA long text.\nAnother line.\nAnd one more line.\n\nNote: and this.\n"
        + "x\n" * 9,
        "time,speaker\n10:00,Anna: hi\n10:01,Jan: hi\n10:02,Anna: hi\n10:03,Jan: hi\n",
        "customer_id;comment\n1;Anna: hi\n2;Jan: hi\n",
        "See: https://a.org\nSee: https://b.org\n",
        "INFO: started\nERROR: no disk\nINFO: retried\nERROR: no disk\nINFO: stopped\n",
        "User-agent: *\nDisallow: /a\nDisallow: /b\nAllow: /c\n",
        "From: a@b.org\nTo: c@d.org\nSubject: Hello\nDate: Tue, 12 May 2026\n\nHow are you?\n",
    ],
)
def test_letters_settings_and_tables_are_no_conversations(text: str) -> None:
    assert not is_conversation(text.splitlines())


def test_a_short_interview_is_one() -> None:
    assert is_conversation(["Q: How was it?", "A: Slow."])
    assert is_conversation(["Anna: How?", "Jan: So.", "Anna: And?", "Jan: Well."])


def test_names_under_the_times_of_subtitles_are_speakers() -> None:
    cues = [("Anna Kim", "How was it?"), ("Jan", "Slow."), ("Anna Kim", "Well?"), ("Jan", "Very slow.")]
    text = "\n\n".join(f"0:0:{n}.0 --> 0:0:{n}.9\n{name}\n{words}" for n, (name, words) in enumerate(cues))
    assert spoken(text) == cues


def letters(*texts: str) -> int:
    return sum(letter.isalpha() for text in texts for letter in text)


@given(st.lists(st.text(alphabet="Aя: .\t-*>1\u2028👍", max_size=30), max_size=12))
def test_no_words_are_lost_whatever_the_text(lines: list[str]) -> None:
    found = transcript_of(lines)
    told = [name + value for name, (_, value) in found.facts.items()]
    kept = letters(*told, *(said.speaker + said.text for said in found.utterances))
    assert found.unspoken or kept == letters(*lines)


def test_a_line_of_nothing_but_spaces_takes_no_time() -> None:
    assert spoken("Anna: Hi\n" + " " * 200_000 + "x\n" + "Anna" + " " * 200_000 + "\nJan: Hi")[0][0] == "Anna"


def test_a_number_is_an_answer_where_it_counts_no_subtitle() -> None:
    assert spoken("Anna: From 0 to 10?\nJan:\n10\nAnna: Why?") == [
        ("Anna", "From 0 to 10?"), ("Jan", "10"), ("Anna", "Why?"),
    ]  # fmt: skip
