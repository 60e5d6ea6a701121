"""How many images a layer takes at a time is a matter of speed: the numbers are the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import AveragePooling, Convolution, Pooling, windows
from tests.properties.strategies import grouped, pooled


def results(layer, case, block):
    """Forward and backward with blocks of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "BLOCK", block)
        out = layer.forward(case.digits(case.shape, float))
        dx = layer.backward(case.digits(out.shape, float))
    return [out, dx, *(getattr(layer, name, None) for name in ("dW", "db", "arg_max"))]


def compare(layer, case, block):
    for found, expected in zip(
        results(layer, case, block), results(layer, case, 2**20), strict=True
    ):
        np.testing.assert_array_equal(found, expected)


@given(grouped(least_N=2), st.sampled_from([1, 1000]))
@settings(max_examples=60)
def test_convolution(drawn, block):
    case, groups, W_shape = drawn
    W, b = case.digits(W_shape, float), case.digits(W_shape[0], float)
    # Whole numbers, so that no order of adding rounds.
    compare(Convolution(W, b, groups=groups, **case.settings), case, block)


@given(
    pooled(least_N=2),
    st.sampled_from([1, 1000]),
    st.sampled_from([Pooling, AveragePooling]),
)
@settings(max_examples=60)
def test_pooling(drawn, block, kind):
    case, ceil_mode = drawn
    compare(kind(*case.filter, **case.settings, ceil_mode=ceil_mode), case, block)
