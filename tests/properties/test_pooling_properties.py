import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import AveragePooling, Pooling, check_gradients, col2im, im2col
from tests.properties.strategies import cases, pooled
from unrolled.proof import plain


@given(pooled(), st.booleans())
def test_max_pooling_is_what_plain_loops_find(drawn, ties):
    case, ceil_mode = drawn
    x = case.digits(case.shape, float) if ties else case.numbers(case.shape)
    compare(
        Pooling(*case.filter, **case.settings, ceil_mode=ceil_mode),
        x,
        case,
        ceil_mode,
        plain.maximum,
    )


@given(pooled(), st.sampled_from([-np.inf, np.inf]), st.floats(0, 1))
def test_max_pooling_of_infinities(drawn, infinity, share):
    case, ceil_mode = drawn
    x = case.digits(case.shape, float)
    x[np.random.default_rng(case.seed).random(case.shape) < share] = infinity
    compare(
        Pooling(*case.filter, **case.settings, ceil_mode=ceil_mode),
        x,
        case,
        ceil_mode,
        plain.maximum,
    )


@given(cases())
def test_max_pooling_with_more_padding_than_pytorch_allows(case):
    compare(
        Pooling(*case.filter, **case.settings),
        -(case.numbers(case.shape) ** 2),
        case,
        False,
        plain.maximum,
    )


@given(pooled(), st.booleans())
def test_average_pooling_is_what_plain_loops_add_up(drawn, count_include_pad):
    case, ceil_mode = drawn
    layer = AveragePooling(
        *case.filter,
        **case.settings,
        ceil_mode=ceil_mode,
        count_include_pad=count_include_pad,
    )
    compare(
        layer, case.numbers(case.shape), case, ceil_mode, plain.average(count_include_pad)
    )


@given(cases(), st.booleans())
def test_average_pooling_with_more_padding_than_pytorch_allows(case, count_include_pad):
    layer = AveragePooling(
        *case.filter, **case.settings, count_include_pad=count_include_pad
    )
    compare(layer, case.numbers(case.shape), case, False, plain.average(count_include_pad))


def compare(layer, x, case, ceil_mode, choose):
    before = x.copy()
    out, dout, dx = plain.pooling(x, case, ceil_mode, case.numbers, choose)
    np.testing.assert_allclose(layer.forward(x), out, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(layer.backward(dout), dx, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(x, before)


@given(cases())
def test_arg_max_is_each_winner_s_place_among_the_taps(case):
    layer = Pooling(*case.filter, **case.settings)
    out = layer.forward(case.digits(case.shape)).transpose(0, 2, 3, 1).ravel()
    taps = im2col(layer.x, *case.filter, **case.settings).reshape(
        -1, case.filter[0] * case.filter[1]
    )
    seen = out > np.iinfo(out.dtype).min  # the other windows hold no pixel
    np.testing.assert_array_equal(
        taps[np.arange(len(taps)), layer.arg_max][seen], out[seen]
    )


@given(pooled(), st.booleans())
@settings(max_examples=30)
def test_backward_agrees_with_numerical_gradients(drawn, count_include_pad):
    case, ceil_mode = drawn
    # A shuffled range has no near ties.
    size = max(1, case.shape[0]) * int(np.prod(case.shape[1:]))
    x = np.random.default_rng(case.seed).permutation(size).reshape(-1, *case.shape[1:]) / 7
    for layer in (
        Pooling(*case.filter, **case.settings, ceil_mode=ceil_mode),
        AveragePooling(
            *case.filter,
            **case.settings,
            ceil_mode=ceil_mode,
            count_include_pad=count_include_pad,
        ),
    ):
        assert check_gradients(layer, x)["x"] < 1e-8


@given(
    pooled(),
    st.sampled_from([np.float16, np.float32, np.float64, np.int8, np.int32, np.int64]),
)
def test_dtype_is_kept_and_inputs_are_left_alone(drawn, dtype):
    case, ceil_mode = drawn
    makers = (Pooling, AveragePooling) if np.dtype(dtype).kind == "f" else (Pooling,)
    for make in makers:
        layer, x = (
            make(*case.filter, **case.settings, ceil_mode=ceil_mode),
            case.digits(case.shape, dtype),
        )
        before = x.copy()
        out = layer.forward(x)
        dout = case.digits(out.shape, dtype)
        dout_before = dout.copy()
        dx = layer.backward(dout)
        assert out.dtype == dx.dtype == dtype
        assert not any(
            np.shares_memory(new, given) for new in (out, dx) for given in (x, dout)
        )
        np.testing.assert_array_equal(x, before)
        np.testing.assert_array_equal(dout, dout_before)


@given(cases())
def test_average_pooling_is_im2col_then_mean_then_its_adjoint(case):
    x = case.numbers(case.shape)
    layer = AveragePooling(*case.filter, **case.settings)
    out = layer.forward(x)
    dout = case.numbers(out.shape)
    np.testing.assert_allclose(
        (out * dout).sum(), (x * layer.backward(dout)).sum(), atol=1e-9
    )
    col = im2col(x, *case.filter, **case.settings)
    taps = case.filter[0] * case.filter[1]
    np.testing.assert_allclose(
        col.reshape(-1, taps).mean(axis=1), out.transpose(0, 2, 3, 1).ravel(), atol=1e-12
    )
    shares = np.repeat(dout.transpose(0, 2, 3, 1).ravel() / taps, taps).reshape(col.shape)
    dx = col2im(shares, case.shape, *case.filter, **case.settings)
    np.testing.assert_allclose(layer.backward(dout), dx, atol=1e-12)
