"""Any argument replaced by anything that it can't be: a TypeError or ValueError that names it, and at once."""

import sys
from math import inf
from numbers import Real

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnlib import (
    SGD,
    Adam,
    Affine,
    AveragePooling,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    SoftmaxWithLoss,
    check_gradients,
    col2im,
    he_normal,
    im2col,
    load_weights,
    numerical_gradient,
    output_size,
    save_weights,
    split,
    train,
)

X, W, B = np.ones((2, 4, 5, 6)), np.ones((6, 2, 3, 2)), np.ones(6)
LABELS = np.array([0, 2])


# What an argument may be, as the docstrings have it, and not as the library checks it.


def is_array(value):
    return isinstance(value, np.ndarray)


def whole(least, most=sys.maxsize):
    return lambda value: (
        (
            type(value) is int
            or (is_array(value) and value.ndim == 0 and value.dtype.kind in "iu")
        )
        and least <= value <= most
    )


def two(allowed):
    """One for both, or a pair."""
    return lambda value: (
        len(value) == 2 and all(map(allowed, value))
        if isinstance(value, (tuple, list))
        else allowed(value)
    )


def sizes(value):
    return isinstance(value, (tuple, list)) and all(map(whole(0), value))


def real(allowed=lambda number: True):
    return lambda value: (
        isinstance(value, (int, float, np.floating, np.integer))
        and not isinstance(value, bool)
        and abs(value) <= sys.float_info.max
        and allowed(value)
    )


def array(*shape, kinds="f"):
    """An array of this shape that holds such numbers."""
    return lambda value: (
        is_array(value) and value.dtype.kind in kinds and value.shape == shape
    )


def floats(*ranks):
    """Floating-point numbers of any shape of such a rank (none given: any rank)."""
    return lambda value: (
        is_array(value)
        and value.dtype.kind == "f"
        and (not ranks or (value.ndim in ranks and value.size > 0))
    )


def images_for_labels(value):
    return is_array(value) and value.dtype.kind in "iuf" and value.shape[:1] == (2,)


def a(*kinds):
    return lambda value: isinstance(value, kinds)


def one_number(value):
    return isinstance(value, Real) or (
        is_array(value) and value.ndim == 0 and value.dtype.kind in "iuf"
    )


def float_dtype(value):
    try:
        return value is not None and np.dtype(value).kind == "f"
    except (TypeError, ValueError):
        return False


share, at_least_0 = real(lambda v: 0 <= v < 1), real(lambda v: v >= 0)
slide = {"stride": two(whole(1)), "pad": two(two(whole(0))), "dilation": two(whole(1))}
filters = {"filter_h": whole(1), "filter_w": whole(1)} | slide
pools = {"pool_h": whole(1), "pool_w": whole(1), "ceil_mode": a(bool, np.bool)} | slide


def backward(layer, *x):
    """The backward of a layer that has been forward."""
    layer.forward(*x)
    return layer.backward


def network():
    return Sequential(Affine(np.ones((2, 3))))


def set_parameters(parameters):
    network().parameters = parameters


def step(optimizer):
    return lambda w, dw: optimizer().step({"w": w}, {"w": dw})


def returning(f):
    return numerical_gradient(lambda v: f, np.ones(2))


# A function, arguments that work, and what each argument may be.
CALLS = {
    "output_size": (
        output_size,
        {"size": 9, "filter_size": 2},
        {"size": whole(1), "filter_size": whole(1), "stride": whole(1)}
        | {"pad": two(whole(0)), "dilation": whole(1)},
    ),
    "im2col": (
        im2col,
        {"x": X, "filter_h": 2, "filter_w": 2},
        filters | {"x": array(*X.shape, kinds="iuf")},
    ),
    "col2im": (
        col2im,
        {"col": np.ones((40, 16)), "input_shape": X.shape, "filter_h": 2, "filter_w": 2},
        filters | {"col": array(40, 16, kinds="iuf"), "input_shape": sizes},
    ),
    "Convolution": (
        Convolution,
        {"W": W},
        slide
        | {"W": floats(4), "groups": whole(1)}
        | {"b": lambda b: b is None or array(6)(b)},
    ),
    "Pooling": (Pooling, {"pool_h": 2, "pool_w": 2}, pools),
    "AveragePooling": (
        AveragePooling,
        {"pool_h": 2, "pool_w": 2},
        pools | {"count_include_pad": a(bool, np.bool)},
    ),
    "Affine": (
        Affine,
        {"W": np.ones((3, 6))},
        {"W": floats(2), "b": lambda b: b is None or array(6)(b)},
    ),
    "Sequential": (
        lambda layers: Sequential(ReLU(), layers),
        {"layers": ReLU()},
        {"layers": a()},
    ),
    "Convolution.forward": (
        Convolution(W, groups=2).forward,
        {"x": X},
        {"x": array(*X.shape)},
    ),
    "Pooling.forward": (
        Pooling(2, 2).forward,
        {"x": X},
        {"x": array(*X.shape, kinds="iuf")},
    ),
    "AveragePooling.forward": (
        AveragePooling(2, 2).forward,
        {"x": X},
        {"x": array(*X.shape)},
    ),
    "Affine.forward": (
        Affine(np.ones((120, 1))).forward,
        {"x": X},
        {"x": array(*X.shape)},
    ),
    "ReLU.forward": (ReLU().forward, {"x": X}, {"x": floats()}),
    "SoftmaxWithLoss.forward": (
        SoftmaxWithLoss().forward,
        {"x": np.ones((2, 3)), "labels": LABELS},
        {"x": floats(2), "labels": array(2, kinds="iu")},
    ),
    "Convolution.backward": (
        backward(Convolution(W, groups=2), X),
        {"dout": np.ones((2, 6, 3, 5))},
        {"dout": array(2, 6, 3, 5)},
    ),
    "Pooling.backward": (
        backward(Pooling(2, 2), X),
        {"dout": np.ones((2, 4, 4, 5))},
        {"dout": array(2, 4, 4, 5, kinds="iuf")},
    ),
    "AveragePooling.backward": (
        backward(AveragePooling(2, 2), X),
        {"dout": np.ones((2, 4, 4, 5))},
        {"dout": array(2, 4, 4, 5)},
    ),
    "Affine.backward": (
        backward(Affine(np.ones((120, 1))), X),
        {"dout": np.ones((2, 1))},
        {"dout": array(2, 1)},
    ),
    "ReLU.backward": (backward(ReLU(), X), {"dout": X}, {"dout": array(*X.shape)}),
    "SoftmaxWithLoss.backward": (
        backward(SoftmaxWithLoss(), np.ones((2, 3)), LABELS),
        {},
        {"dout": real()},
    ),
    "Sequential.parameters": (set_parameters, {}, {"parameters": a()}),
    "SGD": (SGD, {}, {"learning_rate": at_least_0, "momentum": share}),
    "Adam": (
        Adam,
        {},
        {"learning_rate": at_least_0, "beta1": share, "beta2": share}
        | {"epsilon": at_least_0},
    ),
    "SGD.step": (step(SGD), {"w": B, "dw": B}, {"w": floats(), "dw": array(6)}),
    "Adam.step": (step(Adam), {"w": B, "dw": B}, {"w": floats(), "dw": array(6)}),
    "numerical_gradient": (
        numerical_gradient,
        {"f": np.sum, "x": np.ones(2)},
        {"f": callable, "x": floats(), "h": real(lambda h: h > 0)},
    ),
    "numerical_gradient's f": (returning, {}, {"f": one_number}),
    "check_gradients": (
        check_gradients,
        {"layer": ReLU(), "x": np.ones((2, 2))},
        {"layer": a(), "x": lambda x: floats()(x) and x.size > 0},
    ),
    "he_normal": (
        he_normal,
        {"shape": (2, 3), "fan_in": 2, "rng": np.random.default_rng(0)},
        {"shape": sizes, "fan_in": whole(1), "rng": a(), "dtype": float_dtype},
    ),
    "train": (
        train,
        {"network": network(), "x": np.ones((2, 2)), "labels": LABELS}
        | {"optimizer": SGD(), "epochs": 1},
        {"network": a(), "x": array(2, 2), "labels": array(2, kinds="iu")}
        | {"optimizer": a(), "epochs": whole(0), "batch_size": whole(1)}
        | {"seed": whole(0, inf)},
    ),
    "split": (
        split,
        {"x": np.ones(2), "labels": LABELS, "test": 1},
        {"x": images_for_labels, "labels": array(2, kinds="iuf")}
        | {"test": whole(0, 2)}
        | {"seed": whole(0, inf)},
    ),
    "save_weights": (
        save_weights,
        {"network": network(), "path": "weights.npz"},
        {"network": a(), "path": a(str)},
    ),
    "load_weights": (
        load_weights,
        {"network": network(), "path": "weights.npz"},
        {"network": a(), "path": a(str)},
    ),
}
# What the message calls it, where that is not the argument's own name.
CALLED = {"layers": "layers[1]"}

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, sys.maxsize + 1, 10**30, -(10**400), 10**400]),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=3),
    st.binary(max_size=3),
    st.sampled_from([..., NotImplemented, object(), int, np.sum, ReLU, SGD, slice(1)]),
    hnp.scalar_dtypes(),
)
arrays = st.one_of(
    hnp.arrays(
        hnp.scalar_dtypes(),
        hnp.array_shapes(min_dims=0, max_dims=6, min_side=0, max_side=3),
    ),
    hnp.arrays(np.float64, st.sampled_from([X.shape, W.shape[1:], (6, 1), (2, 0, 5, 6)])),
    st.sampled_from([X.astype(object), X.astype(bool), X.astype(str), X[None], X.tolist()]),
)
anything = st.one_of(
    scalars,
    arrays,
    st.lists(scalars, max_size=4),
    st.tuples(scalars, scalars),
    st.tuples(st.tuples(scalars, scalars), scalars),
    st.sets(st.integers(), max_size=2),
    st.dictionaries(scalars.filter(lambda key: key.__hash__), scalars, max_size=2),
)


@pytest.mark.parametrize("name", CALLS)
@given(st.data())
@settings(max_examples=settings.default.max_examples // 5)
def test_an_argument_that_can_not_be_is_named(name, data):
    call, works, may_be = CALLS[name]
    argument = data.draw(st.sampled_from(sorted(may_be)))
    value = data.draw(anything.filter(lambda value: not may_be[argument](value)))
    with pytest.raises((TypeError, ValueError)) as error:
        call(**works | {argument: value})
    assert str(error.value).startswith(CALLED.get(argument, argument) + " must ")


@pytest.mark.parametrize("name", CALLS)
def test_without_a_bad_one_the_same_calls_work(name, tmp_path, monkeypatch):
    """Otherwise the errors above might be about something else."""
    monkeypatch.chdir(tmp_path)
    save_weights(network(), "weights.npz")
    call, works, _ = CALLS[name]
    if works:
        call(**works)
