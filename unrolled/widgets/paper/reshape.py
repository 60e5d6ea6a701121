"""ReshapeTrace for readers on paper: one step, or at step 0, which nobody can play there, all of them."""

from colorsys import hls_to_rgb

import numpy as np

from cnnlib.pooling import Pooling
from cnnlib.unroll import im2col
from cnnlib.windows import gather
from unrolled.figures.drawing import FAINT, PLAIN, finished, grid, sheet, words
from unrolled.widgets.paper.nested import parts, size_of

ACROSS = {"c", "w", "fw", "ow"}  # the axes whose parts lie side by side
WIDTH, GAP = 32, 1.2  # of the sheet, and between two arrays, in cells
TITLE = 2.2  # how high an array's code and axes stand above it, in cells
LETTER = 0.27  # how wide a letter of theirs is, in cells


def trace(widget):
    """The array at the widget's step, or at step 0 all of them; returns the figure.

    Each number has the color and the letter of its window; in x, of all windows that read it.
    """
    stages = (_im2col_stages if widget.mode == "im2col" else _pooling_stages)(widget)
    if widget.mode == "pooling":
        stages = [_x_stage(widget), *stages]
    first = len(stages) - widget.steps()
    shown = stages[first + widget.step :][:1] if widget.step else stages
    titles = [
        f"{code}\n({', '.join(names)}) = {values.shape}" for code, names, values, _ in shown
    ]
    sizes = [
        (max(width, LETTER * max(map(len, title.split("\n")))), height + TITLE)
        for title, (_, names, values, _) in zip(titles, shown, strict=True)
        for width, height in [size_of(values.shape, _across(names))]
    ]
    corners, (width, height) = _flow(sizes)
    ax = sheet(width + 0.8, height + 0.8)
    for title, (_, names, values, windows), (x, y) in zip(
        titles, shown, corners, strict=True
    ):
        points = LETTER * ax.cell_points / 0.62
        words(ax, x, y + 0.9, title, size=points, ha="left", family="monospace")
        for index, left, top in parts(values.shape, _across(names), x, y + TITLE):
            _cells(ax, values[index], windows[index], left, top)
    return finished(ax)


def _flow(sizes) -> tuple[list, tuple[float, float]]:
    """Where these stand that are so wide and high, in lines as text; and the size of all."""
    corners, line, x, y = [], 0.0, 0.4, 0.4
    for width, height in sizes:
        if corners and x + width > WIDTH:
            x, y, line = 0.4, y + line + GAP, 0.0
        corners.append((x, y))
        x, line = x + width + GAP, max(line, height)
    return corners, (max(WIDTH, *(width for width, _ in sizes)), y + line)


def _across(names) -> list[bool]:
    return [name in ACROSS for name in names[:-2]]


def _x_stage(widget) -> tuple:
    """x, and the windows that read each pixel."""
    shape = widget.x.shape
    places = im2col(np.arange(1, widget.x.size + 1).reshape(shape), **widget.settings())
    owners = np.empty(shape, object)
    for k, place in enumerate(np.ndindex(shape), 1):
        owners[place] = np.unique(np.nonzero(places == k)[0])
    return "x", ("n", "c", "h", "w"), widget.x, owners


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
    source = "padded" if any(axis.before or axis.after for axis in axes) else "x"
    return [
        _x_stage(widget),
        (f"buffer[:, :, fh, fw] = {source}[:, :, down, across]", names, buffer, windows),
        (
            f"six = buffer.transpose{order}" if widget.transpose else "six = buffer",
            [names[axis] for axis in order],
            *turned,
        ),
        (
            "col = six.reshape(N * OH * OW, C * FH * FW)",
            ("row", "column"),
            *(array.reshape(col_shape) for array in turned),
        ),
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
        ("turned = dout.transpose(0, 2, 3, 1)", ("n", "oh", "ow", "c"), *turned),
        (
            "dmax[np.arange(dout.size), arg_max] = turned.ravel()",
            ("row", "tap"),
            dmax,
            owners,
        ),
        (
            "dmax = dmax.reshape(turned.shape + one_axis)",
            ("n", "oh", "ow", "c", "tap"),
            *(array.reshape(N, OH, OW, C, taps) for array in (dmax, owners)),
        ),
        (
            "dcol = dmax.reshape(N * OH * OW, C * PH * PW)",
            ("row", "column"),
            dmax.reshape(col_shape),
            owners.reshape(col_shape),
        ),
        ("dx = col2im(dcol, …)", ("n", "c", "h", "w"), dx, np.full(dx.shape, -1)),
    ]


def _cells(ax, values: np.ndarray, windows: np.ndarray, left: float, top: float) -> None:
    for (i, j), value in np.ndenumerate(values):
        owners = np.atleast_1d(windows[i, j]).tolist()
        owners = [window for window in owners if window >= 0]
        plain = "gradient" if value else FAINT
        colour = _colour(owners[0]) if len(owners) == 1 else plain
        grid(ax, [[f"{value:.3g}{_mark(owners)}"]], left + j, top + i, colour)
        if len(owners) > 1:
            _stripes(ax, owners, left + j, top + i)


def _stripes(ax, owners: list[int], left: float, top: float) -> None:
    """A number that several windows read wears all their colors."""
    from matplotlib.patches import Rectangle

    wide = 1 / len(owners)
    for k, window in enumerate(owners):
        colour = [1 - PLAIN * (1 - part) for part in _colour(window)]
        place = left + k * wide, top
        ax.add_patch(Rectangle(place, wide, 1, facecolor=colour, linewidth=0, zorder=1.05))


def _colour(window: int) -> tuple:
    return hls_to_rgb((window * 137.508 + 40) % 360 / 360, 0.5, 0.9)


def _mark(windows: list[int]) -> str:
    """The letters of a cell's windows; of more than two there are the colors alone."""
    return "".join(chr(65 + window % 26) for window in windows) if len(windows) < 3 else ""
