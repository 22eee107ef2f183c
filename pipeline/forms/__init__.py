"""The statutory forms as data files, and the alignment of a document to a form → cells."""

from pipeline.forms.form import form_cells

__all__ = ["form_cells"]
