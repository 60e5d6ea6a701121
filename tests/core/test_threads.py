"""Layers share nothing: each in a thread of its own computes what it computes alone."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from cnnlib import (
    Adam,
    Affine,
    AveragePooling,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    check_gradients,
    col2im,
    im2col,
    train,
)

THREADS, ROUNDS = 4, 20


def one_layer(make, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(2, 4, 12, 9 + seed))  # every thread has shapes of its own
    layer = make(rng)
    out = layer.forward(x)
    dx = layer.backward(rng.normal(size=out.shape))
    return [out, dx, *(getattr(layer, name, None) for name in ("dW", "db", "arg_max"))]


def unrolled(seed):
    x = np.random.default_rng(seed).normal(size=(2, 3, 9, 9 + seed))
    col = im2col(x, 3, 2, stride=2, pad=1)
    return [col, col2im(col, x.shape, 3, 2, stride=2, pad=1)]


def learnt(seed):
    rng = np.random.default_rng(seed)
    network = Sequential(
        Convolution(rng.normal(size=(3, 1, 2, 2)), np.zeros(3)),
        ReLU(),
        Pooling(2, 2),
        Affine(rng.normal(size=(12, 2)), np.zeros(2)),
    )
    x, labels = rng.normal(size=(8, 1, 4, 4)), rng.integers(0, 2, 8)
    losses = list(train(network, x, labels, Adam(0.01), epochs=1, batch_size=4, seed=seed))
    errors = check_gradients(network, x[:1])
    return [*network.parameters.values(), losses, errors["x"]]


WORK = {
    "Convolution": lambda seed: one_layer(
        lambda rng: Convolution(
            rng.normal(size=(6, 2, 3, 3)), rng.normal(size=6), 2, 1, groups=2
        ),
        seed,
    ),
    "Pooling": lambda seed: one_layer(lambda rng: Pooling(3, 3, 2, 1), seed),
    "AveragePooling": lambda seed: one_layer(lambda rng: AveragePooling(3, 3, 2, 1), seed),
    "ReLU": lambda seed: one_layer(lambda rng: ReLU(), seed),
    "Affine": lambda seed: one_layer(
        lambda rng: Affine(rng.normal(size=(4 * 12 * (9 + seed), 5)), np.zeros(5)), seed
    ),
    "im2col and col2im": unrolled,
    "train": learnt,
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK.keys())
def test_separate_layers_in_several_threads(work):
    alone = [work(seed) for seed in range(THREADS)]
    start = threading.Barrier(THREADS)

    def again(seed):
        start.wait(timeout=60)
        return [work(seed) for _ in range(ROUNDS)]

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(again, range(THREADS)))
    for expected, rounds in zip(alone, together, strict=True):
        for results in rounds:
            for result, value in zip(results, expected, strict=True):
                np.testing.assert_array_equal(result, value)
