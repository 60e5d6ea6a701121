"""Pictures of proof: where a test looks and where a bug lives, and which check catches which bug."""

from textwrap import fill

import numpy as np

from unrolled.figures.drawing import (
    FAINT,
    INK,
    finished,
    grid,
    narrow_sheet,
    outline,
    words,
)
from unrolled.palette import CHART
from unrolled.proof.detection import Detections


def looked_at(answers: np.ndarray, wrong: np.ndarray, tried: list[tuple[int, int]]):
    """Answers by filter size (down) and size (across), both from 1; wrong ones are lit, tried (size, filter) framed."""
    filters, sizes = answers.shape
    ax, left, top = narrow_sheet(sizes + 4, filters + 2.6), 3, 1.8
    words(ax, left + sizes / 2, 0.6, "pixels", size=14)
    words(ax, 1.1, top + filters / 2, "filter", size=14)
    for k in range(sizes):
        words(ax, left + k + 0.5, top - 0.4, f"{k + 1}", size=14)
    for k in range(filters):
        words(ax, left - 0.4, top + k + 0.5, f"{k + 1}", size=14)
    grid(ax, answers, left, top, "output", lit=wrong, lit_colour="wrong")
    for size, filter_size in tried:
        corner = left + size - 1 + 0.08, top + filter_size - 1 + 0.08
        outline(ax, *corner, 0.84, 0.84, colour=INK, linewidth=3)
    return finished(ax)


def caught(detections: Detections, apart: str):
    """The bugs (down) and the checks (across): a mark where the check catches the bug. One check stands apart."""
    checks = [check for check in detections.sound if check != apart] + [apart]
    left, top, gap = 5.5, 4.2, 0.35
    ax = narrow_sheet(left + len(checks) + 1, top + len(detections.bugs) + 1.3)
    for k, bug in enumerate(detections.bugs):
        y = top + k + 0.5
        words(ax, 0.75, y, f"{k + 1}", size=12, ha="right")
        words(ax, 1.05, y, fill(bug, 21), size=12, ha="left", linespacing=1)
    words(ax, left - 0.3, top + len(detections.bugs) + 0.7, "caught", size=12, ha="right")
    for k, check in enumerate(checks):
        x = left + k + gap * (check == apart)
        found = np.array(
            [[detections.cells[bug, check] is not None] for bug in detections.bugs]
        )
        marks = np.where(found, "✓", "")
        grid(ax, marks, x, top, FAINT, lit=found, lit_colour=CHART, size=0.5)
        slanted = {"rotation": 60, "rotation_mode": "anchor"}
        words(ax, x + 0.55, top - 0.2, check, size=12, ha="left", va="center", **slanted)
        total = f"{found.sum()}"
        words(ax, x + 0.5, top + len(detections.bugs) + 0.7, total, size=12)
    return finished(ax)
