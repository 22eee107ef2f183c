"""Discovery: from a home page to the site file's draft, and from a site file to whether it still works.

It runs in a process of its own, as the crawl does: `python -m crawlers.discovery add URL`, and `… check ID`. Requests go
through the same middlewares, so robots.txt, addresses, pace and refusals hold here too. What it says goes to standard
output as JSON Lines, one event a line: `page` for each answer, `result` last.

- `words.py`: what anchors and addresses promise · `leads.py`: where a page leads, menus filled by script included
- `sitemap.py`: what a sitemap names · `marks.py`: which CMS family a page speaks for
- `trial.py`: what a family's spider makes of a page · `seen.py`: a page that was looked at
- `promise.py`: what a link promises on the page where it stands · `frontier.py`: what is looked at next
- `look.py`: the spider · `columns.py`: which pages are report columns
- `identity.py`: whose site it is · `draft.py`: the site file, with what was seen · `check.py`: whether an entry works
"""
