"""What a user sets for all sites at once, read in one place: which networks may be fetched, and the pause between requests.

Free of Scrapy, so that a command can refuse a wrong value before any site is asked: found out by the process of each
site, it would be written down as the fault of every one of them.
"""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network

from crawlers.errors import SettingError
from crawlers.window import Window

ALLOW_VARIABLE = "NIANBAO_ALLOW_ADDRESSES"
DELAY_VARIABLE = "NIANBAO_DELAY"


def allowed_networks() -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks of NIANBAO_ALLOW_ADDRESSES, none if unset; raises SettingError when a part of it is no network."""
    networks: list[IPv4Network | IPv6Network] = []
    for part in filter(None, map(str.strip, os.environ.get(ALLOW_VARIABLE, "").split(","))):
        try:
            networks.append(ip_network(part))
        except ValueError as error:
            message = f"{ALLOW_VARIABLE}: {part!r} is no network ({error}); write e.g. 127.0.0.1/32"
            raise SettingError(message) from error
    return tuple(networks)


def asked_seconds() -> float | None:
    """The seconds of NIANBAO_DELAY, None if unset; raises SettingError when it is no number of seconds."""
    named = os.environ.get(DELAY_VARIABLE, "").strip()
    if not named:
        return None
    try:
        seconds = float(named)
    except ValueError as error:
        raise SettingError(f"{DELAY_VARIABLE}: {named!r} is no number of seconds; write e.g. 3") from error
    if not 0 <= seconds < float("inf"):
        raise SettingError(f"{DELAY_VARIABLE}: {named!r} is no number of seconds from 0 up; write e.g. 3")
    return seconds


def check_environment() -> None:
    """Raise SettingError when a setting for all sites has a value that cannot be used."""
    allowed_networks()
    asked_seconds()
    Window.from_environment()
