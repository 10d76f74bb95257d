"""Pictures of people are read as pixels and written anew; anything else is refused."""

import base64
import io

import pytest
from PIL import Image

from tropa.drawing.picture import from_data_uri
from tropa.errors import MapError
from tropa.kit.locale import LANGUAGES


def address(image: Image.Image, kind: str = "PNG", **options: object) -> str:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(written.getvalue()).decode()}"


def test_a_large_picture_becomes_smaller_and_keeps_its_proportions() -> None:
    made = from_data_uri(address(Image.new("RGB", (3000, 1500), "#B2452B")))
    assert (made.media_type, made.width, made.height) == ("image/jpeg", 1600, 800)
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (1600, 800)


def test_a_transparent_picture_stays_transparent() -> None:
    made = from_data_uri(address(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "WEBP"))
    with Image.open(io.BytesIO(made.data)) as image:
        assert made.media_type == "image/png"
        assert image.getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_nothing_but_pixels_of_the_file_remains() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6
    made = from_data_uri(address(Image.new("RGB", (40, 20), "#1F7A7A"), "JPEG", exif=exif, comment=b"<script>"))
    assert b"taken at home" not in made.data
    assert b"<script>" not in made.data
    assert (made.width, made.height) == (20, 40)


@pytest.mark.parametrize("image", [Image.new("P", (9, 9)), Image.new("CMYK", (9, 9)), Image.new("L", (9, 9))])
def test_pictures_of_any_colours_are_read(image: Image.Image) -> None:
    assert from_data_uri(address(image, "PNG" if image.mode == "P" else "JPEG")).width == 9


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("https://example.org/a.png", "drawing.picture_address"),
        ("file:///etc/passwd", "drawing.picture_address"),
        ("data:image/svg+xml;base64,PHN2Zz4=", "drawing.picture_address"),
        ("data:image/png;base64,!!!", "drawing.picture_broken"),
        ("data:image/png;base64,iVBORw0KGgo=", "drawing.picture_broken"),
        ("data:image/png;base64," + base64.b64encode(b"<svg onload='x'/>").decode(), "drawing.picture_broken"),
        ("data:image/png;base64," + "A" * 17_000_000, "drawing.picture_too_large"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(given: str, code: str) -> None:
    with pytest.raises(MapError) as caught:
        from_data_uri(given)
    assert caught.value.code == code
    assert len({caught.value.text(language) for language in LANGUAGES}) == 3


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(MapError) as caught:
        from_data_uri(address(Image.new("1", (20_000, 20_000))))
    assert caught.value.code == "drawing.picture_too_large"


def test_a_broken_end_of_a_picture_is_an_error_in_words() -> None:
    whole = base64.b64decode(address(Image.radial_gradient("L"), "PNG").split(",")[1])
    with pytest.raises(MapError) as caught:
        from_data_uri("data:image/png;base64," + base64.b64encode(whole[: len(whole) // 2]).decode())
    assert caught.value.code == "drawing.picture_broken"
