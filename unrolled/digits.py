"""The network that the pictures take apart: chapter 8's, trained once, kept in a file of this package.

python -m unrolled.digits     trains it anew and writes that file
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cnnlib import (
    Adam,
    Affine,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    he_normal,
    load_digits,
    load_weights,
    save_weights,
    split,
    train,
)

FILE = Path(__file__).with_name("digits-network.npz")
SEED = 0  # of the weights to start from, and of the order of the images
EPOCHS = 14
SHORT = 4  # epochs at the end, with steps a tenth as long
TEST = 450


def digits_network() -> Sequential:
    """The trained network of the chapter on learning: it reads at least 97 % of the 450 test digits.

    Takes x (N, 1, 8, 8), as `cnnlib.load_digits` gives it, and returns scores (N, 10). Its layers, in order:
    conv1, relu1, pool1, conv2, relu2, pool2, affine; 6,090 numbers in float32, rounded to steps that take one byte
    each, so that a page which holds them stays light. Each call makes a new one.
    It has never seen the digits that `split(*load_digits(), test=450)` puts aside.

    >>> network = digits_network()
    >>> sum(value.size for value in network.parameters.values())
    6090
    >>> (_, _), (x, labels) = split(*load_digits(), test=450)
    >>> bool((network.forward(x).argmax(axis=1) == labels).mean() >= 0.97)
    True
    """
    network = untrained()
    load_weights(network, FILE)
    return network


def untrained(
    seed: int = SEED,
    convolution: type[Convolution] = Convolution,
    pooling: type[Pooling] = Pooling,
) -> Sequential:
    """The same layers with random weights, as training begins with them; or with layers of other classes."""
    rng = np.random.default_rng(seed)

    def filters(FN: int, C: int) -> Convolution:
        W = he_normal((FN, C, 3, 3), fan_in=C * 3 * 3, rng=rng)
        return convolution(W, np.zeros(FN, np.float32), pad=1)

    return Sequential(
        filters(16, 1),
        ReLU(),  # (N, 16, 8, 8)
        pooling(2, 2, stride=2),  # (N, 16, 4, 4)
        filters(32, 16),
        ReLU(),  # (N, 32, 4, 4)
        pooling(2, 2, stride=2),  # (N, 32, 2, 2)
        Affine(he_normal((128, 10), fan_in=128, rng=rng), np.zeros(10, np.float32)),
    )


def trained() -> Sequential:
    """The network, trained anew. Other machines add in another order, and so get weights that differ a little."""
    network, (train_set, _) = untrained(), split(*load_digits(), test=TEST)
    for _ in lessons(network, *train_set):
        pass
    network.parameters = {key: _rounded(value) for key, value in network.parameters.items()}
    return network


def lessons(
    network: Sequential,
    x: np.ndarray,
    labels: np.ndarray,
    epochs: int = EPOCHS,
    seed: int = SEED,
) -> Iterator[float]:
    """Teach the network in place, with steps a tenth as long in the last epochs; yields each epoch's mean loss.

    seed: of the order in which it sees the images.
    """
    optimizer = Adam(learning_rate=0.01)
    for epoch, loss in enumerate(
        train(network, x, labels, optimizer, epochs, seed=seed), 1
    ):
        if epoch == epochs - SHORT:
            optimizer.learning_rate /= 10
        yield loss


def _rounded(value: np.ndarray) -> np.ndarray:
    """To the smallest power of two of which the largest number is at most 127 steps."""
    step = 2.0 ** np.ceil(np.log2(np.abs(value).max() / 127))
    return (np.round(value / step) * step).astype(value.dtype)


if __name__ == "__main__":
    save_weights(trained(), FILE)
