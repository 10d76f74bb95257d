"""Masking of personal data in what customers say, in Russian, Polish and English.

Found are e-mail addresses, phone and card numbers (`mask_numbers`), accounts and documents (`mask_documents`), postal
addresses (`mask_addresses`), names (`mask_names`) and what is known of the very customer (`mask_known`). Where two
rules meet, the surer one has the place. Linear in the length of the text; masking a masked text changes nothing.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyarrow as pa

from tropa.definition.model import PERSONAL_DATA
from tropa.voice.mask_addresses import addresses
from tropa.voice.mask_documents import documents, unnamed
from tropa.voice.mask_known import Known, known
from tropa.voice.mask_names import names
from tropa.voice.mask_numbers import numbers
from tropa.voice.mask_span import Kind, Span, apart, joined

__all__ = ["KINDS", "Kind", "Masked", "Span", "mask", "mask_texts"]

KINDS: tuple[Kind, ...] = PERSONAL_DATA
_EMAIL = re.compile(r"(?<![\w.+%-])(?:[a-z]['’](?=[\w]))?[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_TOKEN = re.compile("⟨(?:" + "|".join(KINDS) + ")⟩")
_DIGIT = re.compile(r"\d")
_NOBODY = Known()


@dataclass(frozen=True)
class Masked:
    """The text with tokens such as ⟨phone⟩ in place of personal data, and the spans of the original they stand for."""

    text: str
    spans: tuple[Span, ...]


def mask(text: str, kinds: Collection[Kind] = KINDS, who: Known = _NOBODY) -> Masked:
    """The text without personal data of these kinds, and without what is known of `who` wrote it.

    >>> mask("Call +48 601 234 567 or jan@wp.pl, order 601234567").text
    'Call ⟨phone⟩ or ⟨e-mail⟩, order 601234567'
    >>> mask("Привет, это Анна с Ленина", who=Known(("Анна",), ("Ленина",))).text
    'Привет, это ⟨name⟩ с ⟨address⟩'
    """
    taken = bytearray(len(text))
    for token in _TOKEN.finditer(text) if "⟨" in text else ():
        taken[token.start() : token.end()] = b"\x01" * len(token[0])
    spans: list[Span] = []
    if "@" in text:
        spans += apart((Span(*found.span(), "e-mail") for found in _EMAIL.finditer(text)), taken)
    if _DIGIT.search(text):
        spans += apart(documents(text), taken)
        spans += apart(numbers(text, taken), taken)
        spans += apart(unnamed(text), taken)
        spans += apart(addresses(text), taken)
    if who:
        spans += apart(known(text, who), taken)
    if "name" in kinds:
        spans += apart(names(text), taken)
    return _masked(text, joined(text, [span for span in spans if span.kind in kinds]))


def mask_texts(
    verbatims: pa.Table, kinds: Collection[Kind] = KINDS, authors: Sequence[Known | None] | None = None
) -> pa.Table:
    """A table of verbatims with its column `text` masked; nulls stay. `authors`: what is known of who wrote each."""
    said = verbatims.column("text").to_pylist()
    who = authors or [None] * len(said)
    texts = [
        None if one is None else mask(one, kinds, author or _NOBODY).text for one, author in zip(said, who, strict=True)
    ]
    at = verbatims.schema.get_field_index("text")
    return verbatims.set_column(at, verbatims.schema.field(at), pa.array(texts, verbatims.schema.field(at).type))


def _masked(text: str, spans: tuple[Span, ...]) -> Masked:
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], f"⟨{span.kind}⟩"]
        end = span.end
    return Masked("".join([*pieces, text[end:]]), spans)
