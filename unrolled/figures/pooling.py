"""Pictures of pooling: each window's winner forward, and the gradient's way back to it."""

import numpy as np

from cnnlib import AveragePooling, Pooling, im2col
from unrolled.figures.drawing import (
    INK,
    arrow,
    grid,
    mask,
    narrow_sheet,
    outline,
    words,
)


def forward(x: np.ndarray, pool_h: int, pool_w: int) -> None:
    """One image, channel by channel: windows side by side, the winners lit, and the map of winners."""
    layer = Pooling(pool_h, pool_w, stride=(pool_h, pool_w))
    out = layer.forward(x)
    won = layer.backward(np.ones_like(out)) > 0
    (_, C, H, W), (OH, OW) = x.shape, out.shape[2:]
    ax = narrow_sheet(12, C * (H + 1.8))
    left, right = 1.8, W + 3.8
    for c in range(C):
        top = c * (H + 1.8) + 1.5
        middle = top + H / 2
        words(ax, left + W / 2, top - 0.6, f"x[0, {c}]", size=12, family="monospace")
        grid(ax, x[0, c], left, top, lit=won[0, c])
        for i, j in np.ndindex(OH, OW):
            outline(
                ax,
                left + j * pool_w,
                top + i * pool_h,
                pool_w,
                pool_h,
                colour=INK,
                linewidth=2.0,
            )
        arrow(ax, (left + W + 0.2, middle), (right - 0.2, middle))
        words(
            ax,
            right + OW / 2,
            middle - OH / 2 - 0.6,
            f"out[0, {c}]",
            size=12,
            family="monospace",
        )
        grid(ax, out[0, c], right, middle - OH / 2, "output")


def one_window_a_row(x: np.ndarray, pool_h: int, pool_w: int) -> None:
    """col holds C windows in a row; reshaped, each window has a row of its own, and then its winner."""
    layer = Pooling(pool_h, pool_w, stride=(pool_h, pool_w))
    out = layer.forward(x).transpose(0, 2, 3, 1)
    col, size, C = im2col(x, pool_h, pool_w, (pool_h, pool_w)), pool_h * pool_w, x.shape[1]
    rows = col.reshape(-1, size)
    lit = np.arange(size) == layer.arg_max[:, None]
    left, right, high = 4.8, 4.8, len(col) + 5.4
    ax = narrow_sheet(13.6, high + len(rows) + 0.2)
    for c in range(C):
        grid(ax, col[:, c * size : (c + 1) * size], left + c * size, 1.2, "column")
        words(ax, left + (c + 0.5) * size, 0.7, f"channel {c}", size=12)
    words(ax, left - 0.3, 1.2 + len(col) / 2, f"col {col.shape}", size=12, ha="right")
    arrow(ax, (right + size / 2, len(col) + 1.5), (right + size / 2, high - 1.5))
    for r, (_, i, j, c) in enumerate(np.ndindex(out.shape)):
        y = high + r
        words(ax, right - 0.2, y + 0.5, f"({i}, {j}), channel {c}", size=12, ha="right")
        grid(ax, rows[r : r + 1], right, y, "column", lit=lit[r : r + 1])
    words(ax, right + size / 2, high - 1, f"{rows.shape}", size=12)
    for x_, name, values, colour in (
        (1.0, "arg_max", layer.arg_max, "window"),
        (3.0, "max", out.ravel(), "output"),
    ):
        words(
            ax,
            right + size + x_ + 0.5,
            high - (1.2 if name == "max" else 0.6),
            name,
            size=12,
            family="monospace",
        )
        grid(ax, values[:, None], right + size + x_, high, colour)


def backward_chain(x: np.ndarray, dout: np.ndarray, pool_h: int, pool_w: int) -> None:
    """dout's whole way back to dx, array by array; the cells that carry gradient are lit. N = OH = 1."""
    layer = Pooling(pool_h, pool_w, stride=(pool_h, pool_w))
    layer.forward(x)
    dx = layer.backward(dout)
    (N, C, OH, OW), size = dout.shape, pool_h * pool_w
    turned = dout.transpose(0, 2, 3, 1)
    dmax = np.zeros((dout.size, size), dout.dtype)
    dmax[np.arange(dout.size), layer.arg_max] = turned.ravel()
    cells = dmax.reshape(*turned.shape, size)
    dcol = cells.reshape(N * OH * OW, C * size)
    steps = [
        ("dout", "(N, C, OH, OW)", dout, 1),
        ("turned = dout.transpose(0, 2, 3, 1)", "(N, OH, OW, C)", turned, 1),
        (
            "dmax[np.arange(dout.size), arg_max]\n    = turned.ravel()",
            "(N*OH*OW*C, PH*PW)",
            dmax,
            len(dmax),
        ),
        (
            "one_axis = (PH * PW,)\ndmax = dmax.reshape(turned.shape + one_axis)",
            "(N, OH, OW, C, PH*PW)",
            cells,
            C,
        ),
        (
            "dcol = dmax.reshape(N * OH * OW, C * PH * PW)",
            "(N*OH*OW, C*PH*PW)",
            dcol,
            len(dcol),
        ),
        ("dx = col2im(dcol, …)", "(N, C, H, W)", dx, x.shape[2]),
    ]
    labelled = np.array([1, 1, 0, 1, 0, 0])  # what stands over these arrays needs room
    more_lines = np.array([code.count("\n") for code, *_ in steps])
    rooms = 2.4 + 0.7 * labelled + 0.7 * more_lines
    tops = np.cumsum([0, *(rows for *_, rows in steps[:-1])]) + np.cumsum(rooms)
    ax = narrow_sheet(15.6, tops[-1] + x.shape[2] + 0.3)
    for number, ((code, axes, values, _), y) in enumerate(
        zip(steps, tops - 0.7 * labelled, strict=True), 1
    ):
        lines = code.split("\n")
        words(
            ax,
            0.3,
            y - 0.5 - 0.7 * len(lines),
            f"{number}",
            size=15,
            ha="left",
            weight="bold",
        )
        for k, line in enumerate(lines):
            up = 0.8 + 0.7 * (len(lines) - k)
            words(ax, 1.3, y - up, line, size=12, ha="left", family="monospace")
        words(ax, 1.3, y - 0.65, f"{axes} = {values.shape}", size=12, ha="left")

    left = 1.3
    for c in range(C):
        _gradients(ax, dout[0, c], left + c * (OW + 1), tops[0], c)
        words(ax, left + c * (OW + 1) + OW / 2, tops[0] - 0.4, f"channel {c}", size=12)
    for o in range(OW):
        x_ = left + o * (size + 1)
        words(ax, left + o * (C + 1) + C / 2, tops[1] - 0.4, f"window {o}", size=12)
        words(ax, x_ + size / 2, tops[3] - 0.4, f"window {o}", size=12)
        for c in range(C):
            r = o * C + c
            _gradients(
                ax, turned[0, 0, o, c : c + 1][None], left + o * (C + 1) + c, tops[1], c
            )
            _gradients(ax, dmax[r : r + 1], left, tops[2] + r, c)
            words(
                ax,
                left + size + 0.3,
                tops[2] + r + 0.5,
                f"winner: {layer.arg_max[r]}",
                size=12,
                ha="left",
            )
            _gradients(ax, cells[0, 0, o, c][None], x_, tops[3] + c, c)
            _gradients(
                ax,
                dcol[o : o + 1, c * size : (c + 1) * size],
                left + c * size,
                tops[4] + o,
                c,
            )
    for c in range(C):
        _gradients(ax, dx[0, c], left + c * (x.shape[3] + 1), tops[5], c)


def overlap(x: np.ndarray, dout: np.ndarray, pool: int, stride: int) -> None:
    """One channel under overlapping windows: the winners, the gradients above, and their sums in dx."""
    layer = Pooling(pool, pool, stride)
    layer.forward(x)
    dx = layer.backward(dout)[0, 0]
    (H, W), (OH, OW) = x.shape[2:], dout.shape[2:]
    ax, left, low = narrow_sheet(13, 2 * H + 4.2), W + 3.6, H + 3.6
    grid(ax, x[0, 0], 0.6, 1.6, lit=dx > 0)
    for place, (i, j) in enumerate(np.ndindex(OH, OW)):
        inset = 0.05 + 0.06 * place
        where = (0.6 + j * stride + inset, 1.6 + i * stride + inset)
        outline(ax, *where, pool - 2 * inset, pool - 2 * inset, colour=INK, linewidth=1.6)
    grid(ax, dout[0, 0], left + (W - OW) / 2, 1.6 + (H - OH) / 2, "gradient")
    grid(ax, dx, 0.6, low, "gradient", lit=dx > 0, lit_colour="gradient")
    arrow(ax, (left + W / 2, 1.9 + (H + OH) / 2), (W + 1, low + H / 2), bend=-0.25)
    for name, center, y in (
        ("x, windows and winners", 0.6 + W / 2, 1),
        ("dout", left + W / 2, 1 + (H - OH) / 2),
        ("dx", 0.6 + W / 2, low - 0.6),
    ):
        words(ax, center, y, name, size=12)


def borders(x: np.ndarray, pool: int, pad: int) -> None:
    """Max pooling of one padded channel: with a border of zeros, and with a border of -inf."""
    H, W = x.shape[2:]
    size = np.add((H, W), 2 * pad)
    inside = mask(size, np.s_[pad : pad + H, pad : pad + W])
    results = []
    for border, text in ((0, "0"), (-np.inf, "−inf")):
        padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), constant_values=border)
        results.append((text, Pooling(pool, pool, pool).forward(padded)[0, 0]))
    OH, OW = results[0][1].shape
    ax = narrow_sheet(12.4, len(results) * (size[0] + 1.9))
    left = 0.9
    for k, (text, out) in enumerate(results):
        top = 1.5 + k * (size[0] + 1.9)
        middle = top + size[0] / 2
        words(ax, left + size[1] / 2, top - 0.6, f"border {text}", size=12)
        grid(ax, np.zeros(size), left, top, hatch=~inside, text=None)
        grid(ax, x[0, 0], left + pad, top + pad, text="{:g}")
        for i, j in np.ndindex(OH, OW):
            outline(
                ax, left + j * pool, top + i * pool, pool, pool, colour=INK, linewidth=2.0
            )
        arrow(ax, (left + size[1] + 0.2, middle), (left + size[1] + 1.3, middle))
        grid(ax, out, left + size[1] + 1.5, middle - OH / 2, "output", text="{:g}")
        words(
            ax,
            left + size[1] + 1.5 + OW / 2,
            middle - OH / 2 - 0.5,
            "out",
            size=12,
            family="monospace",
        )


def shares(x: np.ndarray, dout: np.ndarray, pool_h: int, pool_w: int) -> None:
    """The same gradient through max pooling, which gives all to one, and average pooling, which shares it."""
    H, W = x.shape[2:]
    panels = [("x", x, "image"), ("dout", dout, "gradient")]
    for name, kind in (("dx, maximum", Pooling), ("dx, average", AveragePooling)):
        layer = kind(pool_h, pool_w, stride=(pool_h, pool_w))
        layer.forward(x)
        panels.append((name, layer.backward(dout), "gradient"))
    ax = narrow_sheet(12, 2 * H + 3.8)
    for k, (name, values, colour) in enumerate(panels):
        height, width = values.shape[2:]
        left = (1.2, W + 3.0)[k % 2] + (W - width) / 2
        top = 1.4 + (k // 2) * (H + 1.8) + (H - height) / 2
        lit = values[0, 0] != 0 if name.startswith("dx") else None
        grid(
            ax, values[0, 0], left, top, colour, lit=lit, lit_colour="gradient", text="{:g}"
        )
        words(ax, left + width / 2, top - 0.5, name, size=12)


def _gradients(ax, values: np.ndarray, x: float, y: float, c: int) -> None:
    """Gradients of channel 0, in a solid frame, or 1, in a dashed one; those that are not 0 are lit."""
    style = {"lit_colour": "gradient", "size": 0.5, "linestyle": ("solid", "dashed")[c % 2]}
    grid(ax, values, x, y, "gradient", lit=values != 0, **style)
