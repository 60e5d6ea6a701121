"""Pictures of pooling: each window's winner forward, and the gradient's way back to it."""

from collections.abc import Sequence
from typing import NamedTuple

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


class Stage(NamedTuple):
    """One array on dout's way back to dx, for one image with one row of windows."""

    code: str  # what makes it
    axes: str
    values: np.ndarray
    blocks: list[tuple[np.ndarray, int, int, int]]  # cells, their column and row, channel
    labels: Sequence[tuple[float, str]] = ()  # above it: the middle's column, words
    notes: Sequence[str] = ()  # one beside each row

    @property
    def rows(self) -> int:
        return max(row + len(cells) for cells, _, row, _ in self.blocks)


def backward_chain(x: np.ndarray, dout: np.ndarray, pool_h: int, pool_w: int) -> None:
    """dout's whole way back to dx, array by array; the cells that carry gradient are lit. N = OH = 1."""
    layer = Pooling(pool_h, pool_w, stride=(pool_h, pool_w))
    layer.forward(x)
    stages = _stages_back(layer, dout, pool_h * pool_w)
    # What stands over an array needs room: its code, its axes, its labels.
    rooms = [2.4 + 0.7 * bool(s.labels) + 0.7 * s.code.count("\n") for s in stages]
    tops = np.cumsum([0, *(stage.rows for stage in stages[:-1])]) + np.cumsum(rooms)
    ax = narrow_sheet(15.6, tops[-1] + stages[-1].rows + 0.3)
    for number, (stage, top) in enumerate(zip(stages, tops, strict=True), 1):
        _caption(ax, number, stage, top - 0.7 * bool(stage.labels))
        _array(ax, stage, 1.3, top)


def _stages_back(layer: Pooling, dout: np.ndarray, size: int) -> list[Stage]:
    """size: the numbers of a window."""
    dx, (N, C, OH, OW) = layer.backward(dout), dout.shape
    W = dx.shape[3]
    turned = dout.transpose(0, 2, 3, 1)
    dmax = np.zeros((dout.size, size), dout.dtype)
    dmax[np.arange(dout.size), layer.arg_max] = turned.ravel()
    cells = dmax.reshape(*turned.shape, size)
    dcol = cells.reshape(N * OH * OW, C * size)
    channels, each = range(C), list(np.ndindex(OW, C))

    def over_windows(wide: int) -> list[tuple[float, str]]:
        return [(o * (wide + 1) + wide / 2, f"window {o}") for o in range(OW)]

    return [
        Stage(
            "dout",
            "(N, C, OH, OW)",
            dout,
            [(dout[0, c], c * (OW + 1), 0, c) for c in channels],
            labels=[(c * (OW + 1) + OW / 2, f"channel {c}") for c in channels],
        ),
        Stage(
            "turned = dout.transpose(0, 2, 3, 1)",
            "(N, OH, OW, C)",
            turned,
            [(turned[0, 0, o, c].reshape(1, 1), o * (C + 1) + c, 0, c) for o, c in each],
            labels=over_windows(C),
        ),
        Stage(
            "dmax[np.arange(dout.size), arg_max]\n    = turned.ravel()",
            "(N*OH*OW*C, PH*PW)",
            dmax,
            [(dmax[r : r + 1], 0, r, r % C) for r in range(len(dmax))],
            notes=[f"winner: {place}" for place in layer.arg_max],
        ),
        Stage(
            "one_axis = (PH * PW,)\ndmax = dmax.reshape(turned.shape + one_axis)",
            "(N, OH, OW, C, PH*PW)",
            cells,
            [(cells[0, 0, o, c][None], o * (size + 1), c, c) for o, c in each],
            labels=over_windows(size),
        ),
        Stage(
            "dcol = dmax.reshape(N * OH * OW, C * PH * PW)",
            "(N*OH*OW, C*PH*PW)",
            dcol,
            [(cells[0, 0, o, c][None], c * size, o, c) for o, c in each],
        ),
        Stage(
            "dx = col2im(dcol, …)",
            "(N, C, H, W)",
            dx,
            [(dx[0, c], c * (W + 1), 0, c) for c in channels],
        ),
    ]


def _caption(ax, number: int, stage: Stage, bottom: float) -> None:
    lines = stage.code.split("\n")
    top = bottom - 0.5 - 0.7 * len(lines)
    words(ax, 0.3, top, f"{number}", size=15, ha="left", weight="bold")
    for k, line in enumerate(lines):
        up = 0.8 + 0.7 * (len(lines) - k)
        words(ax, 1.3, bottom - up, line, size=12, ha="left", family="monospace")
    shape = f"{stage.axes} = {stage.values.shape}"
    words(ax, 1.3, bottom - 0.65, shape, size=12, ha="left")


def _array(ax, stage: Stage, left: float, top: float) -> None:
    for cells, column, row, channel in stage.blocks:
        _gradients(ax, cells, left + column, top + row, channel)
    for column, text in stage.labels:
        words(ax, left + column, top - 0.4, text, size=12)
    beside = left + stage.values.shape[-1] + 0.3
    for row, text in enumerate(stage.notes):
        words(ax, beside, top + row + 0.5, text, size=12, ha="left")


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
