import re

import numpy as np
import pytest

from cnnlib import AveragePooling, Convolution, Pooling, check_gradients, numerical_gradient


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (1, 2, 3, 4), (0, 3)])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_numerical_gradient_of_a_cubic_at_any_shape_and_dtype(shape, dtype):
    x = np.random.default_rng(0).uniform(1, 2, shape).astype(dtype)
    gradient = numerical_gradient(lambda v: (v**3).sum(), x)
    assert gradient.dtype == dtype
    assert gradient.shape == shape
    np.testing.assert_allclose(gradient, 3 * x**2, rtol=4 * np.finfo(dtype).eps + 1e-7)


def test_numerical_gradient_nudges_a_copy_one_number_at_a_time():
    x = np.array([1.0, 2.0])
    x.flags.writeable = False
    seen = []
    numerical_gradient(lambda v: seen.append(v.copy()) or 0.0, x, h=0.5)
    np.testing.assert_array_equal(seen, [[1.5, 2], [0.5, 2], [1, 2.5], [1, 1.5]])


def test_the_nudge_sets_the_error():
    x = np.array([1.0])
    for h in (0.1, 0.01):
        error = numerical_gradient(lambda v: (v**3).sum(), x, h=h) - 3
        np.testing.assert_allclose(error, h**2, rtol=1e-6)


RNG = np.random.default_rng(0)
LAYERS = {
    "Convolution": Convolution(
        RNG.normal(size=(4, 2, 2, 3)),
        RNG.normal(size=4),
        2,
        ((1, 0), (0, 2)),
        (2, 1),
        groups=2,
    ),
    "Convolution without b": Convolution(RNG.normal(size=(2, 4, 2, 2))),
    "Convolution in float32": Convolution(
        RNG.normal(size=(2, 4, 2, 2)).astype(np.float32), np.ones(2, np.float32)
    ),
    "Pooling": Pooling(2, 3, (1, 2), 1, ceil_mode=True),
    "AveragePooling": AveragePooling(
        2, 3, (1, 2), 1, ceil_mode=True, count_include_pad=False
    ),
}


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
def test_every_layer_passes(layer):
    errors = check_gradients(layer, RNG.normal(size=(2, 4, 5, 4)).astype(np.float32))
    assert list(errors) == [
        name
        for name in ("x", "W", "b")
        if getattr(layer, name, None) is not None or name == "x"
    ]
    assert all(type(error) is float and error < 1e-8 for error in errors.values())


class Wrong(Convolution):
    """A convolution whose backward is spoilt at one place."""

    def __init__(self, spoil):
        super().__init__(np.ones((2, 1, 2, 2)), np.ones(2))
        self.spoil = spoil

    def backward(self, dout):
        dx = super().backward(dout)
        self.spoil(self, dx)
        return dx


@pytest.mark.parametrize("wrong", ["x", "W", "b"])
def test_a_wrong_gradient_is_told_from_the_right_ones(wrong):
    def spoil(layer, dx):
        target = {"x": dx, "W": layer.dW, "b": layer.db}[wrong]
        target *= 2

    errors = check_gradients(
        Wrong(spoil), np.random.default_rng(0).normal(size=(1, 1, 3, 3))
    )
    assert errors.pop(wrong) == pytest.approx(1)
    assert max(errors.values()) < 1e-8


def test_a_single_wrong_number_is_seen():
    def spoil(layer, dx):
        dx[0, 0, 1, 1] += 0.01

    assert check_gradients(Wrong(spoil), np.ones((1, 1, 3, 3)))["x"] > 1e-4


def test_nan_is_no_agreement():
    def spoil(layer, dx):
        dx[0, 0, 0, 0] = np.nan

    assert np.isnan(check_gradients(Wrong(spoil), np.ones((1, 1, 3, 3)))["x"])


def test_gradients_may_be_small():
    def spoil(layer, dx):
        layer.dW *= 2

    errors = check_gradients(Wrong(spoil), np.full((1, 1, 3, 3), 1e-6))
    assert errors["W"] == pytest.approx(1, rel=1e-3)


def test_the_same_question_has_the_same_answer():
    x = np.random.default_rng(0).normal(size=(2, 4, 5, 4))
    first, second = (check_gradients(LAYERS["Convolution"], x) for _ in range(2))
    assert first == second


class Foreign:
    """A layer of the reader's own, of which one thing is not as it should be."""

    W = np.ones(2)

    def __init__(self, **wrong):
        for name, value in wrong.items():
            setattr(self, name, value)

    def forward(self, x):
        return x * self.W

    def backward(self, dout):
        return dout * self.W


@pytest.mark.parametrize(
    ("layer", "error", "message"),
    [
        (Foreign, TypeError, "layer must be an object, not its class; write Foreign(...)"),
        (Foreign(forward=None), TypeError, "layer must have forward and backward, and"),
        (Foreign(backward=None), TypeError, "layer must have forward and backward, and"),
        (
            Foreign(forward=lambda x: x.tolist()),
            TypeError,
            "layer.forward(x) must be a NumPy array, not list",
        ),
        (
            Foreign(forward=lambda x: x.astype(int)),
            TypeError,
            "layer.forward(x) must hold floating-point numbers, not int64",
        ),
        (
            Foreign(backward=lambda dout: dout.tolist()),
            TypeError,
            "dx must be a NumPy array, not list",
        ),
        (Foreign(), TypeError, "dW must be a NumPy array, not NoneType"),
    ],
)
def test_a_layer_of_another_kind_is_told_what_it_lacks(layer, error, message):
    with pytest.raises(error, match="^" + re.escape(message)):
        check_gradients(layer, np.ones((3, 2)))


@pytest.mark.parametrize(
    "result", [1, 1.0, np.float32(1), np.array(1.0), np.array(1, np.int8), np.nan]
)
def test_one_number_may_come_in_any_form(result):
    expected = [np.nan if np.isnan(result) else 0]
    np.testing.assert_array_equal(
        numerical_gradient(lambda v: result, np.ones(1)), expected
    )


@pytest.mark.parametrize("result", [None, "1", [1.0], np.ones(1), 1j, np.array(1j)])
def test_what_is_not_one_number_is_an_error(result):
    with pytest.raises(TypeError, match=r"^f must return one number, not "):
        numerical_gradient(lambda v: result, np.ones(1))


def test_a_nudge_of_nothing_is_an_error():
    with pytest.raises(ValueError, match=r"^h must be above 0, not 0$"):
        numerical_gradient(np.sum, np.ones(1), h=0)
    with pytest.raises(
        ValueError, match=r"^h must be at least 0 and below inf, not -1e-05$"
    ):
        numerical_gradient(np.sum, np.ones(1), h=-1e-5)


def test_a_gradient_of_another_shape_is_an_error():
    def spoil(layer, dx):
        layer.dW = layer.dW[:1]

    with pytest.raises(
        ValueError, match=r"dW must have shape \(2, 1, 2, 2\), not \(1, 1, 2, 2\)"
    ):
        check_gradients(Wrong(spoil), np.ones((1, 1, 3, 3)))


def test_the_layer_and_x_stay_as_they_were():
    W, b, x = (
        np.ones((1, 1, 2, 2), np.float32),
        np.ones(1, np.float32),
        np.ones((1, 1, 3, 3), np.float32),
    )
    layer = Convolution(W, b)
    layer.forward(x)
    before = dict(vars(layer))
    for array in (W, b, x):
        array.flags.writeable = False
    check_gradients(layer, np.full((1, 1, 3, 3), 5.0))
    assert all(value is before[name] for name, value in vars(layer).items())
    np.testing.assert_array_equal(
        layer.backward(np.ones((1, 1, 2, 2))), [[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]
    )
