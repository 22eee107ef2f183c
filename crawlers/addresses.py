"""Which addresses may be fetched: public ones, and those that NIANBAO_ALLOW_ADDRESSES names.

The check stands where a name becomes an address (`GuardedResolver`), so it holds after redirects and DNS changes too,
and where a URL carries an address itself. Loopback, private, link-local (with the cloud's metadata services), shared,
multicast and reserved ranges are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Self

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawlers.environment import allowed_networks

REFUSED: dict[str, str] = {}
"""The names that were refused in this process, with the address that each resolved to."""


_NAT64, _COMPATIBLE = IPv6Network("64:ff9b::/96"), IPv6Network("::/96")


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """The networks that are allowed although they are not public."""

    allowed: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def from_environment(cls) -> Self:
        """Read NIANBAO_ALLOW_ADDRESSES; raises SettingError when a part of it is no network."""
        return cls(allowed_networks())

    def names(self, host: str) -> bool:
        """Whether the host is an address, in a network that was allowed by name."""
        address = as_address(host)
        return address is not None and any(address in network for network in self.allowed)

    def permits(self, address: IPv4Address | IPv6Address) -> bool:
        """Whether a connection to this address may be made."""
        if any(address in network for network in self.allowed):
            return True
        inside = _ipv4_inside(address) if isinstance(address, IPv6Address) else None
        if inside is not None:
            return self.permits(inside)
        return address.is_global and not address.is_multicast


def _ipv4_inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, compatible, 6to4, Teredo or NAT64 (RFC 6052)."""
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def as_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is written as, or None when it is a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing names that resolve to an address that may not be fetched."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._policy = AddressPolicy.from_environment()

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        def check(address: str) -> str:
            if not self._policy.permits(ip_address(address)):
                REFUSED[name] = address
                raise DNSLookupError(f"{name} resolves to {address}, which may not be fetched")
            return address

        return super().getHostByName(name, timeout).addCallback(check)
