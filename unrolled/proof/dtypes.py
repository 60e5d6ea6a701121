"""dtypes: float32 goes in, float32 comes out. The numbers themselves are not looked at."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from unrolled.proof.cases import Case, cases
from unrolled.proof.claims import Claim, claims_for


def claims(kit) -> Iterator[Claim]:
    """Every array that a part gives."""
    parts = {
        "im2col": _im2col,
        "col2im": _col2im,
        "Convolution": _convolution,
        "Pooling": _pooling,
    }
    checks = {part: partial(_kept, arrays) for part, arrays in parts.items()}
    return claims_for(cases(), kit, checks)


def _kept(arrays, kit, case: Case) -> bool:
    return all(array.dtype == np.float32 for array in arrays(kit, case))


def _im2col(kit, case: Case) -> list:
    x = case.numbers(case.shape, np.float32)
    return [kit.im2col(x, *case.filter, **case.settings)]


def _col2im(kit, case: Case) -> list:
    x = case.numbers(case.shape, np.float32)
    col = kit.im2col(x, *case.filter, **case.settings).astype(np.float32)
    return [kit.col2im(col, case.shape, *case.filter, **case.settings)]


def _convolution(kit, case: Case) -> list:
    W, b = (case.numbers(shape, np.float32) for shape in (case.W_shape, case.FN))
    layer = kit.Convolution(W, b, **case.settings)
    return [*_both_ways(layer, case), layer.dW, layer.db]


def _pooling(kit, case: Case) -> list:
    return _both_ways(kit.Pooling(*case.filter, **case.settings), case)


def _both_ways(layer, case: Case) -> list:
    out = layer.forward(case.numbers(case.shape, np.float32))
    return [out, layer.backward(case.numbers(out.shape, np.float32))]
