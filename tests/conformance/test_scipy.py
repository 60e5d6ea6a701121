"""cnnlib's convolution is SciPy's cross-correlation."""

import numpy as np
from hypothesis import given

from cnnlib import Convolution
from tests.properties.strategies import grouped
from unrolled.proof.correlate import convolution


@given(grouped(least_N=1))
def test_forward_is_correlate2d_summed_over_channels(drawn):
    case, groups, W_shape = drawn
    x, W, b = (case.digits(shape, float) for shape in (case.shape, W_shape, W_shape[0]))
    layer = Convolution(W, b, groups=groups, **case.settings)
    # Whole numbers, so the sums are equal to the last digit.
    np.testing.assert_array_equal(layer.forward(x), convolution(x, W, b, case, groups))
