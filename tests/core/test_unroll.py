import numpy as np
import pytest

from cnnlib import col2im, im2col

# Hundreds name the image, tens the channel: a swap of batch and channel shows at once.
X = (
    np.array([100, 200]).reshape(2, 1, 1, 1)
    + np.array([10, 20]).reshape(1, 2, 1, 1)
    + np.arange(6).reshape(1, 1, 2, 3)
)


def test_rows_run_over_images_then_places_and_columns_over_channels_then_taps():
    expected = [
        [110, 111, 113, 114, 120, 121, 123, 124],
        [111, 112, 114, 115, 121, 122, 124, 125],
        [210, 211, 213, 214, 220, 221, 223, 224],
        [211, 212, 214, 215, 221, 222, 224, 225],
    ]
    np.testing.assert_array_equal(im2col(X, 2, 2), expected)


def test_a_filter_taller_than_wide_is_not_its_transpose():
    tall, wide = im2col(X, 2, 1), im2col(X, 1, 2)
    np.testing.assert_array_equal(
        tall[:3], [[110, 113, 120, 123], [111, 114, 121, 124], [112, 115, 122, 125]]
    )
    np.testing.assert_array_equal(wide[:2], [[110, 111, 120, 121], [111, 112, 121, 122]])
    np.testing.assert_array_equal(wide[2:4], [[113, 114, 123, 124], [114, 115, 124, 125]])


def test_stride_for_each_axis():
    x = np.arange(20).reshape(1, 1, 4, 5)
    np.testing.assert_array_equal(
        im2col(x, 1, 1, stride=(3, 2)).ravel(), [0, 2, 4, 15, 17, 19]
    )
    np.testing.assert_array_equal(im2col(x, 1, 1, stride=3).ravel(), [0, 3, 15, 18])


def test_dilation_leaves_gaps_between_taps():
    x = np.arange(20).reshape(1, 1, 4, 5)
    np.testing.assert_array_equal(
        im2col(x, 2, 2, dilation=(3, 2)), [[0, 2, 15, 17], [1, 3, 16, 18], [2, 4, 17, 19]]
    )


@pytest.mark.parametrize(
    ("pad", "before", "after"),
    [
        (1, (1, 1), (1, 1)),
        ((1, 2), (1, 2), (1, 2)),
        ([2, 0], (2, 0), (2, 0)),
        (((1, 2), (3, 4)), (1, 3), (2, 4)),
        ([[0, 1], (0, 0)], (0, 0), (1, 0)),
        (((0, 0), (0, 5)), (0, 0), (0, 5)),
    ],
)
def test_every_form_of_pad_is_a_border_of_zeros(pad, before, after):
    border = ((0, 0), (0, 0), (before[0], after[0]), (before[1], after[1]))
    np.testing.assert_array_equal(im2col(X, 2, 3, pad=pad), im2col(np.pad(X, border), 2, 3))


def test_padding_larger_than_the_filter():
    col = im2col(np.ones((1, 1, 1, 1)), 1, 1, pad=2)
    np.testing.assert_array_equal(col.ravel(), np.eye(25)[12])


def test_col2im_adds_what_every_copy_holds():
    col = np.arange(8.0).reshape(2, 4)
    np.testing.assert_array_equal(
        col2im(col, (1, 1, 2, 3), 2, 2), [[[[0, 1 + 4, 5], [2, 3 + 6, 7]]]]
    )


def test_col2im_puts_every_image_and_channel_in_its_place():
    counts = [[1, 2, 1], [1, 2, 1]]
    np.testing.assert_array_equal(col2im(im2col(X, 2, 2), X.shape, 2, 2), X * counts)


def test_col2im_drops_the_border_and_leaves_unseen_pixels_zero():
    x_shape = (1, 1, 3, 5)
    col = np.ones_like(im2col(np.zeros(x_shape), 2, 2, stride=(2, 3), pad=((1, 0), (0, 0))))
    seen = [[1, 1, 0, 1, 1], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]]
    np.testing.assert_array_equal(
        col2im(col, x_shape, 2, 2, stride=(2, 3), pad=((1, 0), (0, 0)))[0, 0], seen
    )


def test_col2im_takes_the_shape_as_a_list_too():
    np.testing.assert_array_equal(
        col2im(np.ones((4, 4)), [1, 1, 3, 3], 2, 2),
        col2im(np.ones((4, 4)), (1, 1, 3, 3), 2, 2),
    )


def test_nan_and_inf_are_copied_and_added_as_any_number():
    x = np.array([[[[np.nan, 1.0, -np.inf]]]])
    np.testing.assert_array_equal(im2col(x, 1, 2), [[np.nan, 1.0], [1.0, -np.inf]])
    np.testing.assert_array_equal(
        col2im(im2col(x, 1, 2), x.shape, 1, 2), [[[[np.nan, 2.0, -np.inf]]]]
    )


def test_large_integers_lose_no_digit():
    x = np.array([[[[2**53 + 1, -(2**62) - 1]]]])
    np.testing.assert_array_equal(
        im2col(x, 1, 2, pad=(0, 1)),
        [[0, 2**53 + 1], [2**53 + 1, -(2**62) - 1], [-(2**62) - 1, 0]],
    )
