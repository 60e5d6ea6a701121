"""`Axis.tap_slices` is a formula; here every tap of every window is asked where it is."""

from itertools import product

import numpy as np
import pytest

from cnnlib.windows import Axis, gather, image_batches, make_axes, scatter_add


@pytest.mark.parametrize("ceil_mode", [False, True])
def test_a_tap_slice_has_the_windows_that_read_a_pixel(ceil_mode):
    tried = 0
    for filter_, stride, before, after, dilation, size in product(
        (1, 2, 3), (1, 2, 3), (0, 1, 4), (0, 2), (1, 2), (1, 2, 3, 6)
    ):
        axis = Axis(filter_, stride, before, after, dilation, ceil_mode)
        try:
            places = axis.count(size)
        except ValueError:
            continue
        tried += 1
        for i, (windows, pixels) in enumerate(axis.tap_slices(size)):
            read = {o: o * stride + i * dilation - before for o in range(places)}
            on_image = {o: pixel for o, pixel in read.items() if 0 <= pixel < size}
            assert list(range(places)[windows]) == list(on_image), axis
            assert list(range(size)[pixels]) == list(on_image.values()), axis
    assert tried > 300


def test_gather_copies_what_each_tap_reads_and_zeros_elsewhere():
    x = np.arange(1.0, 2 * 3 * 4 * 5 + 1).reshape(2, 3, 4, 5)
    settings = {"stride": (2, 1), "pad": ((1, 0), (2, 1)), "dilation": (1, 2)}
    cells = gather(x, make_axes(3, 2, **settings))
    assert cells.shape == (3, 3, 2, 2, 2, 6)
    for c, i, j, n, oh, ow in np.ndindex(cells.shape):
        h, w = oh * 2 + i - 1, ow + j * 2 - 2
        inside = 0 <= h < 4 and 0 <= w < 5
        assert cells[c, i, j, n, oh, ow] == (x[n, c, h, w] if inside else 0)


def test_scatter_add_is_the_adjoint_of_gather():
    rng = np.random.default_rng(0)
    x, axes = rng.normal(size=(2, 3, 5, 7)), make_axes(3, 2, (2, 3), 1, (1, 2))
    cells = rng.normal(size=gather(x, axes).shape)
    there, back = (
        (gather(x, axes) * cells).sum(),
        (scatter_add(cells, 5, 7, axes) * x).sum(),
    )
    assert there == pytest.approx(back)


@pytest.mark.parametrize("N", [0, 1, 7, 700])
def test_batches_hold_every_image_once(N):
    axes = make_axes(5, 5)
    # 4 * 4 places of 25 float32 are 1,600 bytes, 655 of which fit into 2**20; 56 * 56 of float64, one.
    for size, dtype, together in ((8, np.float32, 655), (60, float, 1), (600, float, 1)):
        x = np.zeros((N, 1, size, size), dtype)
        dealt = [n for batch in image_batches(x, axes) for n in range(N)[batch]]
        assert dealt == list(range(N))
        assert len(image_batches(x, axes)) == -(-N // together)
