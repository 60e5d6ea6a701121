"""A whole network as one still picture: the image, every layer's maps, and the probabilities as bars."""

import numpy as np

from unrolled.figures.drawing import FAINT, finished, sheet, tint, words

ROWS = 8  # of maps, at most
HEIGHT, TOP = 11.0, 1.4  # in cells of the sheet
WIDTH, GAP, BARS = 26.0, 0.9, 5.5


def whole_network(values: dict[str, np.ndarray], label: int):
    """What an image became behind each layer, by name, the image first and the scores last; returns the figure."""
    ax = sheet(WIDTH, HEIGHT)
    *stages, (_, scores) = _stages(values)
    sizes = [_map_size(value.shape) for _, value in stages]
    widths = [
        _columns(value) * size for (_, value), size in zip(stages, sizes, strict=True)
    ]
    scale = min(1, (WIDTH - BARS - GAP * (len(stages) + 1)) / sum(widths))
    gap = (WIDTH - BARS - scale * sum(widths)) / len(stages)
    left = 0.2
    for (name, value), size, width in zip(stages, sizes, widths, strict=True):
        words(ax, left, 0.5, name, size=9, ha="left")
        _maps(ax, value, left, size * scale, "image" if name == "input" else "output")
        left += width * scale + gap
    _bars(ax, scores, label, left)
    return finished(ax)


def _stages(values: dict[str, np.ndarray]) -> list[tuple[str, np.ndarray]]:
    """One for a layer, or for one and the ReLU behind it, whose numbers are then shown."""
    stages: list[tuple[str, np.ndarray]] = []
    for name, value in values.items():
        if name.startswith("relu") and len(stages) > 1:
            name = f"{stages.pop()[0]}, {name}"
        stages.append((name, value if value.ndim == 3 else value[:, None, None]))
    return stages


def _columns(value: np.ndarray) -> int:
    return -(-len(value) // ROWS)


def _map_size(shape: tuple[int, ...]) -> float:
    """How wide one map is, with the gap behind it: larger maps are drawn larger."""
    return 4.6 if shape[0] == 1 else 0.62 + 0.06 * max(shape[1:])


def _maps(ax, value: np.ndarray, left: float, size: float, colour: str) -> None:
    most = np.abs(value).max() or 1
    top = TOP + (HEIGHT - TOP - size * min(ROWS, -(-len(value) // _columns(value)))) / 2
    for i, map_ in enumerate(value):
        row, column = divmod(i, _columns(value))
        x, y, wide = left + column * size, top + row * size, size * 0.88
        strength = np.abs(map_)[..., None] / most
        pixels = 1 - strength * (1 - tint(colour, 1))
        ax.imshow(
            pixels,
            extent=(x, x + wide, y + wide, y),
            interpolation="nearest",
            aspect="auto",
        )
        ax.plot(
            [x, x + wide, x + wide, x, x],
            [y, y, y + wide, y + wide, y],
            color=FAINT,
            linewidth=0.5,
        )


def _bars(ax, scores: np.ndarray, label: int, left: float) -> None:
    powers = np.exp(scores.ravel() - scores.max())
    high = (HEIGHT - TOP) / len(powers)
    words(ax, left, 0.5, f"probability; label {label}", size=9, ha="left")
    for k, share in enumerate(powers / powers.sum()):
        y = TOP + (k + 0.5) * high
        weight = "bold" if k == label else "normal"
        words(ax, left, y, str(k), size=10, ha="left", weight=weight)
        ax.barh(
            y,
            share * (BARS - 1.1),
            height=0.7 * high,
            left=left + 0.9,
            color=tint("output", 1),
        )
