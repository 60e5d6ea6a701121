"""Graders of chapter 1: a filter that finds a corner, and how many numbers a layer learns."""

from itertools import product

import numpy as np

import cnnlib
from unrolled.exercises.cases import smallest_first, true_tags
from unrolled.exercises.grading import Call, Case, Exercise, Verdict, grade
from unrolled.exercises.paper import Question, Remarks, grade_paper


def corner(weights) -> Verdict | Remarks:
    """Grade a filter (3, 3) whose output is largest at the top left corner of a white rectangle on black, and there alone.

    >>> corner(np.array([[-1, -1, -1], [-1, 1, 1], [-1, 1, 1]]))
    corner: right, in all 50 cases.
    """
    weights = np.asarray(weights)
    if weights.shape != (3, 3) or weights.dtype.kind not in "biuf":
        came = f"shape {weights.shape} and dtype {weights.dtype}"
        return Remarks(
            "corner", False, (f"A grid (3, 3) of numbers is asked for. {came} came.",)
        )
    hints = {
        "the rectangle is higher than 2 or wider than 2": "At the corner, four white pixels lie under "
        "the filter. Inside, or along an edge, there are more: what must their weights be?",
        "numbers": "Lay the filter on every place of this image. Which pixels must count for the "
        "corner, and which against it?",
    }
    exercise = Exercise("corner", ("marks",), _corner_marks, _cases(), _marks, hints)
    return grade(exercise, _Largest(weights))


def _cases() -> list[Case]:
    """White rectangles of 2 x 2 to 4 x 4 pixels, with black all around them."""
    sizes = product((2, 3, 4), (2, 3, 4), (1, 2, 3), (1, 2, 3))
    return [
        Case({"image": _rectangle(*size)}, {}, _tags(*size))
        for size in smallest_first(sizes, sum)
        if sum(size) < 11
    ]


def _rectangle(height: int, width: int, top: int, left: int) -> np.ndarray:
    """Black above and to the left of it as given, and one pixel elsewhere."""
    image = np.zeros((top + height + 1, left + width + 1), int)
    image[top : top + height, left : left + width] = 1
    return image


def _tags(height: int, width: int, top: int, left: int) -> frozenset[str]:
    return true_tags(
        {
            "the rectangle is higher than 2 or wider than 2": height > 2 or width > 2,
            "the rectangle lies away from the border": top > 1 or left > 1,
        }
    )


def _corner_marks(image: np.ndarray) -> np.ndarray:
    """1 at the place whose window has the rectangle's top left corner in its middle, 0 elsewhere."""
    marks = np.zeros((image.shape[0] - 2, image.shape[1] - 2), int)
    top, left = np.argwhere(image)[0] - 1
    marks[top, left] = 1
    return marks


class _Largest:
    """Where a filter's output is largest, as 1 among 0: once, if it decides; several times, if it doesn't."""

    __name__ = "largest"

    def __init__(self, weights: np.ndarray):
        self.layer = cnnlib.Convolution(weights.astype(float).reshape(1, 1, 3, 3))

    def __call__(self, image: np.ndarray) -> np.ndarray:
        out = self.layer.forward(image[None, None].astype(float))[0, 0]
        return np.isclose(out, out.max()).astype(int)


def _run(find, given: dict, settings: dict, returns: tuple) -> dict:
    return dict.fromkeys(returns, find(given["image"]))


def _written(name: str, case: Case) -> str:
    return "out = convolve(image, weights), then out == out.max()"


_marks = Call(_run, _written)


def numbers_learned(*yours, **named) -> Remarks:
    """Grade how many numbers four layers learn: three of convolutions, one dense.

    >>> bool(numbers_learned(260, 260, 4521600, 1820))
    True
    """
    first = cnnlib.Convolution(np.zeros((10, 1, 5, 5)), np.zeros(10))
    outputs = first.forward(np.zeros((1, 1, 28, 28))).size
    second = cnnlib.Convolution(np.zeros((20, 10, 3, 3)), np.zeros(20))
    small = first.W.size + first.b.size
    questions = {
        "number 1": Question(
            small, "Each filter has its weights and one bias. Is the image's size needed?"
        ),
        "number 2": Question(
            small, "The same filters are laid on more places. Do they change for it?"
        ),
        "number 3": Question(
            28 * 28 * outputs + outputs,
            "How many places has one of the filters, and how many outputs do all make "
            "together? Each has a weight for every pixel, and a bias.",
        ),
        "number 4": Question(
            second.W.size + second.b.size,
            "A filter has a grid of weights for each channel that comes in, and one bias.",
        ),
    }
    return grade_paper("numbers_learned", questions, yours, named)
