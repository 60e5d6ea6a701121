"""Cases worked by hand, each small enough for the back of an envelope: one for everything that a part gives.

They are the first examples of the book and of the library's docstrings, and older than the museum. One could add an
example for every bug that is known. Then they would see those, and the next bug would still be unknown.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from unrolled.proof.claims import Claim, close


class Example(NamedTuple):
    """A call, given a set of implementations, and what it must give."""

    part: str
    case: str
    call: Callable[[Any], Any]
    expected: Any


# The first example of chapter 2, from "Deep Learning from Scratch": a 4 × 4 image, and a filter.
IMAGE = np.array([[[[1.0, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]]]])
FILTER = np.array([[[[2.0, 0, 1], [0, 1, 2], [1, 0, 2]]]])
NINE = np.arange(9).reshape(1, 1, 3, 3)
POOLED = np.array([[[[1.0, 5, 2, 2], [3, 4, 2, 2]]]])


def _gradients(layer, x: np.ndarray, dout: list) -> tuple:
    """(dx, the layer) after forward and backward."""
    layer.forward(x)
    return layer.backward(np.array(dout, x.dtype)), layer


def _convolved(kit) -> tuple:
    layer = kit.Convolution(FILTER, np.zeros(1))
    return _gradients(layer, IMAGE, [[[[1, 1], [1, 1]]]])


EXAMPLES = (
    Example("output_size", "7 pixels, filter 5", lambda kit: kit.output_size(7, 5), 3),
    Example(
        "output_size",
        "28 pixels, filter 3, stride 2, pad 1",
        lambda kit: kit.output_size(28, 3, 2, 1),
        14,
    ),
    Example(
        "im2col",
        "3x3 pixels, filter 2x2",
        lambda kit: kit.im2col(NINE, 2, 2),
        [[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]],
    ),
    Example(
        "col2im",
        "ones, for 3x3 pixels, filter 2x2",
        lambda kit: kit.col2im(np.ones((4, 4)), (1, 1, 3, 3), 2, 2),
        [[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]],
    ),
    Example(
        "Convolution",
        "out of 4x4 pixels, filter 3x3",
        lambda kit: kit.Convolution(FILTER, np.zeros(1)).forward(IMAGE),
        [[[[15, 16], [6, 15]]]],
    ),
    Example(
        "Convolution",
        "dx of 4x4 pixels, filter 3x3",
        lambda kit: _convolved(kit)[0],
        [[[[2, 2, 1, 1], [2, 3, 4, 3], [1, 2, 5, 4], [1, 1, 2, 2]]]],
    ),
    Example(
        "Convolution",
        "dW of 4x4 pixels, filter 3x3",
        lambda kit: _convolved(kit)[1].dW,
        [[[[4, 8, 8], [4, 4, 8], [8, 4, 4]]]],
    ),
    Example(
        "Pooling",
        "out of 2x4 pixels, windows 2x2",
        lambda kit: kit.Pooling(2, 2, 2).forward(POOLED),
        [[[[5, 2]]]],
    ),
    Example(
        "Pooling",
        "dx of 2x4 pixels, windows 2x2",
        lambda kit: _gradients(kit.Pooling(2, 2, 2), POOLED, [[[[10, 20]]]])[0],
        [[[[0, 10, 20, 0], [0, 0, 0, 0]]]],
    ),
)


def claims(kit) -> Iterator[Claim]:
    """That each example gives what the hand gave."""
    for example in EXAMPLES:
        yield Claim(example.part, example.case, partial(_holds, kit, example))


def _holds(kit, example: Example) -> bool:
    return close(np.asarray(example.call(kit)), np.array(example.expected))
