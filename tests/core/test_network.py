"""ReLU, Affine, the loss, and the chain: by hand, by other means, and what each promises about arrays."""

import math
import re
from copy import copy

import numpy as np
import pytest

from cnnlib import (
    Affine,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    SoftmaxWithLoss,
    check_gradients,
    numerical_gradient,
)

FLOATS = [np.float16, np.float32, np.float64]


def rng():
    return np.random.default_rng(0)


def layers(dtype=np.float64):
    """One of each layer, for images of 2 x 3 x 4 numbers."""
    W, b = rng().normal(size=(24, 5)).astype(dtype), np.ones(5, dtype)
    return {"ReLU": ReLU(), "Affine": Affine(W, b), "Affine without b": Affine(W)}


def images(dtype=np.float64, N=3):
    return rng().normal(size=(N, 2, 3, 4)).astype(dtype)


def network(dtype=np.float64):
    r = rng()
    return Sequential(
        Convolution(r.normal(size=(3, 2, 2, 2)).astype(dtype), np.zeros(3, dtype)),
        ReLU(),
        Pooling(2, 3),
        Affine(r.normal(size=(3, 4)).astype(dtype), np.zeros(4, dtype)),
    )


each_layer = pytest.mark.parametrize("name", ["ReLU", "Affine", "Affine without b"])
every = pytest.mark.parametrize(
    "name", ["ReLU", "Affine", "Affine without b", "Sequential"]
)


def made(name, dtype=np.float64):
    return network(dtype) if name == "Sequential" else layers(dtype)[name]


# By hand, and by other means


def test_relu_blocks_what_is_not_positive_both_ways():
    layer = ReLU()
    x = np.array([-2.0, -0.0, 0.0, 1e-300, 3.0])
    np.testing.assert_array_equal(layer.forward(x), [0, 0, 0, 1e-300, 3])
    np.testing.assert_array_equal(layer.backward(np.arange(1.0, 6)), [0, 0, 0, 4, 5])


def test_relu_lets_nan_and_inf_pass_and_blocks_their_gradients_where_it_must():
    layer = ReLU()
    x = np.array([np.nan, np.inf, -np.inf])
    np.testing.assert_array_equal(layer.forward(x), [np.nan, np.inf, 0])
    dout = np.array([np.inf, np.nan, np.nan])
    np.testing.assert_array_equal(layer.backward(dout), [np.inf, np.nan, 0])


def test_affine_by_hand():
    layer = Affine(np.array([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]]), np.array([0.5, 0]))
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    np.testing.assert_array_equal(layer.forward(x), [[321.5, 642], [654.5, 1308]])
    dx = layer.backward(np.array([[1.0, 0.0], [0.0, 1.0]]))
    np.testing.assert_array_equal(dx, [[1, 10, 100], [2, 20, 200]])
    np.testing.assert_array_equal(layer.dW, [[1, 4], [2, 5], [3, 6]])
    np.testing.assert_array_equal(layer.db, [1, 1])


def test_affine_without_bias_has_no_gradient_of_one():
    layer = Affine(np.ones((2, 1)))
    layer.backward(layer.forward(np.ones((1, 2))))
    assert layer.b is None
    assert layer.db is None


def test_affine_is_a_convolution_whose_filters_cover_the_image():
    x, W, b = images(), rng().normal(size=(5, 2, 3, 4)), rng().normal(size=5)
    affine, convolution = Affine(W.reshape(5, -1).T, b), Convolution(W, b)
    out = affine.forward(x)
    np.testing.assert_allclose(out, convolution.forward(x)[:, :, 0, 0])
    dout = rng().normal(size=out.shape)
    dx = convolution.backward(dout[:, :, None, None])
    np.testing.assert_allclose(affine.backward(dout), dx)
    np.testing.assert_allclose(affine.dW, convolution.dW.reshape(5, -1).T)
    np.testing.assert_allclose(affine.db, convolution.db)


def test_the_loss_by_hand():
    loss = SoftmaxWithLoss()
    x = np.log(
        np.array([[1.0, 2.0, 5.0], [3.0, 1.0, 4.0]])
    )  # of 8, so probabilities in eighths
    result = loss.forward(x, np.array([1, 2]))
    assert type(result) is float
    assert result == pytest.approx((math.log(8 / 2) + math.log(8 / 4)) / 2)
    expected = np.array([[1, 2, 5], [3, 1, 4]]) / 8
    np.testing.assert_allclose(loss.probabilities, expected)
    expected[[0, 1], [1, 2]] -= 1
    np.testing.assert_allclose(loss.backward(), expected / 2)
    np.testing.assert_allclose(loss.backward(3), expected / 2 * 3)


def test_the_loss_of_one_image_is_its_own():
    loss = SoftmaxWithLoss()
    assert loss.forward(np.log([[1.0, 3.0]]), np.array([0])) == pytest.approx(math.log(4))
    np.testing.assert_allclose(loss.backward(), [[-0.75, 0.75]])


@pytest.mark.parametrize("dtype", FLOATS)
def test_the_loss_is_finite_for_scores_whose_exponentials_are_not(dtype):
    loss, top = SoftmaxWithLoss(), 30000.0
    x = np.array([[top, 0], [0, top], [-top, -top]], dtype)
    assert loss.forward(x, np.array([0, 0, 1])) == pytest.approx((top + math.log(2)) / 3)
    expected = np.array([[0, 0], [-1, 1], [0.5, -0.5]]) / 3
    np.testing.assert_allclose(loss.backward(), expected, rtol=1e-3)


def test_a_score_of_minus_infinity_is_a_probability_of_zero():
    loss, x = SoftmaxWithLoss(), np.array([[-np.inf, 0.0]])
    assert loss.forward(x, np.array([1])) == 0
    assert loss.forward(x, np.array([0])) == np.inf


def test_nan_reaches_the_loss_and_only_its_own_row_of_the_gradient():
    loss = SoftmaxWithLoss()
    assert math.isnan(loss.forward(np.array([[np.nan, 0.0], [0, 0]]), np.array([0, 0])))
    np.testing.assert_array_equal(loss.backward(), [[np.nan, np.nan], [-0.25, 0.25]])


# Gradients


@pytest.mark.parametrize("shape", [(2, 24), (2, 2, 3, 4), (2, 4, 6)])
@each_layer
def test_layers_pass_the_check(name, shape):
    x = (
        rng().permutation(48).reshape(shape) - 23.5
    )  # nothing near 0, where ReLU has a corner
    assert max(check_gradients(layers()[name], x).values()) < 1e-8


def test_the_loss_passes_the_check():
    loss, x, labels = SoftmaxWithLoss(), rng().normal(size=(4, 3)), np.array([2, 0, 1, 1])
    loss.forward(x, labels)
    tried = numerical_gradient(lambda v: SoftmaxWithLoss().forward(v, labels), x)
    np.testing.assert_allclose(loss.backward(), tried, atol=1e-9)


def test_every_parameter_of_a_chain_passes_the_check():
    net, loss, labels = network(), SoftmaxWithLoss(), np.array([3, 0, 1])
    loss.forward(net.forward(images()), labels)
    net.backward(loss.backward())
    old, gradients = net.parameters, net.gradients
    for name, value in old.items():

        def changed(v, name=name):
            net.parameters = old | {name: v}
            return loss.forward(net.forward(images()), labels)

        tried = numerical_gradient(changed, value)
        np.testing.assert_allclose(gradients[name], tried, atol=1e-8, err_msg=name)


def test_a_chain_can_be_checked_and_does_not_notice():
    net = network()
    net.forward(images())
    before = [dict(vars(layer)) for layer in net.layers]
    assert list(check_gradients(net, images())) == ["x"]
    assert check_gradients(net, images())["x"] < 1e-8
    for layer, old in zip(net.layers, before, strict=True):
        assert all(value is old[key] for key, value in vars(layer).items())


# Promises about arrays


@pytest.mark.parametrize("dtype", FLOATS)
@every
def test_the_dtype_is_kept(name, dtype):
    layer = made(name, dtype)
    out = layer.forward(images(dtype))
    assert out.dtype == dtype
    assert layer.backward(out.astype(np.float64)).dtype == dtype
    if name == "Sequential":
        assert {value.dtype for value in layer.gradients.values()} == {np.dtype(dtype)}


@pytest.mark.parametrize("dtype", FLOATS)
def test_the_loss_keeps_the_dtype(dtype):
    loss = SoftmaxWithLoss()
    loss.forward(rng().normal(size=(3, 4)).astype(dtype), np.array([0, 1, 2]))
    assert loss.probabilities.dtype == dtype
    assert loss.backward().dtype == dtype
    assert loss.backward(np.float64(2)).dtype == dtype


@pytest.mark.parametrize("of_x", FLOATS)
def test_out_and_dx_follow_x_while_dW_and_db_follow_W_and_b(of_x):
    layer = Affine(np.ones((24, 5), np.float32), np.ones(5, np.float64))
    out = layer.forward(images(of_x))
    dtypes = [out.dtype, layer.backward(out).dtype, layer.dW.dtype, layer.db.dtype]
    assert dtypes == [of_x, of_x, np.float32, np.float64]


def test_the_bias_gradient_of_many_rows_in_float16():
    layer = Affine(np.zeros((1, 2), np.float16), np.zeros(2, np.float16))
    layer.forward(np.zeros((4096, 1), np.float16))
    layer.backward(np.ones((4096, 2), np.float16))
    np.testing.assert_array_equal(layer.db, [4096, 4096])


@every
def test_inputs_are_never_written_to_and_results_are_new(name):
    layer, x = made(name), images()
    dout = rng().normal(size=layer.forward(x).shape)
    inputs = (
        [x, dout, *Sequential(layer).parameters.values()]
        if name != "Sequential"
        else [x, dout]
    )
    for array in inputs:
        array.flags.writeable = False
    results = [layer.forward(x), layer.backward(dout)]
    kept = [value for value in vars(layer).values() if isinstance(value, np.ndarray)]
    for array in results:
        assert not any(np.shares_memory(array, other) for other in (*inputs, *kept))
        array[...] = -1


@every
def test_a_change_after_forward_does_not_reach_backward(name):
    changed, fresh, x, y = made(name), made(name), images(), images()
    dout = rng().normal(size=fresh.forward(y).shape)
    changed.forward(x)
    x[...] = 7
    if name.startswith("Affine"):
        changed.W[...] = 7
    np.testing.assert_array_equal(changed.backward(dout), fresh.backward(dout))
    for key in ("dW", "db"):
        if name.startswith("Affine") and getattr(fresh, key) is not None:
            np.testing.assert_array_equal(getattr(changed, key), getattr(fresh, key))


def test_a_change_after_the_loss_does_not_reach_its_backward():
    loss, x, labels = SoftmaxWithLoss(), np.zeros((2, 2)), np.array([0, 1])
    loss.forward(x, labels)
    expected = loss.backward()
    loss.backward()[...] = 7
    x[...], labels[...] = 7, 0
    np.testing.assert_array_equal(loss.backward(), expected)


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.int64])
def test_labels_may_be_any_integers_and_read_only(dtype):
    labels = np.array([1, 0], dtype)
    labels.flags.writeable = False
    loss = SoftmaxWithLoss()
    assert loss.forward(np.zeros((2, 2)), labels) == pytest.approx(math.log(2))
    np.testing.assert_array_equal(loss.backward(), [[0.25, -0.25], [-0.25, 0.25]])


@every
def test_no_images_give_no_outputs_and_gradients_of_zero(name):
    layer, x = made(name), images(N=0)
    out = layer.forward(x)
    assert out.shape == (0, *layer.forward(images()).shape[1:])
    layer.forward(x)
    assert layer.backward(out).shape == x.shape
    net = layer if name == "Sequential" else Sequential(layer)
    for key, gradient in net.gradients.items():
        assert gradient.shape == net.parameters[key].shape
        assert not gradient.any()


def test_the_loss_of_no_images_is_zero():
    loss = SoftmaxWithLoss()
    assert loss.forward(np.ones((0, 3)), np.ones(0, int)) == 0
    assert loss.backward().shape == (0, 3)


def test_relu_takes_a_single_number_too():
    layer = ReLU()
    assert layer.forward(np.array(-1.0)).shape == layer.backward(np.array(1.0)).shape == ()


# The chain


def test_a_chain_runs_its_layers_there_and_back():
    net = network()
    x, out = images(), images()
    for layer in net.layers:
        out = layer.forward(out)
    np.testing.assert_array_equal(net.forward(x), out)
    dout = dx = rng().normal(size=out.shape)
    for layer in reversed(net.layers):
        dx = layer.backward(dx)
    np.testing.assert_array_equal(net.backward(dout), dx)


def test_parameters_are_named_by_place_and_gradients_alike():
    net = Sequential(ReLU(), Affine(np.ones((24, 2))), Affine(np.ones((2, 1)), np.ones(1)))
    assert list(net.parameters) == ["1.W", "2.W", "2.b"]
    assert net.parameters["2.b"] is net.layers[2].b
    with pytest.raises(
        ValueError, match=r"^gradients need a backward\(dout\) .* 1.W has none"
    ):
        _ = net.gradients
    net.backward(net.forward(images()))
    assert list(net.gradients) == list(net.parameters)
    assert net.gradients["2.b"] is net.layers[2].db


def test_new_parameters_are_copied_in_the_old_dtype_and_the_old_arrays_stay():
    W, b = np.zeros((2, 1), np.float32), np.zeros(1, np.float32)
    net = Sequential(Affine(W, b))
    new = {"0.W": np.ones((2, 1)), "0.b": np.ones(1, np.float32)}
    net.parameters = new
    new["0.W"][...], new["0.b"][...] = 7, 7
    assert net.parameters["0.W"].dtype == np.float32
    np.testing.assert_array_equal(net.forward(np.ones((1, 2), np.float32)), [[3]])
    assert not W.any()
    assert not b.any()


def test_of_new_parameters_none_is_taken_if_one_does_not_fit():
    net = Sequential(Affine(np.zeros((2, 1)), np.zeros(1)))
    with pytest.raises(ValueError, match=r"^0.b must have shape \(1,\), not \(2,\)"):
        net.parameters = {"0.W": np.ones((2, 1)), "0.b": np.ones(2)}
    assert not net.parameters["0.W"].any()


def test_a_copy_has_layers_of_its_own():
    net = network()
    other = copy(net)
    other.parameters = {name: value + 1 for name, value in net.parameters.items()}
    assert not np.array_equal(net.parameters["0.W"], other.parameters["0.W"])


# Errors

SCORES, LABELS = np.zeros((2, 3)), np.array([0, 2])


def loss_of(x=SCORES, labels=LABELS):
    return lambda: SoftmaxWithLoss().forward(x, labels)


def backward_of_loss(dout):
    loss = SoftmaxWithLoss()
    loss.forward(SCORES, LABELS)
    return lambda: loss.backward(dout)


def set_parameters(values):
    return lambda: setattr(Sequential(Affine(np.ones((2, 1)))), "parameters", values)


same_relu = ReLU()
WRONG = [
    (lambda: ReLU().forward([1.0]), TypeError, "x must be a NumPy array, not list"),
    (
        lambda: ReLU().forward(np.ones(2, int)),
        TypeError,
        "x must hold floating-point numbers, not int64",
    ),
    (lambda: Affine([[1.0]]), TypeError, "W must be a NumPy array, not list"),
    (lambda: Affine(np.ones(3)), ValueError, "W must have shape (D, M), not (3,)"),
    (lambda: Affine(np.ones((0, 3))), ValueError, "W must not be empty along D"),
    (lambda: Affine(np.ones((3, 2), int)), TypeError, "W must hold floating-point"),
    (lambda: Affine(np.ones((3, 2)), 1.0), TypeError, "b must be a NumPy array, not float"),
    (lambda: Affine(np.ones((3, 2)), np.ones(2, int)), TypeError, "b must hold floating-"),
    (
        lambda: Affine(np.ones((3, 2)), np.ones((2, 1))),
        ValueError,
        "b must have shape (M), not (2, 1)",
    ),
    (
        lambda: Affine(np.ones((3, 2)), np.ones(3)),
        ValueError,
        "b must have shape (2,), not (3,)",
    ),
    (
        lambda: Affine(np.ones((3, 2))).forward(np.ones((1, 1, 2, 2))),
        ValueError,
        "x must have shape (N, C, H, W) or (N, D) with 3 numbers in each of N rows, not (1, 1, 2, 2)",
    ),
    (lambda: Affine(np.ones((1, 2))).forward(np.ones(3)), ValueError, "x must have shape"),
    (lambda: Affine(np.ones((1, 2))).forward(None), TypeError, "x must be a NumPy array"),
    (loss_of(x=np.ones(3)), ValueError, "x must have shape (N, K), not (3,)"),
    (loss_of(x=np.ones((2, 0))), ValueError, "x must not be empty along K"),
    (loss_of(x=np.ones((2, 3), int)), TypeError, "x must hold floating-point numbers"),
    (loss_of(labels=[0, 2]), TypeError, "labels must be a NumPy array, not list"),
    (loss_of(labels=np.ones(2)), TypeError, "labels must hold integers, not float64"),
    (loss_of(labels=np.ones(2, bool)), TypeError, "labels must hold integers"),
    (loss_of(labels=np.ones(3, int)), ValueError, "labels must have shape (2,), not (3,)"),
    (
        loss_of(labels=np.eye(2, 3, dtype=int)),
        ValueError,
        "labels must have shape (2,), not",
    ),
    (loss_of(labels=np.array([0, 3])), ValueError, "labels must be from 0 to 2, not 3"),
    (loss_of(labels=np.array([-1, 0])), ValueError, "labels must be from 0 to 2, not -1"),
    (
        lambda: SoftmaxWithLoss().backward(),
        ValueError,
        "backward(dout) needs a forward(x, labels) before it",
    ),
    (backward_of_loss("1"), TypeError, "dout must be a number, not '1'"),
    (backward_of_loss(True), TypeError, "dout must be a number, not True"),
    (lambda: Sequential(), ValueError, "layers must be one layer or more, not none"),
    (
        lambda: Sequential(ReLU(), 3),
        TypeError,
        "layers[1] must have forward and backward, and int has not",
    ),
    (
        lambda: Sequential(Affine(np.ones((1, 1))), ReLU),
        TypeError,
        "layers[1] must be an object, not its class; write ReLU(...)",
    ),
    (
        lambda: Sequential(Sequential(ReLU())),
        TypeError,
        "layers[0] must be a single layer, not a Sequential",
    ),
    (
        lambda: Sequential(same_relu, Affine(np.ones((1, 1))), same_relu),
        ValueError,
        "layers must be different objects, but layer 2 came before",
    ),
    (
        set_parameters([1]),
        TypeError,
        "parameters must be a mapping of names to arrays, not list",
    ),
    (
        set_parameters({"0.b": np.ones(1)}),
        ValueError,
        "parameters must have the names ['0.W'], not ['0.b']",
    ),
    (
        set_parameters({"0.W": [[1.0], [1.0]]}),
        TypeError,
        "0.W must be a NumPy array, not list",
    ),
    (
        set_parameters({"0.W": np.ones((2, 1), int)}),
        TypeError,
        "0.W must hold floating-point",
    ),
]


@pytest.mark.parametrize(("call", "error", "message"), WRONG)
def test_errors_name_the_argument(call, error, message):
    with pytest.raises(error, match="^" + re.escape(message)):
        call()


@each_layer
def test_backward_wants_a_forward_and_its_shape(name):
    layer = layers()[name]
    with pytest.raises(
        ValueError, match="^" + re.escape("backward(dout) needs a forward(x) before")
    ):
        layer.backward(images())
    out = layer.forward(images())
    for dout, error in [
        (None, TypeError),
        (out.astype(int), TypeError),
        (out[:1], ValueError),
        (out[..., :1], ValueError),
    ]:
        with pytest.raises(error, match=r"^dout must "):
            layer.backward(dout)


@each_layer
def test_a_forward_that_failed_leaves_the_last_good_one(name):
    layer = layers()[name]
    out = layer.forward(images())
    expected = layer.backward(out)
    with pytest.raises(TypeError):
        layer.forward(np.ones((1, 2, 3, 4), int))
    np.testing.assert_array_equal(layer.backward(out), expected)
