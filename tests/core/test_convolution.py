import numpy as np
import pytest

from cnnlib import Convolution


def test_one_window_is_a_weighted_sum_not_flipped():
    x = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    W = np.array([[[[1.0, 10.0], [100.0, 1000.0]]]])
    np.testing.assert_array_equal(Convolution(W).forward(x), [[[[4321.0]]]])


def test_every_image_meets_every_filter_and_sums_over_channels():
    x = np.array([1.0, 2.0, 3.0, 4.0]).reshape(2, 2, 1, 1)  # images (1, 2) and (3, 4)
    W = np.array([1.0, 0.0, 0.0, 1.0, 10.0, 100.0]).reshape(3, 2, 1, 1)
    out = Convolution(W, np.array([0.0, 0.0, 0.5])).forward(x)
    np.testing.assert_array_equal(out[:, :, 0, 0], [[1, 2, 210.5], [3, 4, 430.5]])


def test_rectangular_filter_stride_pad_and_dilation():
    x = np.arange(12.0).reshape(1, 1, 3, 4)
    layer = Convolution(
        np.array([[[[1.0, 10.0]]]]), stride=(2, 1), pad=((0, 0), (1, 0)), dilation=(1, 2)
    )
    np.testing.assert_array_equal(layer.forward(x), [[[[10, 20, 31], [90, 108, 119]]]])


def test_each_group_of_filters_sees_its_own_channels():
    x = np.array([1.0, 2.0, 3.0, 4.0]).reshape(1, 4, 1, 1)
    W = np.array([[1.0, 10.0], [2.0, 20.0], [1.0, 10.0], [2.0, 20.0]]).reshape(4, 2, 1, 1)
    layer = Convolution(W, groups=2)
    np.testing.assert_array_equal(layer.forward(x).ravel(), [21, 42, 43, 86])
    np.testing.assert_array_equal(
        layer.backward(np.ones((1, 4, 1, 1))).ravel(), [3, 30, 3, 30]
    )
    np.testing.assert_array_equal(layer.dW.reshape(4, 2), [[1, 2], [1, 2], [3, 4], [3, 4]])


def test_backward_by_hand():
    x = np.array([[[[1.0, 2.0, 3.0]]]])
    layer = Convolution(np.array([[[[5.0, 7.0]]]]), np.array([0.0]))
    np.testing.assert_array_equal(layer.forward(x), [[[[19.0, 31.0]]]])
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[1.0, 10.0]]]])), [[[[5.0, 7.0 + 50.0, 70.0]]]]
    )
    np.testing.assert_array_equal(layer.dW, [[[[1.0 + 20.0, 2.0 + 30.0]]]])
    np.testing.assert_array_equal(layer.db, [11.0])


def test_without_bias_there_is_no_gradient_of_one():
    layer = Convolution(np.ones((1, 1, 1, 1)))
    layer.forward(np.ones((1, 1, 2, 2)))
    layer.backward(np.ones((1, 1, 2, 2)))
    assert layer.b is None
    assert layer.db is None


def test_it_keeps_what_backward_needs():
    x = np.ones((2, 4, 5, 6))
    layer = Convolution(np.ones((6, 2, 3, 2)), groups=2)
    layer.forward(x)
    np.testing.assert_array_equal(layer.x, x)
    assert layer.col.shape == (2 * 3 * 5, 4 * 3 * 2)
    assert layer.col_W.shape == (2 * 3 * 2, 6)


def test_changing_x_after_forward_changes_no_gradient():
    rng = np.random.default_rng(0)
    x, W, dout = (rng.normal(size=s) for s in ((2, 3, 5, 4), (2, 3, 2, 2), (2, 2, 4, 3)))
    layer, undisturbed = Convolution(W), Convolution(W)
    undisturbed.forward(x.copy())
    layer.forward(x)
    x[...] = -1
    np.testing.assert_array_equal(layer.backward(dout), undisturbed.backward(dout))
    np.testing.assert_array_equal(layer.dW, undisturbed.dW)
    np.testing.assert_array_equal(layer.col, undisturbed.col)


def test_backward_belongs_to_the_last_forward():
    rng = np.random.default_rng(0)
    layer, fresh = (Convolution(np.ones((1, 1, 2, 2))) for _ in range(2))
    layer.forward(rng.normal(size=(2, 1, 5, 5)))
    x, dout = rng.normal(size=(1, 1, 3, 4)), rng.normal(size=(1, 1, 2, 3))
    layer.forward(x), fresh.forward(x)
    np.testing.assert_array_equal(layer.backward(dout), fresh.backward(dout))
    np.testing.assert_array_equal(layer.dW, fresh.dW)


def test_a_change_of_W_or_x_after_forward_does_not_reach_backward():
    x, W, dout = np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)), np.ones((1, 1, 2, 2))
    layer = Convolution(W)
    layer.forward(x)
    W[...], x[...] = 7, 7
    np.testing.assert_array_equal(
        layer.backward(dout)[0, 0], [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    )
    np.testing.assert_array_equal(layer.dW[0, 0], [[4, 4], [4, 4]])


def test_a_forward_that_failed_leaves_the_last_good_one():
    layer = Convolution(np.ones((1, 1, 2, 2)))
    with pytest.raises(ValueError, match="larger than the padded image"):
        layer.forward(np.ones((1, 1, 1, 1)))
    with pytest.raises(ValueError, match="needs a forward"):
        layer.backward(np.ones((1, 1, 1, 1)))


def test_the_bias_gradient_of_many_places_in_float16():
    layer = Convolution(np.zeros((2, 1, 1, 1), np.float16), np.zeros(2, np.float16))
    layer.forward(np.zeros((4, 1, 32, 32), np.float16))
    layer.backward(np.ones((4, 2, 32, 32), np.float16))
    np.testing.assert_array_equal(layer.db, [4096, 4096])


def test_nan_and_inf_reach_just_the_windows_that_hold_them():
    x = np.ones((1, 1, 1, 5))
    x[..., 0], x[..., 4] = np.nan, np.inf
    layer = Convolution(np.ones((1, 1, 1, 2)))
    np.testing.assert_array_equal(layer.forward(x).ravel(), [np.nan, 2, 2, np.inf])
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[1, np.nan, 1, 1.0]]]])).ravel(),
        [1, np.nan, np.nan, 2, 1],
    )


def test_the_bias_gradient_of_many_images_in_float16():
    layer = Convolution(np.zeros((2, 1, 1, 1), np.float16), np.zeros(2, np.float16))
    layer.forward(np.zeros((4096, 1, 1, 1), np.float16))
    layer.backward(np.ones((4096, 2, 1, 1), np.float16))
    np.testing.assert_array_equal(layer.db, [4096, 4096])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_what_backward_needs_is_kept_in_the_dtype_of_x(dtype):
    layer = Convolution(np.ones((2, 1, 1, 1)), np.ones(2))
    layer.forward(np.ones((1, 1, 1, 1), dtype))
    assert layer.col_W.dtype == layer.col.dtype == dtype


def test_a_gradient_of_integers_is_an_error():
    layer = Convolution(np.ones((1, 1, 1, 1)))
    layer.forward(np.ones((1, 1, 1, 1)))
    with pytest.raises(
        TypeError, match=r"^dout must hold floating-point numbers, not int64"
    ):
        layer.backward(np.ones((1, 1, 1, 1), np.int64))
