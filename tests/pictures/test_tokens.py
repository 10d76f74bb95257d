"""Colours that are told apart and text that is read on them."""

from tropa.pictures.tokens import SERIES, contrast, sequential, text_on


def test_the_scale_gets_darker_in_even_steps() -> None:
    greys = [contrast("#FFFFFF", sequential(k / 20)) for k in range(21)]
    assert greys == sorted(greys)
    assert len({sequential(k / 20) for k in range(21)}) == 21


def test_the_number_in_a_cell_is_read_on_every_fill() -> None:
    fills = [sequential(k / 100) for k in range(101)]
    assert min(contrast(text_on(fill), fill) for fill in fills) >= 4.5


def test_lines_and_their_names_stand_out_from_paper() -> None:
    assert min(contrast(colour, "#FFFFFF") for colour in SERIES) >= 4.5
