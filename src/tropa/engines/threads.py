"""Questions on the cores of this machine: one thread a core, one block at a time on each.

Kernels release the GIL, so plain threads keep all cores busy and blocks are shared without copying.

The answer is equal to the last digit for any number of workers: partials are merged strictly in the order of the
blocks, ((b0 + b1) + b2) + …, whichever was ready first, so sums of floats are rounded in the same order every time.
"""

from collections.abc import Callable, Iterator
from functools import partial, reduce

from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.question import A, P, Question
from tropa.kit.ahead import in_order
from tropa.kit.cores import available_cores

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
    partials = in_order(partial(question.partial, journeys=journeys), journeys.blocks, threads)
    if progress is not None:
        partials = _reported(partials, len(journeys.blocks), progress)
    return question.answer(reduce(question.merge, partials), journeys)


def _reported(partials: Iterator[P], total: int, progress: Progress) -> Iterator[P]:
    for done, contribution in enumerate(partials, start=1):
        progress(done, total)
        yield contribution
