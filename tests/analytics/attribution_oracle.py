"""Attribution as plain Python over written journeys: paths first, then every rule over one path at a time."""

from itertools import groupby

from tests.analytics.oracles import Written

GOAL = "d"


def paths_of(
    written: Written, every: bool, lookback: int | None, collapse: bool
) -> list[tuple[list[tuple[str, int]], bool]]:
    """Each path as (name, seconds before its end), and whether it converted; journeys have the goal `d`."""
    found = []
    for journey in written:
        since: list[tuple[str, int]] = []
        over = False
        for name, second in journey:
            if over:
                break
            if name == GOAL:
                found.append((since, second, True))
                since, over = [], not every
            else:
                since.append((name, second))
        if not over and journey:
            found.append((since, journey[-1][1], False))
    paths = []
    for touches, end, won in found:
        aged = [(name, end - second) for name, second in touches if lookback is None or end - second <= lookback]
        if collapse:
            aged = [list(run)[-1] for _, run in groupby(aged, key=lambda touch: touch[0])]
        if aged or won:
            paths.append((aged, won))
    return paths


def weights(rule: str, path: list[tuple[str, int]], half_life: int) -> list[float]:
    """The share of each touch."""
    count = len(path)
    names = [name for name, _ in path]
    if rule == "first":
        return [1.0] + [0.0] * (count - 1)
    if rule == "last":
        return [0.0] * (count - 1) + [1.0]
    if rule == "last_non_direct":
        chosen = max((k for k, name in enumerate(names) if name != "a"), default=count - 1)
        return [float(k == chosen) for k in range(count)]
    if rule == "linear":
        return [1 / count] * count
    if rule in ("participation", "shapley_set"):
        once = [float(name not in names[:k]) for k, name in enumerate(names)]
        return once if rule == "participation" else [share / sum(once) for share in once]
    if rule == "time_decay":
        plain = [2 ** (-age / half_life) for _, age in path]
        return [share / sum(plain) for share in plain]
    first, between, last = {
        "u": (0.4, 0.2, 0.4),
        "j": (0.2, 0.2, 0.6),
        "inverse_j": (0.6, 0.2, 0.2),
        "custom": (1, 2, 5),
    }[rule]
    if count == 1:
        return [1.0]
    plain = [first, *[between / (count - 2)] * (count - 2), last] if count > 2 else [first, last]
    return [share / sum(plain) for share in plain]


def credit(rule: str, paths: list[tuple[list[tuple[str, int]], bool]], half_life: int) -> dict[str, float]:
    """Credited conversions by name."""
    total: dict[str, float] = {}
    for path, won in paths:
        if won and path:
            for (name, _), share in zip(path, weights(rule, path, half_life), strict=True):
                total[name] = total.get(name, 0.0) + share
    return {name: share for name, share in total.items() if share}


def markov(paths: list[tuple[list[tuple[str, int]], bool]], order: int) -> dict[str, float]:
    """Removal effects as shares, by following the walkers of the chain for a long time."""
    moves: dict[tuple[str, ...], dict[object, int]] = {}
    for path, won in paths:
        state: tuple[str, ...] = ()
        for name, _ in path:
            moves.setdefault(state, {})[name] = moves.setdefault(state, {}).get(name, 0) + 1
            state = (*state, name)[-order:]
        if path:
            moves.setdefault(state, {})[won] = moves.setdefault(state, {}).get(won, 0) + 1
    names = sorted({name for path, _ in paths for name, _ in path})
    whole = _won(moves, order, None)
    effects = {name: 1 - _won(moves, order, name) / whole for name in names} if whole else {}
    return {name: effect / sum(effects.values()) for name, effect in effects.items()}


def _won(moves: dict[tuple[str, ...], dict[object, int]], order: int, without: str | None) -> float:
    at: dict[tuple[str, ...], float] = {(): 1.0} if () in moves else {}
    won = 0.0
    for _ in range(400):
        following: dict[tuple[str, ...], float] = {}
        for state, share in at.items():
            leaving = sum(moves[state].values())
            for target, count in moves[state].items():
                part = share * count / leaving
                if target is True:
                    won += part
                elif isinstance(target, str) and target != without:
                    reached = (*state, target)[-order:]
                    following[reached] = following.get(reached, 0.0) + part
        at = following
    return won


def entering(written: Written, gap: int, own: str) -> Written:
    """What begins a visit or comes into it from another channel than `own`; goals stay. A channel per touchpoint."""
    return [
        [
            (name, second)
            for k, (name, second) in enumerate(journey)
            if name == GOAL or k == 0 or second - journey[k - 1][1] > gap or (name != journey[k - 1][0] and name != own)
        ]
        for journey in written
    ]
