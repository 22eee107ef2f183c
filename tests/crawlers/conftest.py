"""The data root that a crawl of one test writes to."""

from pathlib import Path

import pytest

from crawlers.archive import Root


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root.open(tmp_path, kind="sandbox")
