import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cnnlib import col2im, im2col, output_size
from tests.properties.strategies import cases
from unrolled.proof import plain

DTYPES = st.sampled_from(
    [np.float16, np.float32, np.float64, np.int8, np.int16, np.int32, np.int64]
)


@given(
    size=st.integers(1, 60),
    filter_size=st.integers(1, 12),
    stride=st.integers(1, 70),
    pad=st.tuples(st.integers(0, 15), st.integers(0, 15)),
    dilation=st.integers(1, 9),
)
def test_output_size_is_the_number_of_places_that_fit(
    size, filter_size, stride, pad, dilation
):
    number = len(plain.places(size, filter_size, stride, pad, dilation))
    try:
        assert output_size(size, filter_size, stride, pad, dilation) == number
    except ValueError:
        assert number == 0


@given(cases(), DTYPES)
def test_im2col_is_what_plain_loops_copy(case, dtype):
    x = case.digits(case.shape, dtype)
    before = x.copy()
    col = im2col(x, *case.filter, **case.settings)
    expected = plain.im2col(x, case)
    assert col.dtype == dtype
    np.testing.assert_array_equal(col, expected)
    assert not np.shares_memory(col, x)
    np.testing.assert_array_equal(x, before)


@given(cases(), DTYPES)
def test_col2im_is_what_plain_loops_give_back(case, dtype):
    col = case.digits(plain.im2col(np.zeros(case.shape), case).shape, dtype)
    image = col2im(col, case.shape, *case.filter, **case.settings)
    assert image.dtype == dtype
    np.testing.assert_array_equal(image, plain.col2im(col, case))


@given(cases())
def test_col2im_is_the_adjoint_of_im2col(case):
    x = case.digits(case.shape)
    col = im2col(x, *case.filter, **case.settings)
    other = case.digits(col.shape)
    before = other.copy()
    image = col2im(other, case.shape, *case.filter, **case.settings)
    # Whole numbers, so the two sums are equal to the last digit.
    assert (col * other).sum() == (x * image).sum()
    assert not np.shares_memory(image, other)
    np.testing.assert_array_equal(other, before)
