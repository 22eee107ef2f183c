class ArchiveLoadFailed(Exception): ...  # noqa: N818
