"""The redirects of one fetch: each is checked like the first address, and their number is limited."""

from domain.feed import PollOutcome, Reason, host_of
from feeds.fetching.addresses import ADDRESS_LIMIT, BadAddress, follow
from feeds.fetching.network import Limits
from feeds.fetching.outcome import Failed, Outcome

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


class Chain:
    """The redirects of one fetch, the seconds that are left for it, and the values that all its requests share."""

    def __init__(
        self,
        url: str,
        limits: Limits,
        *,
        holds: bool,
        head: int | None,
        host: str | None = None,
        proxy: str | None = None,
    ) -> None:
        self.url = url
        self.proxy = proxy
        self._host = host or host_of(url)
        self.head = head
        self._holds = holds
        self.seconds_left = limits.total
        self._max_hops = limits.redirects
        self._hops = 0
        self._permanent = url
        self._is_permanent = True

    @property
    def permanent_url(self) -> str | None:
        return self._permanent if self._permanent != self.url else None

    def may_hold(self, host: str) -> bool:
        """Return whether to obey a Retry-After from a host: only from the host that was asked first."""
        return self._holds and host == self._host

    def follow(self, url: str, location: str | None, *, is_permanent: bool) -> Outcome | str:
        if not location or not location.strip():
            return Failed(PollOutcome.ERROR, Reason("feed-error-redirect"))
        if self._hops >= self._max_hops:
            return Failed(PollOutcome.ERROR, Reason("feed-error-redirects", {"limit": self._max_hops}))
        self._hops += 1
        if len(location) > 4 * ADDRESS_LIMIT:  # too long for an address, even after encoding
            return Failed(PollOutcome.BLOCKED, Reason("feed-error-address"))
        try:
            target = follow(url, location)
        except BadAddress as bad:
            return Failed(PollOutcome.BLOCKED, bad.reason)
        # A redirect counts as permanent only if all before it do; one from https to http never does.
        self._is_permanent &= is_permanent and not (url.startswith("https:") and target.startswith("http:"))
        if self._is_permanent:
            self._permanent = target
        return target
