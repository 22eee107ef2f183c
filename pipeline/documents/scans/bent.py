"""How a page is bent: paper curls beside a book's spine, and a camera sees a page from one side.

Long rules are straight on paper. Where they run on the picture says by how much each place of it is moved; a surface of low
degree goes through all of them, since paper bends and does not crumple.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Places = NDArray[np.float64]

FAINTEST = 40
"""Darkness, of 255, of a rule that is followed."""
STROKE, SHORTEST = 1.2, 12.0
"""Length of a run that may be part of a rule, and of a rule that is followed, in heights of a character."""
THICKEST = 0.35
"""Of a rule, in heights of a character."""
STEEPEST = 0.08
"""Rise of a rule over its length."""
FEWEST = 4
"""Rules from which a surface is drawn."""
STEP = 12
"""Pixels from one place to the next at which a rule is looked at."""
LEAST_MOVE = 1.5
"""Pixels by which a place must be moved for the page to be bent: less than a rule is thick."""
WORST_FIT = 1.5
"""Pixels by which the rules may usually lie beside the surface: else they are no straight lines bent."""
MOST_RULES, MOST_PLACES = 100, 20_000
"""Of a page, through which a surface is drawn; the longest rules, since paper beside a grid of a thousand bends no other way."""
DEGREE_ALONG, DEGREE_ASIDE = 3, 2
"""Of the surface, along the rules that it goes through, and from one to the next."""
STIFFNESS = 1e-3
"""How much a surface resists being bent where no rule asks for it."""


@dataclass(frozen=True, slots=True)
class Bend:
    """By how many pixels the places of a flat page of a size lie further right, and further down, on the bent one."""

    width: int
    height: int
    right: NDArray[np.float64]
    down: NDArray[np.float64]

    def seen(self, places: Places) -> Places:
        """Where places (x, y) of the flat page are on the bent one."""
        u, v = 2 * places[:, 0] / self.width - 1, 2 * places[:, 1] / self.height - 1
        moved = np.stack([_terms(v, u) @ self.right, _terms(u, v) @ self.down], axis=1)
        return places + moved

    def flatten(self, grey: Grey) -> Grey:
        """The page flat."""
        u, v = np.linspace(-1, 1, self.width, dtype=np.float32), np.linspace(-1, 1, self.height, dtype=np.float32)
        across, down = np.meshgrid(np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32))
        number = 0
        for along in range(1, DEGREE_ALONG + 1):
            for aside in range(DEGREE_ASIDE + 1):
                across += np.float32(self.right[number]) * (v[:, None] ** along * u[None, :] ** aside)
                down += np.float32(self.down[number]) * (u[None, :] ** along * v[:, None] ** aside)
                number += 1
        return cv2.remap(grey, across, down, cv2.INTER_CUBIC, borderValue=255).astype(np.uint8, copy=False)


def find_bend(grey: Grey, size: float) -> Bend | None:
    """How the page is bent, whose characters are `size` pixels high; None where it is flat or nothing tells."""
    height, width = grey.shape
    down, most_down = _surface(_rules(grey, size), width, height)
    right, most_right = _surface(_rules(np.ascontiguousarray(grey.T), size), height, width)
    if max(most_down, most_right) < LEAST_MOVE:
        return None
    return Bend(width, height, right, down)


def _terms(along: Places, aside: Places) -> NDArray[np.float64]:
    """The terms of a surface that is nought in the middle of each rule, at places from -1 to 1."""
    powers = [along**p * aside**q for p in range(1, DEGREE_ALONG + 1) for q in range(DEGREE_ASIDE + 1)]
    return np.stack(powers, axis=1)


def _rules(grey: Grey, size: float) -> list[Places]:
    """The long level rules of a page, each as places (x, y) on it."""
    dark = (cv2.blur(grey, (max(int(size * 0.3), 3), 1)) < 255 - FAINTEST).astype(np.uint8)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, max(int(size * STROKE), 8)), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    rules: list[Places] = []
    for number in range(1, len(stats)):
        left, top, wide, high, _ = (int(value) for value in stats[number])
        if wide < SHORTEST * size or high > STEEPEST * wide + size:
            continue
        own = runs[top : top + high, left : left + wide] * (labels[top : top + high, left : left + wide] == number)
        thickness = own.sum(axis=0)
        seen = np.flatnonzero((thickness > 0) & (thickness <= max(THICKEST * size, 4)))
        if len(seen) < 0.6 * wide:
            continue
        middles = (own * np.arange(high)[:, None]).sum(axis=0)[seen] / thickness[seen]
        rules.append(np.stack([seen[::STEP] + left, middles[::STEP] + top], axis=1).astype(np.float64))
    longest = sorted(rules, key=len, reverse=True)[:MOST_RULES]
    thinned = max(-(-sum(map(len, longest)) // MOST_PLACES), 1)
    return [rule[::thinned] for rule in longest]


def _surface(rules: list[Places], width: int, height: int) -> tuple[NDArray[np.float64], float]:
    """The terms of the surface through the rules, and by how many pixels it moves them at most; nought where none fits."""
    count = DEGREE_ALONG * (DEGREE_ASIDE + 1)
    flat = np.zeros(count)
    if len(rules) < FEWEST:
        return flat, 0.0
    places = np.concatenate(rules)
    owner = np.repeat(np.arange(len(rules)), [len(rule) for rule in rules])
    along = 2 * places[:, 0] / width - 1
    levels = np.array([rule[:, 1].mean() for rule in rules], np.float64)
    whose = np.eye(len(rules))[owner]
    weights = np.ones(len(places))
    terms, solution = _terms(along, along), np.zeros(len(rules) + count)
    stiff = np.hstack([np.zeros((count, len(rules))), np.eye(count) * (STIFFNESS * len(places)) ** 0.5])
    for _ in range(4):
        terms = _terms(along, 2 * levels[owner] / height - 1)
        system = np.vstack([np.hstack([whose, terms]) * weights[:, None], stiff])
        wanted = np.concatenate([places[:, 1] * weights, np.zeros(count)])
        solution = np.asarray(np.linalg.lstsq(system, wanted, rcond=None)[0], np.float64)
        levels = solution[: len(rules)]
        beside = np.abs(whose @ levels + terms @ solution[len(rules) :] - places[:, 1])
        weights = 1 / np.maximum(beside, 1.0)  # what touches a rule in one place does not bend the others
    beside = np.abs(whose @ levels + terms @ solution[len(rules) :] - places[:, 1])
    if np.median(beside) > WORST_FIT:
        return flat, 0.0
    surface: NDArray[np.float64] = solution[len(rules) :]
    return surface, float(np.abs(terms @ surface).max())
