import numpy as np
import pytest

from cnnlib import AveragePooling, Pooling


def test_max_by_hand_for_every_image_and_channel():
    x = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8.0]).reshape(2, 2, 1, 3)
    layer = Pooling(1, 2)
    np.testing.assert_array_equal(
        layer.forward(x)[:, :, 0], [[[3, 4], [5, 9]], [[6, 6], [5, 8]]]
    )
    # One winner for each image, place and channel, in this order.
    np.testing.assert_array_equal(layer.arg_max, [0, 1, 1, 1, 1, 1, 0, 1])
    dout = np.array([1, 2, 3, 4, 5, 6, 7, 8.0]).reshape(2, 2, 1, 2)
    np.testing.assert_array_equal(
        layer.backward(dout)[:, :, 0], [[[1, 0, 2], [0, 3, 4]], [[0, 11, 0], [0, 7, 8]]]
    )


def test_max_of_rectangular_overlapping_windows_adds_gradients():
    x = np.array([[[[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 2.0]]]])
    layer = Pooling(2, 3)
    np.testing.assert_array_equal(layer.forward(x), [[[[1, 1], [0, 2]]]])
    dx = layer.backward(np.array([[[[1, 10], [100, 1000.0]]]]))
    np.testing.assert_array_equal(dx, [[[[0, 11, 0, 0], [100, 0, 0, 0], [0, 0, 0, 1000]]]])


def test_max_with_dilation():
    x = np.array([[[[1, 9, 3, 9, 2.0]]]])
    layer = Pooling(1, 3, dilation=2)
    np.testing.assert_array_equal(layer.forward(x), [[[[3.0]]]])
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[7.0]]]])), [[[[0, 0, 7, 0, 0]]]]
    )


@pytest.mark.parametrize(
    "dtype", [np.float16, np.float32, np.float64, np.int8, np.int16, np.int32, np.int64]
)
def test_the_border_never_wins_over_a_negative_pixel(dtype):
    x = np.arange(-4, 0, dtype=dtype).reshape(1, 1, 2, 2)
    layer = Pooling(2, 2, stride=1, pad=1)
    np.testing.assert_array_equal(
        layer.forward(x)[0, 0], [[-4, -3, -3], [-2, -1, -1], [-2, -1, -1]]
    )
    np.testing.assert_array_equal(
        layer.backward(np.ones((1, 1, 3, 3)))[0, 0], [[1, 2], [2, 4]]
    )


def test_of_equal_maxima_the_first_in_reading_order_wins():
    layer = Pooling(2, 2)
    layer.forward(np.array([[[[0, 3], [3, 3.0]]]]))
    np.testing.assert_array_equal(
        layer.backward(np.ones((1, 1, 1, 1)))[0, 0], [[0, 1], [0, 0]]
    )


@pytest.mark.parametrize(
    "dtype",
    [np.float16, np.float32, np.float64, np.int8, np.int16, np.int32, np.int64, np.uint8],
)
def test_a_pixel_as_small_as_the_border_still_gets_the_gradient(dtype):
    least = -np.inf if np.dtype(dtype).kind == "f" else np.iinfo(dtype).min
    x = np.full((1, 1, 2, 2), least, dtype)
    layer = Pooling(2, 2, stride=2, pad=1)
    np.testing.assert_array_equal(layer.forward(x), np.full((1, 1, 2, 2), least, dtype))
    np.testing.assert_array_equal(
        layer.backward(np.ones((1, 1, 2, 2), dtype)), np.ones((1, 1, 2, 2))
    )


def test_a_window_of_nothing_but_border_gives_minus_inf_and_no_gradient():
    layer = Pooling(1, 1, pad=((0, 0), (1, 0)))
    np.testing.assert_array_equal(
        layer.forward(np.array([[[[5.0]]]])), [[[[-np.inf, 5.0]]]]
    )
    np.testing.assert_array_equal(layer.backward(np.array([[[[3.0, 4.0]]]])), [[[[4.0]]]])


def test_nan_wins_over_every_number_and_inf_over_the_finite():
    x = np.array([[[[np.inf, np.nan, 1.0, -np.inf]]]])
    layer = Pooling(1, 2)
    np.testing.assert_array_equal(layer.forward(x), [[[[np.nan, np.nan, 1.0]]]])
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[1, 10, 100.0]]]])), [[[[0, 11, 100, 0]]]]
    )


def test_the_gradient_of_integer_maxima_need_not_be_whole():
    layer = Pooling(1, 2)
    layer.forward(np.array([[[[3, 1]]]]))
    np.testing.assert_array_equal(layer.backward(np.array([[[[0.5]]]])), [[[[0.5, 0.0]]]])


def test_average_by_hand_for_every_image_and_channel():
    x = np.arange(12.0).reshape(2, 2, 1, 3)
    layer = AveragePooling(1, 2)
    np.testing.assert_array_equal(
        layer.forward(x)[:, :, 0], [[[0.5, 1.5], [3.5, 4.5]], [[6.5, 7.5], [9.5, 10.5]]]
    )
    dout = np.array([2, 4, 6, 8, 10, 12, 14, 16.0]).reshape(2, 2, 1, 2)
    np.testing.assert_array_equal(
        layer.backward(dout)[:, :, 0], [[[1, 3, 2], [3, 7, 4]], [[5, 11, 6], [7, 15, 8]]]
    )


@pytest.mark.parametrize(
    ("count_include_pad", "out", "dx"),
    [
        (True, [[0.25, 0.75], [1.25, 0.0]], [[0.25, 0.25, 0.25]]),
        (False, [[1.0, 1.5], [5.0, 0.0]], [[1, 0.5, 0.5]]),
    ],
)
def test_average_divides_by_the_window_or_by_its_pixels(count_include_pad, out, dx):
    x = np.array([[[[1.0, 1.0, 2.0]]]])
    layer = AveragePooling(
        2, 2, 2, pad=((1, 0), (1, 0)), count_include_pad=count_include_pad
    )
    np.testing.assert_array_equal(layer.forward(x)[0, 0], out[:1])
    np.testing.assert_array_equal(layer.backward(np.ones((1, 1, 1, 2)))[0, 0], dx)


@pytest.mark.parametrize("count_include_pad", [True, False])
def test_what_ceil_mode_hangs_over_the_edge_is_not_counted(count_include_pad):
    layer = AveragePooling(1, 2, 2, ceil_mode=True, count_include_pad=count_include_pad)
    np.testing.assert_array_equal(
        layer.forward(np.array([[[[1.0, 3.0, 8.0]]]])), [[[[2.0, 8.0]]]]
    )
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[2.0, 5.0]]]])), [[[[1.0, 1.0, 5.0]]]]
    )


@pytest.mark.parametrize("count_include_pad", [True, False])
def test_average_of_nothing_but_border_is_zero(count_include_pad):
    layer = AveragePooling(1, 1, pad=1, count_include_pad=count_include_pad)
    np.testing.assert_array_equal(
        layer.forward(np.full((1, 1, 1, 1), 5.0)).ravel(), np.eye(9)[4] * 5
    )
    np.testing.assert_array_equal(layer.backward(np.ones((1, 1, 3, 3))), [[[[1.0]]]])


def test_average_of_a_large_window_in_float16():
    x = np.full((1, 1, 300, 300), 3.0, np.float16)
    layer = AveragePooling(300, 300)
    assert layer.forward(x) == 3
    np.testing.assert_array_equal(
        layer.backward(np.full((1, 1, 1, 1), 9000, np.float16)),
        np.full(x.shape, np.float16(0.1)),
    )


def test_nan_and_inf_reach_just_the_averages_that_hold_them():
    x = np.array([[[[np.nan, 1.0, 2.0, np.inf]]]])
    np.testing.assert_array_equal(
        AveragePooling(1, 2).forward(x), [[[[np.nan, 1.5, np.inf]]]]
    )


@pytest.mark.parametrize("layer", [Pooling, AveragePooling])
def test_a_forward_that_failed_leaves_the_last_good_one(layer):
    layer = layer(2, 2)
    with pytest.raises(ValueError, match="larger than the padded image"):
        layer.forward(np.ones((1, 1, 1, 1)))
    with pytest.raises(ValueError, match="needs a forward"):
        layer.backward(np.ones((1, 1, 1, 1)))


def test_a_nan_elsewhere_does_not_change_who_wins():
    layer = Pooling(1, 2)
    layer.forward(np.array([[[[np.nan, 1.0, 2.0, 0.0]]]]))
    np.testing.assert_array_equal(layer.arg_max, [0, 1, 0])


def test_an_infinite_gradient_reaches_only_the_pixel_that_won():
    layer = Pooling(1, 2)
    layer.forward(np.array([[[[1.0, 2.0, 3.0]]]]))
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[np.inf, np.nan]]]])), [[[[0, np.inf, np.nan]]]]
    )


@pytest.mark.parametrize("layer", [Pooling, AveragePooling])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_gradient_has_the_dtype_of_x_whatever_dout_s_is(layer, dtype):
    layer = layer(1, 2)
    layer.forward(np.ones((1, 1, 1, 2), dtype))
    for other in (np.float16, np.float64):
        assert layer.backward(np.ones((1, 1, 1, 1), other)).dtype == dtype


def test_a_gradient_of_integers_is_for_maxima_alone():
    average = AveragePooling(1, 1)
    average.forward(np.ones((1, 1, 1, 1)))
    with pytest.raises(
        TypeError, match=r"^dout must hold floating-point numbers, not int64"
    ):
        average.backward(np.ones((1, 1, 1, 1), np.int64))
