"""The rules of attribution that look at one path at a time: what share of a conversion each touch gets.

first, last: all to that touch. last_non_direct: to the last touch that is not direct, or the last where all are.
linear: the same to each. participation: a whole conversion to each channel that was touched at all, so the credits add
up to more than there was. time_decay: 2^(−age / half-life), scaled to add up. Position rules give a share to the first
touch, one to the last, and one to all between together: u 40/20/40, j 20/20/60, inverse_j 60/20/20, custom any; with
two touches the shares of first and last are scaled to add up. shapley_set: the same to each different channel, which
is the Shapley value of the game whose worth is the number of conversions by set (Zhao, Mahboobi & Bagheri 2018).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.analytics.attribution_paths import TouchPaths
from tropa.journeys.block import F64, I64
from tropa.statistics.bootstrap import GROUPS

RULES = (
    *("first", "last", "last_non_direct", "linear", "participation", "time_decay"),
    *("u", "j", "inverse_j", "custom", "shapley_set"),
)
Shares = tuple[float, float, float]  # of the first touch, of all between, of the last


@dataclass(frozen=True)
class RuleSettings:
    """What some rules need: which codes are direct, the half-life (µs), the custom shares; how many codes there are."""

    direct: npt.NDArray[np.bool_]
    half_life: int
    custom: Shares
    codes: int


def credits_by_group(rules: tuple[str, ...], paths: TouchPaths, settings: RuleSettings) -> tuple[F64, F64]:
    """Credited conversions and money of converted paths: each (rules, bootstrap groups, codes)."""
    at, cells = _Positions.of(paths), GROUPS * settings.codes
    cell, value = paths.group[at.path] * settings.codes + paths.touch, paths.value[at.path]
    found = np.zeros((2, len(rules), cells))
    for row, rule in enumerate(rules):
        weights = _RULES[rule](at, paths, settings)
        found[0, row] = np.bincount(cell, weights, cells)
        found[1, row] = np.bincount(cell, weights * value, cells) if value.any() else 0.0
    conversions, money = found.reshape(2, len(rules), GROUPS, settings.codes)
    return conversions, money


@dataclass(frozen=True)
class _Positions:
    """Of every touch: its path, its place in it from 0, and the length of the path."""

    path: I64
    place: I64
    length: I64

    @classmethod
    def of(cls, paths: TouchPaths) -> "_Positions":
        path = paths.of
        return cls(path, np.arange(len(path)) - paths.offsets[path], np.diff(paths.offsets)[path])


def _first(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:  # noqa: ARG001
    return (at.place == 0).astype(np.float64)


def _last(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:  # noqa: ARG001
    return (at.place == at.length - 1).astype(np.float64)


def _last_non_direct(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:
    latest = np.full(len(paths.converted), -1)
    np.maximum.at(latest, at.path, np.where(settings.direct[paths.touch], -1, at.place))
    chosen = latest[at.path]
    return (at.place == np.where(chosen < 0, at.length - 1, chosen)).astype(np.float64)


def _linear(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:  # noqa: ARG001
    return 1.0 / at.length


def _participation(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:
    different = np.zeros(len(at.path))
    different[np.unique(at.path * settings.codes + paths.touch, return_index=True)[1]] = 1.0
    return different


def _shapley_set(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:
    return _scaled(_participation(at, paths, settings), at, paths)


def _time_decay(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:
    latest = paths.before[paths.offsets[at.path + 1] - 1]  # ages relative to the last touch: nothing underflows
    return _scaled(np.exp2((latest - paths.before) / settings.half_life), at, paths)


def _position(shares: Shares) -> Callable[[_Positions, TouchPaths, RuleSettings], F64]:
    first, between, last = shares

    def weights(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:  # noqa: ARG001
        middle = between / np.maximum(at.length - 2, 1)
        plain = np.where(at.place == 0, first, np.where(at.place == at.length - 1, last, middle))
        even = (at.length == 1) | ((at.length == 2) & (first + last == 0))
        return _scaled(np.where(even, 1.0, plain), at, paths)

    return weights


def _custom(at: _Positions, paths: TouchPaths, settings: RuleSettings) -> F64:
    return _position(settings.custom)(at, paths, settings)


def _scaled(weights: F64, at: _Positions, paths: TouchPaths) -> F64:
    return weights / np.bincount(at.path, weights, len(paths.converted))[at.path]


_RULES: dict[str, Callable[[_Positions, TouchPaths, RuleSettings], F64]] = {
    "first": _first,
    "last": _last,
    "last_non_direct": _last_non_direct,
    "linear": _linear,
    "participation": _participation,
    "time_decay": _time_decay,
    "u": _position((0.4, 0.2, 0.4)),
    "j": _position((0.2, 0.2, 0.6)),
    "inverse_j": _position((0.6, 0.2, 0.2)),
    "custom": _custom,
    "shapley_set": _shapley_set,
}
