"""One step of the col2im stepper and of the pooling stepper, for readers on paper."""

import numpy as np

from cnnlib import col2im, im2col
from cnnlib.figures.drawing import INK, arrow, finished, grid, mask, outline, sheet, words
from cnnlib.widgets.col2im import Col2imStepper
from cnnlib.widgets.pooling import PoolingStepper
from cnnlib.windows import Axis

MOST_ROWS = 8  # of dcol; around the current one


def col2im_step(widget: Col2imStepper):
    """dcol with the row that has just arrived; below it dx by +=, dx by =, and how many windows hold each pixel."""
    settings = widget.settings()
    rows, step, (_, C, H, W) = widget.rows(), widget.step, widget.x.shape
    pixels = im2col(
        np.arange(1, widget.x.size + 1).reshape(widget.x.shape), **settings
    )  # 0 is padding
    lit = np.isin(np.arange(widget.x.size), pixels[step] - 1).reshape(widget.x.shape)
    n = step * len(widget.x) // len(rows)
    left, right = widget.dx()[n], _overwritten(rows[: step + 1], pixels, widget.x)[n]
    counts = col2im(np.ones_like(rows), widget.x.shape, **settings)[n]
    first = max(0, min(step - MOST_ROWS // 2, len(rows) - MOST_ROWS))
    some = rows[first : first + MOST_ROWS]
    ax = sheet(max(rows.shape[1] + 3.6, 3 * W + 4.6), len(some) + C * (H + 0.6) + 2.4)
    words(ax, 0.6, 0.8, "dcol", size=11, ha="left", family="monospace")
    grid(ax, _texts(some), 3, 0.4, "column", lit=mask(some.shape, step - first))
    top = len(some) + 2.4
    panels = [
        ("dx, by +=", left, "gradient"),
        ("dx, by =", right, "gradient"),
        ("windows", counts, "window"),
    ]
    for k, (name, planes, colour) in enumerate(panels):
        x = 0.6 + k * (W + 1.6)
        words(ax, x + W / 2, top - 0.5, name, size=11)
        for c in range(C):
            y, some_lit = top + c * (H + 0.6), lit[n, c] if k < 2 else None
            grid(ax, _texts(planes[c]), x, y, colour, lit=some_lit)
    return finished(ax)


def _overwritten(rows: np.ndarray, pixels: np.ndarray, x: np.ndarray) -> np.ndarray:
    """What col2im with = in place of += makes of some rows; pixels: im2col of the pixels' numbers from 1."""
    dx = np.zeros(x.size + 1, rows.dtype)
    for row, places in zip(rows, pixels, strict=False):
        dx[places] = row
    return dx[1:].reshape(x.shape)


def pooling_step(widget: PoolingStepper):
    """One channel of x with the current window, and what it gives: to out, or from dout to dx."""
    layer = widget.layer()
    out, (height, width) = layer.forward(widget.x.astype(float)), layer.axes
    n, c, oh, ow = np.unravel_index(widget.step, out.shape)
    H, W = widget.x.shape[2:]
    down, across = _taps(height, H, oh), _taps(width, W, ow)
    image, hatch = _with_border(widget, n, c, height, width)
    lit = mask(image.shape, _winner(widget, layer, out.shape, down, across))
    results = _results(widget, layer, out, n, c)
    tall, wide = max(len(image), H), image.shape[1]
    needed = wide + sum(values.shape[1] + 2.2 for _, values, _ in results) + 1.2
    ax = sheet(max(16, needed), tall + 2.0)
    words(ax, 0.6 + wide / 2, 0.8, f"x[{n}, {c}]", size=11, family="monospace")
    grid(ax, image, 0.6, 1.4, "image", lit=lit, hatch=hatch)
    size = across[-1] - across[0] + 1, down[-1] - down[0] + 1
    outline(ax, 0.6 + across[0], 1.4 + down[0], *size, INK, 2.4)
    x, middle = wide + 0.6, 1.4 + tall / 2
    for name, values, colour in results:
        arrow(ax, (x + 0.4, middle), (x + 1.8, middle))
        left, top = x + 2.2, middle - len(values) / 2
        title = left + values.shape[1] / 2, top - 0.5
        words(ax, *title, name, size=11, family="monospace")
        grid(ax, values, left, top, colour)
        x = left + values.shape[1]
    return finished(ax)


def _results(widget: PoolingStepper, layer, out: np.ndarray, n: int, c: int) -> list[tuple]:
    """What the windows have given up to this step, as texts, each with its name and colour."""
    done = np.arange(out.size).reshape(out.shape) <= widget.step
    if widget.mode == "forward":
        return [("out", np.where(done, _texts(out), "")[n, c], "output")]
    dout = widget.gradient()
    dx = layer.backward(np.where(done, dout, 0).astype(float))
    return [
        ("dout", _texts(dout)[n, c], "gradient"),
        ("dx", _texts(dx)[n, c], "gradient"),
    ]


def _taps(axis: Axis, size: int, o: int) -> list[int]:
    """The positions of the padded axis that the window at place o reads."""
    places = range(axis.length(size))
    return [places[axis.tap(i, axis.count(size))][o] for i in range(axis.filter)]


def _with_border(
    widget: PoolingStepper, n: int, c: int, height: Axis, width: Axis
) -> tuple[np.ndarray, np.ndarray]:
    """One channel as texts within its border, and where the border is."""
    (H, W), border = widget.x.shape[2:], "0" if widget.average else "−∞"
    lengths = [
        max(axis.length(s), axis.before + s + axis.after)
        for axis, s in ((height, H), (width, W))
    ]
    image, hatch = np.full(lengths, border, dtype=object), np.ones(lengths, bool)
    inside = height.image(H), width.image(W)
    image[inside], hatch[inside] = _texts(widget.x[n, c]), False
    return image, hatch


def _winner(widget: PoolingStepper, layer, out_shape: tuple, down: list, across: list):
    """Where on the padded image the window's gradient goes: to the winner, or to all of its pixels."""
    if widget.average:
        return np.ix_(down, across)
    N, C, OH, OW = out_shape
    winners = layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2)
    i, j = divmod(int(winners.flat[widget.step]), len(across))
    return down[i], across[j]


def _texts(values: np.ndarray) -> np.ndarray:
    """Whole numbers in full, others to three digits."""
    texts = [
        f"{value:.0f}" if float(value).is_integer() else f"{value:.3g}"
        for value in values.ravel()
    ]
    return np.array(
        [text.replace("-", "−").replace("inf", "∞") for text in texts], object
    ).reshape(values.shape)
