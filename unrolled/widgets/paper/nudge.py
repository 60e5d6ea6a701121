"""What Nudge shows, as a figure for print: the line's numbers, those that move with the number in hand, its gradient."""

import re

import numpy as np

from cnnlib import im2col
from unrolled.figures.drawing import finished, grid, mask, sheet, texts, words

TOP = 4.6  # of what stands below the filter and the image, in cells


def nudged_line(widget):
    """The numbers of a `Nudge` as grids, what moves with the number in hand lit; returns the figure."""
    name, place = re.findall(r"\w+", widget.held)
    used = _uses(widget, name, int(place))
    _, out = widget.layer_and_out()
    rows = used.any(axis=1)
    ax = sheet(20, TOP + 7)
    _line(
        ax,
        "image x",
        widget.x,
        0.6,
        colour="image",
        lit=mask(7, int(place) if name == "x" else []),
    )
    _line(
        ax,
        "filter w",
        widget.w,
        9.2,
        colour="filter",
        lit=mask(3, int(place) if name == "w" else []),
    )
    words(ax, 16.4, 1.2, "loss", size=10)
    words(ax, 16.4, 2.4, f"{widget.loss():.4g}", size=16)
    col = im2col(widget.x.reshape(1, 1, 1, -1), 1, 3)
    dout = out - widget.target
    _below(ax, "col", col, 0.6, colour="column", lit=used)
    for title, values, left, colour in (
        ("out", out, 5.6, "output"),
        ("target", widget.target, 8.6, "#8a929c"),
        ("dout", dout, 11.6, "gradient"),
    ):
        lit = None if title == "target" else rows[:, None]
        _below(ax, title, values[:, None], left, colour=colour, lit=lit)
    words(
        ax,
        10,
        TOP + 6.3,
        f"gradient of {widget.held}: {widget.held_gradient():.4g}",
        size=12,
    )
    return finished(ax)


def _uses(widget, name: str, place: int) -> np.ndarray:
    """Which cells of col (5, 3) the number is at work in."""
    if name == "w":
        return mask((5, 3), np.s_[:, place])
    return im2col(np.arange(7).reshape(1, 1, 1, -1), 1, 3) == place


def _line(ax, title: str, values, left: float, *, colour: str, lit) -> None:
    words(ax, left + len(values) / 2, 1.2, title, size=10)
    grid(ax, texts(values)[None], left, 2, colour, lit=lit[None])


def _below(ax, title: str, values, left: float, *, colour: str, lit) -> None:
    words(ax, left + values.shape[1] / 2, TOP - 0.5, title, size=10)
    grid(ax, texts(values), left, TOP, colour, lit=lit)
