"""How the library may be called, and how not, as mypy sees it; never run.

A hint that is too narrow makes a right call fail. One that is too wide makes an "ignore" below superfluous, and
mypy (warn_unused_ignores, a part of strict) says so.
"""

from pathlib import Path
from typing import assert_type

import numpy as np

import cnnlib
from cnnlib._typing import Layer

x = np.ones((2, 3, 8, 8), np.float32)
labels = np.array([0, 1])


class Double:
    """A layer of one's own."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        return 2 * x

    def backward(self, dout: np.ndarray) -> np.ndarray:
        return 2 * dout


class Halfway:
    def forward(self, x: np.ndarray) -> np.ndarray:
        return x


def right() -> None:
    assert_type(cnnlib.output_size(9, 3, pad=(1, 0)), int)
    col = cnnlib.im2col(x, 3, 3, (1, 2), ((0, 1), (2, 3)), dilation=2)
    cnnlib.col2im(col, x.shape, 3, 3, pad=(1, 1))
    convolution = cnnlib.Convolution(x, None, stride=(2, 1), pad=((0, 1), 2), groups=1)
    pooling = cnnlib.Pooling(2, 2, 2, ceil_mode=True)
    average = cnnlib.AveragePooling(2, 2, count_include_pad=False)
    network = cnnlib.Sequential(convolution, cnnlib.ReLU(), pooling, average, Double())
    network.backward(network.forward(x))
    convolution.dW.sum()
    network.parameters = {name: value * 2 for name, value in network.parameters.items()}
    loss = cnnlib.SoftmaxWithLoss()
    assert_type(loss.forward(np.ones((2, 3)), labels), float)
    assert_type(cnnlib.check_gradients(Double(), x)["x"], float)
    cnnlib.numerical_gradient(lambda v: float(v.sum()), x)
    for optimizer in (cnnlib.SGD(0.1, momentum=0.9), cnnlib.Adam()):
        for value in cnnlib.train(network, x, labels, optimizer, epochs=2, seed=1):
            assert_type(value, float)
    cnnlib.save_weights(network, Path("weights.npz"))
    cnnlib.load_weights(network, "weights.npz")
    (x_train, _), (_, labels_test) = cnnlib.split(*cnnlib.load_digits(), test=450)
    x_train.sum(), labels_test.sum()
    cnnlib.he_normal((3, 4), 4, np.random.default_rng(0), "float64")
    layers: list[Layer] = [cnnlib.Affine(np.ones((3, 2))), network]
    layers.clear()


def wrong() -> None:
    cnnlib.output_size(9.0, 3)  # type: ignore[arg-type]
    cnnlib.im2col([[1.0]], 3, 3)  # type: ignore[arg-type]
    cnnlib.im2col(x, 3, 3, stride=(1, 2, 3))  # type: ignore[arg-type]
    cnnlib.im2col(x, 3, 3, pad=1.5)  # type: ignore[arg-type]
    cnnlib.im2col(x, 3, 3, dilation="2")  # type: ignore[arg-type]
    cnnlib.im2col(x, (3, 3))  # type: ignore[call-arg, arg-type]
    cnnlib.col2im(x, 4, 3, 3)  # type: ignore[arg-type]
    cnnlib.Convolution(x, 0.5)  # type: ignore[arg-type]
    cnnlib.Convolution(x, groups=1.0)  # type: ignore[arg-type]
    cnnlib.Pooling((2, 2))  # type: ignore[call-arg, arg-type]
    cnnlib.Pooling(2, 2, ceil_mode="yes")  # type: ignore[arg-type]
    cnnlib.Pooling(2, 2, count_include_pad=True)  # type: ignore[call-arg]
    cnnlib.Affine(np.ones((2, 3))).forward(None)  # type: ignore[arg-type]
    cnnlib.SoftmaxWithLoss().forward(x, np.ones(2))  # type: ignore[arg-type]
    cnnlib.Sequential(cnnlib.ReLU)  # type: ignore[arg-type]
    cnnlib.Sequential(Halfway())  # type: ignore[arg-type]
    cnnlib.SGD("fast")  # type: ignore[arg-type]
    cnnlib.numerical_gradient(lambda v: "no number", x)  # type: ignore[arg-type, return-value]
    cnnlib.check_gradients(Halfway(), x)  # type: ignore[arg-type]
    cnnlib.train(Double(), x, labels, cnnlib.SGD(), 1)  # type: ignore[arg-type]
    cnnlib.save_weights(cnnlib.Sequential(Double()), 3)  # type: ignore[arg-type]
