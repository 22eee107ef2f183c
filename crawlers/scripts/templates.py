"""How scripts make addresses from the records that a server sends: `'/list/' + item.id + '.html'`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_MADE = re.compile(
    r"[\"']([^\"'\s<>]*[/?=&_-])[\"']\s*\+\s*(?:\w+(?:\[\w+\])?\.)+(\w+)(?:\s*\+\s*[\"']([^\"'\s<>]*)[\"'])?"
    r"|`([^`\s<>]*[/?=&_-])\$\{(?:\w+(?:\[\w+\])?\.)+(\w+)\}([^`\s<>]*)`"
)
_MADE_IN_TAG = re.compile(
    r"href=\\?[\"']?([^\"'\s<>+]*[/?=&_-])[\"']\s*\+\s*(?:\w+(?:\[\w+\])?\.)+(\w+)(?:\s*\+\s*[\"']([\w./?=&-]*))?"
)
_MADE_IN_TEMPLATE = re.compile(
    r"(?:href|to)=\\?[\"']([^\"'\s<>${}+]*[/?=&_-])(?:\$\{|\{\{)\s*(?:\w+(?:\[\w+\])?\.)+(\w+)\s*\}\}?([^\"'\s<>]*)"
)
_OF_A_LISTING = re.compile(r"list|column|channel|categor|cid=|catid=|more", re.I)


class Template(NamedTuple):
    """How a script makes an address from a record: what stands before the value of `key`, and what after it."""

    before: str
    key: str
    after: str

    def address(self, value: str) -> str:
        """The address for a value of the key."""
        return f"{self.before}{value}{self.after}"


def templates_in(text: str) -> list[Template]:
    """How the scripts of a page make addresses from the keys of records.

    >>> templates_in('<script>s += "<a href=/show/" + rows[i].docid + ".html>"</script>')
    [Template(before='/show/', key='docid', after='.html')]
    """
    made = [
        *_MADE.findall(text),
        *((*parts, "", "", "") for pattern in (_MADE_IN_TAG, _MADE_IN_TEMPLATE) for parts in pattern.findall(text)),
    ]
    found = (Template(a or d, b or e, (c or f).rstrip("\\>")) for a, b, c, d, e, f in made)
    return list(
        dict.fromkeys(
            template for template in found if re.search(r"[/?]", template.before) and not template.before.endswith("//")
        )
    )


def of_articles(templates: list[Template]) -> list[Template]:
    """For every key the template that most likely leads to an article: the first that is not called a listing's."""
    best: dict[str, Template] = {}
    for template in sorted(templates, key=lambda template: bool(_OF_A_LISTING.search(template.before))):
        best.setdefault(template.key.lower(), template)
    return list(best.values())


def addresses(record: Mapping[str, str], templates: list[Template]) -> Iterator[str]:
    """The addresses that templates make of a record, its keys in lower case."""
    for template in templates:
        if value := record.get(template.key.lower()):
            yield template.address(value)
