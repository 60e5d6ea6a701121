"""How many images a layer takes at a time is a matter of speed: the numbers are the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import AveragePooling, Convolution, Pooling, windows
from tests.properties.strategies import grouped, pooled


def results(layer, case, batch_bytes):
    """Forward and backward with batches of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "BATCH_BYTES", batch_bytes)
        out = layer.forward(case.digits(case.shape, float))
        dx = layer.backward(case.digits(out.shape, float))
    return [out, dx, *(getattr(layer, name, None) for name in ("dW", "db", "arg_max"))]


def compare(layer, case, batch_bytes):
    for found, expected in zip(
        results(layer, case, batch_bytes), results(layer, case, 2**20), strict=True
    ):
        np.testing.assert_array_equal(found, expected)


@given(grouped(least_N=2), st.sampled_from([1, 1000]))
@settings(max_examples=60)
def test_convolution(drawn, batch_bytes):
    case, groups, W_shape = drawn
    W, b = case.digits(W_shape, float), case.digits(W_shape[0], float)
    # Whole numbers, so that no order of adding rounds.
    compare(Convolution(W, b, groups=groups, **case.settings), case, batch_bytes)


@given(
    pooled(least_N=2),
    st.sampled_from([1, 1000]),
    st.sampled_from([Pooling, AveragePooling]),
)
@settings(max_examples=60)
def test_pooling(drawn, batch_bytes, kind):
    case, ceil_mode = drawn
    compare(kind(*case.filter, **case.settings, ceil_mode=ceil_mode), case, batch_bytes)
