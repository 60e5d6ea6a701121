"""One step of the pooling stepper, for readers on paper."""

import numpy as np

from cnnlib.windows import Axis
from unrolled.figures.drawing import (
    INK,
    arrow,
    finished,
    grid,
    mask,
    outline,
    sheet,
    texts,
    words,
)


def pooling_step(widget):
    """One channel of x with the current window, and what it gives: to out, or from dout to dx."""
    layer, out = widget.layer_and_out()
    height, width = layer.axes
    # By tap, the first window shows the place that all of them look at.
    n, c, oh, ow = np.unravel_index(0 if widget.by_tap() else widget.step, out.shape)
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
    outline(ax, 0.6 + across[0], 1.4 + down[0], *size, colour=INK, linewidth=2.4)
    x, middle = wide + 0.6, 1.4 + tall / 2
    for name, values, colour in results:
        arrow(ax, (x + 0.4, middle), (x + 1.8, middle))
        left, top = x + 2.2, middle - len(values) / 2
        title = left + values.shape[1] / 2, top - 0.5
        words(ax, *title, name, size=11, family="monospace")
        grid(ax, values, left, top, colour)
        x = left + values.shape[1]
    return finished(ax)


def _results(widget, layer, out: np.ndarray, n: int, c: int) -> list[tuple]:
    """What the windows have given up to this step, as texts, each with its name and colour."""
    done = np.arange(out.size).reshape(out.shape) <= widget.step
    if widget.mode == "forward":
        return [("out", np.where(done, texts(out), "")[n, c], "output")]
    return [
        ("dout", texts(widget.gradient())[n, c], "gradient"),
        ("dx", texts(widget.dx(layer))[n, c], "gradient"),
    ]


def _taps(axis: Axis, size: int, o: int) -> list[int]:
    """The positions of the padded axis that the window at place o reads."""
    places = range(axis.length(size))
    return [places[axis.tap(i, axis.count(size))][o] for i in range(axis.filter)]


def _with_border(
    widget, n: int, c: int, height: Axis, width: Axis
) -> tuple[np.ndarray, np.ndarray]:
    """One channel as texts within its border, and where the border is."""
    (H, W), border = widget.x.shape[2:], "0" if widget.average else "−∞"
    lengths = [
        max(axis.length(s), axis.before + s + axis.after)
        for axis, s in ((height, H), (width, W))
    ]
    image, hatch = np.full(lengths, border, dtype=object), np.ones(lengths, bool)
    inside = height.image(H), width.image(W)
    image[inside], hatch[inside] = texts(widget.x[n, c]), False
    return image, hatch


def _winner(widget, layer, out_shape: tuple, down: list, across: list):
    """Where on the padded image the window's gradient goes: to the winner, or to all of its pixels; or the tap."""
    if widget.by_tap():
        i, j = divmod(widget.step, len(across))
        return down[i], across[j]
    if widget.average:
        return np.ix_(down, across)
    N, C, OH, OW = out_shape
    winners = layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2)
    i, j = divmod(int(winners.flat[widget.step]), len(across))
    return down[i], across[j]
