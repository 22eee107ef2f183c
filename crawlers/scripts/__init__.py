"""What a page's scripts lead to and ask for, read from their text: nothing is run.

- `reading.py`: brackets, commas, objects, functions · `values.py`: what an expression comes to
- `requests.py`, `forms.py`: what is asked of the server, what a form sends · `written.py`: links and data that scripts hold
- `components.py`: the clicks of JSF, Vue and Angular · `templates.py`: how addresses are made of records
- `page.py`: the scripts of a page, and where a click in it leads to
"""

from crawlers.scripts.page import PageScripts, scripts_of

__all__ = ["PageScripts", "scripts_of"]
