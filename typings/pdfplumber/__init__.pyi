from types import TracebackType
from typing import IO

class Page:
    def extract_tables(self) -> list[list[list[str | None]]]: ...

class PDF:
    pages: list[Page]
    def __enter__(self) -> PDF: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

def open(file: IO[bytes]) -> PDF: ...
