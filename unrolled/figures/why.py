"""Pictures of why one convolves: a window by hand, edges, a filter as a dense layer, moved digits, feature maps."""

import numpy as np

from unrolled.figures.drawing import (
    FAINT,
    arrow,
    grid,
    mask,
    narrow_sheet,
    outline,
    show_image,
    words,
)


def window(image: np.ndarray, weights: np.ndarray, row: int, column: int) -> None:
    """One output number by hand: the patch, the filter, their products, the sum. Stride 1, no pad."""
    (H, W), (FH, FW) = image.shape, weights.shape
    patches = np.lib.stride_tricks.sliding_window_view(image, weights.shape)
    out = (patches * weights).sum(axis=(2, 3))
    products = patches[row, column] * weights
    ax = narrow_sheet(W + 2 * FW + out.shape[1] + 3.9, H + 2.2)
    under = np.s_[row : row + FH, column : column + FW]
    known = np.where(mask(out.shape, (row, column)), out.astype(str), "?")
    parts = [
        ("image", image, mask(image.shape, under), "×"),
        ("filter", weights, None, "="),
        ("window", products, None, "→"),
        ("output", known, mask(out.shape, (row, column)), ""),
    ]
    titles, x = ("image", "filter", "products", "output"), 0.3
    for title, (colour, values, lit, sign) in zip(titles, parts, strict=True):
        h, w = values.shape
        y = 1.4 + (H - h) / 2
        words(ax, x + w / 2, y - 0.6, title, size=12)
        grid(
            ax,
            values,
            x,
            y,
            colour,
            lit=lit,
            size=0.5,
            lit_colour="output" if colour == "output" else "window",
        )
        words(ax, x + w + 0.55, 1.4 + H / 2, sign, size=13)
        x += w + 1.1


def edges(image: np.ndarray, filters: np.ndarray, maps: np.ndarray) -> None:
    """An image (H, W), filters (FN, FH, FW), and what each filter made of it (FN, OH, OW)."""
    step, size, limit = 7.6, 5.8, np.abs(maps).max()
    middle = step * len(filters) / 2 + 0.6
    ax = narrow_sheet(21, step * len(filters) + 0.4)
    words(ax, 3.3, middle - size / 2 - 0.6, "image", size=12)
    show_image(ax, image, 0.4, middle - size / 2, size, low=0, high=1)
    for f, (weights, found) in enumerate(zip(filters, maps, strict=True)):
        y = step * f + 4.2
        words(ax, 10.3, y - 2.9, f"filter {f}", size=12)
        grid(ax, weights, 8.2, y - 2.1, "filter", cell=1.42, text="{:g}")
        arrow(ax, (6.4, middle + (f - 0.5) * 1.2), (8.1, y))
        arrow(ax, (12.6, y), (14.5, y))
        words(ax, 14.6 + size / 2, y - size / 2 - 0.6, f"feature map {f}", size=12)
        show_image(ax, found, 14.6, y - size / 2, size, low=-limit, high=limit)


def as_dense(dense: np.ndarray, filter_shape: tuple, image_shape: tuple) -> None:
    """A filter as the weights of a dense layer (OH*OW, H*W): a row for each output, and in it the nine in the window."""
    (FH, FW), (H, W) = filter_shape, image_shape
    OH, OW = H - FH + 1, W - FW + 1
    left, top = 3.6, 2.3
    ax = narrow_sheet(left + H * W + 0.4, top + OH * OW + 0.3)
    words(ax, left - 0.3, top - 1.6, "pixels", size=12, ha="right")
    for h in range(H):
        words(ax, left + (h + 0.5) * W, top - 1.6, f"row {h}", size=12)
        for w in range(W):
            words(ax, left + h * W + w + 0.5, top - 0.55, f"{w}", size=12)
    for row, (oh, ow) in enumerate(np.ndindex(OH, OW)):
        words(ax, left - 0.3, top + row + 0.5, f"output {oh}, {ow}", size=12, ha="right")
        for h, w in np.ndindex(H, W):
            inside = 0 <= h - oh < FH and 0 <= w - ow < FW
            cell = dense[row : row + 1, h * W + w : h * W + w + 1]
            colour = "filter" if inside else FAINT
            grid(ax, cell, left + h * W + w, top + row, colour, text="{:g}", size=0.62)
    for h in range(H):
        outline(ax, left + h * W, top, W, OH * OW, colour="image", linewidth=1.2)


def moved(digits: dict[str, np.ndarray], maps: dict[str, list[np.ndarray]]) -> None:
    """A line for each digit, by name: the digit, and from each list of maps, by name, what was made of it."""
    step, size = 5.4, 4.2
    limit = max(np.abs(found).max() for listed in maps.values() for found in listed)
    ax = narrow_sheet(step * (1 + len(maps)) + 0.6, 0.8 + len(digits) * (size + 1.6))
    for line, (name, digit) in enumerate(digits.items()):
        top = 1.6 + line * (size + 1.6)
        words(ax, 0.6 + size / 2, top - 0.55, name, size=12)
        show_image(ax, -digit, 0.6, top, size, low=-16, high=0)
        for k, (title, listed) in enumerate(maps.items(), 1):
            left = 0.6 + k * step
            words(ax, left + size / 2, top - 0.55, title, size=12)
            show_image(ax, listed[line], left, top, size, low=-limit, high=limit)


def feature_maps(digit: np.ndarray, filters: np.ndarray, maps: np.ndarray) -> None:
    """A digit (H, W), and filters (FN, FH, FW) above the maps (FN, OH, OW) that they make of it, eight in a line.

    Gray is 0; white and black are as far from it as each filter and each map reaches.
    """
    ax = narrow_sheet(20, 4.1 * -(-len(filters) // 8) + 0.2)
    words(ax, 1.7, 0.7, "the digit", size=12)
    show_image(ax, 1 - digit, 0.3, 1.4, 2.8, low=0, high=1)
    for f, (weights, found) in enumerate(zip(filters, maps, strict=True)):
        left, top = 3.8 + 2.02 * (f % 8), 4.1 * (f // 8) + 0.3
        reach, limit = np.abs(weights).max(), np.abs(found).max()
        show_image(ax, weights, left + 0.35, top, 1.2, low=-reach, high=reach)
        show_image(ax, found, left, top + 1.5, 1.9, low=-limit, high=limit)
