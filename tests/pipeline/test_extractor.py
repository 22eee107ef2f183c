"""The extractor's id covers all that decides an extraction."""

from pathlib import Path

from pipeline import extractor
from pipeline.extractor import code_files, extractor_id


def test_the_code_is_found_through_its_imports() -> None:
    names = {path.relative_to(Path(extractor.__file__).parent).as_posix() for path in code_files()}
    assert {
        "extract.py",
        "values.py",
        "claims/words.py",
        "identification/titles.py",
        "forms/align.py",
        "documents/web/html.py",
        "documents/pdf/pdf.py",
    } <= names
    assert not {"cli.py", "flows.py", "publish.py", "warehouse.py"} & names


def test_the_id_is_stable_within_a_version() -> None:
    assert extractor_id() == extractor_id.__wrapped__()
    assert len(extractor_id()) == 16
