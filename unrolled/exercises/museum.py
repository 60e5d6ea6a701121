"""Grader of chapter 11: an input that catches all exhibits it can, with as few numbers as can be."""

import numpy as np

from unrolled import museum
from unrolled.exercises.grading import raised
from unrolled.exercises.paper import Remarks

LEAST = 6  # numbers in x and W that catch all nine
# Behind what an exhibit hides. Number 1 is caught by no input that has a place for the filter.
HIDES = {
    2: "a layer without a border",
    3: "a border around every image",
    4: "square windows",
    5: "a single filter, or a single place",
    6: "a single filter, or filters of a single weight",
    7: "windows that share no pixel",
    8: "pixels above zero in every window, or a layer without a border",
    9: "pixels that all differ",
    10: "numbers in float64",
}


def catches(x, W, stride: int = 1, pad: int = 0) -> Remarks:
    """Grade images x and filters W, which must give away exhibits 2 to 10, with six numbers in all.

    >>> catches(np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 2)))
    catches: not yet.
    Exhibit 2 gets away. It hides behind a layer without a border.
    """
    x, W = np.asarray(x), np.asarray(W)
    if x.ndim != 4 or W.ndim != 4 or x.dtype.kind != "f" or W.dtype.kind != "f":
        asked = "x must be (N, C, H, W) and W (FN, C, FH, FW), both of a floating type."
        return Remarks("catches", False, (asked,))
    if not (np.isfinite(x).all() and np.isfinite(W).all()):
        return Remarks("catches", False, ("x and W must hold finite numbers.",))
    try:
        caught = museum.caught_by(x, W, stride, pad)
    except Exception as error:
        failure = raised(error)
        return Remarks("catches", False, (f"It raised {failure.message}", *failure.line))
    for number, behind in HIDES.items():
        if number not in caught:
            escaped = f"Exhibit {number} gets away. It hides behind {behind}."
            return Remarks("catches", False, (escaped,))
    if (numbers := x.size + W.size) > LEAST:
        fewer = f"All nine, with {numbers} numbers. It can be done with fewer."
        return Remarks("catches", False, (fewer,))
    return Remarks("catches", True, (f"All nine, with {numbers} numbers.",))
