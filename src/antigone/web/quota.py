"""How often programs and pages may ask the JSON addresses: so many times a minute each, fewer where they write."""

from __future__ import annotations

from dataclasses import dataclass, field

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter


@dataclass
class Quota:
    """Counts of one server.

    Attributes:
        reads, writes: a minute, for each account or program.
        wrong: a minute, for each address that comes with a token that is none.
    """

    reads: int = 1200
    writes: int = 120
    wrong: int = 30
    _counts: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage())
    )

    def allows(self, who: str, writing: bool) -> bool:
        """True, and counted, where this one may ask once more."""
        most = self.writes if writing else self.reads
        return bool(self._counts.hit(RateLimitItemPerMinute(most), "write" if writing else "read", who))

    def stranger(self, address: str) -> bool:
        """True, and counted, where one more wrong token is heard from that address."""
        return bool(self._counts.hit(RateLimitItemPerMinute(self.wrong), "stranger", address))
