"""What no memory can hold is refused before any memory is asked for.

A system that promises all memory that it is asked for would end the run of a library without this check.
"""

import re
import sys
import tracemalloc

import numpy as np
import pytest

from cnnlib import AveragePooling, Convolution, Pooling, col2im, he_normal, im2col, windows
from cnnlib.checks import MAX_ARRAY_SIZE, check_array_size
from cnnlib.windows import MAX_TAPS, check_images, make_axes

LAYERS = {
    "im2col": lambda x, *filters, **more: im2col(x, *filters, **more),
    "Convolution": lambda x, FH, FW, **more: Convolution(
        np.broadcast_to(1.0, (1, 1, FH, FW)), **more
    ).forward(x),
    "Pooling": lambda x, *filters, **more: Pooling(*filters, **more).forward(x),
    "AveragePooling": lambda x, *filters, **more: AveragePooling(*filters, **more).forward(
        x
    ),
}
IMAGE = np.ones((1, 1, 5, 5))


@pytest.fixture
def little_memory():
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("arguments", "settings", "named"),
    [
        ((2, 2), {"pad": (10**6, 10**6)}, "pad ((1000000, 1000000), (1000000, 1000000))"),
        ((2, 2), {"pad": 10**9}, "pad ((1000000000, "),
        ((2, 2), {"pad": ((0, 0), (0, 10**12))}, "pad ((0, 0), (0, 1000000000000))"),
        ((2, 2), {"pad": ((10**12, 0), (0, 0))}, "pad ((1000000000000, 0), (0, 0))"),
        ((2, 2), {"pad": sys.maxsize}, f"pad (({sys.maxsize}, "),
        ((2, 2), {"pad": 10**30}, f"pad must be at most {sys.maxsize}, not {10**30}"),
        ((2, 2), {"dilation": 10**9}, "at dilation 1000000000"),
        ((2, 2), {"dilation": 10**9, "pad": 10**9}, "dilation (1000000000, 1000000000)"),
        ((2, 2), {"dilation": 10**30}, f"dilation must be at most {sys.maxsize}"),
        ((2, 2), {"stride": 10**30}, f"stride must be at most {sys.maxsize}"),
        ((10**6, 10**6), {}, "a filter of 1000000 (it spans 1000000 at dilation 1)"),
        ((10**6, 10**6), {"pad": 10**6}, "a filter of 1000000 x 1000000"),
        # Each of the padded image's 16 million pixels would be copied 400 million times.
        ((20_000, 20_000), {"pad": 20_000}, "a filter of 20000 x 20000"),
    ],
)
@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
@pytest.mark.usefixtures("little_memory")
def test_settings_that_no_memory_can_hold(layer, arguments, settings, named):
    with pytest.raises(ValueError, match=re.escape(named)) as error:
        layer(IMAGE, *arguments, **settings)
    assert "array" not in str(error.value) or "on x (1, 1, 5, 5) would" in str(error.value)


@pytest.mark.parametrize("layer", [Pooling, AveragePooling])
@pytest.mark.usefixtures("little_memory")
def test_a_window_that_hangs_far_over_the_edge(layer):
    with pytest.raises(ValueError, match="a filter of 1000000 x 1000000"):
        layer(10**6, 10**6, stride=10**9, ceil_mode=True).forward(IMAGE)


# Where a filter may hang over the image's edge, or lie in the padding, memory is no limit to its size.
FAR_OVER = {"stride": 10**10, "ceil_mode": True}
PADDED = {"stride": 10**10, "pad": ((10**9, 0), (0, 0))}


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: Pooling(10**9, 1, ceil_mode=True).forward(IMAGE), "pool_h"),
        (lambda: Pooling(10**9, 1, **FAR_OVER).forward(IMAGE), "pool_h"),
        (lambda: Pooling(1, 10**9, **FAR_OVER, dilation=9).forward(IMAGE), "pool_w"),
        (lambda: AveragePooling(10**9, 1, **FAR_OVER).forward(IMAGE), "pool_h"),
        (lambda: AveragePooling(10**9, 1, **PADDED).forward(IMAGE), "pool_h"),
        (lambda: im2col(IMAGE, 10**9, 1, **PADDED), "filter_h"),
        (lambda: col2im(np.ones((1, 1)), IMAGE.shape, 10**9, 1, **PADDED), "filter_h"),
        (
            lambda: Convolution(np.broadcast_to(1.0, (1, 1, 10**9, 1)), **PADDED),
            "FH of W",
        ),
        (
            lambda: Convolution(np.broadcast_to(1.0, (1, 1, 1, 10**9))),
            "FW of W",
        ),
    ],
)
@pytest.mark.usefixtures("little_memory")
def test_a_filter_of_more_taps_than_a_loop_can_visit(call, named):
    """Without this check the loop over the taps would take hours."""
    with pytest.raises(ValueError, match=f"^{named} must be at most {MAX_TAPS}, not 10+$"):
        call()


@pytest.mark.parametrize("layer", [Pooling, AveragePooling])
@pytest.mark.usefixtures("little_memory")
def test_pooling_visits_every_tap_of_both_axes(layer):
    taps = (MAX_TAPS // 8 + 1) * 8
    with pytest.raises(
        ValueError, match=rf"^pool_h \* pool_w must be at most {MAX_TAPS}, not {taps}$"
    ):
        layer(MAX_TAPS // 8 + 1, 8, **FAR_OVER).forward(IMAGE)
    assert layer(MAX_TAPS // 8, 8).axes[0].filter == MAX_TAPS // 8


@pytest.mark.usefixtures("little_memory")
def test_how_many_taps_each_window_has_takes_no_array_of_all_taps():
    x = np.broadcast_to(1.0, (1, 1, 1, 10_000))
    counts = make_axes(1, 5_000)[1].taps_per_window(x.shape[3], with_padding=False)
    assert counts.tolist() == [5_000] * 5_001


def test_im2col_checks_the_size_of_its_columns_once(monkeypatch):
    checked, check = [], windows.check_array_size
    monkeypatch.setattr(
        windows,
        "check_array_size",
        lambda shape, *what: checked.append(shape) or check(shape, *what),
    )
    im2col(np.ones((2, 3, 5, 5)), 2, 2)
    assert checked == [(2, 3, 5, 5), (2, 3, 4, 4), (3, 2, 2, 5, 4), (3, 2, 2, 2, 4, 4)]


@pytest.mark.parametrize(
    "shape",
    [
        (1, 1, 10**6, 10**6),
        (1, 10**12, 5, 5),
        (10**12, 1, 5, 5),
        (0, 10**12, 5, 5),
        (1, 1, 10**12, 10**12),
        (1, 1, 1, 10**30),
    ],
)
@pytest.mark.usefixtures("little_memory")
def test_an_input_shape_that_no_memory_can_hold(shape):
    # With so large a stride the matrix is small.
    with pytest.raises(ValueError, match=r"(^|on )input_shape "):
        col2im(np.ones((1, 1)), shape, 1, 1, stride=10**12)


# Views of one number, as large as one likes.


def test_a_layer_unrolls_a_batch_of_images_at_a_time_and_may_have_any_number_of_them():
    x = np.broadcast_to(np.float32(1), (10_000, 64, 224, 224))
    assert check_images(x, make_axes(3, 3)) is x
    with pytest.raises(ValueError, match=r"on x \(10000, 64, 224, 224\) would make"):
        im2col(x, 3, 3)


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
def test_what_comes_out_may_be_too_large_where_what_goes_in_is_not(layer):
    with pytest.raises(
        ValueError, match=r"pad \(\(10000, 10000\), \(10000, 10000\)\) on x "
    ):
        layer(np.broadcast_to(1.0, (10_000, 1, 1, 1)), 1, 1, pad=10_000)


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
def test_between_the_two_axes_the_columns_may_be_larger_than_at_the_end(layer):
    x = np.broadcast_to(1.0, (1, 1, 100_000, 1000))
    with pytest.raises(
        ValueError, match=r"array of shape \(1, 100000, 1, 100000, 101001\)"
    ):
        layer(x, 1, 100_000, stride=(100_000, 1), pad=((0, 0), (100_000, 100_000)))


def test_the_limit_itself_is_allowed():
    check_array_size((1, MAX_ARRAY_SIZE), "x")
    with pytest.raises(ValueError, match=f"at most {MAX_ARRAY_SIZE} numbers are allowed"):
        check_array_size((1, MAX_ARRAY_SIZE + 1), "x")


@pytest.mark.usefixtures("little_memory")
def test_a_matrix_for_many_images_that_no_memory_can_hold():
    with pytest.raises(
        ValueError, match=r"on input_shape \(100, 1, 1000, 1000\) would make"
    ):
        col2im(np.ones((1, 1)), (100, 1, 1000, 1000), 200, 200)


@pytest.mark.parametrize(
    "shape", [(10**6, 10**6), (10**12, 10**12), (0, 10**12, 10**12), (10**30,), (1,) * 65]
)
@pytest.mark.usefixtures("little_memory")
def test_weights_that_no_memory_can_hold(shape):
    with pytest.raises(ValueError, match=r"^shape "):
        he_normal(shape, 1, np.random.default_rng(0))


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
@pytest.mark.usefixtures("little_memory")
def test_a_large_setting_that_costs_nothing_is_allowed(layer):
    once = layer(IMAGE, 1, 1, stride=sys.maxsize, dilation=sys.maxsize)
    assert once.size == 1
