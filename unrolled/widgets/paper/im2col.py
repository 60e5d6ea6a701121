"""One step of the im2col stepper, for readers on paper."""

import numpy as np

from cnnlib.unroll import unroll
from cnnlib.windows import output_shape
from unrolled.figures.drawing import INK, finished, grid, mask, outline, sheet, words

GAP = 0.8  # between two channels, in cells


def im2col_step(widget):
    """The image with what this step reads, and below it the numbers that it copies, a line for each channel."""
    by_window = widget.loop == "window"
    axes, (rows, _) = widget.axes_and_col_shape()
    places = output_shape(widget.x.shape, axes)
    if by_window:
        n, *at = np.unravel_index(widget.step, (len(widget.x), *places))
    else:
        n, at = 0, np.unravel_index(widget.step, [axis.filter for axis in axes])
    image, padding = _with_padding(widget.x[n], axes)
    C, high, wide = image.shape
    col, now = unroll(widget.x, axes), widget.order() == widget.step
    if not by_window:
        now[places[0] * places[1] :] = False  # of the first image alone
    copied = col.T[now.T].reshape(C, -1)
    ax = sheet(max(C * (wide + GAP) + 0.6, copied.shape[1] + 4.5, 14), high + C + 4.4)
    words(ax, 0.6, 0.7, f"x[{n}]", size=11, ha="left", family="monospace")
    read = _read(axes, at, places, by_window)
    for c in range(C):
        x = 0.6 + c * (wide + GAP)
        grid(ax, image[c], x, 1.3, lit=mask((high, wide), np.ix_(*read)), hatch=padding)
        spans = [each[-1] - each[0] + 1 for each in read]
        corner = x + read[1][0], 1.3 + read[0][0]
        outline(ax, *corner, *reversed(spans), colour=INK, linewidth=2.4)
    words(ax, 0.6, high + 2.5, _title(widget, rows), size=11, ha="left", family="monospace")
    for c in range(C):
        words(ax, 0.6, high + 3.6 + c, f"c {c}", size=10, ha="left", family="monospace")
        grid(ax, copied[c : c + 1], 3, high + 3.1 + c, "column")
    return finished(ax)


def _title(widget, rows: int) -> str:
    if widget.loop == "window":
        return f"col[{widget.step}], row {widget.step} of {rows}, channel by channel"
    taps = widget.filter_h * widget.filter_w
    return f"col[:, {widget.step}::{taps}], what tap {widget.step + 1} of {taps} reads, channel by channel"


def _with_padding(image: np.ndarray, axes) -> tuple[np.ndarray, np.ndarray]:
    """Channels (C, H, W) with the border around them, and where the border is."""
    widths = [(axis.before, axis.after) for axis in axes]
    padded = np.pad(image, [(0, 0), *widths])
    return padded, np.pad(np.zeros(image.shape[1:], bool), widths, constant_values=True)


def _read(axes, at, places, by_window: bool) -> list[np.ndarray]:
    """Rows and columns that are read by the window at an output's place, or by a tap at a place of the filter."""
    if by_window:
        return [
            start * axis.stride + np.arange(axis.filter) * axis.dilation
            for axis, start in zip(axes, at, strict=True)
        ]
    return [
        tap * axis.dilation + np.arange(count) * axis.stride
        for axis, tap, count in zip(axes, at, places, strict=True)
    ]
