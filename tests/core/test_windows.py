import numpy as np
import pytest

from cnnlib import AveragePooling, Pooling, im2col, output_size, windows
from cnnlib.windows import Axis, make_axes


@pytest.mark.parametrize(
    ("size", "filter_size", "more", "expected"),
    [
        (7, 5, {}, 3),
        (7, 7, {}, 1),
        (1, 1, {}, 1),
        (28, 3, {"stride": 2, "pad": 1}, 14),
        (5, 2, {"stride": 2}, 2),
        (5, 2, {"stride": 9}, 1),
        (2, 3, {"pad": (1, 0)}, 1),
        (2, 3, {"pad": (0, 2)}, 2),
        (2, 3, {"pad": [1, 1]}, 2),
        (7, 3, {"dilation": 2}, 3),
        (7, 1, {"dilation": 100}, 7),
        (np.int64(7), np.int8(5), {"stride": np.uint8(2)}, 2),
    ],
)
def test_output_size(size, filter_size, more, expected):
    result = output_size(size, filter_size, **more)
    assert result == expected
    assert type(result) is int


@pytest.mark.parametrize(
    ("size", "filter_size", "stride", "pad", "floor", "ceil"),
    [
        (5, 2, 2, 0, 2, 3),
        (4, 2, 2, 0, 2, 2),
        (6, 3, 2, 0, 2, 3),
        # A third window would start at position 4 of 1 + 3 + 1: in the padding, so it is left out.
        (3, 2, 2, 1, 2, 2),
        (4, 2, 3, 1, 2, 2),
        (5, 3, 4, 1, 2, 2),
    ],
)
@pytest.mark.parametrize("layer", [Pooling, AveragePooling])
def test_ceil_mode_adds_a_window_unless_it_starts_in_the_padding(
    layer, size, filter_size, stride, pad, floor, ceil
):
    x = np.ones((1, 1, size, 1))
    settings = {"stride": (stride, 1), "pad": (pad, 0)}
    assert layer(filter_size, 1, **settings).forward(x).shape == (1, 1, floor, 1)
    assert layer(filter_size, 1, **settings, ceil_mode=True).forward(x).shape == (
        1,
        1,
        ceil,
        1,
    )


def test_ceil_mode_lets_a_filter_hang_over_an_image_smaller_than_itself():
    x = np.array([[[[1.0, 4.0]]]])
    np.testing.assert_array_equal(Pooling(1, 3, 2, ceil_mode=True).forward(x), [[[[4.0]]]])
    np.testing.assert_array_equal(
        AveragePooling(1, 3, 2, ceil_mode=True).forward(x), [[[[2.5]]]]
    )


def test_axes_have_the_defaults_of_im2col():
    assert make_axes(3, 2) == make_axes(3, 2, stride=1, pad=0, dilation=1, ceil_mode=False)


def test_height_and_width_have_settings_of_their_own():
    x = np.zeros((1, 1, 9, 9))
    settings = {"stride": (2, 3), "pad": ((0, 1), (2, 4)), "dilation": (3, 1)}
    OH = output_size(9, 2, stride=2, pad=(0, 1), dilation=3)
    OW = output_size(9, 4, stride=3, pad=(2, 4), dilation=1)
    assert (OH, OW) == (4, 4)
    assert im2col(x, 2, 4, **settings).shape == (OH * OW, 8)
    assert Pooling(2, 4, **settings).forward(x).shape == (1, 1, OH, OW)


def test_an_axis_knows_its_taps_and_its_image_on_the_padded_axis():
    axis = Axis(filter=2, stride=3, before=1, after=2, dilation=2)
    assert (axis.span, axis.count(5), axis.length(5)) == (3, 2, 6)
    assert axis.image(5) == slice(1, 6)
    places = range(100)
    assert [list(places[axis.tap(i, 2)]) for i in range(2)] == [[0, 3], [2, 5]]
    axis = Axis(filter=2, stride=1, before=0, after=0, dilation=2)
    assert [list(places[axis.tap(i, 3)]) for i in range(2)] == [[0, 1, 2], [2, 3, 4]]
    # No window reads the last pixel of the one, and a window reads padding after the other.
    assert Axis(filter=1, stride=4, before=1, after=0, dilation=1).length(6) == 7
    assert Axis(filter=3, stride=2, before=1, after=3, dilation=1).length(4) == 7


@pytest.mark.parametrize(
    ("room", "batch_size"),
    [(1, 1), (1439, 1), (1440, 2), (2159, 2), (2160, 3), (10**6, 1388)],
)
def test_a_batch_has_as_many_images_as_have_columns_that_fit(monkeypatch, room, batch_size):
    monkeypatch.setattr(windows, "BATCH_BYTES", room)
    x = np.zeros((5, 3, 4, 5))  # each image has 3 * (2 * 1) * (3 * 5) cells of 8 bytes: 720
    expected = [slice(n, n + batch_size) for n in range(0, 5, batch_size)]
    assert windows.image_batches(x, make_axes(2, 1)) == expected


def test_a_window_far_outside_the_image_has_no_tap_on_it():
    height, _ = make_axes(2, 2, pad=5)
    assert (
        height.taps_per_window(3, with_padding=False).tolist()
        == [0] * 4 + [1, 2, 2, 1] + [0] * 4
    )
