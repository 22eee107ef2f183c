"""The content management systems that a sandbox's sites run on, one module a family, each after what real sites show.

A `Convention` says where columns and articles stand, how a column's pages are written, and what is answered behind them. The
same truth is served by every one of them.
"""

from __future__ import annotations

from crawlers.sandbox.cms.convention import Convention
from crawlers.sandbox.cms.epoint import Epoint
from crawlers.sandbox.cms.generic import Generic
from crawlers.sandbox.cms.gkmlpt import Gkmlpt
from crawlers.sandbox.cms.hanweb import Hanweb
from crawlers.sandbox.cms.post import Post
from crawlers.sandbox.cms.trs import Trs
from crawlers.sandbox.cms.vsb import Vsb

CONVENTIONS: dict[str, type[Convention]] = {
    convention.family: convention for convention in (Hanweb, Trs, Gkmlpt, Vsb, Post, Epoint, Generic)
}
"""Every family by its name."""

__all__ = ["CONVENTIONS", "Convention"]
