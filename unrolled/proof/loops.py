"""Plain loops: slow code without any trick, which gives the right answer for every shape."""

from collections.abc import Iterator
from functools import cache, partial
from itertools import product

import numpy as np

from unrolled.proof import plain
from unrolled.proof.cases import Case, cases
from unrolled.proof.claims import Claim, claims_for, close

SIZES = tuple(product(range(1, 6), range(1, 5), (1, 2, 3), (0, 1)))


def claims(kit) -> Iterator[Claim]:
    """All five parts, forward and backward. Whole numbers, so that equal ones meet in a window."""
    for size, filter_size, stride, pad in SIZES:
        case = f"size={size} filter_size={filter_size} stride={stride} pad={pad}"
        holds = partial(_output_size, kit, size, filter_size, stride, pad)
        yield Claim("output_size", case, holds)
    checks = {
        "im2col": _im2col,
        "col2im": _col2im,
        "Convolution": _convolution,
        "Pooling": _pooling,
    }
    yield from claims_for(cases(), kit, checks)


def _output_size(kit, size, filter_size, stride, pad) -> bool:
    number = len(plain.places(size, filter_size, stride, (pad, pad), 1))
    try:
        # Where no window fits, less than none and an error say that as well.
        return max(0, kit.output_size(size, filter_size, stride, pad)) == number
    except ValueError:
        return number == 0


def _im2col(kit, case: Case) -> bool:
    x = case.digits(case.shape)
    return close(kit.im2col(x, *case.filter, **case.settings), plain.im2col(x, case))


def _col2im(kit, case: Case) -> bool:
    col = case.digits(plain.im2col(np.zeros(case.shape), case).shape)
    image = kit.col2im(col, case.shape, *case.filter, **case.settings)
    return close(image, plain.col2im(col, case))


def _convolution(kit, case: Case) -> bool:
    (x, W, b, dout), (out, *gradients) = _convolved(case)
    layer = kit.Convolution(W, b, **case.settings)
    return close(layer.forward(x), out) and all(
        map(close, (layer.backward(dout), layer.dW, layer.db), gradients)
    )


@cache
def _convolved(case: Case) -> tuple:
    """What goes in, and what the loops give for it."""
    x, W, b = (case.digits(shape, float) for shape in (case.shape, case.W_shape, case.FN))
    out = plain.convolution(x, W, b, case)
    dout = case.digits(out.shape, float)
    return (x, W, b, dout), (out, *plain.convolution_backward(x, W, dout, case))


def _pooling(kit, case: Case) -> bool:
    x, (out, dout, dx) = _pooled(case)
    layer = kit.Pooling(*case.filter, **case.settings)
    return close(layer.forward(x), out) and close(layer.backward(dout), dx)


@cache
def _pooled(case: Case) -> tuple:
    x = case.digits(case.shape, float)
    return x, plain.pooling(x, case, False, case.numbers, plain.maximum)
