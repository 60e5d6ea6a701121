"""Pictures of learning: the digits, the chain of layers, a step downhill, curves, mistakes, filters, rivals."""

import json
from pathlib import Path

import numpy as np

from unrolled.figures.drawing import (
    FAINT,
    INK,
    NARROW_INCHES,
    PAPER,
    arrow,
    diagram,
    grid,
    narrow_sheet,
    plain,
    rectangle,
    show_image,
    tint,
    words,
)
from unrolled.palette import CHART

RUNS = Path(__file__).with_name("learning.json")


def runs() -> dict:
    """What came out of many trainings, as `python -m benchmarks.learning` stored it."""
    return json.loads(RUNS.read_text("utf8"))


def digits(x: np.ndarray, labels: np.ndarray) -> None:
    """Images (N, 1, H, W), dark ink on white paper, ten in a line, with their labels above."""
    ax = narrow_sheet(20, 2.75 * -(-len(x) // 10) + 0.1)
    for n, (image, label) in enumerate(zip(x, labels, strict=True)):
        left, top = 2 * (n % 10) + 0.1, 2.75 * (n // 10) + 0.8
        words(ax, left + 0.9, top - 0.35, f"{label}", size=12)
        _ink(ax, image, left, top, 1.8)


def chain(shapes: list[tuple[int, ...]], steps: list[str]) -> None:
    """The arrays of a network, (C, H, W) or (K,), as stacks of sheets, and what leads from each to the next."""
    pitch, middle = 20 / len(shapes), 2.5
    ax = narrow_sheet(20, 4.9)
    for k, shape in enumerate(shapes):
        x = pitch * (k + 0.5)
        if len(shape) == 3:
            _stack(ax, shape, x, middle, "image" if k == 0 else "output")
            words(ax, x, 4.4, "{} of {}×{}".format(*shape), size=12)
        else:
            _column(ax, shape[0], x, middle)
            words(ax, x, 4.4, f"{shape[0]} scores", size=12)
        if k < len(steps):
            arrow(ax, (x + 0.39 * pitch, middle), (x + 0.61 * pitch, middle))
            words(ax, x + pitch / 2, 0.5, steps[k], size=12)


def step_lengths(lengths: np.ndarray, losses: list[float]) -> None:
    """The loss after one step against the gradient, for many lengths of the step."""
    ax = diagram(3.2)
    ax.plot(lengths, losses, color=CHART, linewidth=2.2)
    ax.plot(0, losses[0], "o", color=INK, markersize=7)
    ax.annotate("no step", (0, losses[0]), (12, 0), textcoords="offset points", size=12)
    best = int(np.argmin(losses))
    ring = {"markerfacecolor": PAPER, "markeredgecolor": INK, "markeredgewidth": 2.2}
    ax.plot(lengths[best], losses[best], "o", markersize=9, **ring)
    ax.annotate(
        "the best length",
        (lengths[best], losses[best]),
        (0, -18),
        textcoords="offset points",
        ha="center",
        size=12,
    )
    ax.margins(y=0.2)
    _axes(ax, "learning rate", "loss on the same 32 digits", whole=False)


def curves(losses: list[float], accuracies: list[float]) -> None:
    """The loss and the test accuracy after every epoch, side by side."""
    from matplotlib import pyplot as plt

    _, (left, right) = plt.subplots(
        1, 2, figsize=(NARROW_INCHES, 3.2), layout="constrained"
    )
    epochs = range(1, len(losses) + 1)
    left.plot(epochs, losses, "o-", color=CHART, linewidth=2, markersize=4)
    left.set_ylim(bottom=0)
    _axes(left, "epoch", "loss, training digits")
    percent = 100 * np.array(accuracies)
    right.axhline(97, color=FAINT, linewidth=1.2, linestyle=(0, (5, 4)))
    right.annotate(
        "97%", (len(losses), 97), (0, -14), textcoords="offset points", ha="right", size=12
    )
    right.plot(epochs, percent, "o-", color=CHART, linewidth=2, markersize=4)
    right.set_ylim(top=100.4)
    right.yaxis.get_major_locator().set_params(integer=True)
    _axes(right, "epoch", "right answers, test digits (%)")


def confusion(counts: np.ndarray) -> None:
    """A table (K, K): row k holds how often digit k was taken for each digit; mistakes are lit."""
    K = len(counts)
    ax = narrow_sheet(13.5, K + 2.4)
    left = 2.9
    off = ~np.eye(K, dtype=bool)
    lit = off & (counts > 0)
    text = np.where(lit | ~off, counts.astype(str), "")
    grid(ax, text, left, 2, CHART, lit=lit, lit_colour="wrong")
    words(ax, left + K / 2, 0.5, "the network says", size=12)
    words(ax, left - 1.3, 2 + K / 2, "it is", size=12, ha="right")
    for k in range(K):
        words(ax, left + k + 0.5, 1.5, f"{k}", size=12)
        words(ax, left - 0.5, 2.5 + k, f"{k}", size=12)


def filters(before: np.ndarray, after: np.ndarray) -> None:
    """Filters (FN, 1, FH, FW) before and after, one above the other, eight in a line; one gray scale for all."""
    limit = max(np.abs(before).max(), np.abs(after).max())
    ax = narrow_sheet(20, 5.1 * -(-len(before) // 8) - 0.2)
    for f in range(len(before)):
        left, top = 2.3 + 2.22 * (f % 8), 5.1 * (f // 8) + 0.2
        show_image(ax, before[f, 0], left, top, 2.0, low=-limit, high=limit)
        show_image(ax, after[f, 0], left, top + 2.2, 2.0, low=-limit, high=limit)
        if f % 8 == 0:
            words(ax, 0.2, top + 1.0, "before", size=12, ha="left")
            words(ax, 0.2, top + 3.2, "after", size=12, ha="left")


def rivals(accuracies: dict[str, list[float]]) -> None:
    """The test accuracies of several networks, epoch by epoch: a panel for each, all on one scale."""
    size = {"figsize": (NARROW_INCHES, 4.6), "layout": "constrained"}
    from matplotlib import pyplot as plt

    _, panels = plt.subplots(2, 2, sharex=True, sharey=True, **size)
    for ax, (name, values) in zip(panels.flat, accuracies.items(), strict=True):
        ax.axhline(97, color=FAINT, linewidth=1.2, linestyle=(0, (5, 4)))
        epochs = range(1, len(values) + 1)
        ax.plot(
            epochs,
            100 * np.array(values),
            "o-",
            color=CHART,
            linewidth=2,
            markersize=4,
        )
        ax.text(
            0.5, 0.12, name, transform=ax.transAxes, ha="center", size=20, weight="bold"
        )
        _axes(ax, "epoch" if ax in panels[1] else "", "")
    panels[0, 0].set_ylim(top=100.4)
    panels[0, 0].yaxis.get_major_locator().set_params(integer=True)
    panels[0, 0].figure.supylabel("right answers, test digits (%)", size=12)


def _stack(ax, shape: tuple[int, int, int], x: float, y: float, colour: str) -> None:
    """C sheets of H x W with their middle at (x, y), one behind the other; eight stand for more."""
    C, H, W = shape
    count = min(C, 8)
    for c in range(count):
        shift = 0.1 * (c - (count - 1) / 2)
        corner = x + shift - 0.1 * W, y + shift - 0.1 * H
        face = {"facecolor": tint(colour, 0.3), "edgecolor": INK, "linewidth": 0.8}
        ax.add_patch(rectangle(corner, 0.2 * W, 0.2 * H, **face))


def _column(ax, count: int, x: float, y: float) -> None:
    for k in range(count):
        corner = x - 0.13, y + 0.26 * (k - count / 2)
        face = {"facecolor": tint("output", 0.3), "edgecolor": INK, "linewidth": 0.8}
        ax.add_patch(rectangle(corner, 0.26, 0.26, **face))


def _ink(ax, image: np.ndarray, x: float, y: float, size: float) -> None:
    """An image (1, H, W) from 0, paper, to 1, ink."""
    show_image(ax, 1 - image[0], x, y, size, low=0, high=1)


def _axes(ax, below: str, beside: str, whole: bool = True) -> None:
    """Names along both axes; whole: below, only whole numbers get a tick."""
    plain(ax).set(xlabel=below, ylabel=beside)
    if whole:
        ax.xaxis.get_major_locator().set_params(integer=True)
