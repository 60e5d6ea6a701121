"""Graders of chapter 2: what an index leaves, where a number lies, and what moves numbers."""

from functools import cache
from itertools import product

import numpy as np

from unrolled.exercises.cases import in_order, smallest_first, true_tags
from unrolled.exercises.grading import Case, Exercise, Verdict, function, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


def part_shapes(*shapes) -> Remarks:
    """Grade the shapes of five parts of an array (10, 3, 28, 32); ``...`` leaves one open.

    >>> part_shapes((3, 28, 32), (10, 28, 32), (28,), ..., ...)
    part_shapes: not yet.
    2 of 5 right.
    Wrong: `z[0, 1, 5]` is not (28,).
    Still open: `z[..., 0]`; `z[3:4]`.
    Hint for `z[0, 1, 5]`: Three integers drop three axes: N, C and H.
    """
    z = np.zeros((10, 3, 28, 32))
    questions = {
        "z[2]": Question(z[2].shape, "The integer chooses on N, and drops it."),
        "z[:, 0]": Question(z[:, 0].shape, "The colon keeps N. The 0 chooses on C."),
        "z[0, 1, 5]": Question(
            z[0, 1, 5].shape, "Three integers drop three axes: N, C and H."
        ),
        "z[..., 0]": Question(
            z[..., 0].shape, "The dots stand for three colons. The 0 chooses on W."
        ),
        "z[3:4]": Question(z[3:4].shape, "A slice keeps its axis, even with one place."),
    }
    return grade_paper("part_shapes", questions, shapes, {})


def offset(answer) -> Verdict:
    """Grade ``f(place, shape) -> int``: where on the strip the number at place (n, c, h, w) lies.

    >>> bool(offset(np.ravel_multi_index))
    True
    """
    return grade(_offset(), answer)


@cache
def _offset() -> Exercise:
    shapes = smallest_first(product((1, 2, 3), repeat=4))
    cases = [
        Case(
            {"place": place, "shape": shape},
            {},
            true_tags(
                {f"{axis} is above 0": i > 0 for axis, i in zip("nchw", place, strict=True)}
            ),
        )
        for shape in [*shapes, (2, 3, 4, 5), (4, 1, 3, 2)]
        for place in np.ndindex(shape)
    ]
    hints = {
        "h is above 0": "Each row before this one fills W places.",
        "c is above 0": "Each channel before this one fills H*W places.",
        "n is above 0": "Each image before this one fills C*H*W places.",
        "w is above 0": "Along a row, each number is one place further on.",
    }

    def right(place, shape):
        return int(np.ravel_multi_index(place, shape))

    return Exercise("offset", ("offset",), right, cases, function, hints)


def gray(answer) -> Verdict:
    """Grade ``f(images) -> (N, 1, H, W)``: the mean of the three channels of images (N, 3, H, W).

    >>> bool(gray(lambda images: images.mean(axis=1, keepdims=True)))
    True
    """
    return grade(_gray(), answer)


@cache
def _gray() -> Exercise:
    sizes = smallest_first(product((1, 2, 3), repeat=3))
    cases = [
        Case(
            {"images": in_order((N, 3, H, W), dtype)},
            {},
            true_tags({"N is above 1": N > 1, "H and W differ": H != W}),
        )
        for N, H, W in [*sizes, (4, 5, 7)]
        for dtype in ("float32", "float64")
    ]
    hints = {
        "shape": "The channel axis must stay, with size 1. `mean` drops the axes that it adds "
        "up, unless it is told to keep them: look for `keepdims` in its help.",
        "numbers": "Add up the three channels of each pixel, and divide by 3.",
    }

    def right(images):
        return ((images[:, :1] + images[:, 1:2] + images[:, 2:]) / 3).astype(images.dtype)

    return Exercise("gray", ("gray images",), right, cases, function, hints)


def contact_sheet(answer) -> Verdict:
    """Grade ``f(images, lines, places) -> (lines*H, places*W)`` for images (lines*places, 1, H, W).

    >>> bool(contact_sheet(lambda images, lines, places: np.block(
    ...     [[image[0] for image in images[k * places :][:places]] for k in range(lines)])))
    True
    """
    return grade(_contact_sheet(), answer)


@cache
def _contact_sheet() -> Exercise:
    sizes = smallest_first(product((1, 2, 3), repeat=4))
    cases = [
        Case(
            {
                "images": in_order((lines * places, 1, H, W), dtype),
                "lines": lines,
                "places": places,
            },
            {},
            true_tags(
                {
                    "there are several lines": lines > 1,
                    "there are several places in a line": places > 1,
                    "H is above 1": H > 1,
                    "W is above 1": W > 1,
                }
            ),
        )
        for lines, places, H, W in [*sizes, (2, 5, 28, 28), (3, 2, 4, 5)]
        for dtype in ("float32", "float64")
    ]
    hints = {
        "order": "In the picture, the numbers run along one pixel row through all images of a "
        "line. Name the axis that changes fastest, the next one, and so on; `transpose` to "
        "that order, then `reshape`.",
        "turned": "The picture is lines * H high and places * W wide.",
        "shape": "The picture is lines * H high and places * W wide.",
    }

    def right(images, lines, places):
        rows = [images[k * places : (k + 1) * places, 0] for k in range(lines)]
        return np.vstack([np.hstack(row) for row in rows])

    return Exercise("contact_sheet", ("picture",), right, cases, function, hints)
