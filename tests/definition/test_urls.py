import pyarrow as pa

from tropa.definition.urls import path_of, paths_of, templates


def test_numbers_hashes_and_ids_vary() -> None:
    paths = [
        "/film/123",
        "/o/550e8400-e29b-41d4-a716-446655440000",
        "/x/9f86d081884c7d65",
        "/p/tovar-15432.html",
        "/about",
    ]
    assert list(templates(paths).values()) == ["/film/*", "/o/*", "/x/*", "/p/*", "/about"]


def test_a_place_with_many_names_varies_but_frequent_names_stay() -> None:
    paths = {f"/film/{chr(97 + n // 26)}{chr(97 + n % 26)}": 1 for n in range(40)} | {"/film/new": 100}
    made = templates(paths)
    assert made["/film/aa"] == "/film/*"
    assert made["/film/new"] == "/film/new"


def test_what_follows_a_varying_part_is_learned_together() -> None:
    paths = [f"/shop/{n}/{part}" for n in range(50) for part in ("reviews", "photos")]
    assert set(templates(paths).values()) == {"/shop/*/reviews", "/shop/*/photos"}


def test_sections_of_a_site_are_not_lost() -> None:
    sections = [
        f"/{word}"
        for word in ["about", "blog", "cart", "checkout", "contacts", "delivery", "faq", "film", "help", "jobs"]
    ]
    assert all(template == path for path, template in templates(sections).items())


def test_paths_are_freed_of_host_query_and_escapes() -> None:
    assert path_of("https://a.ru") == "/"
    assert path_of("//a.ru/x/?q=1") == "/x"
    assert path_of("/%D0%B4%D0%BE%D0%BC/#top") == "/дом"
    assert path_of("http://[broken") == "/"
    assert paths_of(pa.array(["/a?b", None])).to_pylist() == ["/a", None]


def test_no_paths_have_no_templates() -> None:
    assert templates([]) == {}
