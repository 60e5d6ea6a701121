"""Pictures of convolution arithmetic: where windows stand, who sees whom, how far, and the way back up."""

import numpy as np

from cnnlib.windows import Axis, make_axes
from unrolled.figures.drawing import (
    FAINT,
    INK,
    LIT,
    arrow,
    grid,
    mask,
    narrow_sheet,
    outline,
    rectangle,
    tint,
    words,
)


def strips(panels: dict[str, dict]) -> None:
    """For each title and settings of `output_size`: the padded axis, and below it a bar for each window.

    Hatched is padding; gray is what no window reads.
    """
    cases = [
        (title, settings["size"], _axis(settings)) for title, settings in panels.items()
    ]
    longest = max(axis.before + size + axis.after for _, size, axis in cases)
    heights = [2.6 + 0.7 * axis.count(size) for _, size, axis in cases]
    ax = narrow_sheet(max(longest + 3.2, 12), sum(heights))
    for k, (title, size, axis) in enumerate(cases):
        top = sum(heights[:k])
        words(ax, 0.3, top + 0.6, title, size=14, ha="left")
        _strip(ax, size, axis, 2.6, top + 1.1)


def spread_filters(filter_size: int, dilations) -> None:
    """The same weights, once for each dilation: lit where they lie, in the square that they span."""
    spans = [_axis({"filter_size": filter_size, "dilation": d}).span for d in dilations]
    ax, x = narrow_sheet(sum(spans) + 1.6 * len(spans), max(spans) + 3), 0.8
    for dilation, span in zip(dilations, spans, strict=True):
        lit = mask((span, span), np.s_[::dilation, ::dilation])
        top = 2.3 + (max(spans) - span) / 2
        words(ax, x + span / 2, top - 1.4, f"dilation {dilation}", size=12)
        words(ax, x + span / 2, top - 0.5, f"spans {span}", size=12)
        grid(ax, lit, x, top, "image", lit=lit, lit_colour="filter", text=None)
        x += span + 1.6


def connections(C: int, FN: int, groups_list) -> None:
    """For each number of groups: filters down, channels across; lit where the filter reads the channel."""
    ax = narrow_sheet(len(groups_list) * (C + 2.4) + 0.6, FN + 3.4)
    for k, groups in enumerate(groups_list):
        left, reads = 2.4 + k * (C + 2.4), _reads(C, FN, groups)
        words(ax, left + C / 2, 0.6, f"groups={groups}", size=13, family="monospace")
        words(ax, left + C / 2, 1.5, "channels", size=12)
        words(ax, left - 0.5, 2 + FN / 2, "filters", size=12, rotation=90)
        grid(ax, reads, left, 2, "image", lit=reads, lit_colour="filter", text=None)
        words(ax, left + C / 2, FN + 2.7, f"{reads.sum()} pairs", size=12)


def one_pixel(x: np.ndarray, W: np.ndarray, i: int, j: int) -> None:
    """x (C, H, W) and a 1×1 layer's weights (FN, C): one pixel's channels, times W, make its new channels."""
    C, H, width = x.shape
    out = np.einsum("fc,chw->fhw", W, x)
    tall = C * (H + 1.6)
    ax, middle = narrow_sheet(2 * width + C + 8.6, tall + 0.5), tall / 2 + 0.1
    x_W, x_pixel, x_new = width + 2, width + C + 2.9, width + C + 4.9
    _maps(ax, "x", x, 0.5, middle, pixel=(i, j), colour="image")
    arrow(ax, (width + 0.7, middle), (x_W - 0.2, middle))
    for name, values, left, colour in (
        ("W", W, x_W, "filter"),
        ("pixel", x[:, i, j, None], x_pixel, "image"),
        ("new", out[:, i, j, None], x_new, "output"),
    ):
        top = middle - len(values) / 2
        words(ax, left + values.shape[1] / 2, top - 0.45, name, size=12)
        lit = np.full(values.shape, name != "W")
        grid(ax, values, left, top, colour, lit=lit, size=0.56)
    words(ax, x_pixel - 0.45, middle, "@", size=13)
    words(ax, x_new - 0.5, middle, "=", size=13)
    arrow(ax, (x_new + 1.2, middle), (x_new + 2.9, middle))
    _maps(ax, "out", out, x_new + 3.3, middle, pixel=(i, j), colour="output")


def stack(layers) -> None:
    """One axis through layers of (filter, stride, dilation), no padding: what the middle number at the top sees."""
    axes = [_axis({"filter_size": f, "stride": s, "dilation": d}) for f, s, d in layers]
    centers, jumps, sees = [0.0], [1], [1]  # the first number's center; all in pixels
    for axis in axes:
        reach = (axis.span - 1) * jumps[-1]
        centers.append(centers[-1] + reach / 2)
        sees.append(sees[-1] + reach)
        jumps.append(jumps[-1] * axis.stride)
    counts = [sees[-1] + 2 * jumps[-1]]  # room for three numbers at the top
    for axis in axes:
        counts.append(axis.count(counts[-1]))

    left, right = 6.6, 7 + counts[0]
    ax = narrow_sheet(right + 3.6, 2.5 * len(layers) + 2.3)
    x = [
        left + c + j * np.arange(n) for c, j, n in zip(centers, jumps, counts, strict=True)
    ]
    y = 0.6 + 2.5 * np.arange(len(layers), -1, -1)
    seen = {1}
    for k in range(len(layers), -1, -1):
        for i in range(counts[k]):
            colour, lit = ("output" if k else "image"), np.full((1, 1), i in seen)
            grid(ax, [[0]], x[k][i] + 0.1, y[k] + 0.1, colour, cell=0.8, lit=lit, text=None)
        name = "layer {}\nfilter {}, stride {}".format(k, *layers[k - 1]) if k else "input"
        words(ax, 0.2, y[k] + 0.5, name, size=12, ha="left")
        counted = f"sees {sees[k]}\njump {jumps[k]}"
        words(ax, right, y[k] + 0.5, counted, size=12, ha="left")
        if k:
            below = _positions(axes[k - 1], counts[k - 1])
            lines = [(o, i) for o in seen for i in below[o]]
            for o, i in lines:
                ends = [x[k][o] + 0.5, x[k - 1][i] + 0.5], [y[k] + 0.5, y[k - 1] + 0.5]
                ax.plot(*ends, color=FAINT, linewidth=1.2, zorder=0)
            seen = {i for _, i in lines}


def fields(named: dict[str, np.ndarray]) -> None:
    """For each name a map (H, W) of how much each pixel can change one output; white: not at all."""
    H, W = next(iter(named.values())).shape
    ax = narrow_sheet(len(named) * (W + 1.5) + 1.5, H + 4.5)
    for k, (name, values) in enumerate(named.items()):
        x = 1.5 + k * (W + 1.5)
        words(ax, x + W / 2, 1.6, name, size=12)
        for (i, j), value in np.ndenumerate(values / values.max()):
            shade = tint("gradient", 0.2 + 0.75 * value if value else 0)
            ax.add_patch(
                rectangle(
                    (x + j, 3 + i), 1, 1, facecolor=shade, edgecolor=FAINT, linewidth=0.3
                )
            )
        outline(ax, x, 3, W, H, colour="image")


def stamps(small: np.ndarray, w: np.ndarray, stride: int) -> None:
    """One axis of a transposed convolution: each small number stamps the filter, and stamps add up."""
    length = (len(small) - 1) * stride + len(w)
    places = _positions(_axis({"filter_size": len(w), "stride": stride}), length)
    large, times = np.zeros(length, small.dtype), np.zeros(length, int)
    np.add.at(large, places, small[:, None] * w)
    np.add.at(times, places, 1)
    left = 4.0
    ax = narrow_sheet(left + length + 1.4, 1.25 * len(small) + 3.0)
    words(ax, left - 0.4, 0.9, "the filter w", size=14, ha="right")
    grid(ax, w[None], left, 0.4, "filter")
    for k, value in enumerate(small):
        y = 1.8 + 1.25 * k
        words(ax, left - 0.4, y + 0.5, f"small[{k}] × w", size=14, ha="right")
        ax.plot([left, left + length], [y + 0.5] * 2, color=FAINT, linewidth=0.8, zorder=0)
        grid(ax, value * w[None], left + stride * k, y, "window")
    y = 1.8 + 1.25 * len(small)
    words(ax, left - 0.4, y + 0.5, "added up", size=14, ha="right")
    grid(ax, large[None], left, y, "image", lit=times[None] > 1)


def matrices(M: np.ndarray, line: np.ndarray, small: np.ndarray) -> None:
    """A convolution as a matrix M, and its transpose: one goes down to the small size, one up to the large."""
    heights = len(M) + 2.2 + max(0, M.shape[1] - len(M)), M.shape[1] + 2.2
    ax = narrow_sheet(M.shape[1] + 6.4, sum(heights))
    down = (("M", M, "filter"), ("line", line, "image"), ("out", M @ line, "output"))
    up = (
        ("M.T", M.T, "filter"),
        ("small", small, "output"),
        ("large", M.T @ small, "image"),
    )
    for equation, bottom in zip((down, up), np.cumsum(heights), strict=True):
        _equation(ax, equation, 0.5, bottom - 0.6 - M.shape[1] / 2)


def _equation(ax, parts, left: float, middle: float) -> None:
    """A matrix, a vector and their product, each (name, values, colour), around the middle."""
    for (name, values, colour), sign in zip(parts, ("@", "=", ""), strict=True):
        values = values.reshape(len(values), -1)
        height, width = values.shape
        top, wide = middle - height / 2, max(width, 1.6)  # room for the names
        words(ax, left + wide / 2, top - 0.5, name, size=12, family="monospace")
        lit = (values != 0) if colour == "filter" else None
        texts = values if lit is None else np.where(lit, values, "")
        place = left + (wide - width) / 2, top
        grid(ax, texts, *place, colour, lit=lit, lit_colour="filter")
        words(ax, left + wide + 0.4, middle, sign, size=13)
        left += wide + 0.8


def pictures(named: dict[str, tuple[np.ndarray, str]]) -> None:
    """For each name a small picture of zeros and others, in its colour, side by side."""
    width = sum(values.shape[1] + 1.6 for values, _ in named.values())
    tall = max(len(values) for values, _ in named.values())
    ax, x = narrow_sheet(width, tall + 2.2), 0.8
    for name, (values, colour) in named.items():
        y = 1.8 + (tall - len(values)) / 2
        words(ax, x + values.shape[1] / 2, y - 0.7, name, size=12, family="monospace")
        grid(ax, values, x, y, colour, lit=values != 0, lit_colour=colour, text=None)
        x += values.shape[1] + 1.6


def _axis(settings: dict) -> Axis:
    """The axis of `output_size`'s settings."""
    pad = settings.get("pad", 0)
    ends = pad if isinstance(pad, tuple) else (pad, pad)
    size = settings["filter_size"]
    stride, dilation = settings.get("stride", 1), settings.get("dilation", 1)
    return make_axes(size, size, stride, (ends, ends), dilation)[0]


def _positions(axis: Axis, length: int) -> np.ndarray:
    """(places, taps): what each window reads on `length` positions, padding included."""
    count = axis._replace(before=0, after=0).count(length)
    taps = [np.arange(length)[axis.tap(t, count)] for t in range(axis.filter)]
    return np.stack(taps, axis=1)


def _maps(ax, name: str, maps: np.ndarray, x: float, middle: float, *, pixel, colour: str):
    """Channels (C, H, W) below each other, around the middle, with the same pixel lit in all."""
    H, width = maps.shape[1:]
    for k, values in enumerate(maps):
        y = middle + (k - len(maps) / 2) * (H + 1.6) + 1.1
        title = f"{name}[0, {k}]"
        words(ax, x + width / 2, y - 0.6, title, size=12, family="monospace")
        grid(ax, values, x, y, colour, lit=mask((H, width), pixel), size=0.56)


def _strip(ax, size: int, axis: Axis, x: float, y: float) -> None:
    """One padded axis with its corner at (x, y), and its windows below."""
    length = axis.before + size + axis.after
    windows = _positions(axis, length)
    on_image = mask((length,), axis.image(size))
    letters = np.full((1, length), "0")
    letters[0, on_image] = [chr(ord("a") + k) for k in range(size)]
    grid(ax, letters, x, y, hatch=~on_image[None])
    one = np.full((1, 1), True)
    for k in np.setdiff1d(np.arange(length), windows):
        grid(ax, letters[:, k : k + 1], x + k, y, INK, lit=one, lit_colour=FAINT)
    style = {"facecolor": tint("window", LIT), "edgecolor": INK, "linewidth": 0.6}
    for o, positions in enumerate(windows):
        top = y + 1.25 + 0.7 * o
        words(ax, x - 0.3, top + 0.25, f"place {o}", size=12.5, ha="right")
        ends = positions[[0, -1]] + x + 0.5
        ax.plot(ends, [top + 0.25] * 2, color=INK, linewidth=1.2, zorder=0)
        for k in positions:
            ax.add_patch(rectangle((x + k + 0.04, top), 0.92, 0.5, **style))


def _reads(C: int, FN: int, groups: int) -> np.ndarray:
    """(FN, C): which filter reads which channel."""
    return np.arange(FN)[:, None] // (FN // groups) == np.arange(C) // (C // groups)
