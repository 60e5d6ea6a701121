"""cnnlib gives what PyTorch gives, forward and backward, in 2,000 seeded random configurations.

PyTorch is large, so it is no dependency of the project: without it this file is skipped, and says so.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from cnnlib import AveragePooling, Convolution, Pooling
from tests.conformance.winners import pixels
from unrolled.proof import plain
from unrolled.proof.cases import Case

torch = pytest.importorskip(
    "torch",
    reason="PyTorch is not installed; to compare with it: .venv/bin/pip install torch",
)
torch.set_num_threads(1)  # the arrays are small
F = torch.nn.functional

SEEDS = range(2000)
LAYERS = "Convolution", "Pooling", "AveragePooling"
# Rounding differs with the order of summation.
TOLERANCE = {"float32": (1e-4, 1e-5), "float64": (1e-10, 1e-11)}


@dataclass(frozen=True)
class Configuration:
    """A case for one layer, and all that may vary beside its shapes."""

    layer: str
    case: Case
    groups: int
    bias: bool
    ceil_mode: bool
    count_include_pad: bool
    dtype: str
    values: str  # "normal", "ties", "nan and inf"
    memory: str  # "contiguous", "strided", "read-only"

    def array(self, shape, salt: int, values: str = "normal") -> np.ndarray:
        """Numbers of a kind, lying in memory as the configuration says."""
        rng = np.random.default_rng((self.case.seed, salt))
        array = rng.normal(size=shape)
        if values == "ties":
            array = array.round()
        if values == "nan and inf":
            hit = rng.random(shape) < 0.1
            array[hit] = rng.choice([np.nan, np.inf, -np.inf], hit.sum())
            if self.layer == "Pooling":
                # One NaN a channel: of several, each library takes another, see the last test.
                channels = array.reshape(-1, shape[2] * shape[3])
                nans = np.isnan(channels)
                channels[nans & (nans.cumsum(axis=1) > 1)] = np.inf
        array = array.astype(self.dtype)
        if self.memory == "strided":
            # Rows from the last to the first, with a gap between neighbours.
            wide = np.zeros((*shape[:-1], 2 * shape[-1]), self.dtype)
            wide[..., ::-2] = array
            array = wide[..., ::-2]
        array.flags.writeable = self.memory != "read-only"
        return array


def drawn(seed: int) -> Configuration:
    """The configuration of a seed. Drawn again until PyTorch has an answer to it, see `has_answer`."""
    rng = np.random.default_rng(seed)
    while True:
        configuration = candidate(rng, seed)
        if has_answer(configuration):
            return configuration


def candidate(rng: np.random.Generator, seed: int) -> Configuration:
    def coin() -> bool:
        return bool(rng.integers(2))

    layer = LAYERS[seed % 3]
    groups = int(rng.integers(1, 4)) if layer == "Convolution" else 1
    ceil_mode = coin() and layer != "Convolution"
    count_include_pad = coin()
    filters, strides = rng.integers(1, 5, 2).tolist(), rng.integers(1, 4, 2).tolist()
    # PyTorch's average pooling has no dilation.
    dilations = [1, 1] if layer == "AveragePooling" else rng.integers(1, 4, 2).tolist()
    most = [3, 3] if layer == "Convolution" else [f // 2 for f in filters]
    pads = [rng.integers(0, m + 1, 2).tolist() for m in most]
    # Uneven pads go to PyTorch as part of the image, and these two rules ask where the image ends.
    if ceil_mode or coin() or (layer == "AveragePooling" and not count_include_pad):
        pads = [[before, before] for before, _ in pads]
    spans = [d * (f - 1) + 1 for f, d in zip(filters, dilations, strict=True)]
    sizes = [
        int(rng.integers(max(1, span - sum(pad)), max(1, span - sum(pad)) + 6))
        for span, pad in zip(spans, pads, strict=True)
    ]
    N = 0 if rng.random() < 0.05 else int(rng.integers(1, 4))
    pad, stride, dilation = (tuple(map(tuple, pads)), tuple(strides), tuple(dilations))
    case = Case(
        shape=(N, groups * int(rng.integers(1, 4)), *sizes),
        filter=tuple(filters),
        settings={"stride": stride, "pad": pad, "dilation": dilation},
        stride=stride,
        pad=pad,
        dilation=dilation,
        seed=seed,
        FN=groups * int(rng.integers(1, 4)),
    )
    return Configuration(
        layer=layer,
        case=case,
        groups=groups,
        bias=coin(),
        ceil_mode=ceil_mode,
        count_include_pad=count_include_pad,
        dtype=str(rng.choice(list(TOLERANCE))),
        values=str(rng.choice(["normal", "ties", "nan and inf"])),
        memory=str(rng.choice(["contiguous", "strided", "read-only"])),
    )


def even(case: Case) -> bool:
    return all(before == after for before, after in case.pad)


def has_answer(c: Configuration) -> bool:
    """Whether PyTorch can be asked at all; of convolutions, any.

    No window of a pooling layer may lie in the padding alone: PyTorch's max pooling then writes its gradient
    outside of the array, and the process may die of it. Padding of at most half a filter does not prevent
    that where there is dilation. And where uneven padding is done by hand, as pixels of -inf, the image may
    hold no -inf of its own: the two would tie.
    """
    if c.layer == "Convolution":
        return True
    if c.values == "nan and inf" and not even(c.case):
        return False
    starts = plain.case_places(c.case, c.ceil_mode)
    return all(
        any(0 <= start + i * d < size for i in range(f))
        for places, f, d, size in zip(
            starts, c.case.filter, c.case.dilation, c.case.shape[2:], strict=True
        )
        for start in places
    )


def tensor(array: np.ndarray, gradient: bool = True):
    return torch.tensor(array.copy(), requires_grad=gradient)


def padded(x, case: Case, value: float):
    """(The image, the padding left to do): uneven padding is done by hand, with `value`."""
    if even(case):
        return x, tuple(before for before, _ in case.pad)
    (top, bottom), (left, right) = case.pad
    return F.pad(x, (left, right, top, bottom), value=value), (0, 0)


def theirs(c: Configuration, x, W, b):
    """PyTorch's output, and max pooling's winners."""
    case = c.case
    if c.layer == "Convolution":
        image, pad = padded(x, case, 0.0)
        return F.conv2d(image, W, b, case.stride, pad, case.dilation, c.groups), None
    if c.layer == "Pooling":
        image, pad = padded(x, case, -np.inf)
        return F.max_pool2d(
            image,
            case.filter,
            case.stride,
            pad,
            case.dilation,
            c.ceil_mode,
            return_indices=True,
        )
    image, pad = padded(x, case, 0.0)
    return F.avg_pool2d(
        image, case.filter, case.stride, pad, c.ceil_mode, c.count_include_pad
    ), None


def ours(c: Configuration, W, b):
    settings = c.case.settings
    if c.layer == "Convolution":
        return Convolution(W, b, groups=c.groups, **settings)
    settings = settings | {"ceil_mode": c.ceil_mode}
    if c.layer == "Pooling":
        return Pooling(*c.case.filter, **settings)
    settings = settings | {"count_include_pad": c.count_include_pad}
    return AveragePooling(*c.case.filter, **settings)


def compare(c: Configuration) -> None:
    x = c.array(c.case.shape, 0, c.values)
    W = c.array((c.case.FN, c.case.shape[1] // c.groups, *c.case.filter), 1)
    b = c.array((c.case.FN,), 2) if c.bias else None
    tx, tW, tb = tensor(x), tensor(W), None if b is None else tensor(b)
    expected, indices = theirs(c, tx, tW, tb)
    layer = ours(c, W, b)

    pairs = {"out": (layer.forward(x), expected.detach())}
    dout = c.array(tuple(expected.shape), 3)
    expected.backward(tensor(dout, False))
    pairs["dx"] = layer.backward(dout), tx.grad
    if c.layer == "Convolution":
        pairs["dW"] = layer.dW, tW.grad
        if c.bias:
            pairs["db"] = layer.db, tb.grad
    if indices is not None and even(c.case):
        before = [pad[0] for pad in c.case.pad]
        h, w = pixels(
            layer.arg_max,
            indices.shape,
            c.case.filter[1],
            c.case.stride,
            before,
            c.case.dilation,
        )
        pairs["winners"] = h * c.case.shape[3] + w, indices
    rtol, atol = TOLERANCE[c.dtype]
    for name, (received, answer) in pairs.items():
        assert received.dtype == answer.numpy().dtype, (name, c)
        np.testing.assert_allclose(
            received, answer.numpy(), rtol, atol, err_msg=f"{name} of {c}"
        )


@pytest.mark.parametrize("start", range(0, len(SEEDS), 100))
def test_cnnlib_gives_what_pytorch_gives(start):
    for seed in SEEDS[start : start + 100]:
        with np.errstate(invalid="ignore"):  # the sum of inf and -inf
            compare(drawn(seed))


def traits(c: Configuration) -> dict[str, bool]:
    x = c.array(c.case.shape, 0, c.values)
    return {
        "H and W differ": c.case.shape[2] != c.case.shape[3],
        "FH and FW differ": c.case.filter[0] != c.case.filter[1],
        "uneven pad": not even(c.case),
        "dilation": c.case.dilation != (1, 1),
        "groups": c.groups > 1,
        "ceil_mode": c.ceil_mode,
        "an empty batch": x.size == 0,
        "equal numbers": len(np.unique(x)) < x.size,
        "NaN": np.isnan(x).any(),
        "inf": np.isinf(x).any(),
        "not contiguous": not x.flags.c_contiguous,
        "read-only": not x.flags.writeable,
        "float32": x.dtype == np.float32,
        "float64": x.dtype == np.float64,
    }


# What a layer does not have, in cnnlib or in PyTorch.
NEVER = {
    ("Convolution", "ceil_mode"),
    ("Pooling", "groups"),
    ("AveragePooling", "groups"),
    ("AveragePooling", "dilation"),
}


def test_every_layer_meets_every_trait():
    met = Counter(
        (c.layer, trait)
        for c in map(drawn, SEEDS)
        for trait, has_it in traits(c).items()
        if has_it
    )
    every = set(product(LAYERS, traits(drawn(0)))) - NEVER
    assert set(met) == every
    assert min(met.values()) >= 20, met


def test_of_several_nans_pytorch_takes_the_last_and_cnnlib_the_first():
    """No rule says which NaN is the largest. cnnlib holds to its rule for ties, and says so in its docstring."""
    x = np.full((1, 1, 1, 3), np.nan)
    layer = Pooling(1, 3)
    assert np.isnan(layer.forward(x)).all()
    assert layer.arg_max == [0]
    out, winner = F.max_pool2d(tensor(x, False), (1, 3), return_indices=True)
    assert torch.isnan(out).all()
    assert winner.item() == 2
