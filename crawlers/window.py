"""The hours in which sites may be asked: NIANBAO_WINDOW, say `22:00-06:00`, in the time of the sites (UTC+8); all, if unset."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Self

from crawlers.errors import SettingError

WINDOW_VARIABLE = "NIANBAO_WINDOW"
BEIJING = timezone(timedelta(hours=8))

_FORM = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the day to another; one that ends before it begins goes over midnight."""

    begins: int = 0
    ends: int = 24 * 60

    @classmethod
    def from_environment(cls) -> Self:
        """Read NIANBAO_WINDOW; raises SettingError when it is no window."""
        named = os.environ.get(WINDOW_VARIABLE, "").strip()
        if not named:
            return cls()
        found = _FORM.fullmatch(named)
        if not found:
            raise SettingError(
                f"{WINDOW_VARIABLE}: {named!r} is no window; write e.g. 22:00-06:00, in the time of UTC+8"
            )
        hour, minute, last_hour, last_minute = map(int, found.groups())
        return cls(hour * 60 + minute, last_hour * 60 + last_minute)

    def is_open(self, moment: datetime) -> bool:
        """Whether sites may be asked at a moment.

        >>> from datetime import UTC
        >>> [Window(22 * 60, 6 * 60).is_open(datetime(2026, 1, 1, hour, tzinfo=UTC)) for hour in (13, 14, 21, 22)]
        [False, True, True, False]
        """
        local = moment.astimezone(BEIJING)
        minute = local.hour * 60 + local.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends

    def __str__(self) -> str:
        return f"{self.begins // 60:02}:{self.begins % 60:02}-{self.ends // 60:02}:{self.ends % 60:02} (UTC+8)"
