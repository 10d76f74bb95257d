"""Texts that break what is careless, and the maps that hold them."""

from tests.model.map_builder import card, point, small_map
from tropa.model.actor import Actor, Arrow
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

TEXTS = (
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "</CJML>", "]]>", "&lt; &#60; #35; #lt; %%{init: {}}%% %% x",
    "a: b; c # d, e", "title x", "section y", "journey", "accDescr {", "}", "x" * 100_000,
    "👨‍👩‍👧‍👦 семья", "\u202eשלום",
    "a\x00b\x08", "line\nbreak\r\nend\u2028", "---", "```", "!!python/object/apply:os.system [ls]", "*alias &anchor",
    "null", "~", "yes", "1.5", " ", "", "\ufeff", "\uffff", "<br>", "a → b → c", "style q:#1; z", '"quoted"', "- [ ] :",
)  # fmt: skip


def hostile_map(words: str) -> Map:
    """A map that says these words everywhere."""
    stages = tuple(Stage(id=name, title=words, rank=f"{n}5") for n, name in enumerate(("search", "payment", "return")))
    return small_map(
        card("a", body=words, detail=words, tags=(words,), persona="anna"),
        card("b", lane="touchpoints", body=words),
        title=words,
        goal=words,
        description=words,
        stages=stages,
        personas=(Persona(id="anna", name=words, about=words), Persona(id="bob", name=f"{words}2")),
        curve=(point("search", 1, label=words),),
        actors=(Actor(id="bank", title=words, kind="organisation"), Actor(id="me", title=words, persona="anna")),
        arrows=(Arrow(id="x", stage="payment", rank="V", source="me", target="bank", label=words, channel=words),),
    )
