import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import Convolution, check_gradients
from tests.properties.strategies import grouped
from unrolled.proof import plain


def layer_of(case, groups, W_shape, dtype=np.float64, bias=True):
    return Convolution(
        case.digits(W_shape, dtype),
        case.digits(W_shape[0], dtype) if bias else None,
        groups=groups,
        **case.settings,
    )


@given(grouped(), st.booleans())
def test_forward_is_what_seven_plain_loops_add_up(drawn, bias):
    case, groups, W_shape = drawn
    layer, x = layer_of(*drawn, bias=bias), case.digits(case.shape, float)
    b = layer.b if bias else np.zeros(W_shape[0])
    np.testing.assert_array_equal(
        layer.forward(x), plain.convolution(x, layer.W, b, case, groups)
    )


@given(grouped())
def test_backward_is_the_adjoint_of_forward(drawn):
    """forward is linear in x, in W and in b, so <forward, dout> must be <x, dx>, <W, dW> and <b, db>."""
    case, _, W_shape = drawn
    layer, x = layer_of(*drawn), case.digits(case.shape, float)
    out = layer.forward(x)
    dout = case.digits(out.shape, float)
    dx = layer.backward(dout)
    weighted = ((out - layer.b.reshape(1, -1, 1, 1)) * dout).sum()
    # Whole numbers below 2**53: exact.
    assert (x * dx).sum() == weighted
    assert (layer.W * layer.dW).sum() == weighted
    np.testing.assert_array_equal(layer.db, dout.sum(axis=(0, 2, 3)))
    assert layer.dW.shape == W_shape


@given(grouped(least_N=1))
@settings(max_examples=20)
def test_backward_agrees_with_numerical_gradients(drawn):
    case = drawn[0]
    errors = check_gradients(layer_of(*drawn), case.numbers(case.shape))
    assert max(errors.values()) < 1e-8


@given(grouped(), st.sampled_from([np.float16, np.float32, np.float64]))
def test_dtype_is_kept_and_inputs_are_left_alone(drawn, dtype):
    case = drawn[0]
    layer, x = layer_of(*drawn, dtype=dtype), case.digits(case.shape, dtype)
    W, b, before = layer.W.copy(), layer.b.copy(), x.copy()
    out = layer.forward(x)
    dout = case.digits(out.shape, dtype)
    dout_before = dout.copy()
    dx = layer.backward(dout)
    for array in (out, dx, layer.dW, layer.db):
        assert array.dtype == dtype
        assert not any(
            np.shares_memory(array, given) for given in (x, dout, layer.W, layer.b)
        )
    for array, old in ((x, before), (layer.W, W), (layer.b, b), (dout, dout_before)):
        np.testing.assert_array_equal(array, old)
