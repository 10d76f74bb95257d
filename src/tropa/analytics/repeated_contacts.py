"""Contacting again: the second time in a stage that a customer has to call, write or complain.

Who has been in contact is in trouble already and no match for those who have not. So events after a stage's first
contact get codes of their own, T higher; with these, `count_meetings` compares the next contact with what others did
next who stood at the same touchpoint at about the same step after a first contact.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tropa.analytics.barrier_candidates import Candidate, decisions
from tropa.analytics.meetings import FIRST, Layout, Meetings, count_meetings, layout
from tropa.analytics.touchpoint_codes import marks
from tropa.journeys.block import UNKNOWN, Block, Vocabulary
from tropa.journeys.question import kernel

SIGNALS = ("unanswered", "complaint")


def contact_codes(vocabulary: Vocabulary, named: tuple[str, ...]) -> np.ndarray:
    """Which touchpoints are contacts: those named, and those whose signal is an unanswered call or a complaint."""
    signals = np.array(vocabulary.signals or ("",) * len(vocabulary.touchpoints))
    return np.asarray((marks(named, vocabulary) | np.isin(signals, SIGNALS)) & (np.array(vocabulary.stage_of) >= 0))


def after_contact(vocabulary: Vocabulary) -> Layout:
    """The layout in which touchpoint T + t is t after a first contact in the stage."""
    points = len(vocabulary.touchpoints)
    return layout(
        replace(
            vocabulary,
            touchpoints=vocabulary.touchpoints * 2,
            stage_of=vocabulary.stage_of * 2,
            signals=vocabulary.signals * 2,
            goal=(*vocabulary.goal, *(code + points for code in vocabulary.goal)),
        )
    )


def count_contacts(block: Block, vocabulary: Vocabulary, contacts: np.ndarray, limits: tuple[int, int]) -> Meetings:
    """The meetings of a block with the codes of `after_contact`; `limits` as `count_meetings` takes them."""
    codes = after_contact(vocabulary)
    return count_meetings(replace(block, touchpoint=marked(block, codes, contacts)), codes, *limits)


def marked(block: Block, codes: Layout, contacts: np.ndarray) -> np.ndarray:
    """The touchpoints of a block's events with the codes of `after_contact`."""
    touchpoint = block.touchpoint.copy()
    _mark_after(block.offsets, touchpoint, codes.stage_of, contacts, np.zeros(len(codes.size), np.bool_))
    return touchpoint


def repeated_contacts(meetings: Meetings, vocabulary: Vocabulary, contacts: np.ndarray) -> Iterator[Candidate]:
    """A candidate for each touchpoint by which customers made contact again."""
    codes, points = after_contact(vocabulary), len(vocabulary.touchpoints)
    for point in np.flatnonzero(contacts).tolist():
        met = int(meetings.met[points + point, FIRST])
        if met:
            counts = decisions(meetings, codes, points + point, 0)
            yield Candidate(int(codes.stage_of[point]), point, "repeated_contact", met, *counts)


@kernel
def _mark_after(offsets, touchpoint, stage_of, contacts, contacted):  # type: ignore[no-untyped-def]
    points = len(contacts)
    for journey in range(len(offsets) - 1):
        contacted[:] = False
        for event in range(offsets[journey], offsets[journey + 1]):
            point = touchpoint[event]
            stage = stage_of[point]
            if stage == UNKNOWN:
                continue
            if contacted[stage]:
                touchpoint[event] = point + points
            if contacts[point]:
                contacted[stage] = True
