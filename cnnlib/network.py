"""What a network needs besides convolution and pooling: ReLU, Affine, a loss, and a chain to hold them."""

from copy import copy
from math import prod

import numpy as np

from cnnlib._typing import Labels, Layer, Named, SetByRun
from cnnlib.checks import (
    check_array,
    check_float,
    check_labels,
    check_methods,
    check_names,
    check_numbers,
    check_shape,
)


class ReLU:
    """Let positive numbers through and turn negative ones into 0; gradients pass where numbers passed.

    x: floats of any shape. At 0 the gradient is 0; NaN passes, as in PyTorch.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 5.

    >>> layer = ReLU()
    >>> layer.forward(np.array([[-2.0, 0.0, 3.0]]))
    array([[0., 0., 3.]])
    >>> layer.backward(np.array([[10.0, 20.0, 30.0]]))
    array([[ 0.,  0., 30.]])
    """

    blocked: SetByRun = None
    dtype: np.dtype | None = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Any shape -> the same shape, in x's dtype."""
        self.blocked, self.dtype = check_numbers(x, "x", "f") <= 0, x.dtype
        return np.where(self.blocked, 0, x).astype(x.dtype)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient with respect to out -> to x, both of x's shape, in x's dtype."""
        if self.blocked is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        check_shape(check_numbers(dout, "dout", "f"), "dout", self.blocked.shape)
        return np.where(self.blocked, 0, dout).astype(self.dtype)


class Affine:
    """Join every number of an image to every output: each output is a weighted sum of all of them.

    W: (D, M), floats, where D = C*H*W is the count of an image's numbers. b: (M,), or None for no bias.
    x: (N, D) or (N, C, H, W), or any other shape with N rows of D numbers.
    After backward: dW and db, shaped as W and b.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 5.

    >>> layer = Affine(np.array([[1.0, 0.0], [10.0, 1.0]]), np.array([0.5, 0.0]))
    >>> layer.forward(np.array([[[[2.0, 3.0]]]]))
    array([[32.5,  3. ]])
    >>> layer.backward(np.array([[1.0, 0.0]]))
    array([[[[ 1., 10.]]]])
    """

    x_shape: tuple[int, ...] = ()
    rows: SetByRun = None
    weights: SetByRun = None
    dW: SetByRun = None
    db: SetByRun = None

    def __init__(self, W: np.ndarray, b: np.ndarray | None = None):
        self.W = check_array(W, "W", "D M", "f")
        self.b = None if b is None else check_array(b, "b", "M", "f", W.shape[1:])

    def forward(self, x: np.ndarray) -> np.ndarray:
        """(N, C, H, W) or (N, D) -> (N, M), in x's dtype."""
        D = len(self.W)
        if check_numbers(x, "x", "f").ndim < 2 or prod(x.shape[1:]) != D:
            raise ValueError(
                f"x must have shape (N, C, H, W) or (N, D) with {D} numbers in each of N rows, "
                f"not {x.shape}"
            )
        self.x_shape = x.shape
        # Copies: backward needs x and W as they are now, whatever becomes of them.
        self.rows, self.weights = x.reshape(len(x), D).copy(), self.W.astype(x.dtype)
        out = self.rows @ self.weights
        if self.b is not None:
            out += self.b.astype(x.dtype)
        return out

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient with respect to out (N, M) -> to x, in x's shape; also sets dW and db."""
        if self.rows is None:
            raise ValueError("backward(dout) needs a forward(x) before it")
        shape = len(self.rows), self.W.shape[1]
        check_array(dout, "dout", "N M", "f", shape)
        dout = dout.astype(self.rows.dtype)
        self.dW = (self.rows.T @ dout).astype(self.W.dtype)
        if self.b is not None:
            # In float64: a sum of ones in float16 stops growing at 2048.
            self.db = dout.sum(axis=0, dtype=float).astype(self.b.dtype)
        return (dout @ self.weights.T).reshape(self.x_shape)


class SoftmaxWithLoss:
    """Turn scores into probabilities, and say how wrong they are: the mean cross-entropy.

    The loss of an image is -log of the probability that its own label got. The largest score is
    subtracted first, so that no exponential can overflow.

    x: scores (N, K), floats. labels: (N,), integers from 0 to K - 1.
    After forward: probabilities (N, K), in x's dtype. A batch of no images has the loss 0.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 4 and 5.

    >>> loss = SoftmaxWithLoss()
    >>> round(loss.forward(np.array([[0.0, 0.0], [1000.0, 0.0]]), np.array([1, 0])), 4)
    0.3466
    >>> loss.probabilities
    array([[0.5, 0.5],
           [1. , 0. ]])
    >>> loss.backward()
    array([[ 0.25, -0.25],
           [ 0.  ,  0.  ]])
    """

    probabilities: SetByRun = None
    labels: SetByRun = None

    def forward(self, x: np.ndarray, labels: Labels) -> float:
        """Scores (N, K) and labels (N,) -> the loss, one number."""
        N, K = check_array(x, "x", "N K", "f").shape
        labels = check_labels(labels, N, K)
        shifted = x - x.max(axis=1, keepdims=True)
        exponentials = np.exp(shifted)
        sums = exponentials.sum(axis=1, keepdims=True)
        # A copy: backward needs the labels as they are now.
        self.probabilities, self.labels = exponentials / sums, labels.copy()
        # log(e^s / sum) as s - log(sum): a probability that has become 0 has no logarithm.
        losses = np.log(sums[:, 0]) - shifted[np.arange(N), labels]
        return float(losses.sum(dtype=float) / max(N, 1))

    def backward(self, dout: float = 1.0) -> np.ndarray:
        """The loss's gradient with respect to x, in x's dtype: (probabilities - 1 at the label) / N.

        dout: a number to multiply it by, for a loss that is only a part of another.
        """
        if self.probabilities is None:
            raise ValueError("backward(dout) needs a forward(x, labels) before it")
        N = len(self.labels)
        dx = self.probabilities.copy()
        dx[np.arange(N), self.labels] -= 1
        return dx * (check_float(dout, "dout") / max(N, 1))


class Sequential:
    """A chain of layers: each takes what the one before it gave; gradients run back along the chain.

    layers: objects with forward and backward, no object twice. Their parameters, W and b where a
    layer has them, are known by the layer's place: "0.W" is W of the first layer.
    Raises TypeError or ValueError naming the argument that is wrong.
    Source: "Deep Learning from Scratch", ch. 5 and 7.

    >>> network = Sequential(Affine(np.ones((4, 3)), np.zeros(3)), ReLU(), Affine(np.ones((3, 2))))
    >>> network.forward(np.ones((1, 1, 2, 2)))
    array([[12., 12.]])
    >>> network.backward(np.array([[1.0, 0.0]])).shape
    (1, 1, 2, 2)
    >>> {name: value.shape for name, value in network.parameters.items()}
    {'0.W': (4, 3), '0.b': (3,), '2.W': (3, 2)}
    """

    def __init__(self, *layers: Layer):
        if not layers:
            raise ValueError("layers must be one layer or more, not none")
        for i, layer in enumerate(layers):
            check_methods(layer, f"layers[{i}]", "forward", "backward")
            if isinstance(layer, Sequential):
                raise TypeError(f"layers[{i}] must be a single layer, not a Sequential")
            if any(layer is earlier for earlier in layers[:i]):
                raise ValueError(
                    f"layers must be different objects, but layer {i} came before"
                )
        self.layers = list(layers)

    def forward(self, x: np.ndarray) -> np.ndarray:
        """What the first layer takes -> what the last one gives."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The loss's gradient with respect to the last layer's out -> to the first one's x; sets all dW and db."""
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    @property
    def parameters(self) -> dict[str, np.ndarray]:
        """Every layer's W and b: the arrays themselves, not copies.

        Assigning a mapping with the same names and shapes gives every layer a copy of its new
        values, in the dtype of the old. If one does not fit, none is changed.
        """
        return {key: getattr(layer, name) for key, layer, name in self._parameter_keys()}

    @parameters.setter
    def parameters(self, values: Named) -> None:
        old = self.parameters
        check_names(values, "parameters", old)
        for key in old:
            check_shape(check_numbers(values[key], key, "f"), key, old[key].shape)
        for key, layer, name in self._parameter_keys():
            setattr(layer, name, values[key].astype(old[key].dtype))

    @property
    def gradients(self) -> dict[str, np.ndarray]:
        """Every layer's dW and db, under the names of their parameters."""
        gradients: dict[str, SetByRun] = {
            key: getattr(layer, "d" + name, None)
            for key, layer, name in self._parameter_keys()
        }
        for key, gradient in gradients.items():
            if gradient is None:
                raise ValueError(
                    f"gradients need a backward(dout) before them; {key} has none"
                )
        return gradients

    def __copy__(self) -> "Sequential":
        # check_gradients works on a copy: the layers of this chain must not notice.
        return Sequential(*map(copy, self.layers))

    def _parameter_keys(self) -> list[tuple[str, Layer, str]]:
        """For each parameter: its key, such as "0.W", its layer, and its name there, W or b."""
        return [
            (f"{i}.{name}", layer, name)
            for i, layer in enumerate(self.layers)
            for name in ("W", "b")
            if getattr(layer, name, None) is not None
        ]
