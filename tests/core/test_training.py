"""Where weights start, the optimizers' steps by hand, the loop, and the file that keeps the result."""

import math
import re
from itertools import chain

import numpy as np
import pytest

from cnnlib import (
    SGD,
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

FLOATS = [np.float16, np.float32, np.float64]


def steps(optimizer, gradients, start=0.0, dtype=np.float64):
    """The values that one parameter takes, step by step."""
    values = {"w": np.array([start], dtype)}
    seen = []
    for gradient in gradients:
        values = optimizer.step(values, {"w": np.array([gradient], dtype)})
        seen.append(values["w"].item())
    return seen


# Weights to start from


@pytest.mark.parametrize("fan_in", [1, 50, 800])
def test_he_normal_has_mean_0_and_variance_2_over_fan_in(fan_in):
    W = he_normal((200, 200), fan_in, np.random.default_rng(0), np.float64)
    assert abs(W.mean()) < 0.02 * W.std()
    assert W.var() == pytest.approx(2 / fan_in, rel=0.02)


def test_he_normal_gives_the_shape_and_dtype_asked_for_and_the_same_for_the_same_seed():
    first, second = (he_normal((2, 3), 6, np.random.default_rng(1)) for _ in range(2))
    assert (first.shape, first.dtype) == ((2, 3), np.float32)
    np.testing.assert_array_equal(first, second)
    assert he_normal((2,), 6, np.random.default_rng(1), np.float16).dtype == np.float16


@pytest.mark.parametrize("shape", [(), (0, 3), (1,) * 64, [2, 3]])
def test_weights_may_have_any_shape_that_an_array_can_have(shape):
    assert he_normal(shape, 1, np.random.default_rng(0)).shape == tuple(shape)


def test_signals_keep_their_size_through_many_layers():
    rng = np.random.default_rng(0)
    deep = Sequential(
        *(
            layer
            for _ in range(20)
            for layer in (Affine(he_normal((256, 256), 256, rng)), ReLU())
        )
    )
    x = rng.standard_normal((64, 256)).astype(np.float32)
    out = deep.forward(x)
    assert 0.3 < (out**2).mean() / (x**2).mean() < 3  # with sqrt(1 / fan_in): a millionth


# Optimizers


def test_sgd_by_hand():
    assert steps(SGD(0.1), [1, -2, 0]) == pytest.approx([-0.1, 0.1, 0.1])


def test_momentum_by_hand():
    # speeds: -0.1, then -0.05 - 0.2, then -0.125
    expected = [-0.1, -0.35, -0.475]
    assert steps(SGD(0.1, momentum=0.5), [1, 2, 0]) == pytest.approx(expected)


def test_adam_by_hand():
    g1, g2 = 2.0, -1.0
    m1, v1 = 0.2 * g1, 0.1 * g1**2
    m2, v2 = 0.8 * m1 + 0.2 * g2, 0.9 * v1 + 0.1 * g2**2
    first = 3 - 0.5 * (m1 / 0.2) / (math.sqrt(v1 / 0.1) + 0.25)
    second = first - 0.5 * (m2 / (1 - 0.8**2)) / (math.sqrt(v2 / (1 - 0.9**2)) + 0.25)
    optimizer = Adam(0.5, beta1=0.8, beta2=0.9, epsilon=0.25)
    assert steps(optimizer, [g1, g2], start=3.0) == pytest.approx([first, second])


def test_the_lengths_that_nobody_chose():
    assert steps(SGD(), [1, 1]) == pytest.approx([-0.01, -0.02])
    assert steps(Adam(), [1]) == pytest.approx([-0.001])


@pytest.mark.parametrize(
    ("dtype", "kept"),
    [(np.float16, np.float32), (np.float32, np.float32), (np.float64, np.float64)],
)
def test_adam_remembers_in_the_dtype_of_the_parameter_but_not_in_float16(dtype, kept):
    optimizer = Adam()
    optimizer.step({"w": np.ones(1, dtype)}, {"w": np.ones(1, np.float64)})
    assert optimizer.means["w"].dtype == optimizer.squares["w"].dtype == kept


def test_adam_s_first_step_has_one_length_whatever_the_gradient():
    for gradient in (1e-5, 1.0, -1e5):
        (value,) = steps(Adam(0.1), [gradient])
        assert value == pytest.approx(-0.1 * np.sign(gradient), rel=2e-3)


OPTIMIZERS = [SGD(0.1), SGD(0.1, 0.9), Adam(0.1)]


def fresh(optimizer):
    """One of OPTIMIZERS with no memory of other tests."""
    settings = vars(optimizer)
    if isinstance(optimizer, SGD):
        return SGD(settings["learning_rate"], settings["momentum"])
    return Adam(settings["learning_rate"])


each_optimizer = pytest.mark.parametrize(
    "optimizer", OPTIMIZERS, ids=["SGD", "momentum", "Adam"]
)


@each_optimizer
def test_each_walks_down_a_valley(optimizer):
    optimizer, w = fresh(optimizer), {"w": np.array([3.0, -2.0])}
    for _ in range(300):
        w = optimizer.step(w, {"w": 2 * w["w"] * [1.0, 0.5]})
    assert np.abs(w["w"]).max() < 0.01


@each_optimizer
def test_every_number_and_every_name_goes_its_own_way(optimizer):
    optimizer, alone, other = (fresh(optimizer) for _ in range(3))
    values = {"a": np.zeros((1, 2)), "b": np.zeros(1)}
    for k in range(1, 4):
        gradients = {"a": np.array([[k, -2.0 * k]]), "b": np.array([5.0])}
        values = optimizer.step(values, gradients)
    np.testing.assert_allclose(values["a"][0, 0], steps(alone, [1, 2, 3])[-1])
    np.testing.assert_allclose(values["b"][0], steps(other, [5, 5, 5])[-1])


@pytest.mark.parametrize("dtype", FLOATS)
@each_optimizer
def test_parameters_keep_their_dtype_and_are_never_written_to(optimizer, dtype):
    optimizer = fresh(optimizer)
    old, gradient = np.ones(2, dtype), np.array([0.0, 1e-3], dtype)
    old.flags.writeable = gradient.flags.writeable = False
    for _ in range(2):
        new = optimizer.step({"w": old}, {"w": gradient})["w"]
        assert new.dtype == dtype
        assert not np.shares_memory(new, old)
        assert new[0] == 1  # no gradient, no step: and in float16 no 0 / 0
        new[...] = 7


def test_gradients_of_another_dtype_do_not_change_the_parameter_s():
    for optimizer in map(fresh, OPTIMIZERS):
        new = optimizer.step({"w": np.ones(1, np.float32)}, {"w": np.ones(1)})
        assert new["w"].dtype == np.float32


@each_optimizer
def test_an_optimizer_goes_on_only_with_the_shapes_it_began_with(optimizer):
    optimizer = fresh(optimizer)
    optimizer.step({"w": np.ones(2)}, {"w": np.ones(2)})
    with pytest.raises(ValueError, match=r"^w must have shape \(2,\), not \(1, 2\)"):
        optimizer.step({"w": np.ones((1, 2))}, {"w": np.ones((1, 2))})


# The loop


def small(seed=0):
    rng = np.random.default_rng(seed)
    return Sequential(
        Convolution(he_normal((8, 1, 3, 3), 9, rng), np.zeros(8, np.float32), pad=1),
        ReLU(),
        Pooling(2, 2, stride=2),
        Affine(he_normal((128, 10), 128, rng), np.zeros(10, np.float32)),
    )


def test_a_small_network_learns_to_read_digits_it_has_not_seen():
    digits, labels = load_digits()
    known, (x, right) = split(digits[:1000], labels[:1000], test=400)
    network = small()
    losses = list(train(network, *known, Adam(0.01), epochs=6))
    accuracy = (network.forward(x).argmax(axis=1) == right).mean()
    assert accuracy > 0.85  # before: about 0.1; over twelve seeds 0.90 to 0.95
    assert losses[-1] < 0.2 * losses[0]
    assert {value.dtype for value in network.parameters.values()} == {np.dtype(np.float32)}


class Recorder:
    """A layer that notes which images come, and an optimizer that does not step."""

    def __init__(self):
        self.batches = []

    def forward(self, x):
        self.batches.append(x[:, 0].astype(int).tolist())
        return np.stack([x[:, 0], -x[:, 0]], axis=1)

    def backward(self, dout):
        return dout

    def step(self, parameters, gradients):
        return parameters


def batches(seed=0, **more):
    recorder = Recorder()
    x, labels = np.arange(1.0, 8)[:, None], np.zeros(7, int)
    losses = list(train(Sequential(recorder), x, labels, recorder, seed=seed, **more))
    return recorder.batches[1:], losses  # the first is train's look at the output's shape


def test_an_epoch_shows_every_image_once_in_a_new_order():
    seen, losses = batches(epochs=2, batch_size=3)
    assert [len(batch) for batch in seen] == [3, 3, 1, 3, 3, 1]
    first, second = (list(chain(*epoch)) for epoch in (seen[:3], seen[3:]))
    assert sorted(first) == sorted(second) == list(range(1, 8))
    assert first != second
    of_batches = [np.mean(np.log1p(np.exp(-2.0 * np.array(batch)))) for batch in seen]
    np.testing.assert_allclose(losses, [np.mean(of_batches[:3]), np.mean(of_batches[3:])])


def test_the_seed_decides_the_order():
    assert batches(epochs=2) == batches(epochs=2)
    assert batches(epochs=2) != batches(seed=1, epochs=2)


def test_it_trains_only_when_asked_and_writes_to_nothing_but_the_network():
    x, labels = load_digits()
    x, labels, network = x[:64], labels[:64], small()
    W = network.parameters["0.W"]
    before = W.copy()
    for array in (x, labels, W):
        array.flags.writeable = False
    progress = train(network, x, labels, Adam(0.01), epochs=2)
    assert network.parameters["0.W"] is W
    assert isinstance(next(progress), float)
    after = network.parameters["0.W"]
    assert not np.array_equal(after, before)
    next(progress)
    assert not np.array_equal(network.parameters["0.W"], after)
    np.testing.assert_array_equal(W, before)
    assert list(progress) == []


def test_a_batch_is_of_32_and_the_seed_0_where_nobody_chose_another():
    recorder = Recorder()
    x, labels = np.arange(1.0, 67)[:, None], np.zeros(66, int)
    list(train(Sequential(recorder), x, labels, recorder, 1))
    list(train(Sequential(recorder), x, labels, recorder, 1, 32, seed=0))
    first, second = recorder.batches[1:4], recorder.batches[5:]
    assert [len(batch) for batch in first] == [32, 32, 2]
    assert first == second


def test_a_seed_may_be_as_large_as_one_likes():
    assert batches(seed=2**127, epochs=1) != batches(seed=2**127 + 1, epochs=1)


def test_no_epochs_do_nothing():
    assert batches(epochs=0) == ([], [])


# Files


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("name", ["weights.npz", "weights", "weights.v2"])
def test_weights_come_back_from_a_file_of_just_this_name(tmp_path, name, dtype):
    network, other = (
        Sequential(Affine(np.array([[v, 2.0]], dtype), np.array([3.0, v], dtype)), ReLU())
        for v in (1.1, 0.0)
    )
    save_weights(network, str(tmp_path / name))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    load_weights(other, tmp_path / name)
    for key, value in network.parameters.items():
        assert other.parameters[key].dtype == dtype
        np.testing.assert_array_equal(other.parameters[key], value)


def test_a_trained_network_answers_the_same_after_loading(tmp_path):
    network, other, x = small(0), small(1), load_digits()[0][:20]
    save_weights(network, tmp_path / "w")
    assert not np.array_equal(other.forward(x), network.forward(x))
    load_weights(other, tmp_path / "w")
    np.testing.assert_array_equal(other.forward(x), network.forward(x))


def test_a_file_of_another_network_changes_nothing(tmp_path):
    save_weights(Sequential(Affine(np.ones((2, 3)))), tmp_path / "w")
    other, deeper = (
        Sequential(Affine(np.zeros((3, 2)))),
        Sequential(ReLU(), Affine(np.ones((2, 3)))),
    )
    with pytest.raises(
        ValueError, match=re.escape("0.W must have shape (3, 2), not (2, 3)")
    ):
        load_weights(other, tmp_path / "w")
    assert not other.parameters["0.W"].any()
    with pytest.raises(
        ValueError, match=re.escape("must have the names ['1.W'], not ['0.W']")
    ):
        load_weights(deeper, tmp_path / "w")


class Boom:
    def __reduce__(self):
        return pytest.fail, ("a file of weights was run as code",)


def test_a_file_is_never_run_as_code(tmp_path):
    bomb = np.empty((1, 1), object)
    bomb[0, 0] = Boom()
    np.savez(tmp_path / "bomb.npz", **{"0.W": bomb})
    np.save(tmp_path / "bomb.npy", bomb)
    network = Sequential(Affine(np.zeros((1, 1))))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load_weights(network, tmp_path / "bomb.npz")
    with pytest.raises(
        ValueError, match=r"path must name a file of save_weights, not .*bomb\.npy"
    ):
        load_weights(network, tmp_path / "bomb.npy")
    with pytest.raises(FileNotFoundError):
        load_weights(network, tmp_path / "missing.npz")


# Errors


def trains(**changed):
    x, labels = np.ones((4, 2)), np.array([0, 1, 2, 0])
    arguments = {"network": Sequential(Affine(np.ones((2, 3)))), "x": x, "labels": labels}
    arguments |= {"optimizer": SGD(), "epochs": 1} | changed
    return lambda: train(**arguments)


def stepped(parameters, gradients):
    return lambda: [
        fresh(optimizer).step(parameters, gradients) for optimizer in OPTIMIZERS
    ]


def weights(shape=(2, 3), dtype="float32", rng=None):
    return lambda: he_normal(shape, 2, rng or np.random.default_rng(0), dtype)


ONE = {"w": np.ones(2)}
WRONG = [
    (
        lambda: he_normal((1,), 0, np.random.default_rng()),
        ValueError,
        "fan_in must be at least 1",
    ),
    (
        lambda: he_normal((1,), 1.5, np.random.default_rng()),
        TypeError,
        "fan_in must be an integer",
    ),
    (weights(3), TypeError, "shape must be a tuple of sizes, not 3"),
    (weights((2, -1)), ValueError, "shape must be at least 0, not -1"),
    (
        weights((1,) * 65),
        ValueError,
        "shape must have at most 64 sizes, as in NumPy, not 65",
    ),
    (weights(rng=7), TypeError, "rng must be a NumPy random Generator, not 7"),
    (
        weights(dtype=int),
        TypeError,
        "dtype must be a dtype of floating-point numbers, not <class 'int'>",
    ),
    (weights(dtype="high"), TypeError, "dtype must be a dtype of floating-point numbers"),
    (weights(dtype=None), TypeError, "dtype must be a dtype of floating-point numbers"),
    (weights(dtype={}), TypeError, "dtype must be a dtype of floating-point numbers"),
    (
        lambda: save_weights(Sequential(ReLU()), 1),
        TypeError,
        "path must be a str or a Path, not 1",
    ),
    (
        lambda: load_weights(Sequential(ReLU()), None),
        TypeError,
        "path must be a str or a Path, not None",
    ),
    (
        lambda: save_weights(ReLU(), "w"),
        TypeError,
        "network must be a Sequential, not ReLU",
    ),
    (
        lambda: load_weights(ReLU(), "w"),
        TypeError,
        "network must be a Sequential, not ReLU",
    ),
    (
        lambda: SGD(10**400),
        ValueError,
        "learning_rate must be at least 0 and below inf, not 1000",
    ),
    (lambda: SGD("fast"), TypeError, "learning_rate must be a number, not 'fast'"),
    (lambda: SGD(None), TypeError, "learning_rate must be a number, not None"),
    (lambda: SGD(-1), ValueError, "learning_rate must be at least 0 and below inf, not -1"),
    (
        lambda: SGD(math.nan),
        ValueError,
        "learning_rate must be at least 0 and below inf, not nan",
    ),
    (lambda: SGD(0.1, 1), ValueError, "momentum must be at least 0 and below 1, not 1"),
    (
        lambda: SGD(0.1, -0.5),
        ValueError,
        "momentum must be at least 0 and below 1, not -0.5",
    ),
    (
        lambda: Adam(math.inf),
        ValueError,
        "learning_rate must be at least 0 and below inf, not inf",
    ),
    (lambda: Adam(beta1=1), ValueError, "beta1 must be at least 0 and below 1, not 1"),
    (lambda: Adam(beta2=1.0), ValueError, "beta2 must be at least 0 and below 1, not 1.0"),
    (
        lambda: Adam(epsilon=-1),
        ValueError,
        "epsilon must be at least 0 and below inf, not -1",
    ),
    (
        stepped(ONE, [1]),
        TypeError,
        "gradients must be a mapping of names to arrays, not list",
    ),
    (
        stepped(ONE, {"v": np.ones(2)}),
        ValueError,
        "gradients must have the names ['w'], not ['v']",
    ),
    (stepped(ONE, {"w": np.ones(3)}), ValueError, "dw must have shape (2,), not (3,)"),
    (stepped(ONE, {"w": [1.0, 1.0]}), TypeError, "dw must be a NumPy array, not list"),
    (
        stepped(ONE, {"w": np.ones(2, int)}),
        TypeError,
        "dw must hold floating-point numbers",
    ),
    (stepped({"w": np.ones(2, int)}, ONE), TypeError, "w must hold floating-point numbers"),
    (
        stepped([1.0], ONE),
        TypeError,
        "parameters must be a mapping of names to arrays, not list",
    ),
    (
        stepped({1: np.ones(2), "w": np.ones(2)}, ONE),
        ValueError,
        "gradients must have the names [1, 'w'], not ['w']",
    ),
    (stepped({1: np.ones(2)}, {1: [2.0]}), TypeError, "d1 must be a NumPy array, not list"),
    (trains(x=np.array(1.0)), ValueError, "x must have shape (N, ...), not ()"),
    (
        trains(network=Sequential(Recorder()), x=np.ones((4, 2), int)),
        TypeError,
        "x must hold floating-point numbers, not int64",
    ),
    (trains(optimizer=Adam), TypeError, "optimizer must be an object, not its class"),
    (trains(seed=-1), ValueError, "seed must be at least 0, not -1"),
    (trains(network=ReLU()), TypeError, "network must be a Sequential, not ReLU"),
    (trains(optimizer="Adam"), TypeError, "optimizer must have step, and str has not"),
    (trains(x=[[1.0]]), TypeError, "x must be a NumPy array, not list"),
    (trains(x=np.ones((4, 2), int)), TypeError, "x must hold floating-point numbers"),
    (trains(x=np.ones((0, 2))), ValueError, "x must not be empty, but its shape is (0, 2)"),
    (
        trains(x=np.ones((4, 3))),
        ValueError,
        "x must have shape (N, C, H, W) or (N, D) with 2",
    ),
    (trains(labels=np.ones(4)), TypeError, "labels must hold integers, not float64"),
    (trains(labels=np.ones(3, int)), ValueError, "labels must have shape (4,), not (3,)"),
    (
        trains(labels=np.array([0, 0, 3, 0])),
        ValueError,
        "labels must be from 0 to 2, not 3",
    ),
    (trains(epochs=-1), ValueError, "epochs must be at least 0, not -1"),
    (trains(epochs=1.0), TypeError, "epochs must be an integer, not 1.0"),
    (trains(batch_size=0), ValueError, "batch_size must be at least 1, not 0"),
    (
        trains(network=Sequential(ReLU()), x=np.ones((4, 1, 1, 1))),
        ValueError,
        "the network's output must have shape (N, K), not (1, 1, 1, 1)",
    ),
]


@pytest.mark.parametrize(("call", "error", "message"), WRONG)
def test_errors_name_the_argument_and_come_at_once(call, error, message):
    with pytest.raises(error, match="^" + re.escape(message)):
        call()
