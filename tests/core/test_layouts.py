"""How an array lies in memory is no concern of a layer: the same numbers give the same results."""

import numpy as np
import pytest

from cnnlib import Affine, AveragePooling, Convolution, Pooling, ReLU, im2col

X, W = np.ones((2, 4, 5, 6)), np.ones((6, 2, 3, 2))


def forms(x):
    """The same numbers, otherwise laid out in memory."""
    wide = np.repeat(x, 2, axis=-1)
    frozen = x.copy()
    frozen.flags.writeable = False
    return {
        "negative strides": x[::-1, ::-1, ::-1, ::-1].copy()[::-1, ::-1, ::-1, ::-1],
        "every other column": wide[..., ::2],
        "Fortran order": np.asfortranarray(x),
        "transposed": x.T.copy().T,
        "read-only": frozen,
    }


@pytest.mark.parametrize("form", forms(X))
@pytest.mark.parametrize(
    "layer",
    [
        Convolution(W, groups=2),
        Pooling(2, 3),
        AveragePooling(2, 3),
        ReLU(),
        Affine(np.ones((120, 2))),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_any_layout_in_memory_gives_the_same(layer, form):
    rng = np.random.default_rng(0)
    x = rng.permutation(X.size).reshape(X.shape) - X.size / 2
    out = layer.forward(x)
    dout = rng.integers(-9, 9, out.shape).astype(float)
    dx = layer.backward(dout)
    np.testing.assert_array_equal(layer.forward(forms(x)[form]), out)
    np.testing.assert_array_equal(
        layer.backward(forms(dout)[form] if dout.ndim == 4 else dout), dx
    )
    np.testing.assert_array_equal(im2col(forms(x)[form], 2, 3), im2col(x, 2, 3))
