"""The PNG of a map."""

import io

import pytest
from PIL import Image

from tests.formats.layout.full_map import TODAY
from tests.model.map_builder import card, small_map
from tropa.errors import MapError
from tropa.formats.layout.page import map_scene
from tropa.formats.png import write_png


def test_a_png_is_the_drawing_times_its_scale() -> None:
    map_ = small_map(card("a"))
    scene = map_scene(map_, TODAY)
    with Image.open(io.BytesIO(write_png(map_, 1.5, today=TODAY))) as image:
        assert image.size == pytest.approx((scene.width * 1.5, scene.height * 1.5), abs=1)


def test_a_scale_beyond_four_is_refused() -> None:
    with pytest.raises(MapError, match="1…4"):
        write_png(small_map(), 9)
