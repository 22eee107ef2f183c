"""Pictures of lines → characters, by the recognition models that come inside the package rapidocr-onnxruntime.

The only file that knows RapidOCR. Its models are used directly: a line's characters come with their probabilities and
places, so that a reader of figures can weigh what else a stroke may be. Nothing is fetched: the models lie in the package.
Nor is anything sent: ONNX Runtime reports on its use to its maker, and keeps files for that, unless it is told not to.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from rapidocr_onnxruntime import RapidOCR

Grey = NDArray[np.uint8]
Probabilities = NDArray[np.float32]

THREADS = 1
"""Of one recognition: more gain little on lines, and other documents are read beside it."""
HEIGHT = 48
"""Pixels of a line as the model takes it."""
STEP = 8
"""Pixels of such a line that one step of the model's answer stands for."""
WIDEST = 3200
"""Pixels of such a line; what is longer is cut by the caller."""
BATCH = 24
BATCH_PIXELS = 9_600
"""Lines, and columns of pixels of all lines together, that are recognised at once: this bounds the memory."""
DETECTION_SIDE = 1280
"""Longest side in pixels of the picture in which lines are looked for: type of 8 points is still 10 pixels high."""
_BLANK = 0
_OUT_OF_MEMORY = ("Insufficient memory", "bad_alloc", "bad allocation", "Failed to allocate memory")


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character: its probability, and the middle of it as a share of the line's width."""

    text: str
    probability: float
    position: float


@cache
def _models() -> RapidOCR:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, when it is imported
    from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415 (half a second that only scans need)

    return RapidOCR(intra_op_num_threads=THREADS, inter_op_num_threads=1)


@contextmanager
def memory_errors() -> Generator[None]:
    """What OpenCV and the models raise where memory does not suffice is a MemoryError, as of all else."""
    try:
        yield
    except Exception as error:
        if any(words in str(error) for words in _OUT_OF_MEMORY):
            raise MemoryError from error
        raise


@cache
def alphabet() -> list[str]:
    """The characters that the model knows; the first stands for none."""
    return _models().text_rec.postprocess_op.character


@cache
def code(character: str) -> int | None:
    """Where a character stands in the alphabet."""
    return _codes().get(character)


@cache
def _codes() -> dict[str, int]:
    return {character: number for number, character in enumerate(alphabet())}


@cache
def _other_widths() -> dict[int, int]:
    """Of the characters that the model knows in half width and in full width, the place of the other one."""
    pairs = [
        (number, other)
        for letter, number in _codes().items()
        if len(letter) == 1
        and unicodedata.decomposition(letter).startswith("<wide>")
        and (other := code(unicodedata.normalize("NFKC", letter))) is not None
    ]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def probabilities(lines: Sequence[Grey]) -> Iterator[tuple[int, Probabilities]]:
    """The number of each line (dark on white, any size), and for each step along it the probability of each character.

    They come in an order of their own, and are to be used as they come: those of all lines of a page need a gigabyte.
    """
    scaled = [_scaled(line) for line in lines]
    for batch in _batches(scaled):
        width = max(scaled[number].shape[1] for number in batch)
        stack = np.full((len(batch), 3, HEIGHT, width), 1.0, np.float32)
        for row, number in enumerate(batch):
            line = scaled[number]
            stack[row, :, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1.0
        found = _models().text_rec.session(stack)[0]
        for row, number in enumerate(batch):
            steps = -(-scaled[number].shape[1] // STEP)
            yield number, found[row, :steps]


def _scaled(line: Grey) -> Grey:
    height, width = line.shape
    wanted = min(max(round(width * HEIGHT / height), 16), WIDEST)
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return cv2.resize(line, (wanted, HEIGHT), interpolation=method).astype(np.uint8, copy=False)


def _batches(lines: Sequence[Grey]) -> Iterable[list[int]]:
    """Numbers of the lines, those of like width together."""
    batch: list[int] = []
    for number in sorted(range(len(lines)), key=lambda number: lines[number].shape[1]):
        width = lines[number].shape[1]
        if batch and (len(batch) == BATCH or (len(batch) + 1) * width > BATCH_PIXELS):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def decode(answer: Probabilities) -> list[Character]:
    """The likeliest characters of one line, repeated steps as one.

    How wide one is set is no doubt about which it is: a 1 among Chinese characters may as well be a １.
    """
    best: list[int] = answer.argmax(axis=1).tolist()
    characters: list[Character] = []
    letters = alphabet()
    step = 0
    while step < len(best):
        end = step
        while end < len(best) and best[end] == best[step]:
            end += 1
        if best[step] != _BLANK:
            likely = answer[step:end, best[step]]
            other = _other_widths().get(best[step])
            if other is not None:
                likely = likely + answer[step:end, other]
            middle = (step + end) / 2 / len(best)
            characters.append(Character(letters[best[step]], min(float(likely.max()), 1.0), middle))
        step = end
    return characters


def find_lines(page: Grey, side: int = DETECTION_SIDE) -> list[tuple[float, float, float, float]]:
    """The corners (left, top, right, bottom) of the lines of text on an upright page, seen at most `side` pixels long."""
    scale = min(side / max(page.shape), 1.0)
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else page
    colour = np.repeat(np.asarray(small, np.uint8)[..., None], 3, axis=2)
    detector = _models().text_det
    detector.limit_type, detector.limit_side_len = "max", side
    found, _ = detector(colour)
    if found is None:
        return []
    boxes: list[tuple[float, float, float, float]] = []
    for corners in found:
        (left, top), (right, bottom) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
        boxes.append((float(left), float(top), float(right), float(bottom)))
    return boxes
