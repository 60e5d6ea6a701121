"""Pictures of sizes: where windows stand, what they leave unread, and how far one number sees."""

import numpy as np

from cnnlib.windows import Axis, make_axes
from unrolled.figures.drawing import (
    FAINT,
    INK,
    LIT,
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
        (title, settings["size"], axis_of(settings)) for title, settings in panels.items()
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
    spans = [axis_of({"filter_size": filter_size, "dilation": d}).span for d in dilations]
    ax, x = narrow_sheet(sum(spans) + 1.6 * len(spans), max(spans) + 3), 0.8
    for dilation, span in zip(dilations, spans, strict=True):
        lit = mask((span, span), np.s_[::dilation, ::dilation])
        top = 2.3 + (max(spans) - span) / 2
        words(ax, x + span / 2, top - 1.4, f"dilation {dilation}", size=12)
        words(ax, x + span / 2, top - 0.5, f"spans {span}", size=12)
        grid(ax, lit, x, top, "image", lit=lit, lit_colour="filter", text=None)
        x += span + 1.6


def stack(layers) -> None:
    """One axis through layers of (filter, stride, dilation), no padding: what the middle number at the top sees."""
    axes = [axis_of({"filter_size": f, "stride": s, "dilation": d}) for f, s, d in layers]
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
            below = positions(axes[k - 1], counts[k - 1])
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


def axis_of(settings: dict) -> Axis:
    """The axis of `output_size`'s settings."""
    pad = settings.get("pad", 0)
    ends = pad if isinstance(pad, tuple) else (pad, pad)
    size = settings["filter_size"]
    stride, dilation = settings.get("stride", 1), settings.get("dilation", 1)
    return make_axes(size, size, stride, (ends, ends), dilation)[0]


def positions(axis: Axis, length: int) -> np.ndarray:
    """(places, taps): what each window reads on `length` positions, padding included."""
    count = axis._replace(before=0, after=0).count(length)
    taps = [np.arange(length)[axis.tap(t, count)] for t in range(axis.filter)]
    return np.stack(taps, axis=1)


def _strip(ax, size: int, axis: Axis, x: float, y: float) -> None:
    """One padded axis with its corner at (x, y), and its windows below."""
    length = axis.before + size + axis.after
    windows = positions(axis, length)
    on_image = mask((length,), axis.image(size))
    letters = np.full((1, length), "0")
    letters[0, on_image] = [chr(ord("a") + k) for k in range(size)]
    grid(ax, letters, x, y, hatch=~on_image[None])
    one = np.full((1, 1), True)
    for k in np.setdiff1d(np.arange(length), windows):
        grid(ax, letters[:, k : k + 1], x + k, y, INK, lit=one, lit_colour=FAINT)
    style = {"facecolor": tint("window", LIT), "edgecolor": INK, "linewidth": 0.6}
    for o, places in enumerate(windows):
        top = y + 1.25 + 0.7 * o
        words(ax, x - 0.3, top + 0.25, f"place {o}", size=12.5, ha="right")
        ends = places[[0, -1]] + x + 0.5
        ax.plot(ends, [top + 0.25] * 2, color=INK, linewidth=1.2, zorder=0)
        for k in places:
            ax.add_patch(rectangle((x + k + 0.04, top), 0.92, 0.5, **style))
