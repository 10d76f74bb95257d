"""Questions on the cores of this machine: one thread a core, one block at a time on each.

Kernels release the GIL, so plain threads keep all cores busy and blocks are shared without copying.

The answer is equal to the last digit for any number of workers: partials are merged strictly in the order of the
blocks, ((b0 + b1) + b2) + …, whichever was ready first, so sums of floats are rounded in the same order every time.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import reduce

from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.question import A, P, Question

Progress = Callable[[int, int], None]  # called with (blocks done, blocks in all), in the asking thread


def ask(
    question: Question[P, A], journeys: Journeys, *, workers: int | None = None, progress: Progress | None = None
) -> A:
    """The answer to a question.

    `workers` is the number of threads; left out, one for every core this process may use. At most twice as many
    partials as workers are held at a time. An error in a kernel stops the blocks that have not begun and is raised
    here. Raises QuestionError `engines.no_journeys` where there is no journey to ask about.
    """
    if journeys.count == 0:
        raise QuestionError("engines.no_journeys")
    threads = max(1, min(len(journeys.blocks), workers or available_cores()))
    partials = _partials(question, journeys, threads)
    if progress is not None:
        partials = _reported(partials, len(journeys.blocks), progress)
    return question.answer(reduce(question.merge, partials), journeys)


def available_cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _partials(question: Question[P, A], journeys: Journeys, threads: int) -> Iterator[P]:
    """Partials in the order of the blocks, computed ahead by the threads."""
    if threads == 1:
        yield from (question.partial(block, journeys) for block in journeys.blocks)
        return
    pool = ThreadPoolExecutor(threads, thread_name_prefix="tropa")
    try:
        ahead: deque[Future[P]] = deque()
        for block in journeys.blocks:
            ahead.append(pool.submit(question.partial, block, journeys))
            if len(ahead) >= 2 * threads:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _reported(partials: Iterator[P], total: int, progress: Progress) -> Iterator[P]:
    for done, partial in enumerate(partials, start=1):
        progress(done, total)
        yield partial
