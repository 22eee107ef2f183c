# The part of RapidOCR that is used here: its two models and the alphabet of the second.
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

class _Decoder:
    character: list[str]

class _Recogniser:
    session: Callable[[NDArray[np.float32]], list[NDArray[np.float32]]]
    postprocess_op: _Decoder

class _Detector:
    limit_type: str
    limit_side_len: int
    def __call__(self, img: NDArray[np.uint8]) -> tuple[NDArray[np.float32] | None, float]: ...

class RapidOCR:
    text_det: _Detector
    text_rec: _Recogniser
    def __init__(self, **settings: object) -> None: ...
