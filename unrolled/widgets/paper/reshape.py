"""One step of ReshapeTrace, for readers on paper."""

from colorsys import hls_to_rgb

import numpy as np

from cnnlib.pooling import Pooling
from cnnlib.windows import gather
from unrolled.figures.drawing import FAINT, finished, grid, sheet, words
from unrolled.widgets.paper.nested import parts, size_of

ACROSS = {"c", "w", "fw", "ow"}  # the axes whose parts lie side by side


def trace(widget):
    """The cells at the widget's step, each in the colour and with the letter of its window; returns the figure."""
    code, names, values, windows = (
        _im2col_stages if widget.mode == "im2col" else _pooling_stages
    )(widget)[widget.step]
    across = [name in ACROSS for name in names[:-2]]
    width, height = size_of(values.shape, across)
    ax = sheet(max(width, 16) + 0.8, height + 2.6)
    title = f"{code}\n({', '.join(names)}) = {values.shape}"
    words(ax, 0.4, 0.9, title, size=10, ha="left", family="monospace")
    for index, left, top in parts(values.shape, across, 0.4, 2.1):
        _cells(ax, values[index], windows[index], left, top)
    return finished(ax)


def _im2col_stages(widget) -> list[tuple]:
    axes, col_shape = widget.axes_and_col_shape()
    buffer = gather(widget.x, axes).transpose(3, 0, 1, 2, 4, 5)
    N, _, _, _, OH, OW = buffer.shape
    windows = np.broadcast_to(
        np.arange(N * OH * OW).reshape(N, 1, 1, 1, OH, OW), buffer.shape
    )
    order = (0, 4, 5, 1, 2, 3) if widget.transpose else range(6)
    names = ("n", "c", "fh", "fw", "oh", "ow")
    turned = [array.transpose(order) for array in (buffer, windows)]
    code = f"buffer.transpose{order}" if widget.transpose else "buffer, not transposed"
    return [
        ("buffer", names, buffer, windows),
        (code, [names[axis] for axis in order], *turned),
        ("rows", ("row", "column"), *(array.reshape(col_shape) for array in turned)),
    ]


def _pooling_stages(widget) -> list[tuple]:
    layer = Pooling(
        widget.filter_h, widget.filter_w, widget.stride, widget.pad, widget.dilation
    )
    out = layer.forward(widget.x)
    N, C, OH, OW = out.shape
    taps = widget.filter_h * widget.filter_w
    dout = np.arange(1, out.size + 1).reshape(out.shape)
    windows = np.broadcast_to(np.arange(N * OH * OW).reshape(N, 1, OH, OW), out.shape)
    turned = [array.transpose(0, 2, 3, 1) for array in (dout, windows)]
    wins = np.arange(taps) == layer.arg_max[:, None]
    dmax, owners = (
        np.where(wins, array.reshape(-1, 1), rest)
        for array, rest in zip(turned, (0, -1), strict=True)
    )
    dx = layer.backward(dout)
    col_shape = N * OH * OW, C * taps
    return [
        ("dout", ("n", "c", "oh", "ow"), dout, windows),
        ("dout.transpose(0, 2, 3, 1)", ("n", "oh", "ow", "c"), *turned),
        ("dmax", ("row", "tap"), dmax, owners),
        (
            "dmax",
            ("n", "oh", "ow", "c", "tap"),
            *(array.reshape(N, OH, OW, C, taps) for array in (dmax, owners)),
        ),
        ("dcol", ("row", "column"), dmax.reshape(col_shape), owners.reshape(col_shape)),
        ("dx", ("n", "c", "h", "w"), dx, np.full(dx.shape, -1)),
    ]


def _cells(ax, values: np.ndarray, windows: np.ndarray, left: float, top: float) -> None:
    for (i, j), value in np.ndenumerate(values):
        window = windows[i, j]
        letter = "" if window < 0 else chr(65 + window % 26)
        plain = "gradient" if value else FAINT
        colour = (
            plain
            if window < 0
            else hls_to_rgb((window * 137.508 + 40) % 360 / 360, 0.5, 0.9)
        )
        grid(ax, [[f"{value:.3g}{letter}"]], left + j, top + i, colour)
