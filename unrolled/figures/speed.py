"""Pictures of speed: where time goes, who is how fast, what memory costs, how far it is to the roof."""

import json
from itertools import pairwise
from math import exp, log
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from unrolled.figures.drawing import (
    FAINT,
    INK,
    LIT,
    NARROW_INCHES,
    PAPER,
    diagram,
    finished,
    plain,
    tint,
)
from unrolled.palette import CHART, CHART_PALE

NAMES = {
    "source": "the source",
    "cnnlib": "cnnlib",
    "blocks": "products alone",
}
COLUMNS = {
    "source": "source",
    "plain": "plain",
    "cnnlib": "cnnlib",
    "blocks": "products",
    "torch": "PyTorch",
}
PARTS = {"forward": "forward", "milliseconds": "forward + backward"}
# Told apart by shape: a ring, a dot, a stroke.
RING = {"marker": "o", "markerfacecolor": PAPER, "markeredgecolor": CHART_PALE}
DOT = {"marker": "o", "color": CHART}
STROKE = {"marker": "|", "color": CHART, "markersize": 13}
MARKS = {"source": RING, "cnnlib": DOT, "blocks": STROKE}


def shares(seconds: dict[str, float]):
    """The steps of one computation as bars: how many milliseconds each takes, and what share that is."""
    ax = diagram(0.5 * len(seconds) + 1.0)
    values, total = list(seconds.values()), sum(seconds.values())
    bars = ax.barh(list(seconds), [1000 * s for s in values], color=CHART_PALE)
    ax.bar_label(bars, [f" {100 * s / total:.0f} %" for s in values], size=12)
    ax.invert_yaxis()
    ax.margins(x=0.12)
    ax.set_xlabel("milliseconds")
    return finished(ax)


class Way(NamedTuple):
    """How fast one way is, in multiply-adds per second, and the memory that it needs, in outputs."""

    rate: float
    memory: float


def ladder(
    ways: dict[str, Way], limit: float | None = None, unit: str = "multiply-adds a second"
):
    """A line for each way: how fast it is, and in times the one before; beside it the memory that it holds."""
    from matplotlib import pyplot as plt
    from matplotlib.ticker import NullLocator

    _, (left, right) = plt.subplots(
        1,
        2,
        figsize=(NARROW_INCHES, 0.5 * len(ways) + 1.4),
        layout="constrained",
        sharey=True,
        width_ratios=(3, 2),
    )
    rates, memory = zip(*ways.values(), strict=True)
    texts = [number_text(rates[0])]
    texts += [
        f"{number_text(rate)}, ×{number_text(rate / old)}" for old, rate in pairwise(rates)
    ]
    low = (
        min(rates) / 1000
    )  # where bars begin on a log axis: there must be room in the shortest
    left.barh(list(ways), rates, color=tint(CHART_PALE, LIT))
    for y, text in enumerate(texts):
        left.annotate(
            text, (low, y), (5, 0), textcoords="offset points", va="center", size=12
        )
    if limit is not None:
        _limit(left, limit)
        left.set_title(f"the product alone: {number_text(limit)}", size=12, loc="right")
    left.set(xscale="log", xlim=(low, 2 * max(*rates, limit or 0)), xlabel=unit)
    left.xaxis.set_minor_locator(NullLocator())
    left.invert_yaxis()
    bars = right.barh(list(ways), memory, color=CHART_PALE)
    right.bar_label(bars, [f" {times:.1f}" for times in memory], size=12)
    right.set(xlim=(0, 1.25 * max(memory)), xlabel="memory, in outputs")
    for ax in (left, right):
        plain(ax)
    return finished(left)


def memory_cost(sizes: list[int], nanoseconds: list[float]):
    """What it costs to copy one number, for arrays of these sizes in bytes."""
    ax = diagram(3.2)
    ax.plot(sizes, nanoseconds, "o-", color=CHART, linewidth=2, markersize=5)
    _bytes_below(ax, sizes, "size of the array")
    ax.set_ylim(bottom=0)
    ax.set_ylabel("nanoseconds a number")
    return finished(ax)


def block_sizes(sizes: list[int], nanoseconds: dict[str, list[float]], block: int):
    """For each name, what one number of the columns costs with blocks of these sizes in bytes."""
    ax = diagram(3.6)
    _costs(ax, sizes, nanoseconds)
    _limit(ax, block)
    ax.annotate(
        "BATCH_BYTES",
        (block, 0),
        (6, 8),
        textcoords="offset points",
        size=12,
        family="monospace",
    )
    _bytes_below(ax, sizes, "columns at work at a time")
    return finished(ax)


def by_filter(sizes, nanoseconds: dict[str, list[float]]):
    """For each name, what one number of the columns costs with filters of these sizes."""
    ax = diagram(3.2)
    _costs(ax, sizes, nanoseconds)
    ax.set_xticks(sizes, [f"{F}×{F}" for F in sizes])
    ax.set_xlabel("filter")
    return finished(ax)


def _costs(ax, sizes, nanoseconds: dict[str, list[float]]) -> None:
    """A line for each name, with the name at its end: what one number of the columns costs."""
    looks = ({"color": CHART}, {"color": CHART_PALE, "markerfacecolor": PAPER})
    highest = max(values[-1] for values in nanoseconds.values())
    for (name, values), look in zip(nanoseconds.items(), looks, strict=True):
        ax.plot(sizes, values, "o-", linewidth=2, markersize=6, markeredgewidth=2, **look)
        end, side = (sizes[-1], values[-1]), "bottom" if values[-1] == highest else "top"
        ax.annotate(name, end, (8, 0), textcoords="offset points", va=side, size=12)
    ax.set_ylim(0, 1.2 * max(map(max, nanoseconds.values())))
    ax.set_ylabel("nanoseconds a number\nof the columns")


class Dot(NamedTuple):
    """Where a layer stands: multiply-adds for each byte that moves, and multiply-adds per second."""

    intensity: float
    rate: float


def roofline(before: list[Dot], after: list[Dot], peak: float, bandwidth: float):
    """The roof, bandwidth times intensity up to the peak, and each layer's way from before to after."""
    from matplotlib.ticker import FuncFormatter

    ax = diagram(4.6)
    intensities = [dot.intensity for dot in (*before, *after)]
    low, high = min(intensities) / 2, 2 * max(intensities)
    ridge = peak / bandwidth
    low = min(low, ridge / 4)
    ax.plot([low, ridge, high], [bandwidth * low, peak, peak], color=INK, linewidth=2)
    offset = {"textcoords": "offset points", "size": 12}
    ax.annotate("what memory can bring", (low, bandwidth * low), (0, -24), **offset)
    top = f"the fastest product: {number_text(peak)}"
    ax.annotate(top, (high, peak), (0, 9), ha="right", **offset)
    for number, (start, end) in enumerate(zip(before, after, strict=True), 1):
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": FAINT})
        ax.plot(*start, markersize=7, markeredgewidth=2, **RING)
        ax.plot(*end, markersize=9, **DOT)
        ax.annotate(f"{number}", end, (0, -18), ha="center", weight="bold", **offset)
    slowest = min(dot.rate for dot in (*before, *after))
    ax.set(xscale="log", yscale="log", ylim=(min(slowest, bandwidth * low) / 2, 2 * peak))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: number_text(value)))
    ax.set_xlabel("multiply-adds for each byte that must move")
    ax.set_ylabel("multiply-adds a second")
    return finished(ax)


def stored() -> dict:
    """What `make bench` wrote when it was last run with PyTorch."""
    return json.loads(Path(__file__).with_name("speed.json").read_text("utf8"))


def against(stored: dict):
    """What `make bench` stored: each one's speed in times PyTorch's, a line for each layer; forward, then both ways."""
    from matplotlib import pyplot as plt

    rows = [*stored["convolution"], *stored["pooling"]]
    size = NARROW_INCHES, 0.42 * len(rows) + 1.7
    figure, pair = plt.subplots(1, 2, figsize=size, layout="constrained", sharey=True)
    for ax, (part, title) in zip(
        pair, {"forward": "forward", "milliseconds": "and backward"}.items(), strict=True
    ):
        _times_torch(ax, [row[part] for row in rows])
        ax.set_title(title, size=12)
        plain(ax)
    pair[0].set_yticks(range(len(rows)), map(layer, rows))
    pair[0].invert_yaxis()
    figure.supxlabel("speed, in times PyTorch's", size=12)
    handles = pair[0].get_legend_handles_labels()
    figure.legend(*handles, loc="outside upper center", ncols=3, fontsize=12, frameon=False)
    return finished(pair[0])


def _times_torch(ax, times: list[dict]) -> None:
    """Marks on a log axis: how many times as fast as PyTorch each one was, a line for each of these."""
    from matplotlib.ticker import FuncFormatter, NullLocator

    for key, name in NAMES.items():
        places = [(t["torch"] / t[key], y) for y, t in enumerate(times) if key in t]
        x, y = zip(*places, strict=True) if places else ((), ())
        look = {"markersize": 8, "markeredgewidth": 2, "linestyle": "none"} | MARKS[key]
        ax.plot(x, y, label=name, **look)
    _limit(ax, 1)
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    ax.set_xticks([t for t in (0.1, 0.3, 1, 3, 10, 30) if low < t < high])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    for y in range(len(times)):
        ax.axhline(y, color=FAINT, linewidth=0.5, zorder=0)


def table(stored: dict) -> str:
    """What `make bench` stored, in milliseconds, and how it was made."""
    versions = ", ".join(
        f"{name} {version}" for name, version in stored["versions"].items()
    )
    lines = [
        f"{stored['machine']}; threads: {stored['threads']}",
        f"{stored['date']}, {versions}; {stored['command']}",
    ]
    for part, title in PARTS.items():
        lines += ["", f"{title + ', ms':28}" + "".join(f"{c:>9}" for c in COLUMNS.values())]
        for row in [*stored["convolution"], *stored["pooling"]]:
            times = row[part]
            cells = (f"{times[key]:9.2f}" if key in times else " " * 9 for key in COLUMNS)
            lines.append(f"{layer(row):28}" + "".join(cells).rstrip())
    return "\n".join(lines)


def mean_ratio(
    rows: list[dict], faster: str, slower: str, part: str = "milliseconds"
) -> float:
    """How many times as long `slower` takes, in the geometric mean over the rows that have both.

    part: "forward", or "milliseconds" for forward and backward.
    """
    both = [row[part] for row in rows if {faster, slower} <= row[part].keys()]
    return exp(fmean(log(times[slower] / times[faster]) for times in both))


def layer(row: dict) -> str:
    """A measured layer in a few words.

    >>> layer({"shape": [32, 16, 28, 32, 3, 1, 1]})
    '(32, 16, 28, 28), 32 of 3×3'
    >>> layer({"shape": [16, 64, 112, 3, 2], "kind": "Pooling"})
    '(16, 64, 112, 112), max 3×3'
    """
    N, C, H, *rest = row["shape"]
    if "kind" in row:
        name = {"Pooling": "max", "AveragePooling": "mean"}[row["kind"]]
        return f"({N}, {C}, {H}, {H}), {name} {rest[0]}×{rest[0]}"
    return f"({N}, {C}, {H}, {H}), {rest[0]} of {rest[1]}×{rest[1]}"


def number_text(number: float) -> str:
    """A number in words that people use.

    >>> number_text(6.66e6), number_text(31e9), number_text(2.0), number_text(0.5)
    ('6.7 million', '31 billion', '2', '0.5')
    """
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if number >= size:
            return _two_digits(number / size) + word
    return _two_digits(number)


def _two_digits(number: float) -> str:
    return f"{number:.2g}" if number < 99.5 else f"{number:,.0f}"


def byte_text(size: float) -> str:
    """Bytes in words.

    >>> byte_text(2**15), byte_text(2**20)
    ('32 KiB', '1 MiB')
    """
    return f"{size / 2**10:.0f} KiB" if size < 2**20 else f"{size / 2**20:.0f} MiB"


def _limit(ax, place: float) -> None:
    """A dashed line across the diagram, at a place that means something."""
    ax.axvline(place, color=INK, linewidth=1.4, linestyle=(0, (5, 3)))


def _bytes_below(ax, sizes: list[int], label: str) -> None:
    """Sizes along a log axis, in KiB and MiB."""
    from matplotlib.ticker import NullLocator

    ax.set_xscale("log", base=2)
    ax.set_xticks(sizes[::2], map(byte_text, sizes[::2]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel(label)
