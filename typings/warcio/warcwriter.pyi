from collections.abc import Mapping
from typing import IO, ClassVar

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

class WARCWriter:
    REVISIT_PROFILE_1_1: ClassVar[str]
    def __init__(self, filebuf: IO[bytes], *, gzip: bool = True, warc_version: str | None = None) -> None: ...
    def create_warcinfo_record(self, filename: str, info: Mapping[str, str]) -> ArcWarcRecord: ...
    def create_warc_record(
        self,
        uri: str,
        record_type: str,
        payload: IO[bytes] | None = None,
        length: int | None = None,
        warc_content_type: str = "",
        warc_headers_dict: Mapping[str, str] | None = None,
        warc_headers: StatusAndHeaders | None = None,
        http_headers: StatusAndHeaders | None = None,
    ) -> ArcWarcRecord: ...
    def write_record(self, record: ArcWarcRecord) -> None: ...
