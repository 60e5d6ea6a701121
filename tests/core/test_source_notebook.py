"""The notebook that the book grew from, after "Deep Learning from Scratch", ch. 7: only the import is new.

Calls, names and shapes are the notebook's own, so this file must not be made to fit the library.
"""

import numpy as np

from cnnlib import Convolution, Pooling, col2im, im2col


def test_four_dimensional_arrays():
    x = np.random.rand(10, 1, 28, 28)
    assert x.shape == (10, 1, 28, 28)
    assert x[0].shape == (1, 28, 28)
    assert x[1].shape == (1, 28, 28)
    assert x[0, 0].shape == (28, 28)


def test_im2col():
    x1 = np.random.rand(1, 3, 7, 7)
    col1 = im2col(x1, 5, 5, stride=1, pad=0)
    assert col1.shape == (9, 75)

    x2 = np.random.rand(10, 3, 7, 7)
    col2 = im2col(x2, 5, 5, stride=1, pad=0)
    assert col2.shape == (90, 75)


def test_convolution():
    x = np.random.rand(10, 3, 7, 7)
    W = np.random.rand(4, 3, 5, 5)
    b = np.random.rand(4)

    conv = Convolution(W, b, 1, 0)
    out = conv.forward(x)
    assert out.shape == (10, 4, 3, 3)
    assert conv.x.shape == (10, 3, 7, 7)
    assert conv.col.shape == (90, 75)
    assert conv.col_W.shape == (75, 4)
    out_by_hand = (
        (np.dot(conv.col, conv.col_W) + b).reshape(10, 3, 3, -1).transpose(0, 3, 1, 2)
    )
    np.testing.assert_allclose(out, out_by_hand)

    dout = np.random.rand(*out.shape)
    dx = conv.backward(dout)
    assert dx.shape == x.shape
    assert conv.dW.shape == W.shape
    assert conv.db.shape == b.shape

    FN, C, FH, FW = W.shape
    dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
    np.testing.assert_allclose(conv.db, np.sum(dout, axis=0))
    np.testing.assert_allclose(
        conv.dW, np.dot(conv.col.T, dout).transpose(1, 0).reshape(FN, C, FH, FW)
    )
    np.testing.assert_allclose(
        dx, col2im(np.dot(dout, conv.col_W.T), x.shape, FH, FW, 1, 0)
    )


def test_convolution_with_the_arguments_that_may_be_left_out():
    x, W, b = np.random.rand(2, 3, 7, 7), np.random.rand(4, 3, 5, 5), np.zeros(4)
    assert Convolution(W, b).forward(x).shape == (2, 4, 3, 3)
    assert Convolution(W, b, stride=2, pad=1).forward(x).shape == (2, 4, 3, 3)


def test_pooling_forward():
    x = np.random.rand(10, 3, 4, 4)
    pool = Pooling(2, 2, 2)
    out = pool.forward(x)
    assert out.shape == (10, 3, 2, 2)
    assert pool.x.shape == x.shape
    assert pool.arg_max.shape == (10 * 2 * 2 * 3,)

    col = im2col(x, 2, 2, 2, 0).reshape(-1, 2 * 2)
    np.testing.assert_array_equal(pool.arg_max, np.argmax(col, axis=1))
    np.testing.assert_array_equal(
        out, np.max(col, axis=1).reshape(10, 2, 2, 3).transpose(0, 3, 1, 2)
    )
    assert Pooling(pool_h=3, pool_w=2, stride=1, pad=0).forward(x).shape == (10, 3, 2, 3)


def test_pooling_backward_shape_by_shape():
    x = np.random.rand(1, 2, 16, 32)
    pool = Pooling(2, 2, 2)
    dout = np.random.rand(*pool.forward(x).shape)
    dx_of_layer = pool.backward(dout)

    assert pool.arg_max.reshape(1, 8, 16, 2).shape == (1, 8, 16, 2)
    pool_h = pool_w = stride = 2
    pool_size = pool_h * pool_w
    dout = dout.transpose(0, 2, 3, 1)
    dmax = np.zeros((dout.size, pool_size))
    assert dmax.shape == (256, 4)
    dmax[np.arange(pool.arg_max.size), pool.arg_max.flatten()] = dout.flatten()
    assert dout.shape == (1, 8, 16, 2)
    assert np.zeros(pool_size).shape == (4,)
    assert dout.shape + (pool_size,) == (1, 8, 16, 2, 4)  # noqa: RUF005 - as the source writes it
    dmax = dmax.reshape(dout.shape + (pool_size,))  # noqa: RUF005
    assert dmax.shape == (1, 8, 16, 2, 4)
    dcol = dmax.reshape(dmax.shape[0] * dmax.shape[1] * dmax.shape[2], -1)
    assert dcol.shape == (128, 8)
    dx = col2im(dcol, x.shape, pool_h, pool_w, stride, 0)
    assert dx.shape == (1, 2, 16, 32)
    np.testing.assert_array_equal(dx, dx_of_layer)
