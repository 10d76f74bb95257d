"""How often somebody may try: moving windows in memory, by address and by what is tried."""

from math import ceil
from time import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tropa.errors import TooManyError

RATES = {
    "sign_in": parse("5/minute"),  # one address at one account
    "sign_in_address": parse("60/minute"),  # one address at all accounts
    "account": parse("30/hour"),  # one account from all addresses
    "key": parse("30/minute"),  # keys of links: openings, invitations, shares, callbacks
    "share": parse("10/minute"),  # passwords of one share link
    "token": parse("60/minute"),  # API tokens that are none
    "mail": parse("60/hour"),  # letters one person sends
}


class Limits:
    """Counts tries; one object a server."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, kind: str, *who: str) -> None:
        """Count a try; TooManyError `accounts.too_many` says in how many seconds the next is allowed."""
        rate = RATES[kind]
        if not self._limiter.hit(rate, kind, *who):
            until = self._limiter.get_window_stats(rate, kind, *who).reset_time
            raise TooManyError("accounts.too_many", seconds=max(1, ceil(until - time())))

    def spent(self, kind: str, *who: str) -> bool:
        """Whether no try is left, without counting one."""
        return not self._limiter.test(RATES[kind], kind, *who)
