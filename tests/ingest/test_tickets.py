from tropa.ingest.tickets import message, opening, said

WHO: dict[str, str | None] = {"requester id": "5"}


def test_a_message_keeps_its_speaker_and_the_ids_of_the_requester() -> None:
    row = message(WHO, "1/2", None, "<p>Sorry</p>", staff=True)
    assert (row["speaker role"], row["text"], row["requester id"], row["kind"]) == ("staff", "Sorry", "5", "ticket")


def test_a_subject_that_the_message_begins_with_is_not_said_twice() -> None:
    assert opening("Where is…", "Where is my seat?") == "Where is my seat?"
    assert (opening("Seat", None), opening(None, "Hi"), opening(None, None)) == ("Seat", "Hi", None)


def test_a_silent_ticket_stays_to_be_told_of() -> None:
    silent = message(WHO, "1", None, None, staff=False)
    spoken = message(WHO, "1/2", None, "Hello", staff=False)
    assert said([silent, spoken]) == [spoken]
    assert said([silent, silent]) == [silent]
