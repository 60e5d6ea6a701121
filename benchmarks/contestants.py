"""Who runs: each makes two calls, forward alone and forward + backward, for one layer and one size."""

from typing import NamedTuple

import numpy as np

import cnnlib
from benchmarks import source
from cnnlib import windows
from unrolled import plain

try:
    import torch
except ImportError:
    torch = None

CONVOLUTIONS = [  # N, C, H = W, FN, FH = FW, stride, pad
    (100, 1, 28, 30, 5, 1, 0),
    (32, 16, 28, 32, 3, 1, 1),
    (16, 64, 56, 64, 3, 1, 1),
    (8, 256, 14, 256, 3, 1, 1),
    (4, 3, 224, 64, 7, 2, 3),
    (16, 64, 56, 128, 1, 1, 0),
    (10, 3, 7, 8, 5, 1, 0),
]
POOLINGS = [  # N, C, H = W, PH = PW, stride
    (100, 30, 24, 2, 2),
    (16, 64, 112, 3, 2),
]


class Given(NamedTuple):
    """One layer's float32 arrays; a pooling has no W and b."""

    x: np.ndarray
    dout: np.ndarray
    W: np.ndarray | None = None
    b: np.ndarray | None = None


def given_convolution(N, C, H, FN, F, stride, pad) -> Given:
    size = cnnlib.output_size(H, F, stride, pad)
    W = _random(FN, C, F, F) / np.float32(F * C**0.5)
    return Given(_random(N, C, H, H), _random(N, FN, size, size), W, _random(FN))


def given_pooling(N, C, H, F, stride) -> Given:
    size = cnnlib.output_size(H, F, stride)
    return Given(_random(N, C, H, H), _random(N, C, size, size))


def convolutions(shape) -> dict:
    """name -> (forward, forward and backward)"""
    *_, stride, pad = shape
    given = given_convolution(*shape)
    calls = {
        "source": _layer(source.Convolution(given.W, given.b, stride, pad), given),
        "plain": _layer(plain.Convolution(given.W, given.b, stride, pad), given),
        "cnnlib": _layer(cnnlib.Convolution(given.W, given.b, stride, pad), given),
        "product": _products(given, [slice(None)]),
        "blocks": _products(given, _blocks(given, stride, pad)),
    }
    if torch:
        x, dout, W, b = map(torch.from_numpy, given)
        calls["torch"] = _torch(
            lambda x, W, b: torch.nn.functional.conv2d(x, W, b, stride, pad), dout, x, W, b
        )
    return calls


def poolings(kind: str, shape) -> dict:
    """name -> (forward, forward and backward); kind: Pooling or AveragePooling"""
    *_, F, stride = shape
    given = given_pooling(*shape)
    calls = {"cnnlib": _layer(getattr(cnnlib, kind)(F, F, stride), given)}
    if kind == "Pooling":
        calls["source"] = _layer(source.Pooling(F, F, stride), given)
        calls["plain"] = _layer(plain.Pooling(F, F, stride), given)
    if torch:
        function = {"Pooling": "max_pool2d", "AveragePooling": "avg_pool2d"}[kind]
        pool = getattr(torch.nn.functional, function)
        x, dout = torch.from_numpy(given.x), torch.from_numpy(given.dout)
        calls["torch"] = _torch(lambda x: pool(x, F, stride), dout, x)
    return calls


def _random(*shape) -> np.ndarray:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


def _layer(layer, given: Given) -> tuple:
    def both():
        out = layer.forward(given.x)
        dx = layer.backward(given.dout)
        return out, dx, getattr(layer, "dW", None), getattr(layer, "db", None)

    return lambda: layer.forward(given.x), both


def _blocks(given: Given, stride, pad) -> list[slice]:
    """The batches of images that cnnlib's layer unrolls, one after the other."""
    axes = windows.make_axes(*given.W.shape[2:], stride, pad)
    return windows.image_batches(given.x, axes)


def _products(given: Given, blocks: list[slice]) -> tuple:
    """The three matrix products alone, on columns that are there already: what no unrolling can beat.

    Each block of images finds its columns where the one before had them, as in cnnlib, whose cache holds them.
    """
    (FN, K), place = given.W.reshape(len(given.W), -1).shape, given.dout[:, 0].size
    sizes = [len(given.dout[block]) * place // len(given.dout) for block in blocks]
    W, col, d = given.W.reshape(FN, K), _random(K, max(sizes)), _random(FN, max(sizes))
    out, dcol, dW = np.empty_like(d), np.empty_like(col), np.empty_like(W)
    parts = [tuple(array[:, :size] for array in (col, d, out, dcol)) for size in sizes]

    def forward():
        for col, _, out, _ in parts:
            np.matmul(W, col, out=out)

    def both():
        forward()
        for col, d, _, dcol in parts:
            np.matmul(d, col.T, out=dW)
            np.matmul(W.T, d, out=dcol)
        return out, dW, dcol

    return forward, both


def _torch(function, dout, *inputs) -> tuple:
    for tensor in inputs:
        tensor.requires_grad_()

    def forward():
        with torch.no_grad():
            return function(*inputs)

    def both():
        for tensor in inputs:
            tensor.grad = None
        out = function(*inputs)
        out.backward(dout)
        return (out.detach().numpy(), *(tensor.grad.numpy() for tensor in inputs))

    return forward, both
