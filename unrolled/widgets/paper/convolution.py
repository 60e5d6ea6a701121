"""What ConvolutionStepper shows at its step, as a figure for print."""

import numpy as np

from cnnlib import im2col
from unrolled.figures.drawing import finished, grid, mask, sheet, words


def convolution_step(widget):
    """The step's products and what comes of them; returns the figure."""
    pictures = {
        "forward": _forward,
        "backward": _flipped if widget.flipped else _backward,
        "dW": _weights,
    }
    return finished(pictures[widget.mode](widget))


def _forward(widget):
    layer, out = widget.layer_and_out()
    n, f, oh, ow = np.unravel_index(widget.step, out.shape)
    c, b = widget.channel, None if layer.b is None else layer.b[f]
    x, taken = _padded(layer, n, c, oh, ow)
    weights, patch = layer.W[f, c], x[taken].reshape(layer.W.shape[2:])
    total = out[n, f, oh, ow] - (0 if b is None else b)
    parts = [
        (f"x[{n}, {c}]", x, "image", taken, "×"),
        (f"W[{f}, {c}]", weights, "filter", None, "="),
        ("products", patch * weights + 0.0, "window", None, ""),
        (f"out[{n}, {f}]", out[n, f], "output", mask(out.shape[2:], (oh, ow)), ""),
    ]
    bias = "" if b is None else f", plus b[{f}] = {b:g}"
    over = _over(layer.W.shape[1], "channels")
    sentence = f"out[{n}, {f}, {oh}, {ow}]: the products add up to {total:g}{over}{bias}: {total + (b or 0):g}"
    return _line(parts, sentence)


def _over(count: int, things: str) -> str:
    """The grids show one of what is summed over."""
    return f", summed over {count} {things}" if count > 1 else ""


def _backward(widget):
    layer, out = widget.layer_and_out()
    n, f, oh, ow = np.unravel_index(widget.step, out.shape)
    c, d = widget.channel, float(widget.dout[n, f, oh, ow])
    given = np.arange(out.size).reshape(out.shape) <= widget.step
    dx = layer.backward(np.where(given, widget.dout, 0).astype(float))
    x, taken = _padded(layer, n, c, oh, ow)
    parts = [
        (
            f"dout[{n}, {f}]",
            widget.dout[n, f],
            "gradient",
            mask(out.shape[2:], (oh, ow)),
            "",
        ),
        (f"x[{n}, {c}]", x, "image", taken, ""),
        (f"dW[{f}, {c}] so far", layer.dW[f, c], "gradient", None, ""),
        (f"dx[{n}, {c}] so far", dx[n, c], "gradient", None, ""),
    ]
    return _line(
        parts,
        f"dout[{n}, {f}, {oh}, {ow}] = {d:g} adds {d:g} · window to dW, {d:g} · W[{f}, {c}] to dx",
    )


def _flipped(widget):
    layer, _ = widget.layer_and_out()
    dx = layer.backward(widget.dout.astype(float))
    n, c, h, w = np.unravel_index(widget.step, dx.shape)
    f = widget.channel
    parts = [
        (f"dout[{n}, {f}]", widget.dout[n, f], "gradient", None, "*"),
        (f"W[{f}, {c}] turned", layer.W[f, c, ::-1, ::-1], "filter", None, "→"),
        (f"dx[{n}, {c}]", dx[n, c], "gradient", mask(dx.shape[2:], (h, w)), ""),
    ]
    sentence = f"dx[{n}, {c}, {h}, {w}] = {dx[n, c, h, w]:g}: dout in full convolution with W turned"
    return _line(parts, sentence + _over(len(layer.W), "filters"))


def _weights(widget):
    layer, _ = widget.layer_and_out()
    layer.backward(widget.dout.astype(float))
    by_channel = layer.dW.swapaxes(0, 1)  # as the steps go
    c, f, i, j = np.unravel_index(widget.step, by_channel.shape)
    n = widget.channel
    pads = [(axis.before, axis.after) for axis in layer.axes]
    parts = [
        (f"x[{n}, {c}]", np.pad(layer.x[n, c], pads), "image", None, "*"),
        (f"dout[{n}, {f}]", widget.dout[n, f], "gradient", None, "→"),
        (
            f"dW[{f}, {c}]",
            layer.dW[f, c],
            "gradient",
            mask(layer.dW.shape[2:], (i, j)),
            "",
        ),
    ]
    value = layer.dW[f, c, i, j]
    sentence = f"dW[{f}, {c}, {i}, {j}] = {value:g}: x in convolution with dout"
    return _line(parts, sentence + _over(len(layer.x), "images"))


def _padded(layer, n: int, c: int, oh: int, ow: int) -> tuple[np.ndarray, np.ndarray]:
    """One padded channel, and a mask of the pixels that the window at (oh, ow) reads."""
    pads = [(axis.before, axis.after) for axis in layer.axes]
    x = np.pad(layer.x[n, c], pads)
    height, width = layer.axes
    places = np.arange(x.size).reshape(1, 1, *x.shape)
    rows = im2col(
        places,
        height.filter,
        width.filter,
        (height.stride, width.stride),
        0,
        (height.dilation, width.dilation),
    )
    return x, np.isin(places[0, 0], rows[oh * width.count(layer.x.shape[3]) + ow])


def _line(parts: list[tuple], sentence: str):
    """Grids side by side, each with its name over it and a sign after it, and a sentence below."""
    high = max(values.shape[0] for _, values, *_ in parts)
    width = sum(max(values.shape[1], 4) + 1.4 for _, values, *_ in parts)
    ax = sheet(max(width, 20) + 0.4, high + 3.4)
    left = (max(width, 20) - width) / 2 + 0.9
    for title, values, colour, lit, sign in parts:
        h, w = values.shape
        wide, y = max(w, 4), 1.4 + (high - h) / 2
        words(ax, left + wide / 2, y - 0.5, title, size=10, family="monospace")
        grid(ax, values, left + (wide - w) / 2, y, colour, lit=lit, text="{:.3g}")
        words(ax, left + wide + 0.7, 1.4 + high / 2, sign, size=12)
        left += wide + 1.4
    words(ax, (max(width, 20) + 0.4) / 2, high + 2.4, sentence, size=11)
    return ax
