from collections.abc import Sequence

class StatusAndHeaders:
    statusline: str
    headers: list[tuple[str, str]]
    protocol: str
    def __init__(
        self,
        statusline: str,
        headers: Sequence[tuple[str, str]],
        protocol: str = "",
        total_len: int = 0,
        is_http_request: bool = False,
    ) -> None: ...
    def get_header(self, name: str) -> str | None: ...
    def add_header(self, name: str, value: str) -> None: ...
    def replace_header(self, name: str, value: str) -> str | None: ...
    def get_statuscode(self) -> str: ...
