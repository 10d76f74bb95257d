"""The chains of a funnel: for every journey (or session) how far its best chain of steps came, and when.

Each is one pass over the events, O(events × steps). Steps are bits: `steps[touchpoint]` has bit k − 1 set where the
touchpoint matches step k, `kills[touchpoint]` where it ends chains that stand at step k. Tables of states have a row
0 that stays empty.

A chain's state at step k is its entry (index of its step-1 event), its last event, how many steps it has done and its
times. One state a step is enough. Without a limit between steps the state with the latest entry can do whatever any
other could; with one, the latest event at step k also has the latest entry, because the entry of the best chain never
falls as time goes on. (With optional steps *and* a limit between steps neither is true; the question refuses that.)
The state machine follows PostHog's `aggregate_funnel`.
"""

import numpy as np

from tropa.journeys.block import NEVER
from tropa.journeys.question import kernel

UNLIMITED = np.iinfo(np.int64).max


@kernel
def best_chains(units, touchpoint, time, rule, out):  # type: ignore[no-untyped-def]  # noqa: C901
    """The best chain of each group of units, steps in their order (one long loop: calls inside it cost 3 times more).

    units: offsets (U + 1) and group (U, ascending) of the units; a chain stays within a unit.
    rule: (steps, kills, optional, within, within_step, strict). out: (reached (G), times (G, steps)).
    """
    offsets, group = units
    steps, kills, optional, within, within_step, strict = rule
    reached, times = out
    count = times.shape[1]
    entry, last = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    done, path = np.empty(count + 1, np.int64), np.full((count + 1, count), NEVER)
    always = strict or within_step != UNLIMITED
    for u in range(len(offsets) - 1):
        entry[:] = -1
        g, best = group[u], 0
        for i in range(offsets[u], offsets[u + 1]):
            mask, kill, now = steps[touchpoint[i]], kills[touchpoint[i]], time[i]
            rest, k = mask | kill, count + 1
            while rest:
                k -= 1
                bit = np.int64(1) << (k - 1)
                if not rest & bit:
                    continue
                rest ^= bit
                before, came, steps_done = -1, i, 1
                for p in range(k - 1 if mask & bit else 0, 0, -1):
                    alive = entry[p] >= 0 and now - time[entry[p]] <= within and now - time[last[p]] <= within_step
                    alive = alive and (not strict or last[p] == i - 1)
                    better = before < 0 or entry[p] > came or (entry[p] == came and done[p] >= steps_done)
                    if alive and better:
                        before, came, steps_done = p, entry[p], done[p] + 1
                    if not optional[p - 1]:
                        break
                if not mask & bit or (k > 1 and before < 0):
                    entry[k] = -1 if kill & bit else entry[k]
                    continue
                worse = came < entry[k] or (came == entry[k] and steps_done <= done[k])
                if worse and not (always or kill & bit):
                    continue
                entry[k], last[k], done[k] = came, i, steps_done
                for step in range(k - 1):
                    path[k, step] = path[before, step] if step < before else NEVER
                path[k, k - 1] = now
                if k > best:
                    best = k
                    if k > reached[g] or (k == reached[g] and now < times[g, k - 1]):
                        reached[g] = k
                        for step in range(count):
                            times[g, step] = path[k, step] if step < k else NEVER
            if best == count:
                break


@kernel
def any_order(units, touchpoint, time, rule, out):  # type: ignore[no-untyped-def]
    """As `best_chains`, steps in any order: step k is reached by the k-th different step done within `within`."""
    offsets, group = units
    steps, kills, _, within, _, _ = rule
    reached, times = out
    count = times.shape[1]
    last = np.empty(count, np.int64)
    for u in range(len(offsets) - 1):
        last[:] = NEVER
        g, best = group[u], 0
        for i in range(offsets[u], offsets[u + 1]):
            mask = steps[touchpoint[i]]
            if kills[touchpoint[i]]:
                last[:] = NEVER
            if mask == 0:
                continue
            done = 0
            for step in range(count):
                if mask >> step & 1:
                    last[step] = time[i]
                done += last[step] != NEVER and time[i] - last[step] <= within
            if done > best:
                best = done
                if done > reached[g] or (done == reached[g] and time[i] < times[g, done - 1]):
                    reached[g] = done
                    _latest(last, done, times[g])
            if best == count:
                break


@kernel
def _latest(last, wanted, into):  # type: ignore[no-untyped-def]
    """The `wanted` latest times, ascending, at the beginning of `into` (an insertion sort: steps are few)."""
    for step in range(len(last)):
        place = step
        while place > 0 and into[place - 1] < last[step]:
            into[place] = into[place - 1]
            place -= 1
        into[place] = last[step]
    for place in range(wanted // 2):
        into[place], into[wanted - 1 - place] = into[wanted - 1 - place], into[place]
    into[wanted:] = NEVER


@kernel
def entries(units, touchpoint, time, rule, out):  # type: ignore[no-untyped-def]
    """Every entry, one after another: filled into `out` (reached (E), times (E, steps)); returns their number E.

    The first event of step 1 opens an entry. It takes each next event that matches a later step it may go on to (the
    nearest where several do). It ends when complete, at the first event beyond a limit of time, at an excluded
    touchpoint and, if strict, at any event that is not its next step; an event that ends it unfinished may open the
    next one.
    """
    offsets, _ = units
    steps, kills, optional, within, within_step, strict = rule
    reached, times = out
    count = times.shape[1]
    used = -1
    for u in range(len(offsets) - 1):
        at, began, latest = 0, 0, 0
        for i in range(offsets[u], offsets[u + 1]):
            mask, kill = steps[touchpoint[i]], kills[touchpoint[i]]
            if at and (time[i] - began > within or time[i] - latest > within_step):
                at = 0
            if at:
                step = at + 1
                while step < count and not mask >> (step - 1) & 1 and optional[step - 1]:
                    step += 1
                if mask >> (step - 1) & 1:
                    at, latest = step, time[i]
                    reached[used], times[used, step - 1] = step, time[i]
                    if at == count:
                        at = 0
                    continue
                if strict or kill >> (at - 1) & 1:
                    at = 0
            if at == 0 and mask & 1:
                used += 1
                at, began, latest = int(count > 1), time[i], time[i]
                reached[used], times[used, 0] = 1, time[i]
    return used + 1


@kernel
def entries_any_order(units, touchpoint, time, rule, out):  # type: ignore[no-untyped-def]
    """As `entries`, steps in any order: any step opens an entry, which then takes each step it has not done yet."""
    offsets, _ = units
    steps, kills, _, within, _, _ = rule
    reached, times = out
    count = times.shape[1]
    used = -1
    for u in range(len(offsets) - 1):
        taken, began = 0, 0
        for i in range(offsets[u], offsets[u + 1]):
            mask = steps[touchpoint[i]]
            if taken and (time[i] - began > within or kills[touchpoint[i]]):
                taken = 0
            if mask == 0 or mask & taken:
                continue
            if taken == 0:
                used += 1
                began = time[i]
            taken |= mask
            times[used, reached[used]] = time[i]
            reached[used] += 1
            if reached[used] == count:
                taken = 0
    return used + 1
