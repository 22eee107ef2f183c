"""Challenge pages: an answer that looks like a page and is a refusal. They are recognised, never solved.

A refusal has to be louder than an empty listing. Each entry says whose wall it is and what its page holds; the marks
are those of the scripts that government sites in China are commonly put behind.
"""

from __future__ import annotations

import re

REFUSING_STATUS = frozenset({403, 412})
"""412 is what the 瑞数 (River Security) wall answers to a client that runs no script."""

_LARGEST = 60_000  # bytes; a challenge page holds a script and next to no text
_WALLS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("River Security (瑞数)", (b"$_ts=window[", b"$_ts = window[")),
    ("Knownsec (知道创宇)", (b"__jsl_clearance", b"document.cookie=('_')+('_')")),
    ("Alibaba Cloud", (b"acw_sc__v2", b"acw_sc__v3", b"var arg1='")),
    ("Cloudflare", (b"cf-browser-verification", b"cf_chl_opt")),
    ("360", (b"wzws-waf-cgi", b"wangshan.360.cn", b"wzwschallenge")),
    (
        "a CAPTCHA",
        tuple(map(str.encode, ("请输入验证码后继续", "安全验证</title>", "访问验证</title>", "人机验证</title>"))),
    ),
)
_STOPPED = re.compile("您的(?:请求|访问)(?:被|已被|可能).{0,12}(?:拦截|阻断|禁止)".encode())


def refusal(status: int, body: bytes) -> str | None:
    """Return in a few words how an answer refuses us, or None when it does not.

    >>> refusal(403, b"")
    'answered 403'
    >>> refusal(200, b"<script>$_ts=window['$_ts'];</script>")
    'a challenge page of River Security (瑞数)'
    """
    if status in REFUSING_STATUS:
        return f"answered {status}"
    if len(body) <= _LARGEST:
        for wall, marks in _WALLS:
            if any(mark in body for mark in marks):
                return f"a challenge page of {wall}"
        if _STOPPED.search(body):
            return "a firewall's page"
    return None
