"""A nought by its shape: a ring without a gap, whose hole is as high and as straight as no other figure's.

The models are least sure of it in small print, and it is what tables print most.
"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.documents.scans.scan import Grey, Mask

SMALLEST = 8, 5
"""Height and width in pixels from which a ring has a shape."""
SLENDER, ROUND = 0.38, 0.95
"""Width of a nought in its height, at least and at most."""
FULL, CORNERED = 0.66, 0.9
"""Part of the box around it that a filled nought covers: a lozenge less, a square more."""
CONVEX = 0.92
"""Part of its convex hull that it covers: 6 and 9 have a bay."""
HOLE = 0.45
"""Least height of the hole in the ring's: those of 4, 6, 8 and 9 are lower."""
ASIDE = 0.09
"""Distance between the middles of hole and ring, at most, in the ring's height and width."""
WAIST = 0.8
"""Least width of the hole at its middle, in its greatest: an 8 that lost its bar has a waist."""
BAR = 40
"""Of 255, by which the middle of the hole may be darker than what is usual in it: there is a bar, be it too faint for ink."""


def is_nought(stroke: Mask, grey: Grey) -> bool:
    """Whether a piece of ink, as cut out, is a nought; `grey` is its picture.

    >>> ring = cv2.ellipse(np.zeros((22, 14), np.uint8), (7, 11), (5, 9), 0, 0, 360, 1, 2) > 0
    >>> paper = np.where(ring[1:21, 1:14], 0, 255).astype(np.uint8)
    >>> is_nought(ring[1:21, 1:14], paper), is_nought(ring[1:21, 1:10], paper[:, :9])
    (True, False)
    """
    height, width = stroke.shape
    if height < SMALLEST[0] or width < SMALLEST[1] or not SLENDER * height <= width <= ROUND * height:
        return False
    around = np.pad(~stroke, 1, constant_values=True).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(around, connectivity=4)
    if count != 3:  # ink, paper and one hole
        return False
    inside = 3 - int(labels[0, 0])
    x, y, wide, high, _ = stats[inside].tolist()
    if high < HOLE * height:
        return False
    if abs(x - 1 + wide / 2 - width / 2) > max(ASIDE * width, 1) or abs(y - 1 + high / 2 - height / 2) > ASIDE * height:
        return False
    hole = labels == inside
    widths = hole[y : y + high].sum(axis=1)
    if widths[high // 3 : high - high // 3].min() < WAIST * widths.max():
        return False
    filled = (labels != labels[0, 0]).astype(np.uint8)
    area = int(filled.sum())
    if not FULL * height * width <= area <= CORNERED * height * width:
        return False
    outline = np.asarray(cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0][0], np.int32)
    if cv2.contourArea(outline) < CONVEX * cv2.contourArea(cv2.convexHull(outline)):
        return False
    middle = x - 1 + wide // 2
    axis = grey[y - 1 : y - 1 + high, max(middle - 1, 0) : middle + 2].mean(axis=1)
    quarter = high // 4
    return float(axis[quarter : high - quarter].min()) >= float(np.median(axis)) - BAR
