"""The persona in its customers' words: needs, motivations and fears as they say them, where nobody told them."""

from typing import Any

import pyarrow as pa

from tropa.model.persona import Persona
from tropa.voice.lanes import LaneSaid, said_of
from tropa.voice.quotes import quotes

SHOWN = 3
FIELDS: tuple[LaneSaid, ...] = ("needs", "motivations", "fears")


def with_words(persona: Persona, verbatims: pa.Table) -> Persona:
    """The persona with literal sentences of its customers in the fields that the definition leaves empty."""
    words: dict[str, Any] = {
        name: tuple(said.text for said in said_of(verbatims, name, limit=SHOWN))
        for name in FIELDS
        if not getattr(persona, name)
    }
    if not persona.quotes:
        words["quotes"] = tuple(said.text for said in quotes(verbatims, limit=SHOWN))
    return persona.model_copy(update=words)
