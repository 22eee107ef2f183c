"""The root of the pipeline's named errors: each names its input and says what to do, on one line."""


class PipelineError(Exception):
    """An error that a user can act on; commands print its message and exit with status 1."""
