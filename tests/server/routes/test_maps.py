import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.server.maps_builder import EWA, KOSTYA, OLGA, SCRIPT, VERA, Bench, bench, cinema, put
from tropa.formats.json import read_json, write_json
from tropa.model.edit import parse_edit
from tropa.studio.maps import row_of
from tropa.studio.tables.base import now


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def test_a_map_is_made_read_and_listed_with_health_and_freshness(here: Bench) -> None:
    made = here.of(EWA).post("/api/maps", json={"title": "Films", "language": "en", "stages": ["Need", "Choice"]})
    assert made.status_code == 201
    name = made.json()["map"]["id"]
    answer = here.of(VERA).get(f"/api/maps/{name}")
    assert read_json(answer.content).id == name
    [listed] = here.of(VERA).get("/api/maps").json()
    assert (listed["title"], listed["stages"], listed["role"], listed["owner"]) == ("Films", 2, "viewer", "p_ewa")
    assert listed["health"]["warnings"] > 0
    assert listed["freshness"] == {"evidence": 0, "stale": 0, "stale_since": None, "refreshed": None}


def test_a_map_that_has_not_changed_is_not_sent_again(here: Bench) -> None:
    name, client = put(here), here.of(VERA)
    tag = client.get(f"/api/maps/{name}").headers["etag"]
    assert client.get(f"/api/maps/{name}", headers={"If-None-Match": tag}).status_code == 304


def test_an_edit_in_the_room_shows_in_list_and_search(here: Bench) -> None:
    name = put(here)
    edit = {"kind": "set", "id": "e", "target": {"object": "map", "id": name}, "fields": {"title": "Другое имя"}}
    here.studio.rooms.edit_from_thread(name, [parse_edit(edit)], EWA)
    client = here.of(VERA)
    assert client.get(f"/api/maps/{name}").json()["title"] == "Другое имя"
    assert [one["title"] for one in client.get("/api/maps").json()] == ["Другое имя"]


def test_a_template_in_a_language_becomes_a_map(here: Bench) -> None:
    client = here.of(EWA)
    known = client.get("/api/templates", headers={"Accept-Language": "pl"}).json()
    made = client.post("/api/maps", json={"language": "pl", "template": known[0]["id"]}).json()
    assert made["map"]["title"] == known[0]["title"]
    refused = client.post("/api/maps", json={"language": "pl", "template": "nothing"})
    assert (refused.status_code, refused.json()["code"]) == (404, "templates.no_template")


def test_a_blank_map_is_named_in_its_language(here: Bench) -> None:
    made = here.of(EWA).post("/api/maps", json={"language": "ru"}).json()["map"]
    assert (made["title"], made["stages"]) == ("Карта без названия", 3)


def test_a_file_becomes_a_map_with_notices(here: Bench) -> None:
    client = here.of(EWA)
    journey = "journey\n  title Films\n  section Need\n    Look: 5: Me\n  section Choice\n    Choose: 9: Me\n"
    answer = client.post("/api/maps/import", files={"file": ("../../films.mmd", journey.encode())})
    assert answer.status_code == 201
    assert answer.json()["map"]["stages"] == 2
    assert answer.json()["notices"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("map.exe", b"x", "formats.unknown_suffix"),
        ("map.json", b"{", "formats.json_syntax"),
        ("a.pdf", b"", "formats.not_read"),
    ],
)
def test_a_file_that_is_no_map_is_refused(here: Bench, name: str, content: bytes, code: str) -> None:
    answer = here.of(EWA).post("/api/maps/import", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_file_that_is_too_large_is_refused(here: Bench) -> None:
    answer = here.of(EWA).post("/api/maps/import", files={"file": ("map.json", io.BytesIO(b" " * 20_000_001))})
    assert answer.json()["code"] == "maps.file_too_large"


def test_the_trash_gives_a_map_back_for_thirty_days(here: Bench) -> None:
    name, client = put(here), here.of(EWA)
    assert client.delete(f"/api/maps/{name}").status_code == 204
    assert client.get("/api/maps").json() == []
    assert client.get(f"/api/maps/{name}").status_code == 404
    [thrown] = client.get("/api/maps?trash=true").json()
    assert thrown["deleted_by"] == "Ewa"
    assert client.post(f"/api/maps/{name}/restore").json()["deleted_at"] is None
    assert client.get(f"/api/maps/{name}").status_code == 200


def test_after_thirty_days_the_trash_is_emptied(here: Bench) -> None:
    name, client = put(here), here.of(EWA)
    client.delete(f"/api/maps/{name}")
    with here.studio.database.session() as session:
        row_of(session, name, trashed=True).deleted_at = now() - timedelta(days=31)
    assert client.get("/api/maps?trash=true").json() == []
    assert client.post(f"/api/maps/{name}/restore").status_code == 404


def test_only_an_owner_destroys_and_only_what_is_in_the_trash(here: Bench) -> None:
    name = put(here)
    assert here.of(OLGA).delete(f"/api/maps/{name}/forever").status_code == 404
    here.of(EWA).delete(f"/api/maps/{name}")
    assert here.of(EWA).delete(f"/api/maps/{name}/forever").status_code == 403
    assert here.of(OLGA).delete(f"/api/maps/{name}/forever").status_code == 204
    assert here.of(OLGA).post(f"/api/maps/{name}/restore").status_code == 404


def test_a_copy_says_that_it_is_one(here: Bench) -> None:
    made = here.of(EWA).post(f"/api/maps/{put(here)}/copy").json()["map"]
    assert made["title"] == "Копия: Я выбираю фильм"
    assert len(here.of(EWA).get("/api/maps").json()) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/api/maps"), ("delete", "/api/maps/{}"), ("patch", "/api/maps/{}"), ("post", "/api/maps/{}/checks/fix")],
)
def test_a_commenter_changes_no_map(here: Bench, method: str, path: str) -> None:
    body = {"language": "en", "project": None}
    answer = here.of(KOSTYA).request(method, path.format(put(here)), json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "studio.refused")


def test_a_token_without_the_scope_reads_no_map(here: Bench) -> None:
    name, client = put(here), here.of(SCRIPT)
    assert {client.get(path).status_code for path in ("/api/maps", f"/api/maps/{name}", "/api/search?q=a")} == {403}


def test_a_guest_sees_the_one_map_without_what_is_hidden(here: Bench) -> None:
    name, other = put(here), put(here)
    guest = here.guest(name, "viewer", frozenset({"backstage", "evidence"}))
    assert [one["id"] for one in guest.get("/api/maps").json()] == [name]
    assert guest.get(f"/api/maps/{other}").status_code == 403
    assert "Секрет" not in guest.get(f"/api/maps/{name}").text
    assert "Секрет" not in guest.get(f"/api/maps/{name}/export/markdown").text
    assert "Секрет" not in guest.get(f"/api/maps/{name}/picture.svg").text
    assert guest.get("/api/search?q=секрет").json() == []
    assert len(here.of(VERA).get("/api/search?q=секрет").json()) == 2


def test_a_lossless_export_comes_back_as_the_same_map(here: Bench) -> None:
    name = put(here)
    answer = here.of(VERA).get(f"/api/maps/{name}/export/json")
    assert read_json(answer.content) == read_json(write_json(here.studio.rooms.read(name)))
    assert "filename*=UTF-8''%D0%AF%20" in answer.headers["content-disposition"]
    assert answer.headers["content-security-policy"] == "sandbox"


def test_a_title_with_markup_stays_words_in_every_page(here: Bench) -> None:
    name = put(here, cinema().with_fields(title='"><script>alert(1)</script>\r\nX: y'))
    client = here.of(VERA)
    for path in ("export/html", "picture.svg"):
        answer = client.get(f"/api/maps/{name}/{path}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "x" not in answer.headers


def test_an_unknown_format_or_option_is_refused_by_name(here: Bench) -> None:
    name, client = put(here), here.of(VERA)
    assert client.get(f"/api/maps/{name}/export/doc").json()["code"] == "formats.unknown_format"
    assert client.get(f"/api/maps/{name}/export/csv?page=a4").json()["code"] == "formats.unknown_option"
    assert {one["name"] for one in client.get("/api/formats").json()} >= {"json", "xlsx", "pdf"}


def test_findings_say_where_and_a_fix_is_an_edit_of_the_room(here: Bench) -> None:
    document = cinema()
    doubled = document.with_card("Выбор", "barriers", "Слишком **много** фильмов")
    name, client = put(here, doubled), here.of(EWA)
    found = client.get(f"/api/maps/{name}/checks", headers={"Accept-Language": "ru"}).json()
    assert all(one["sentence"] for one in found)
    fixable = [one for one in found if one["fixable"]]
    if fixable:
        answer = client.post(f"/api/maps/{name}/checks/fix", json={"codes": [fixable[0]["code"]]}).json()
        assert answer["findings"] != found or answer["edits"] == 0


def test_search_knows_no_case_and_no_accents(here: Bench) -> None:
    name, client = put(here), here.of(VERA)
    for words, kind in (("МНОГО фильмов", "card"), ("zolw", "quote"), ("елкина", "persona"), ("ВЫБИРАЮ", "map")):
        assert [(one["map_id"], one["kind"]) for one in client.get("/api/search", params={"q": words}).json()] == [
            (name, kind)
        ]
    assert client.get("/api/search", params={"q": "100%_"}).json() == []


def test_activity_tells_who_made_and_trashed(here: Bench) -> None:
    name = put(here, by=EWA)
    here.of(OLGA).delete(f"/api/maps/{name}")
    told = here.of(VERA).get("/api/activity").json()
    assert [(one["kind"], one["name"]) for one in told] == [("map_trashed", "Olga"), ("map_made", "Ewa")]
    assert len(here.of(VERA).get(f"/api/activity?before={told[0]['id']}").json()) == 1


def test_views_are_ones_own_until_they_are_shared(here: Bench) -> None:
    name = put(here)
    path = f"/api/maps/{name}/views"
    mine = here.of(KOSTYA).post(path, json={"title": "Mine", "settings": {"lanes": ["a"]}})
    assert mine.status_code == 201
    assert here.of(KOSTYA).post(path, json={"title": "x", "settings": {}, "shared": True}).status_code == 403
    here.of(EWA).post(path, json={"title": "All", "settings": {}, "shared": True})
    assert [one["title"] for one in here.of(VERA).get(path).json()] == ["All"]
    assert [one["title"] for one in here.of(KOSTYA).get(path).json()] == ["All", "Mine"]
    assert here.of(EWA).delete(f"{path}/{mine.json()['id']}").status_code == 404
    assert here.of(KOSTYA).delete(f"{path}/{mine.json()['id']}").status_code == 204


def test_what_a_project_shares_changes_in_all_its_maps(here: Bench) -> None:
    client, document = here.of(EWA), cinema()
    project = client.post("/api/projects", json={"title": "Cinema", "language": "ru"}).json()["id"]
    names = [put(here, document), put(here, document), put(here, document)]
    for name in names[:2]:
        assert client.patch(f"/api/maps/{name}", json={"project": project}).json()["project"] == project
    anna = document.personas[0].model_dump(mode="json") | {"name": "Анна Новая"}
    answer = client.patch(f"/api/projects/{project}", json={"personas": [anna]})
    assert [one["personas"][0]["name"] for one in answer.json()["maps"]] == ["Анна Новая"] * 2
    assert here.studio.rooms.read(names[0]).personas[0].name == "Анна Новая"
    assert here.studio.rooms.read(names[2]).personas[0].name == "Анна Ёлкина"
    assert here.of(OLGA).delete(f"/api/projects/{project}").status_code == 204
    assert len(client.get("/api/maps").json()) == 3


def test_a_map_in_no_known_project_is_refused(here: Bench) -> None:
    answer = here.of(EWA).patch(f"/api/maps/{put(here)}", json={"project": "nowhere"})
    assert answer.json()["code"] == "maps.no_project"
