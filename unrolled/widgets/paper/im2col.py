"""One step of the im2col stepper, for readers on paper."""

import numpy as np

from cnnlib.unroll import unroll
from cnnlib.windows import output_shape
from unrolled.figures.drawing import INK, finished, grid, mask, outline, sheet, words

GAP = 0.8  # between two channels, in cells


def im2col_step(widget):
    """The image with its current window, and below it the row that the window becomes, a line for each channel."""
    axes, (rows, _) = widget.axes_and_col_shape()
    n, oh, ow = np.unravel_index(
        widget.step, (len(widget.x), *output_shape(widget.x.shape, axes))
    )
    image, padding = _with_padding(widget.x[n], axes)
    C, high, wide = image.shape
    corner = oh * axes[0].stride, ow * axes[1].stride
    row = unroll(widget.x, axes)[widget.step].reshape(C, -1)
    ax = sheet(max(C * (wide + GAP) + 0.6, row.shape[1] + 4.5, 14), high + C + 4.4)
    words(ax, 0.6, 0.7, f"x[{n}]", size=11, ha="left", family="monospace")
    for c in range(C):
        x = 0.6 + c * (wide + GAP)
        grid(ax, image[c], x, 1.3, lit=_window(axes, corner, (high, wide)), hatch=padding)
        spans = axes[1].span, axes[0].span
        outline(ax, x + corner[1], 1.3 + corner[0], *spans, colour=INK, linewidth=2.4)
    title = f"col[{widget.step}], row {widget.step} of {rows}, channel by channel"
    words(ax, 0.6, high + 2.5, title, size=11, ha="left", family="monospace")
    for c in range(C):
        words(ax, 0.6, high + 3.6 + c, f"c {c}", size=10, ha="left", family="monospace")
        grid(ax, row[c : c + 1], 3, high + 3.1 + c, "column")
    return finished(ax)


def _with_padding(image: np.ndarray, axes) -> tuple[np.ndarray, np.ndarray]:
    """Channels (C, H, W) with the border around them, and where the border is."""
    widths = [(axis.before, axis.after) for axis in axes]
    padded = np.pad(image, [(0, 0), *widths])
    return padded, np.pad(np.zeros(image.shape[1:], bool), widths, constant_values=True)


def _window(axes, corner, shape) -> np.ndarray:
    """The places that the window at this corner reads."""
    down, across = (
        start + np.arange(axis.filter) * axis.dilation
        for axis, start in zip(axes, corner, strict=True)
    )
    return mask(shape, np.ix_(down, across))
