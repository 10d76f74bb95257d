"""The studio's own client, Yjs with y-websocket, and the server read one document the same way."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.room_builder import MAP, house, seen, served
from tropa.model.map import Map

WEB = Path(__file__).parents[2] / "web"
NODE = shutil.which("node")


def films(document: Map) -> str:
    """The card about films."""
    return next(card.id for card in document.cards if "фильмов" in card.body)


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.skipif(not (WEB / "node_modules/yjs").is_dir(), reason="web/node_modules is not there: npm ci in web/")
def test_a_browser_types_and_everybody_reads_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as made, served(made) as here:
        card = films(here.kept())

        async def story() -> None:
            async with here.client("Olga", "owner") as olga:
                headers = json.dumps(here.headers(here.secret("Ewa", "editor")))
                script, address = (
                    Path(__file__).with_name("yjs_client.mjs"),
                    f"ws://127.0.0.1:{here.port}/api/maps/{MAP}",
                )
                words = [str(NODE), str(script), str(WEB), address, headers, card]
                browser = await asyncio.create_subprocess_exec(
                    *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
                )
                assert browser.stdout is not None
                said = (await asyncio.wait_for(browser.stdout.readline(), 20)).decode()
                assert json.loads(said)["title"] == "Я выбираю фильм", said
                await seen(lambda: olga.states)
                [state] = [json.loads(one) for one in olga.states.values()]
                assert (state["user"]["name"], state["editing"]) == ("Ewa", True)
                await seen(lambda: next(one for one in olga.map().cards if one.id == card).detail)
                browser.kill()
                await browser.wait()
                await seen(lambda: not olga.states, 2)

        asyncio.run(story())
        read = next(one for one in here.kept().cards if one.id == card)
    assert read.body == "Очень Слишком **много** фильмов\ntyped 🎬 **boldly**"
    assert read.detail == "set by yjs"
