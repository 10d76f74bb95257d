"""Stories of the map: written, taken back, pasted, kept while offline, edited by two at once."""

from collections.abc import Callable

from playwright.sync_api import expect

from e2e.maps import lane, shop, stage
from e2e.studio import Studio

Open = Callable[..., Studio]
MAP = shop()
PAYMENT, NEED = stage(MAP, "Payment"), stage(MAP, "Need")
ACTIONS, BARRIERS = lane(MAP, "actions"), lane(MAP, "barriers")


def test_what_is_typed_into_a_cell_stays_after_a_reload_and_can_be_taken_back(studio: Open) -> None:
    mine = studio()
    name = mine.keep(MAP)
    opened = mine.open(name).select(PAYMENT, ACTIONS).type("Looks for the button").shows(PAYMENT, ACTIONS, "Looks for")
    opened.page.wait_for_timeout(1000)
    again = mine.open(name).shows(PAYMENT, ACTIONS, "Looks for the button")
    again.select(PAYMENT, BARRIERS).type("No Apple Pay").shows(PAYMENT, BARRIERS, "No Apple Pay")
    again.undo().lacks(PAYMENT, BARRIERS, "No Apple Pay").shows(PAYMENT, ACTIONS, "Looks for the button")


def test_two_people_type_in_one_cell_and_undo_only_their_own(studio: Open) -> None:
    mine, yours = studio(), studio(language="pl")
    name = mine.keep(MAP)
    left, right = mine.open(name), yours.open(name)
    left.select(NEED, ACTIONS).press("ArrowDown")
    left.page.locator("[data-card]").first.dblclick()
    left.page.locator("[contenteditable=true]").wait_for()
    right.page.locator("[data-card]").first.dblclick()
    right.page.locator("[contenteditable=true]").wait_for()
    left.page.keyboard.press("Control+End")
    right.page.keyboard.press("Control+End")
    left.page.keyboard.type(" AAA", delay=15)
    right.page.keyboard.type(" BBB", delay=15)
    left.press("Escape")
    right.press("Escape")
    for one in (left, right):
        one.shows(NEED, ACTIONS, "AAA").shows(NEED, ACTIONS, "BBB")
    left.undo()
    right.lacks(NEED, ACTIONS, "AAA").shows(NEED, ACTIONS, "BBB")


def test_a_block_from_a_spreadsheet_lands_cell_by_cell_in_one_step(studio: Open) -> None:
    mine = studio()
    opened = mine.open(mine.keep(MAP)).select(NEED, BARRIERS)
    opened.paste('too many "ideas"\tno time\n')
    opened.shows(NEED, BARRIERS, 'too many "ideas"').shows(stage(MAP, "Research"), BARRIERS, "no time")
    opened.undo().lacks(NEED, BARRIERS, "too many").lacks(stage(MAP, "Research"), BARRIERS, "no time")


def test_what_is_written_offline_outlives_a_reload_and_meets_what_others_wrote(studio: Open) -> None:
    mine, yours = studio(), studio()
    name = mine.keep(MAP)
    left, right = mine.open(name), yours.open(name)
    left.page.wait_for_timeout(1500)  # what an editor needs is fetched while idle
    mine.context.set_offline(True)
    left.page.evaluate("window.dispatchEvent(new Event('offline'))")
    left.select(PAYMENT, ACTIONS).type("written offline").shows(PAYMENT, ACTIONS, "written offline")
    right.select(PAYMENT, BARRIERS).type("meanwhile").shows(PAYMENT, BARRIERS, "meanwhile")
    left.page.wait_for_timeout(500)
    mine.context.set_offline(False)
    mine.open(name).shows(PAYMENT, ACTIONS, "written offline").shows(PAYMENT, BARRIERS, "meanwhile")
    right.shows(PAYMENT, ACTIONS, "written offline")


def test_a_point_of_the_emotion_line_is_a_slider_moved_by_keys(studio: Open) -> None:
    mine = studio()
    opened = mine.open(mine.keep(MAP))
    point = opened.page.get_by_role("slider").first
    point.focus()
    before = point.get_attribute("aria-valuenow")
    opened.press("ArrowUp", "Shift+ArrowUp")
    expect(point).not_to_have_attribute("aria-valuenow", before or "")
    assert point.get_attribute("aria-valuetext")


def test_keys_work_on_a_russian_layout(studio: Open) -> None:
    mine = studio(language="ru")
    opened = (
        mine.open(mine.keep(MAP)).select(PAYMENT, ACTIONS).type("Ищет кнопку").shows(PAYMENT, ACTIONS, "Ищет кнопку")
    )
    opened.page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
            {key: 'я', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true}))"""
    )
    opened.lacks(PAYMENT, ACTIONS, "Ищет кнопку")
