"""What a page's scripts lead to and ask for, read from their text: nothing is run.

- `reading.py`: brackets, commas, objects, functions · `values.py`: what an expression comes to
- `page.py`: the scripts of a page, where a click in it leads to, and what they ask the server for
"""

from crawlers.scripts.page import PageScripts, scripts_of

__all__ = ["PageScripts", "scripts_of"]
