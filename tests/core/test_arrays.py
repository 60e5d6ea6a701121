"""What every function and layer promises about the arrays it takes and gives, whatever it computes."""

import numpy as np
import pytest

from cnnlib import AveragePooling, Convolution, Pooling, col2im, im2col

FLOATS = [np.float16, np.float32, np.float64]
NUMBERS = [*FLOATS, np.int8, np.int16, np.int32, np.int64, np.uint8]


def layers(dtype=np.float64, size=2, **more):
    """One of each layer, with windows of size x size, for two channels."""
    rng = np.random.default_rng(0)
    return [
        Convolution(
            rng.normal(size=(3, 2, size, size)).astype(dtype), np.ones(3, dtype), **more
        ),
        Convolution(rng.normal(size=(2, 1, size, size)).astype(dtype), groups=2, **more),
        Pooling(size, size, **more),
        AveragePooling(size, size, **more),
    ]


def images(dtype=np.float64, N=2, H=4, W=5):
    return np.random.default_rng(1).integers(0, 9, (N, 2, H, W)).astype(dtype)


def results(layer, x, dout=None):
    """All that a forward and a backward give."""
    out = layer.forward(x)
    dx = layer.backward(np.ones_like(out) if dout is None else dout)
    parameters = [
        getattr(layer, name)
        for name in ("dW", "db")
        if getattr(layer, name, None) is not None
    ]
    return [out, dx, *parameters]


@pytest.mark.parametrize("dtype", NUMBERS)
def test_im2col_and_col2im_keep_every_dtype(dtype):
    col = im2col(images(dtype), 2, 2, pad=1)
    assert col.dtype == dtype
    assert col2im(col, (2, 2, 4, 5), 2, 2, pad=1).dtype == dtype


@pytest.mark.parametrize("dtype", NUMBERS)
@pytest.mark.parametrize("pad", [0, 1])
def test_max_pooling_keeps_every_dtype(dtype, pad):
    assert {array.dtype for array in results(Pooling(2, 2, 2, pad), images(dtype))} == {
        np.dtype(dtype)
    }


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("settings", [{}, {"pad": 1, "stride": 2}])
def test_layers_keep_floats(dtype, settings):
    for layer in layers(dtype, **settings):
        assert {array.dtype for array in results(layer, images(dtype))} == {np.dtype(dtype)}
        assert {
            array.dtype
            for array in results(
                layer, images(dtype), np.ones_like(layer.forward(images()), dtype=float)
            )
        } == {np.dtype(dtype)}


@pytest.mark.parametrize(
    ("of_x", "of_W"),
    [(np.float32, np.float64), (np.float64, np.float32), (np.float16, np.float64)],
)
def test_out_and_dx_follow_x_while_dW_and_db_follow_W_and_b(of_x, of_W):
    layer = layers(of_W)[0]
    assert [array.dtype for array in results(layer, images(of_x))] == [
        of_x,
        of_x,
        of_W,
        of_W,
    ]


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("settings", [{}, {"pad": 1}])
def test_inputs_are_never_written_to(size, settings):
    x = images()
    x.flags.writeable = False
    col = im2col(x, size, size, **settings)
    col.flags.writeable = False
    col2im(col, x.shape, size, size, **settings)
    for layer in layers(size=size, **settings):
        dout = np.ones(layer.forward(x).shape)
        for array in (
            dout,
            *(
                getattr(layer, name)
                for name in ("W", "b")
                if getattr(layer, name, None) is not None
            ),
        ):
            array.flags.writeable = False
        results(layer, x, dout)


@pytest.mark.parametrize("size", [1, 2])
def test_results_are_new_arrays_that_can_be_written_to(size):
    x = images()
    col = im2col(x, size, size)
    image = col2im(col, x.shape, size, size)
    assert not np.shares_memory(col, x)
    assert not np.shares_memory(col, image)
    col[...] = image[...] = -1
    for layer in layers(size=size):
        dout = np.ones(layer.forward(x).shape)
        kept = [value for value in vars(layer).values() if isinstance(value, np.ndarray)]
        for array in results(layer, x, dout):
            assert not any(np.shares_memory(array, other) for other in (x, dout, *kept))
            array[...] = -1
    np.testing.assert_array_equal(x, images())


def test_writing_into_the_column_buffer_of_a_1x1_filter_does_not_change_x():
    x = images(N=1)
    im2col(x, 1, 1)[...] = -1
    layer = Convolution(np.ones((1, 2, 1, 1)))
    layer.forward(x)
    layer.col[...] = -1
    np.testing.assert_array_equal(x, images(N=1))


@pytest.mark.parametrize(
    "awkward",
    [
        np.asfortranarray,
        lambda x: np.repeat(np.repeat(x, 2, axis=2), 3, axis=3)[:, :, ::2, ::3],
        lambda x: x[:, :, ::-1, ::-1].copy()[:, :, ::-1, ::-1],
        lambda x: x.transpose(3, 1, 0, 2).copy().transpose(2, 1, 3, 0),
    ],
)
def test_the_order_in_memory_does_not_matter(awkward):
    x = images()
    assert not awkward(x).flags.c_contiguous
    col = im2col(x, 2, 2)
    np.testing.assert_array_equal(im2col(awkward(x), 2, 2), col)
    np.testing.assert_array_equal(
        col2im(np.asfortranarray(col), x.shape, 2, 2), col2im(col, x.shape, 2, 2)
    )
    for layer in layers():
        dout = np.random.default_rng(2).normal(size=layer.forward(x).shape)
        for plain, other in zip(
            results(layer, x, dout), results(layer, awkward(x), awkward(dout)), strict=True
        ):
            np.testing.assert_allclose(other, plain, rtol=1e-13)


@pytest.mark.parametrize("settings", [{}, {"pad": 1, "stride": 2, "dilation": 2}])
def test_no_images_give_no_outputs_and_gradients_of_zero(settings):
    x = images(N=0)
    col = im2col(x, 2, 2, **settings)
    assert col.shape == (0, 8)
    assert col2im(col, x.shape, 2, 2, **settings).shape == x.shape
    for layer in layers(**settings):
        out, dx, *parameters = results(layer, x)
        assert out.shape == (0, *layer.forward(images()).shape[1:])
        assert dx.shape == x.shape
        assert not any(array.any() for array in parameters)
        for name in ("W", "b"):
            if getattr(layer, name, None) is not None:
                assert getattr(layer, "d" + name).shape == getattr(layer, name).shape
