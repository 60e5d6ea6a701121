"""How a network learns: weights to start from, optimizers that take a step, a loop that takes many, files to keep."""

import zipfile
from collections.abc import Iterator
from math import inf
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from cnnlib._typing import Labels, Named, Optimizer
from cnnlib.checks import (
    check_array,
    check_batch,
    check_float,
    check_float_dtype,
    check_int,
    check_labels,
    check_methods,
    check_names,
    check_numbers,
    check_path,
    check_shape,
    check_sizes,
)
from cnnlib.network import Sequential, SoftmaxWithLoss


def he_normal(
    shape: tuple[int, ...],
    fan_in: int,
    rng: np.random.Generator,
    dtype: DTypeLike = np.float32,
) -> np.ndarray:
    """Random weights to start from: normal, with the standard deviation sqrt(2 / fan_in).

    fan_in: how many numbers a weighted sum of the layer adds up, C*FH*FW or D. So scaled, sums
    are about as large as what they are made of, also after a ReLU has cut half of them off.
    Returns a new array of this shape and dtype.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: He, Zhang, Ren & Sun, "Delving Deep into Rectifiers" (2015).

    >>> W = he_normal((8, 3, 5, 5), 3 * 5 * 5, np.random.default_rng(0))
    >>> W.dtype, round(float(W.std()) / (2 / 75) ** 0.5, 1)
    (dtype('float32'), 1.0)
    """
    sizes, scale = check_sizes(shape, "shape"), (2 / check_int(fan_in, "fan_in", 1)) ** 0.5
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng must be a NumPy random Generator, not {rng!r}")
    return (rng.standard_normal(sizes) * scale).astype(check_float_dtype(dtype, "dtype"))


class SGD:
    """Stochastic gradient descent: step against the gradient, and keep some of the last step's speed.

    learning_rate: the step's length for a gradient of 1. momentum: how much of the last step is
    added to the next, from 0 (none) to below 1.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 6.

    >>> optimizer = SGD(learning_rate=0.1, momentum=0.5)
    >>> w = {"w": np.array([1.0])}
    >>> w = optimizer.step(w, {"w": np.array([2.0])})
    >>> w = optimizer.step(w, {"w": np.array([2.0])})
    >>> w["w"].round(6)  # 1 - 0.2 - (0.2 + 0.1)
    array([0.5])
    """

    def __init__(self, learning_rate: float = 0.01, momentum: float = 0.0):
        self.learning_rate = check_float(learning_rate, "learning_rate", 0)
        self.momentum = check_float(momentum, "momentum", 0, 1)
        self.velocities: dict[str, np.ndarray] = {}

    def step(self, parameters: Named, gradients: Named) -> dict[str, np.ndarray]:
        """New arrays for the parameters, by name, in their dtypes; the old ones stay as they are."""
        _check_step(parameters, gradients, self.velocities)
        new = {}
        for name, value in parameters.items():
            velocity = self.momentum * self.velocities.get(name, 0)
            self.velocities[name] = velocity - self.learning_rate * gradients[name]
            new[name] = (value + self.velocities[name]).astype(value.dtype)
        return new


class Adam:
    """Steps of about one length for every number: the gradient's running mean over its running size.

    learning_rate: the length. beta1, beta2: how much of the running means, of the gradient and of
    its square, stays at each step. epsilon: keeps the quotient finite where gradients are 0.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: Kingma & Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1.

    >>> w = Adam(learning_rate=0.1).step(
    ...     {"w": np.array([1.0, 1.0])}, {"w": np.array([0.003, -500.0])}
    ... )
    >>> w["w"].round(4)
    array([0.9, 1.1])
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ):
        self.learning_rate = check_float(learning_rate, "learning_rate", 0)
        self.beta1, self.beta2 = (
            check_float(beta1, "beta1", 0, 1),
            check_float(beta2, "beta2", 0, 1),
        )
        self.epsilon = check_float(epsilon, "epsilon", 0)
        self.steps = 0
        self.means: dict[str, np.ndarray] = {}
        self.squares: dict[str, np.ndarray] = {}

    def step(self, parameters: Named, gradients: Named) -> dict[str, np.ndarray]:
        """New arrays for the parameters, by name, in their dtypes; the old ones stay as they are."""
        _check_step(parameters, gradients, self.means)
        self.steps += 1
        # Both means start at 0 and are too small at first: by this much.
        correction1, correction2 = 1 - self.beta1**self.steps, 1 - self.beta2**self.steps
        new = {}
        for name, value in parameters.items():
            # In float16, epsilon and the square of a small gradient would be 0.
            g = gradients[name].astype(np.result_type(value.dtype, np.float32))
            mean = self.beta1 * self.means.get(name, 0) + (1 - self.beta1) * g
            square = self.beta2 * self.squares.get(name, 0) + (1 - self.beta2) * g**2
            self.means[name], self.squares[name] = mean, square
            update = mean / correction1 / (np.sqrt(square / correction2) + self.epsilon)
            new[name] = (value - self.learning_rate * update).astype(value.dtype)
        return new


def train(
    network: Sequential,
    x: np.ndarray,
    labels: Labels,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int = 32,
    seed: int = 0,
) -> Iterator[float]:
    """Teach a network to give images their labels; a generator that yields once after every epoch.

    An epoch shows every image once, in a new random order, batch_size at a time; after each batch
    the optimizer takes one step. The network is changed in place, and learns only while you ask
    for the next value.

    x: (N, ...), what the network takes. labels: (N,), integers. optimizer: has step, as Adam has.
    seed: of the orders. Yields the mean of the epoch's losses, one for each batch.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 4 and 7.

    >>> from cnnlib import Affine
    >>> x, labels = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1, 0])
    >>> network = Sequential(Affine(np.zeros((2, 2)), np.zeros(2)))
    >>> losses = list(train(network, x, labels, SGD(1.0), epochs=50))
    >>> [round(losses[0], 2), round(losses[-1], 2)], network.forward(x).argmax(axis=1)
    ([0.69, 0.02], array([1, 0]))
    """
    _check_network(network)
    check_methods(optimizer, "optimizer", "step")
    if check_batch(x, "x", "f").size == 0:
        raise ValueError(f"x must not be empty, but its shape is {x.shape}")
    classes = check_array(network.forward(x[:1]), "the network's output", "N K").shape[1]
    check_labels(labels, len(x), classes)
    return _epochs(
        network,
        x,
        labels,
        optimizer,
        epochs=check_int(epochs, "epochs", 0),
        batch_size=check_int(batch_size, "batch_size", 1),
        rng=np.random.default_rng(check_int(seed, "seed", 0, inf)),
    )


def _epochs(
    network: Sequential,
    x: np.ndarray,
    labels: Labels,
    optimizer: Optimizer,
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> Iterator[float]:
    loss = SoftmaxWithLoss()
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(loss.forward(network.forward(x[batch]), labels[batch]))
            network.backward(loss.backward())
            network.parameters = optimizer.step(network.parameters, network.gradients)
        yield sum(losses) / len(losses)


def save_weights(network: Sequential, path: str | PathLike[str]) -> None:
    """Write all W and b of a network into a file, in NumPy's npz format; no pickle.

    path: a str or Path; the file gets just this name. What the layers are is not stored.
    Raises TypeError naming the argument that is wrong, and what `open` raises.

    >>> import tempfile, pathlib
    >>> from cnnlib import Affine
    >>> network = Sequential(Affine(np.array([[1.0, 2.0]])))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_weights(network, pathlib.Path(folder, "weights.npz"))
    ...     other = Sequential(Affine(np.zeros((1, 2))))
    ...     load_weights(other, pathlib.Path(folder, "weights.npz"))
    >>> other.parameters
    {'0.W': array([[1., 2.]])}
    """
    _check_network(network)
    arrays: dict[str, Any] = network.parameters
    with open(check_path(path, "path"), "wb") as file:
        np.savez(file, **arrays)


def load_weights(network: Sequential, path: str | PathLike[str]) -> None:
    """Give a network the W and b that `save_weights` wrote; its layers must have the same shapes.

    Each keeps the dtype that the network has for it. Nothing in the file is ever run as code.
    Raises ValueError if the file is of another kind, or if names or shapes differ, TypeError
    naming the argument that is wrong, and what `open` raises; the network is then as before.
    """
    _check_network(network)
    with open(check_path(path, "path"), "rb") as file:
        if not zipfile.is_zipfile(file):
            raise ValueError(f"path must name a file of save_weights, not {path}")
        file.seek(0)
        with np.load(file, allow_pickle=False) as arrays:
            network.parameters = dict(arrays)


def _check_network(network: Any) -> None:
    if not isinstance(network, Sequential):
        raise TypeError(f"network must be a Sequential, not {type(network).__name__}")


def _check_step(parameters: Any, gradients: Any, previous: Named) -> None:
    """Raise TypeError or ValueError unless every parameter has a gradient of its shape.

    previous: arrays kept from the step before, by name; a parameter must still have their shape.
    """
    check_names(parameters, "parameters", parameters)
    check_names(gradients, "gradients", parameters)
    for name, value in parameters.items():
        check_numbers(value, name, "f")
        check_shape(
            check_numbers(gradients[name], f"d{name}", "f"), f"d{name}", value.shape
        )
        if name in previous:
            check_shape(value, name, previous[name].shape)
