"""Every documented error: its type, and a message with the argument's name, its value and what is allowed."""

import re

import numpy as np
import pytest

from cnnlib import (
    AveragePooling,
    Convolution,
    Pooling,
    check_gradients,
    col2im,
    im2col,
    numerical_gradient,
    output_size,
)

X = np.ones((2, 4, 5, 6))
W = np.ones((6, 4, 3, 2))


def forward(layer, x):
    return lambda: layer.forward(x)


def backward(layer, x, dout):
    layer.forward(x)
    return lambda: layer.backward(dout)


WINDOWS = {
    "output_size": lambda **more: output_size(5, 2, **more),
    "im2col": lambda **more: im2col(X, 2, 2, **more),
    "col2im": lambda **more: col2im(np.ones((40, 16)), X.shape, 2, 2, **more),
    "Convolution": lambda **more: Convolution(W, **more),
    "Pooling": lambda **more: Pooling(2, 2, **more),
    "AveragePooling": lambda **more: AveragePooling(2, 2, **more),
}
SETTINGS = [
    ({"stride": 0}, ValueError, "stride must be at least 1, not 0"),
    ({"stride": -2}, ValueError, "stride must be at least 1, not -2"),
    ({"stride": 1.0}, TypeError, "stride must be an integer, not 1.0"),
    ({"stride": "2"}, TypeError, "stride must be an integer, not '2'"),
    ({"stride": None}, TypeError, "stride must be an integer, not None"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, not 0"),
    ({"dilation": 1.5}, TypeError, "dilation must be an integer, not 1.5"),
    ({"pad": -1}, ValueError, "pad must be at least 0, not -1"),
    ({"pad": (0, -1)}, ValueError, "pad must be at least 0, not -1"),
    ({"pad": "same"}, TypeError, "pad must be an integer, not 'same'"),
    ({"pad": 0.5}, TypeError, "pad must be an integer, not 0.5"),
]
PAIRS = [
    ({"stride": (1, 0)}, ValueError, "stride must be at least 1, not 0"),
    (
        {"stride": (1, 1, 1)},
        ValueError,
        "stride must be one integer or a pair of them, not (1, 1, 1)",
    ),
    ({"dilation": (1, None)}, TypeError, "dilation must be an integer, not None"),
    (
        {"dilation": [2]},
        ValueError,
        "dilation must be one integer or a pair of them, not [2]",
    ),
    ({"pad": ((0, 0), (0, -3))}, ValueError, "pad must be at least 0, not -3"),
    (
        {"pad": (1, 2, 3, 4)},
        ValueError,
        "pad must be one integer, (h, w) or ((top, bottom), (left, right)), not (1, 2, 3, 4)",
    ),
    (
        {"pad": ()},
        ValueError,
        "pad must be one integer, (h, w) or ((top, bottom), (left, right)), not ()",
    ),
    (
        {"pad": ((0, 0), (1, 2, 3))},
        ValueError,
        "pad must be one integer or a pair of them, not (1, 2, 3)",
    ),
]


@pytest.mark.parametrize("call", WINDOWS.values(), ids=WINDOWS.keys())
@pytest.mark.parametrize(("more", "error", "message"), SETTINGS)
def test_settings_for_both_axes(call, more, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call(**more)


@pytest.mark.parametrize(
    "call", [WINDOWS[name] for name in WINDOWS if name != "output_size"]
)
@pytest.mark.parametrize(("more", "error", "message"), PAIRS)
def test_settings_for_each_axis(call, more, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call(**more)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("size", lambda n: output_size(n, 1)),
        ("filter_size", lambda n: output_size(5, n)),
        ("filter_h", lambda n: im2col(X, n, 2)),
        ("filter_w", lambda n: im2col(X, 2, n)),
        ("filter_h", lambda n: col2im(np.ones((40, 16)), X.shape, n, 2)),
        ("filter_w", lambda n: col2im(np.ones((40, 16)), X.shape, 2, n)),
        ("pool_h", lambda n: Pooling(n, 2)),
        ("pool_w", lambda n: Pooling(2, n)),
        ("pool_h", lambda n: AveragePooling(n, 2)),
        ("pool_w", lambda n: AveragePooling(2, n)),
        ("groups", lambda n: Convolution(W, groups=n)),
    ],
)
@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (0, ValueError, "must be at least 1, not 0"),
        (-1, ValueError, "must be at least 1, not -1"),
        (2.0, TypeError, "must be an integer, not 2.0"),
        ("2", TypeError, "must be an integer, not '2'"),
        (None, TypeError, "must be an integer, not None"),
        ((2, 2), TypeError, "must be an integer, not (2, 2)"),
    ],
)
def test_whole_numbers(name, call, value, error, message):
    with pytest.raises(error, match="^" + re.escape(f"{name} {message}")):
        call(value)


TAKES_X = {
    "im2col": (lambda x: im2col(x, 1, 1), "integers or floating-point numbers"),
    "Pooling": (lambda x: Pooling(1, 1).forward(x), "integers or floating-point numbers"),
    "AveragePooling": (lambda x: AveragePooling(1, 1).forward(x), "floating-point numbers"),
    "Convolution": (
        lambda x: Convolution(np.ones((1, 1, 1, 1))).forward(x),
        "floating-point numbers",
    ),
}


@pytest.mark.parametrize(("call", "kinds"), TAKES_X.values(), ids=TAKES_X.keys())
@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        ([[[[1.0]]]], TypeError, "x must be a NumPy array, not list"),
        ("image", TypeError, "x must be a NumPy array, not str"),
        (None, TypeError, "x must be a NumPy array, not NoneType"),
        (1.0, TypeError, "x must be a NumPy array, not float"),
        (np.ones((1, 1, 2, 2), object), TypeError, "x must hold {kinds}, not object"),
        (np.ones((1, 1, 2, 2), bool), TypeError, "x must hold {kinds}, not bool"),
        (np.ones((1, 1, 2, 2), complex), TypeError, "x must hold {kinds}, not complex128"),
        (np.full((1, 1, 2, 2), "1"), TypeError, "x must hold {kinds}, not <U1"),
        (np.ones(()), ValueError, "x must have shape (N, C, H, W), not ()"),
        (np.ones((2, 2)), ValueError, "x must have shape (N, C, H, W), not (2, 2)"),
        (np.ones((1, 2, 2)), ValueError, "x must have shape (N, C, H, W), not (1, 2, 2)"),
        (
            np.ones((1, 1, 2, 2, 1)),
            ValueError,
            "x must have shape (N, C, H, W), not (1, 1, 2, 2, 1)",
        ),
        (
            np.ones((1, 0, 2, 2)),
            ValueError,
            "x must not be empty along C, but its shape is (1, 0, 2, 2)",
        ),
        (
            np.ones((1, 1, 0, 2)),
            ValueError,
            "x must not be empty along H, but its shape is (1, 1, 0, 2)",
        ),
        (
            np.ones((1, 1, 2, 0)),
            ValueError,
            "x must not be empty along W, but its shape is (1, 1, 2, 0)",
        ),
    ],
)
def test_images(call, kinds, x, error, message):
    with pytest.raises(error, match="^" + re.escape(message.format(kinds=kinds)) + "$"):
        call(x)


@pytest.mark.parametrize(
    "call", [lambda x: AveragePooling(1, 1).forward(x), lambda x: Convolution(W).forward(x)]
)
def test_images_of_integers_where_a_mean_or_a_weighted_sum_would_not_be_whole(call):
    with pytest.raises(TypeError, match="x must hold floating-point numbers, not int64"):
        call(np.ones((1, 4, 5, 5), np.int64))


@pytest.mark.parametrize(
    "call",
    [
        lambda: output_size(4, 3, pad=(1, 0), dilation=3),
        lambda: im2col(np.ones((1, 1, 9, 4)), 1, 3, pad=((0, 0), (1, 0)), dilation=3),
        lambda: im2col(np.ones((1, 1, 4, 9)), 3, 1, pad=((1, 0), (0, 0)), dilation=3),
        lambda: col2im(
            np.ones((1, 1)), (1, 1, 4, 9), 3, 1, pad=((1, 0), (0, 0)), dilation=3
        ),
        lambda: Convolution(np.ones((1, 1, 3, 1)), None, 1, ((1, 0), (0, 0)), 3).forward(
            np.ones((1, 1, 4, 9))
        ),
        lambda: Pooling(3, 1, 1, ((1, 0), (0, 0)), 3).forward(np.ones((1, 1, 4, 9))),
        lambda: Pooling(3, 1, 1, ((1, 0), (0, 0)), 3, ceil_mode=True).forward(
            np.ones((1, 1, 4, 9))
        ),
        lambda: AveragePooling(3, 1, 2, ((1, 0), (0, 0)), 3).forward(np.ones((1, 1, 4, 9))),
    ],
)
def test_a_filter_larger_than_the_padded_image(call):
    message = "a filter of 3 (it spans 7 at dilation 3) must not be larger than the padded image, 1 + 4 + 0"
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


@pytest.mark.parametrize("pad", [(1, 2, 3), [], ((1, 1), (1, 1))])
def test_output_size_takes_the_padding_of_one_axis(pad):
    with pytest.raises((ValueError, TypeError), match=r"^pad must be "):
        output_size(5, 2, pad=pad)


def test_a_filter_larger_by_less_than_a_stride_is_not_rounded_to_one_window():
    with pytest.raises(ValueError, match="larger than the padded image"):
        output_size(2, 3, stride=2)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Convolution([[[[1.0]]]]), TypeError, "W must be a NumPy array, not list"),
        (
            lambda: Convolution(np.ones((1, 1, 1, 1), int)),
            TypeError,
            "W must hold floating-point numbers, not int64",
        ),
        (
            lambda: Convolution(np.ones((3, 3))),
            ValueError,
            "W must have shape (FN, C, FH, FW), not (3, 3)",
        ),
        (
            lambda: Convolution(np.ones((0, 1, 1, 1))),
            ValueError,
            "W must not be empty along FN",
        ),
        (
            lambda: Convolution(np.ones((1, 0, 1, 1))),
            ValueError,
            "W must not be empty along C",
        ),
        (
            lambda: Convolution(np.ones((1, 1, 0, 1))),
            ValueError,
            "W must not be empty along FH",
        ),
        (
            lambda: Convolution(np.ones((1, 1, 1, 0))),
            ValueError,
            "W must not be empty along FW",
        ),
        (lambda: Convolution(W, 0.5), TypeError, "b must be a NumPy array, not float"),
        (
            lambda: Convolution(W, np.ones(6, int)),
            TypeError,
            "b must hold floating-point numbers, not int64",
        ),
        (
            lambda: Convolution(W, np.ones((6, 1))),
            ValueError,
            "b must have shape (FN), not (6, 1)",
        ),
        (
            lambda: Convolution(W, np.ones(5)),
            ValueError,
            "b must have shape (6,), not (5,)",
        ),
        (
            lambda: Convolution(W, groups=4),
            ValueError,
            "groups must divide the 6 filters of W, but is 4",
        ),
        (
            forward(Convolution(W), np.ones((1, 3, 5, 5))),
            ValueError,
            "x must have 4 channels to match W and groups, not 3: (1, 3, 5, 5)",
        ),
        (
            forward(Convolution(W, groups=2), np.ones((1, 4, 5, 5))),
            ValueError,
            "x must have 8 channels to match W and groups, not 4: (1, 4, 5, 5)",
        ),
        (
            lambda: col2im([[1.0]], (1, 1, 1, 1), 1, 1),
            TypeError,
            "col must be a NumPy array, not list",
        ),
        (
            lambda: col2im(np.ones((1, 1), bool), (1, 1, 1, 1), 1, 1),
            TypeError,
            "col must hold integers or floating-point",
        ),
        (
            lambda: col2im(np.ones(4), (1, 1, 2, 2), 1, 1),
            ValueError,
            "col must have shape (N*OH*OW, C*FH*FW), not (4,)",
        ),
        (
            lambda: col2im(np.ones((4, 4)), (1, 1, 4, 3), 2, 2),
            ValueError,
            "col must have shape (6, 4), not (4, 4)",
        ),
        (
            lambda: col2im(np.ones((4, 1)), (1, 2, 2), 1, 1),
            ValueError,
            "input_shape must be four sizes (N, C, H, W), not (1,",
        ),
        (
            lambda: col2im(np.ones((4, 1)), 4, 1, 1),
            ValueError,
            "input_shape must be four sizes (N, C, H, W), not 4",
        ),
        (
            lambda: col2im(np.ones((4, 1)), (1, 0, 2, 2), 1, 1),
            ValueError,
            "input_shape must be at least 1, not 0",
        ),
        (
            lambda: col2im(np.ones((4, 1)), (-1, 1, 2, 2), 1, 1),
            ValueError,
            "input_shape must be at least 0, not -1",
        ),
        (
            lambda: col2im(np.ones((4, 1)), (1, 1, 2.0, 2), 1, 1),
            TypeError,
            "input_shape must be an integer, not 2.0",
        ),
        (
            lambda: numerical_gradient(np.sum, [1.0]),
            TypeError,
            "x must be a NumPy array, not list",
        ),
        (
            lambda: numerical_gradient(np.sum, np.ones(3, int)),
            TypeError,
            "x must hold floating-point numbers, not int64",
        ),
        (
            lambda: check_gradients(Pooling(1, 1), [1.0]),
            TypeError,
            "x must be a NumPy array, not list",
        ),
        (
            lambda: check_gradients(Pooling(1, 1), np.ones((1, 1, 1, 1), int)),
            TypeError,
            "x must hold floating-point",
        ),
        (
            lambda: check_gradients(Pooling(1, 1), np.ones((0, 1, 1, 1))),
            ValueError,
            "x must not be empty, but its shape is (0, 1, 1, 1)",
        ),
    ],
)
def test_each_argument_of_its_own_kind(call, error, message):
    with pytest.raises(error, match="^" + re.escape(message)):
        call()


MAKE = {
    "Convolution": (lambda: Convolution(np.ones((2, 4, 2, 2))), "FN", (2, 2, 4, 5)),
    "Pooling": (lambda: Pooling(2, 2), "C", (2, 4, 4, 5)),
    "AveragePooling": (lambda: AveragePooling(2, 2), "C", (2, 4, 4, 5)),
}


@pytest.mark.parametrize(("make", "axis", "shape"), MAKE.values(), ids=MAKE.keys())
def test_backward(make, axis, shape):
    with pytest.raises(
        ValueError, match="^" + re.escape("backward(dout) needs a forward(x) before it")
    ):
        make().backward(np.ones(shape))
    for dout, error, message in [
        (None, TypeError, "dout must be a NumPy array, not NoneType"),
        (np.ones(shape, object), TypeError, "not object"),
        (
            np.ones(shape[1:]),
            ValueError,
            f"dout must have shape (N, {axis}, OH, OW), not {shape[1:]}",
        ),
        (
            np.ones((1, *shape[1:])),
            ValueError,
            f"dout must have shape {shape}, not {(1, *shape[1:])}",
        ),
        (
            np.ones((*shape[:3], 1)),
            ValueError,
            f"dout must have shape {shape}, not {(*shape[:3], 1)}",
        ),
    ]:
        with pytest.raises(error, match=re.escape(message)):
            backward(make(), X, dout)()
