"""What a person changes in the grid wins; what they change in the flat sheets stands; the rest stays as it was."""

from typing import Any

from tests.formats.xlsx.book import cell_of, changed
from tests.model.map_builder import card, point, small_map
from tropa.formats.xlsx.read import read_xlsx
from tropa.model.map import Map
from tropa.model.view import cards_in, lanes_in_order, stages_in_order

MAP = small_map(
    card("a", body="Look", owner="Ann", rank="B", tags=("two words",)),
    card("b", body="Compare", rank="C", detail="in two shops"),
    card("c", body="Pay", stage="payment"),
    card("d", body="Too dear", lane="barriers", stage="payment", about=("c",)),
    curve=(point("search", 1, n=12), point("payment", -1.5)),
)


def after(change: Any, map_: Map = MAP) -> Map:
    read = read_xlsx(changed(map_, change))
    assert read.warnings == ()
    return read.map


def bodies(map_: Map, stage: str, lane: str) -> list[str]:
    return [one.body for one in cards_in(map_, stage, lane)]


def put(words: object, new: Any) -> Any:
    def change(book: Any) -> None:
        cell_of(book["Map"], words).value = new

    return change


def test_another_program_that_saves_the_workbook_changes_nothing() -> None:
    assert after(lambda book: None) == MAP


def test_a_changed_line_changes_the_words_and_keeps_the_card() -> None:
    read = after(put("• Look\n• Compare", "• Look around\n• Compare"))
    assert bodies(read, "search", "actions") == ["Look around", "Compare"]
    assert [(one.id, one.owner, one.tags) for one in read.cards if one.id == "a"] == [("a", "Ann", ("two words",))]


def test_a_new_line_is_a_card_and_a_line_that_is_gone_is_deleted() -> None:
    read = after(put("• Look\n• Compare", "• Compare\n• [?] ★ 🎬 Ask a friend #word → Payment"))
    assert bodies(read, "search", "actions") == ["Compare", "Ask a friend"]
    assert [one.id for one in read.cards if one.deleted] == ["a"]
    new = read.cards[-1]
    assert (new.state, new.icon, new.tags, new.span_to, new.moment_of_truth) == (
        "proposed", "🎬", ("word",), "payment", True,
    )  # fmt: skip


def test_a_line_in_another_cell_is_the_same_card_there() -> None:
    def move(book: Any) -> None:
        put("• Look\n• Compare", "Look")(book)
        put("Pay", "Compare\nPay")(book)

    read = after(move)
    assert bodies(read, "payment", "actions") == ["Compare", "Pay"]
    assert next(one for one in read.cards if one.id == "b").detail == "in two shops"
    assert not any(one.deleted for one in read.cards)


def test_another_order_of_lines_is_another_order_of_cards() -> None:
    read = after(put("• Look\n• Compare", "Compare\nLook"))
    assert [one.id for one in cards_in(read, "search", "actions")] == ["b", "a"]


def test_a_tick_solves_and_unsolves() -> None:
    solved = after(put("Too dear", "✓ Too dear"))
    assert next(one for one in solved.cards if one.id == "d").status == "done"
    assert next(one for one in after(put("✓ Too dear", "Too dear"), solved).cards if one.id == "d").status == "open"


def test_a_cell_of_the_flat_sheet_stands_where_the_grid_was_left_alone() -> None:
    def change(book: Any) -> None:
        cell_of(book["Cards"], "Look").value = "Look twice"
        cell_of(book["Cards"], "Ann").value = "Bob"

    first = next(one for one in after(change).cards if one.id == "a")
    assert (first.body, first.owner) == ("Look twice", "Bob")


def test_titles_of_stages_lanes_and_the_map_change_in_the_grid() -> None:
    def change(book: Any) -> None:
        put("Payment", "I pay")(book)
        put("Barriers", "What hurts")(book)
        put("I choose a film", "I choose a series")(book)

    read = after(change)
    assert [one.title for one in read.stages] == ["Search", "I pay", "Return"]
    assert next(one.title for one in read.lanes if one.id == "barriers") == "What hurts"
    assert read.title == "I choose a series"
    assert read.cards == MAP.cards


def test_a_number_changes_the_curve_and_keeps_what_stands_behind_it() -> None:
    read = after(put(-1.5, 0.5))
    assert [(one.stage, one.value, one.n) for one in read.curve] == [("search", 1.0, 12), ("payment", 0.5, 0)]
    assert len(after(put(1, None)).curve) == 2


def test_a_new_column_is_a_stage_in_its_place() -> None:
    def change(book: Any) -> None:
        sheet = book["Map"]
        heads = {cell.value: cell for row in sheet.iter_rows() for cell in row}
        place, row = heads["Payment"].column, heads["Payment"].row
        sheet.insert_cols(place)
        sheet.cell(row, place).value = "Trial"
        sheet.cell(heads["Pay"].row, place).value = "Try a week"

    read = after(change)
    assert [one.title for one in stages_in_order(read.stages)] == ["Search", "Trial", "Payment", "Return"]
    assert bodies(read, "payment", "actions") == ["Pay"]


def test_a_column_that_is_gone_is_deleted_with_its_cards() -> None:
    def change(book: Any) -> None:
        book["Map"].delete_cols(cell_of(book["Map"], "Payment").column)

    read = after(change)
    assert [one.id for one in stages_in_order(read.stages)] == ["search", "return"]


def test_a_new_row_is_a_lane_of_the_kind_its_name_says() -> None:
    def change(book: Any) -> None:
        sheet = book["Map"]
        row = cell_of(sheet, "Barriers").row
        sheet.insert_rows(row)
        sheet.cell(row, 2).value = "Needs"
        sheet.cell(row, 3).value = "Quick answer"

    read = after(change)
    lanes = lanes_in_order(read)
    assert [one.kind for one in lanes if one.title in ("Needs", "Barriers")] == ["needs", "barriers"]
    assert [one.body for one in read.cards if one.lane == next(one.id for one in lanes if one.kind == "needs")] == [
        "Quick answer"
    ]


def test_a_wrong_number_is_told_with_sheet_and_cell() -> None:
    for wrong in ("good", 17):
        read = read_xlsx(changed(MAP, put(-1.5, wrong)))
        assert read.map == MAP
        assert read.warnings[0].place.startswith("Map!D")


def test_without_the_sheet_of_service_the_flat_sheets_are_the_measure() -> None:
    def change(book: Any) -> None:
        del book["Tropa"]
        put("Pay", "Pay at once")(book)

    read = read_xlsx(changed(MAP, change))
    assert bodies(read.map, "payment", "actions") == ["Pay at once"]
    assert read.map.title == MAP.title
