"""A place in a text that holds personal data, and how places found by several rules come together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tropa.definition.model import PersonalData

Kind = PersonalData

_GAP = re.compile(r"[ \u00a0,]{0,2}")


@dataclass(frozen=True)
class Span:
    """What was masked: characters start…end of the text given."""

    start: int
    end: int
    kind: Kind


def apart(found: Iterable[Span], taken: bytearray) -> list[Span]:
    """Those of the spans found that share no character marked in `taken`; theirs are marked."""
    kept: list[Span] = []
    for span in found:
        if 1 not in taken[span.start : span.end]:
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return kept


def joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; names, and parts of an address, that stand side by side become one."""
    together: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        last = together[-1] if together else None
        if (
            last is not None
            and span.kind == last.kind
            and span.kind in ("name", "address")
            and _GAP.fullmatch(text, last.end, span.start)
        ):
            together[-1] = Span(last.start, span.end, span.kind)
        else:
            together.append(span)
    return tuple(together)
