from pathlib import Path

import pytest

from tests.ingest.files import assumed, imported, reasons, written
from tests.ingest.stories import said, told
from tests.ingest.words_documents import document, packed
from tropa.ingest.ids import person_id
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

INTERVIEW = (
    "Дата: 12.05.2026 14:00\nИнтервьюер: Анна\nEmail: petr@mail.ru\nСогласие: Да\nЯзык: ru\n\n"
    "[00:00:05] Анна: Как вы купили билет?\n"
    "[00:01:00] Пётр: Через приложение.\nОно дважды вылетело 😤\n\n"
    "[00:02:00] Анна: А потом?\n[00:02:30] Пётр: Позвонил вам.\n[00:03:00] Пётр:\n"
)
GROUP = (
    "# Focus group, Warsaw\n\n**Moderator:** Co was denerwuje?\n\n**Uczestniczka 1 (K, 34):** Kolejki.\n\n"
    "**Uczestnik 2:** Kolejki i ceny.\n\n**Uczestnik 3:** Nic.\n\n**Uczestniczka 1:** I brak miejsc.\n"
)


def test_an_interview_is_recognised_in_any_encoding_and_by_no_suffix(tmp_path: Path) -> None:
    for name, text, encoding in (
        ("talk.txt", INTERVIEW, "utf-8-sig"), ("talk.md", GROUP, "utf-16"),
        ("download", INTERVIEW.replace("😤", ""), "cp1251"),
    ):  # fmt: skip
        assert recognise(written(tmp_path, name, text, encoding))[0].source == "interviews"


def test_every_utterance_is_a_verbatim_of_its_speaker(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "talk.txt", INTERVIEW), None, time_zone="Europe/Moscow")
    assert told(found, "kind", "speaker_role", "text", "language", "consent") == [
        ("interview", "staff", "Как вы купили билет?", "ru", True),
        ("interview", "customer", "Через приложение.\nОно дважды вылетело 😤", "ru", True),
        ("interview", "staff", "А потом?", "ru", True),
        ("interview", "customer", "Позвонил вам.", "ru", True),
    ]
    assert said(found)[1]["time"].isoformat() == "2026-05-12T11:01:00+00:00"
    assert reasons(found) == [(13, "nothing_said")]
    assert (found.report.rows, found.report.accepted) == (5, 4)


def test_the_only_customer_is_the_one_whose_address_stands_at_the_top(tmp_path: Path) -> None:
    rows = said(read_file(written(tmp_path, "talk.txt", INTERVIEW)))
    assert rows[1]["ids"][0] == person_id("email", "petr@mail.ru")
    assert rows[0]["ids"] == []


def test_a_focus_group_counts_its_participants(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "grupa 2026-05-12.md", GROUP))
    assert {row["kind"] for row in said(found)} == {"focus_group"}
    customers = [row["ids"] for row in said(found) if row["speaker_role"] == "customer"]
    assert (len(customers), len({ids[0] for ids in customers})) == (4, 3)
    assert customers[0] == customers[3]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T00:00:00+00:00"
    assert {"session_date", "kind", "zone"} <= assumed(found)


def test_participants_of_two_sessions_are_not_one(tmp_path: Path) -> None:
    first, second = (said(read_file(written(tmp_path, name, GROUP), source="groups")) for name in ("a.md", "b.md"))
    assert not {row["verbatim_id"] for row in first} & {row["verbatim_id"] for row in second}
    assert first[1]["ids"] != second[1]["ids"]


def test_a_corrected_transcript_keeps_the_ids_of_what_stayed(tmp_path: Path) -> None:
    before, after = (
        {row["text"]: row["verbatim_id"] for row in said(read_file(written(tmp_path, "a.md", text)))}
        for text in (GROUP, GROUP.replace("Kolejki.", "Tylko kolejki."))
    )
    assert before["Nic."] == after["Nic."]
    assert before.keys() ^ after.keys() == {"Kolejki.", "Tylko kolejki."}


def test_who_asks_is_staff_where_names_do_not_tell(tmp_path: Path) -> None:
    text = (
        "Ola: Jak było?\nJan: Wolno.\nOla: Co dalej?\nJan: Zadzwoniłem.\nOla: I co?\nJan: Nikt nie odebrał, prawda?\n"
    )
    found = read_file(written(tmp_path, "a.txt", text))
    assert [row["speaker_role"] for row in said(found)] == ["staff", "customer"] * 3
    assert {"staff_speaker", "customer_speakers", "no_session_date"} <= assumed(found)


def test_talks_among_staff_are_all_staff_where_a_person_says_so(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.txt", INTERVIEW), None, speaker_role="staff", kind="call")
    assert {(row["speaker_role"], row["kind"], len(row["ids"])) for row in said(found)} == {("staff", "call", 0)}


def test_word_documents_are_read_like_texts(tmp_path: Path) -> None:
    path = packed(tmp_path, "talk.docx", document(*INTERVIEW.splitlines()))
    assert recognise(path)[0].source == "interviews"
    plain = written(tmp_path, "talk.txt", INTERVIEW)
    assert told(read_file(path), "text", "speaker_role") == told(read_file(plain), "text", "speaker_role")


def test_a_document_in_which_nobody_speaks_says_so(tmp_path: Path) -> None:
    found = read_file(packed(tmp_path, "letter.docx", document("Dear all", "Regards")))
    assert reasons(found) == [(None, "no_speakers")]
    assert found.report.broken


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [("12.05.2026 14:00", "вчера", 1, "bad_time"), ("petr@mail.ru", "petr at mail", 3, "bad_email")],
)
def test_a_broken_fact_is_told_and_the_words_are_kept(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    found = read_file(written(tmp_path, "a.txt", INTERVIEW.replace(old, new)))
    assert (line, reason) in reasons(found)
    assert len(said(found)) == 4


def test_a_line_of_broken_bytes_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(INTERVIEW.encode() + b"\xd0: \xff\xfe?\n" + "Анна: Спасибо!\n".encode())
    found = read_file(path)
    assert (14, "broken_text") in reasons(found)
    assert said(found)[-1]["text"] == "Спасибо!"


def test_lines_before_the_first_speaker_are_told(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "a.txt", "Нашли на полке.\nЗапись 3\n\n" + INTERVIEW.split("\n\n", 1)[1]))
    assert ("assume.unspoken", {"n": 2}) in found.report.assumptions


def test_initials_are_names_and_no_question_and_answer(tmp_path: Path) -> None:
    text = "B: Jak było?\nA: Wolno.\nB: Co dalej?\nA: Zadzwoniłem.\nB: I co?\nA: Nic.\n"
    assert [row["speaker_role"] for row in said(read_file(written(tmp_path, "a.txt", text)))] == [
        "staff",
        "customer",
    ] * 3
    swapped = text.replace("A:", "Ż:").replace("B:", "A:")
    rows = said(read_file(written(tmp_path, "b.txt", swapped)))
    assert [row["speaker_role"] for row in rows] == ["staff", "customer"] * 3


STAFF = "Интервью с сотрудником\nДата: 2026-10-05\nУчастники: Интервьюер, Светлана"
MIXED = "Focus group\nDate: 2026-10-05\nParticipants: Moderator, Ann, Bob"
POLISH = "Wywiad z pracownikiem\nData: 2026-10-05\nUczestnicy: Ola"


@pytest.mark.parametrize(
    ("title", "people", "staff"),
    [
        (STAFF, ("Интервьюер", "Светлана (оператор поддержки)", "Артём (маркетолог)"), 3),
        (MIXED, ("Moderator", "Ann (customer)", "Bob (K, 34)"), 1),
        (POLISH, ("Prowadzący", "Natalia (konsultantka)", "Marcin (marketing)"), 3),
    ],
)
def test_what_stands_beside_a_name_tells_the_role(
    tmp_path: Path, title: str, people: tuple[str, ...], staff: int
) -> None:
    text = f"{title}\n\n" + "".join(f"{name}: To jest to: 1?\n" for name in people * 2)
    path = written(tmp_path, "a.txt", text)
    assert recognise(path)[0].source == "interviews"
    rows = said(read_file(path))
    assert [row["speaker_role"] for row in rows] == (["staff"] * staff + ["customer"] * (3 - staff)) * 2
    assert {row["time"].isoformat()[:10] for row in rows} == {"2026-10-05"}


def test_participants_at_the_top_tell_the_role_of_bare_names(tmp_path: Path) -> None:
    top = "Wywiad\nData: 2026-10-05\nUczestnicy: Prowadzący, Natalia (konsultantka, zmiana 2), Jan (klient)\n\n"
    path = written(
        tmp_path, "a.txt", top + "Prowadzący: Co słychać?\nNatalia: Klienci pytają o zwroty.\nJan: Czekam.\n"
    )
    assert [row["speaker_role"] for row in said(read_file(path))] == ["staff", "staff", "customer"]
