import os
import subprocess
import sys
import warnings
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

import cnnlib
from unrolled import exercises
from unrolled.exercises import (
    arithmetic,
    arrays,
    convolution,
    kinds,
    learning,
    pooling,
    speed,
    unroll,
    why,
)
from unrolled.exercises.grading import Case, Exercise, function, grade

# ---- What is right is accepted: cnnlib's own, and solutions in plain loops that share nothing with it.


def places(size, filter_size, stride=1, pad=0, dilation=1):
    starts = range(size + 2 * pad - dilation * (filter_size - 1))
    return len(starts[::stride])


def windows(shape, FH, FW, stride, pad, dilation=1):
    """Of every place (i, j), the pixels (h, w) of its window; None is padding."""
    H, W = shape[2:]
    for i in range(places(H, FH, stride, pad, dilation)):
        for j in range(places(W, FW, stride, pad, dilation)):
            yield (
                (i, j),
                [
                    (h, w) if 0 <= h < H and 0 <= w < W else None
                    for h in (i * stride - pad + k * dilation for k in range(FH))
                    for w in (j * stride - pad + k * dilation for k in range(FW))
                ],
            )


def my_im2col(x, FH, FW, stride=1, pad=0, dilation=1):
    rows = [
        [channel[pixel] if pixel else 0 for channel in image for pixel in window]
        for image in x
        for _, window in windows(x.shape, FH, FW, stride, pad, dilation)
    ]
    return np.array(rows, x.dtype)


def my_col2im(col, input_shape, FH, FW, stride=1, pad=0):
    image, rows = np.zeros(input_shape, col.dtype), iter(col)
    for n in range(input_shape[0]):
        for _, window in windows(input_shape, FH, FW, stride, pad):
            cells = iter(next(rows))
            for c in range(input_shape[1]):
                for pixel in window:
                    cell = next(cells)
                    if pixel:
                        image[(n, c, *pixel)] += cell
    return image


class MyConvolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.settings = W, b, (*W.shape[2:], stride, pad)

    def forward(self, x):
        self.x, shape = x, (len(x), len(self.W), *self._size(x))
        out = np.zeros(shape, x.dtype) + self.b.reshape(-1, 1, 1)
        for (n, f, i, j), pixel, tap in self._taps():
            out[n, f, i, j] += self.x[pixel] * self.W[(f, *tap)]
        return out

    def backward(self, dout):
        dx, self.dW = np.zeros_like(self.x), np.zeros_like(self.W)
        for place, pixel, tap in self._taps():
            dx[pixel] += dout[place] * self.W[(place[1], *tap)]
            self.dW[(place[1], *tap)] += dout[place] * self.x[pixel]
        self.db = dout.sum(axis=(0, 2, 3))
        return dx

    def _size(self, x):
        FH, FW, stride, pad = self.settings
        return places(x.shape[2], FH, stride, pad), places(x.shape[3], FW, stride, pad)

    def _taps(self):
        taps = list(np.ndindex(self.W.shape[2:]))
        for n, f, c in np.ndindex(len(self.x), len(self.W), self.x.shape[1]):
            for (i, j), window in windows(self.x.shape, *self.settings):
                for pixel, tap in zip(window, taps, strict=True):
                    if pixel:
                        yield (n, f, i, j), (n, c, *pixel), (c, *tap)


class MyPooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.settings = pool_h, pool_w, stride, pad

    def forward(self, x):
        self.x = x
        PH, PW, stride, pad = self.settings
        size = places(x.shape[2], PH, stride, pad), places(x.shape[3], PW, stride, pad)
        out = np.empty((*x.shape[:2], *size), x.dtype)
        for place, winner in self._winners():
            out[place] = x[winner]
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        for place, winner in self._winners():
            dx[winner] += dout[place]
        return dx

    def _winners(self):
        for n, c in np.ndindex(self.x.shape[:2]):
            for place, window in windows(self.x.shape, *self.settings):
                pixels = [(n, c, *pixel) for pixel in window if pixel]
                yield (n, c, *place), max(pixels, key=lambda pixel: self.x[pixel])


def my_average_backward(dout, input_shape, pool_h, pool_w, stride=1, pad=0):
    dx = np.zeros(input_shape, dout.dtype)
    for n, c in np.ndindex(input_shape[:2]):
        for place, window in windows(input_shape, pool_h, pool_w, stride, pad):
            for pixel in filter(None, window):
                dx[(n, c, *pixel)] += dout[(n, c, *place)] / (pool_h * pool_w)
    return dx


def my_depthwise(x, W, stride=1, pad=0):
    parts = [
        MyConvolution(W[c : c + 1], np.zeros(1, x.dtype), stride, pad).forward(
            x[:, c : c + 1]
        )
        for c in range(len(W))
    ]
    return np.concatenate(parts, axis=1)


def my_offset(place, shape):
    return list(np.ndindex(shape)).index(place)


def my_gray(images):
    one = np.empty((len(images), 1, *images.shape[2:]), images.dtype)
    for n, _, h, w in np.ndindex(one.shape):
        one[n, 0, h, w] = sum(images[n, :, h, w]) / 3
    return one


def my_contact_sheet(images, lines, places):
    H, W = images.shape[2:]
    picture = np.empty((lines * H, places * W), images.dtype)
    for (n, _, h, w), number in np.ndenumerate(images):
        picture[n // places * H + h, n % places * W + w] = number
    return picture


def my_source_pixel(row, column, x_shape, FH, FW):
    everywhere = list(windows(x_shape, FH, FW, 1, 0))
    n, window = divmod(row, len(everywhere))
    c, number = divmod(column, FH * FW)
    return n, c, *everywhere[window][1][number]


def my_blur(images):
    sums = np.zeros_like(images)
    for n in range(len(images)):
        for (i, j), window in windows(images.shape, 3, 3, 1, 1):
            for pixel in filter(None, window):
                sums[(n, 0, i, j)] += images[(n, 0, *pixel)]
    return sums / 9


def my_one_by_one(x, W, dout):
    layer = MyConvolution(W, np.zeros(len(W), x.dtype))
    return layer.forward(x), layer.backward(dout), layer.dW


def my_im2col_matrix(x_shape, FH, FW):
    pixels = my_im2col(np.arange(np.prod(x_shape)).reshape(x_shape), FH, FW).ravel()
    M = np.zeros((pixels.size, np.prod(x_shape)))
    for row, pixel in enumerate(pixels):
        M[row, pixel] = 1
    return M


def my_average_weights(C, PH, PW):
    return np.array([[[[1 / (PH * PW)] * PW] * PH]] * C)


def my_same_pad(size, filter_size, stride=1, dilation=1):
    end = (-(-size // stride) - 1) * stride + dilation * (filter_size - 1) + 1
    zeros = max(end - size, 0)
    return zeros // 2, zeros - zeros // 2


def my_pixels_seen(layers, place):
    first = last = place
    for F, S, D, P in reversed(layers):
        first, last = first * S - P, last * S - P + D * (F - 1)
    return first, last


def my_upwards(small, W, size, stride, pad):
    layer = MyConvolution(W, np.zeros(len(W)), stride, pad)
    layer.x = np.zeros((len(small), W.shape[1], *size))
    return layer.backward(small)


class MyLeakyReLU:
    def forward(self, x):
        self.x = x
        return np.array([v if v > 0 else v / 10 for v in x.ravel()], x.dtype).reshape(
            x.shape
        )

    def backward(self, dout):
        dx = dout.copy()
        for place, value in np.ndenumerate(self.x):
            dx[place] *= 1 if value > 0 else 0.1
        return dx


class MyDecay:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def step(self, parameters, gradients):
        new = {}
        for name, value in parameters.items():
            decay = 0.1 * value if name.endswith("W") else 0
            new[name] = value - self.learning_rate * (gradients[name] + decay)
        return new


def my_images_together(image_shape, FH, FW, itemsize, batch_bytes):
    shape = (1, *image_shape)
    one = my_im2col(np.zeros(shape, f"f{itemsize}"), FH, FW).nbytes
    together = 1
    while (together + 1) * one <= batch_bytes:
        together += 1
    return together


def my_no_columns(x, W):
    return MyConvolution(W, np.zeros(len(W), x.dtype)).forward(x)


def my_winograd(pixels, taps):
    """By the three matrices of Lavin and Gray."""
    B = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]])
    G = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    A = np.array([[1, 1, 1, 0], [0, 1, -1, -1]])
    return A @ ((G @ taps) * (B @ pixels))


# Graders of another kind, tested in test_paper.py, in test_museum.py, and at the end of this file.
OTHERS = {
    "catches",
    "convolution_shapes",
    "corner",
    "losses",
    "matrix_shapes",
    "numbers_learned",
    "parameter_count",
    "part_shapes",
    "pooling_shapes",
    "route",
    "shift",
    "sizes",
    "sizes_up",
    "same_work",
    "small_network",
    "speed_costs",
    "unnoticed",
    "wide_field",
}
EXERCISES = {
    "offset": arrays._offset(),
    "gray": arrays._gray(),
    "contact_sheet": arrays._contact_sheet(),
    "output_size": unroll._output_size(),
    "im2col": unroll._im2col("im2col"),
    "dilation": unroll._im2col("dilation", (1, 2, 3), ("stride", "pad", "dilation")),
    "col2im": convolution._col2im(),
    "convolution_forward": convolution._convolution("convolution_forward"),
    "convolution_backward": convolution._convolution("convolution_backward"),
    "depthwise": kinds._depthwise(),
    "pooling_forward": pooling._pooling("pooling_forward"),
    "pooling_backward": pooling._pooling("pooling_backward"),
    "average_pooling_backward": pooling._average_pooling(),
    "source_pixel": unroll._source_pixel(),
    "blur": unroll._blur(),
    "one_by_one": convolution._one_by_one(),
    "im2col_matrix": convolution._im2col_matrix(),
    "average_weights": pooling._average_weights(),
    "same_pad": arithmetic._same_pad(),
    "pixels_seen": arithmetic._pixels_seen(),
    "upwards": kinds._upwards(),
    "leaky_relu": learning._leaky_relu(),
    "weight_decay": learning._weight_decay(),
    "images_together": speed._images_together(),
    "no_columns": speed._no_columns(),
    "winograd": speed._winograd(),
}
LIBRARY = {
    "output_size": cnnlib.output_size,
    "im2col": cnnlib.im2col,
    "dilation": cnnlib.im2col,
    "col2im": cnnlib.col2im,
    "convolution_forward": cnnlib.Convolution,
    "convolution_backward": cnnlib.Convolution,
    "pooling_forward": cnnlib.Pooling,
    "pooling_backward": cnnlib.Pooling,
}
LOOPS = {
    "offset": my_offset,
    "gray": my_gray,
    "contact_sheet": my_contact_sheet,
    "output_size": places,
    "im2col": my_im2col,
    "dilation": my_im2col,
    "col2im": my_col2im,
    "convolution_forward": MyConvolution,
    "convolution_backward": MyConvolution,
    "depthwise": my_depthwise,
    "pooling_forward": MyPooling,
    "pooling_backward": MyPooling,
    "average_pooling_backward": my_average_backward,
    "source_pixel": my_source_pixel,
    "blur": my_blur,
    "one_by_one": my_one_by_one,
    "im2col_matrix": my_im2col_matrix,
    "average_weights": my_average_weights,
    "same_pad": my_same_pad,
    "pixels_seen": my_pixels_seen,
    "upwards": my_upwards,
    "leaky_relu": MyLeakyReLU,
    "weight_decay": MyDecay,
    "images_together": my_images_together,
    "no_columns": my_no_columns,
    "winograd": my_winograd,
}


@pytest.mark.parametrize("name", LIBRARY)
def test_the_librarys_own_is_accepted_in_one_line(name):
    verdict = getattr(exercises, name)(LIBRARY[name])
    assert verdict, repr(verdict)
    assert repr(verdict) == f"{name}: right, in all {verdict.tried} cases."
    assert verdict.tried == len(EXERCISES[name].cases) > 500


@pytest.mark.parametrize("name", LOOPS)
def test_plain_loops_are_accepted(name):
    exercise = EXERCISES[name]
    some = replace(exercise, cases=exercise.cases[::6])  # loops are slow
    verdict = grade(some, LOOPS[name])
    assert verdict, repr(verdict)


def test_every_grader_is_tested_here():
    assert set(EXERCISES) == set(LOOPS)
    assert {"GRADERS", *EXERCISES, *OTHERS} == set(exercises.__all__)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_grader_grades_its_own_exercise(name):
    verdict = getattr(exercises, name)(None)
    assert verdict.exercise == EXERCISES[name].name == name


@pytest.mark.parametrize("size", [lambda *a, **k: 0, lambda *a, **k: -3])
def test_no_place_may_be_said_in_three_ways_but_only_where_there_is_none(size):
    def answer(*arguments, **settings):
        try:
            return cnnlib.output_size(*arguments, **settings)
        except ValueError:
            return size()

    assert exercises.output_size(answer)
    assert "expected size 1" in repr(exercises.output_size(size))
    with_error = exercises.output_size(raising(ValueError("no")))
    assert not with_error
    assert with_error.expected == 1


# ---- What is wrong is answered, whatever it is.


def raising(error):
    def raises(*arguments, **settings):
        raise error

    return raises


def returning(value):
    return lambda *arguments, **settings: value


def writing(*arguments, **settings):
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            argument[...] = 7
    return arguments[0]


def endless(*arguments, **settings):
    return endless(*arguments, **settings)


class Callable:
    def __call__(self, *arguments, **settings):
        return np.ones(3)


class Unprintable:
    def __repr__(self):
        raise ValueError("no repr")

    __str__ = __repr__


class Unreadable(Exception):
    def __str__(self):
        raise ValueError("no message")


class NoMethods:
    def __init__(self, *arguments, **settings):
        pass


class ForwardOnly(NoMethods):
    def forward(self, x):
        return x


class Layer(ForwardOnly):
    def backward(self, dout):
        return dout


class Lazy(Layer):
    @property
    def dW(self):
        raise KeyError("dW")


class Writes(Layer):
    def forward(self, x):
        x += 1
        return x


WRONG = {
    "nothing at all": None,
    "a number": 3,
    "text": "im2col",
    "an array": np.ones((2, 2)),
    "no arguments": lambda: 0,
    "too many arguments": lambda a, b, c, d, e, f, g, h, i, j: 0,
    "other names": lambda x, h, w, step=1, border=0: x,
    "raises": raising(ValueError("what\nnow")),
    "raises KeyError": raising(KeyError("x")),
    "raises without words": raising(Unreadable()),
    "exits": raising(SystemExit(2)),
    "endless recursion": endless,
    "gives None": returning(None),
    "gives a list": returning([[1, 2], [3, 4]]),
    "gives text": returning("col"),
    "gives a float": returning(1.5),
    "gives True": returning(True),
    "gives nan": returning(np.full((1, 1), np.nan, np.float32)),
    "gives complex": returning(np.ones((1, 1), complex)),
    "gives objects": returning(np.array([[Unprintable()]])),
    "gives words": returning(np.array([["a"]])),
    "gives a record": returning(np.zeros(1, [("a", int)])),
    "gives a masked array": returning(np.ma.masked_all((1, 1))),
    "gives 0-d": returning(np.array(1.0)),
    "gives what can't be printed": returning(Unprintable()),
    "gives a generator": lambda *a, **k: (i for i in a),
    "warns": lambda *a, **k: np.ones(1) / np.zeros(1),
    "writes": writing,
    "callable instance": Callable(),
    "partial": partial(returning(np.ones(2)), 1),
    "built-in": len,
    "a ufunc": np.add,
    "a type": int,
    "no methods": NoMethods,
    "forward only": ForwardOnly,
    "identity layer": Layer,
    "lazy": Lazy,
    "layer that writes": Writes,
    "a module": np,
}


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("name", EXERCISES)
def test_a_verdict_never_raises_and_says_what_to_do(name, answer):
    exercise = EXERCISES[name]
    verdict = grade(replace(exercise, cases=exercise.cases[:20]), answer)
    text = repr(verdict)
    assert not verdict
    assert text.startswith(f"{name}: not yet.")
    assert text == repr(verdict)
    assert not any(word in text for word in ("Traceback", " at 0x", __file__, "cnnlib/"))
    if callable(answer):
        assert all(
            part in text for part in ("The smallest:", "expected", "received", "Hint")
        )
        assert f"Wrong in {verdict.wrong} of {verdict.tried} cases" in text
    else:
        assert "without calling it" in text


def test_an_answer_may_warn():
    def my_im2col(*arguments, **settings):
        warnings.warn("something is old", stacklevel=1)
        np.ones(1) / np.zeros(1)
        return cnnlib.im2col(*arguments, **settings)

    assert exercises.im2col(my_im2col)


def test_true_is_no_count():
    verdict = exercises.output_size(returning(True))
    assert verdict.expected == 1
    assert "a count a whole number" in verdict.hint


class FlippedFilter(cnnlib.Convolution):
    def __init__(self, W, b, **settings):
        super().__init__(W[:, :, ::-1, ::-1], b, **settings)


class MeanDb(cnnlib.Convolution):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = self.db / len(dout)
        return dx


class NoDb(cnnlib.Convolution):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = None
        return dx


class Scaled(cnnlib.Convolution):
    def backward(self, dout):
        return super().backward(dout) * 2


class LastWins(cnnlib.Pooling):
    def _taps(self):
        return super()._taps()[::-1]


def mixing_depthwise(x, W, **settings):
    return cnnlib.Convolution(np.repeat(W, len(W), axis=1), **settings).forward(x)


def whole_share(dout, input_shape, pool_h, pool_w, stride=1, pad=0):
    share = dout.transpose(0, 2, 3, 1)[..., None] * np.ones(pool_h * pool_w, dout.dtype)
    rows = share.reshape(dout[:, 0].size, -1)
    return cnnlib.col2im(rows, input_shape, pool_h, pool_w, stride, pad)


def flat_sheet(images, lines, places):
    _, _, H, W = images.shape
    return images.reshape(lines * H, places * W)


def over_pixels(row, column, x_shape, FH, FW):
    N, C, H, W = x_shape
    n, oh, ow = np.unravel_index(row, (N, H, W))
    c, i, j = np.unravel_index(column, (C, FH, FW))
    return n, c, oh + i, ow + j


def plain_upwards(small, W, size, stride, pad):
    ends = W.shape[2] - 1 - pad, W.shape[3] - 1 - pad
    turned = W[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    return cnnlib.Convolution(turned, pad=ends).forward(small)


def smallest_upwards(small, W, size, stride, pad):
    """Goes up to the smallest of the sizes that come down to small's."""
    size = [
        (n - 1) * stride + F - 2 * pad
        for n, F in zip(small.shape[2:], W.shape[2:], strict=True)
    ]
    return my_upwards(small, W, size, stride, pad)


class Float64Leaky(MyLeakyReLU):
    def forward(self, x):
        return super().forward(x) * np.ones(x.shape)


class LeakyForwardOnly(MyLeakyReLU):
    def backward(self, dout):
        return np.where(self.x > 0, dout, 0).astype(dout.dtype)


class DecaysAll(MyDecay):
    def step(self, parameters, gradients):
        rate = self.learning_rate
        return {n: p - rate * (gradients[n] + 0.1 * p) for n, p in parameters.items()}


class DecaysInPlace(MyDecay):
    def step(self, parameters, gradients):
        gradients["0.W"] += 0.1 * parameters["0.W"]
        rate = self.learning_rate
        return {n: p - rate * gradients[n] for n, p in parameters.items()}


class DecaysInTheDictionary(MyDecay):
    def step(self, parameters, gradients):
        new = super().step(parameters, gradients)
        gradients["0.W"] = gradients["0.W"] + 0.1 * parameters["0.W"]
        return new


class ForgetsTheBias(MyDecay):
    def step(self, parameters, gradients):
        return {"0.W": super().step(parameters, gradients)["0.W"]}


def one_by_one_unturned(x, W, dout):
    pixels = x.transpose(0, 2, 3, 1)
    out = (pixels @ W.reshape(x.shape[1], -1)).transpose(0, 3, 1, 2)
    return out, *my_one_by_one(x, W, dout)[1:]


def one_by_one_mixing_images(x, W, dout):
    out, dx, _ = my_one_by_one(x, W, dout)
    d, pixels = dout.reshape(len(W), -1), x.reshape(x.shape[1], -1)
    return out, dx, (d @ pixels.T)[:, :, None, None]


def one_tap(x, W):
    return cnnlib.Convolution(W[:, :, :1, :1]).forward(x)[
        ..., : x.shape[2] - W.shape[2] + 1, : x.shape[3] - W.shape[3] + 1
    ]


def in_float64(x, W):
    return my_no_columns(x, W) * np.ones(1)


def six_products(pixels, taps):
    return np.array([(pixels[i : i + 3] * taps).sum() for i in (0, 1)])


def through_floats(pixels, taps):
    return np.array(
        [
            sum(float(p) * float(t) for p, t in zip(pixels[i:], taps, strict=False))
            for i in (0, 1)
        ]
    )


# Mistakes that the museum has no exhibit of, and what to look at.
MISTAKES = [
    (
        "images_together",
        lambda *a: cnnlib.windows.BATCH_BYTES // a[3],
        "columns of one image",
    ),
    (
        "images_together",
        lambda shape, h, w, size, batch_bytes: (
            batch_bytes // my_im2col(np.zeros((1, *shape), f"f{size}"), h, w).nbytes
        ),
        "Some image must be unrolled",
    ),
    ("no_columns", one_tap, "adds its own product"),
    ("no_columns", in_float64, "their type is not"),
    ("winograd", six_products, "The first of the four products"),
    ("winograd", through_floats, "The first of the four products"),
    ("winograd", lambda d, g: my_winograd(d, -g), "The first of the four products"),
    ("source_pixel", over_pixels, "there are fewer places than pixels"),
    (
        "source_pixel",
        lambda r, c, s, h, w: my_source_pixel(r, c, s, w, h),
        "FH stands where FW",
    ),
    (
        "source_pixel",
        lambda *a: list(my_source_pixel(*a)),
        "a tuple of them in the order asked",
    ),
    (
        "source_pixel",
        lambda *a: (0, *my_source_pixel(*a)[1:]),
        "first all windows of image 0",
    ),
    (
        "source_pixel",
        lambda r, c, *a: my_source_pixel(r, 0, *a),
        "In the window at (oh, ow)",
    ),
    ("blur", lambda images: cnnlib.im2col(images, 3, 3).mean(axis=1), "without a border"),
    ("blur", lambda x: cnnlib.im2col(x, 3, 3, pad=1).mean(axis=1), "the shape of images"),
    ("blur", lambda x: my_blur(x) / my_blur(x / x), "divide by 9"),
    ("one_by_one", lambda x, W, dout: (my_one_by_one(x, W, dout)[0], None, None), "None"),
    ("one_by_one", one_by_one_unturned, "One filter is right, two are not"),
    ("one_by_one", one_by_one_mixing_images, "One image is right, two are not"),
    (
        "im2col_matrix",
        lambda shape, h, w: np.eye(np.prod(shape)),
        "a column for each pixel",
    ),
    ("im2col_matrix", lambda *a: my_im2col_matrix(*a).T, "a column for each pixel"),
    ("im2col_matrix", lambda *a: my_im2col_matrix(*a).astype(int), "Make them floats"),
    ("im2col_matrix", lambda *a: 2 * my_im2col_matrix(*a), "a 1 in pixel k alone"),
    (
        "average_weights",
        lambda C, h, w: np.full((C, C, h, w), 1 / h / w),
        "one channel deep",
    ),
    ("average_weights", lambda C, h, w: np.ones((C, 1, h, w)), "each has the same weight"),
    (
        "same_pad",
        lambda n, f, stride, dilation: my_same_pad(n, f, 1, dilation),
        "last of the",
    ),
    (
        "same_pad",
        lambda n, f, stride, dilation: my_same_pad(n, f, stride),
        "spans dilation *",
    ),
    ("same_pad", lambda *a, **s: my_same_pad(*a, **s)[::-1], "The odd zero stands after"),
    (
        "pixels_seen",
        lambda layers, place: my_pixels_seen(layers[::-1], place),
        "the last, and",
    ),
    (
        "pixels_seen",
        lambda k, o: my_pixels_seen([(*i[:3], 0) for i in k], o),
        "starts at -P",
    ),
    (
        "pixels_seen",
        lambda k, o: my_pixels_seen([(*i[:2], 1, i[3]) for i in k], o),
        "D * (F",
    ),
    ("upwards", plain_upwards, "stride - 1 zeros"),
    ("upwards", smallest_upwards, "The given size decides"),
    (
        "upwards",
        lambda x, W, *a, **s: my_upwards(x, W[..., ::-1, ::-1], *a, **s),
        "half a turn",
    ),
    ("leaky_relu", cnnlib.ReLU, "Below 0, a tenth passes"),
    ("leaky_relu", LeakyForwardOnly, "Below 0, a tenth passes"),
    ("leaky_relu", Float64Leaky, "An array of slopes is float64"),
    ("weight_decay", cnnlib.SGD, "grows by 0.1 * W"),
    ("weight_decay", DecaysAll, "that of b does not"),
    ("weight_decay", DecaysInPlace, "It changed what it was given"),
    ("weight_decay", DecaysInTheDictionary, "It changed what it was given"),
    ("weight_decay", ForgetsTheBias, "It gave None"),
    (
        "offset",
        lambda p, s: np.dot(p, (s[1] * s[2] * s[3], s[2] * s[3], s[2], 1)),
        "W places",
    ),
    ("offset", lambda p, s: np.dot(p, (s[1] * s[2] * s[3], s[1], s[3], 1)), "H*W places"),
    ("offset", lambda p, s: my_offset((0, *p[1:]), s), "fills C*H*W places"),
    ("offset", lambda p, s: my_offset((*p[:3], 0), s), "Along a row"),
    ("gray", lambda images: images.mean(axis=1), "The channel axis must stay"),
    ("gray", lambda images: images.sum(axis=1, keepdims=True), "divide by 3"),
    ("contact_sheet", flat_sheet, "run along one pixel row through all images"),
    ("contact_sheet", lambda x, k, m: my_contact_sheet(x, m, k), "lines * H high"),
    ("contact_sheet", lambda x, k, m: my_contact_sheet(x, k, m).T, "lines * H high"),
    (
        "output_size",
        lambda size, f, stride=1, pad=0, dilation=1: (size + 2 * pad - f) // stride + 1,
        "spans dilation * (filter_size - 1) + 1",
    ),
    (
        "output_size",
        lambda size, f, stride, pad, dilation: places(size, f, stride, 0, dilation),
        "the axis grows by 2 * pad",
    ),
    (
        "output_size",
        lambda size, f, stride, pad, dilation: places(size, f, 1, pad, dilation),
        "Count the steps to the last place",
    ),
    (
        "dilation",
        lambda x, h, w, stride, pad, dilation: cnnlib.im2col(x, h, w, stride, pad),
        "Weight i reads the pixel i * dilation",
    ),
    ("depthwise", mixing_depthwise, "Channels must not mix"),
    ("average_pooling_backward", whole_share, "dout / (pool_h * pool_w)"),
    ("convolution_forward", FlippedFilter, "nothing is flipped"),
    ("convolution_backward", MeanDb, "One image is right, two are not"),
    ("convolution_backward", NoDb, "It gave None"),
    ("convolution_backward", Scaled, "every number is 2 times the right one"),
    ("pooling_backward", LastWins, "only the first in reading order"),
]


@pytest.mark.parametrize(("name", "answer", "words"), MISTAKES)
def test_a_mistake_of_another_kind_is_found_and_told(name, answer, words):
    verdict = getattr(exercises, name)(answer)
    assert not verdict
    assert words in verdict.hint


@pytest.mark.parametrize(("name", "answer", "words"), MISTAKES)
def test_the_smallest_case_of_a_mistake_prints_all_that_was_given(name, answer, words):
    verdict = getattr(exercises, name)(answer)
    arrays = [a for a in verdict.case.given.values() if isinstance(a, np.ndarray)]
    assert sum(array.size for array in arrays) <= 12
    said = "".join(repr(verdict).split())
    for array in arrays:
        assert "".join(np.array2string(array, precision=4).split()) in said


@pytest.mark.parametrize("name", EXERCISES)
def test_an_input_of_at_most_twelve_numbers_is_printed_whole(name):
    exercise = EXERCISES[name]
    for case in exercise.cases[:100]:
        arrays = {n: a for n, a in case.given.items() if isinstance(a, np.ndarray)}
        if sum(array.size for array in arrays.values()) <= 12:
            text = repr(grade(replace(exercise, cases=[case]), returning(None)))
            for given, array in arrays.items():
                (line,) = np.argwhere([f"  {given} (" in one for one in text.splitlines()])[
                    0
                ]
                shown = "".join(text.splitlines()[line : line + 13]).replace(" ", "")
                assert "".join(np.array2string(array, precision=4).split()) in shown


def test_gradients_are_looked_at_by_name():
    results = [
        exercises.convolution_backward(layer).result for layer in (MeanDb, NoDb, Scaled)
    ]
    assert results == ["db", "db", "dx"]


# ---- The smallest case.


def spoilt(when, spoil=lambda col: col + 1):
    """im2col, but spoilt when it is asked for certain things."""

    def my_im2col(x, FH, FW, stride=1, pad=0):
        col = cnnlib.im2col(x, FH, FW, stride, pad)
        N, C, H, W = x.shape
        names = ("N", "C", "H", "W", "FH", "FW", "stride", "pad")
        asked = dict(zip(names, (N, C, H, W, FH, FW, stride, pad), strict=True))
        return spoil(col) if when(asked) else col

    return my_im2col


SMALLEST = {
    "always": (lambda w: True, (1, 1, 1, 1), "1, 1, stride=1, pad=0"),
    "C": (lambda w: w["C"] == 2, (1, 2, 1, 1), "1, 1, stride=1, pad=0"),
    "N and stride": (
        lambda w: w["N"] > 1 and w["stride"] > 1,
        (2, 1, 1, 1),
        "1, 1, stride=2, pad=0",
    ),
    "FW": (lambda w: w["FW"] == 2, (1, 1, 1, 2), "1, 2, stride=1, pad=0"),
    "FH and W": (
        lambda w: w["FH"] == 2 and w["W"] == 3,
        (1, 1, 2, 3),
        "2, 1, stride=1, pad=0",
    ),
    "pad": (lambda w: w["pad"], (1, 1, 1, 1), "1, 1, stride=1, pad=1"),
    "H": (lambda w: w["H"] == 4, (1, 1, 4, 1), "1, 1, stride=1, pad=0"),
}


@pytest.mark.parametrize(("when", "shape", "call"), SMALLEST.values(), ids=SMALLEST.keys())
def test_the_case_named_is_the_smallest(when, shape, call):
    verdict = exercises.im2col(spoilt(when))
    assert verdict.case.given["x"].shape == shape
    assert verdict.call == f"my_im2col(x, {call})"


def seen(case):
    """How many numbers a window may see: the image's and the border's."""
    shape = case.given["x"].shape if "x" in case.given else case.given["input_shape"]
    pad = case.settings["pad"]
    return shape[0] * shape[1] * (shape[2] + 2 * pad) * (shape[3] + 2 * pad)


WINDOWED = [name for name in LIBRARY if name != "output_size"]


@pytest.mark.parametrize("name", [*WINDOWED, "depthwise", "average_pooling_backward"])
def test_cases_go_from_small_to_large_and_leave_no_setting_out(name):
    exercise = EXERCISES[name]
    sizes = [seen(case) for case in exercise.cases]
    assert sizes == sorted(sizes)
    assert sizes[0] == 1
    tags = set.union(*(set(case.tags) for case in exercise.cases))
    assert tags >= {
        "N is above 1",
        "C is above 1",
        "H and W differ",
        "the window is not square",
        "stride is above 1",
        "pad is above 0",
        "windows overlap",
    }
    assert ("FN is above 1" in tags) == name.startswith("convolution")
    assert ("dilation is above 1" in tags) == (name == "dilation")
    dtypes = {
        v.dtype.name
        for case in exercise.cases
        for v in case.given.values()
        if isinstance(v, np.ndarray)
    }
    assert dtypes == {"float32", "float64"}


# ---- What a verdict says.


def test_the_call_that_is_shown_gives_what_is_shown():
    answer = spoilt(lambda w: w["FH"] != w["FW"], lambda col: -col)
    verdict = exercises.im2col(answer)
    received = eval(verdict.call, {"my_im2col": answer, **verdict.case.given})
    np.testing.assert_array_equal(received, verdict.received)
    np.testing.assert_array_equal(-received, verdict.expected)


def test_the_call_of_a_layer_that_is_shown_gives_what_is_shown():
    verdict = exercises.pooling_backward(Backwards)
    assert verdict.call.endswith(".forward(x), then .backward(dout)")
    layer = eval(verdict.call.partition(".forward")[0], globals(), verdict.case.given)
    layer.forward(verdict.case.given["x"])
    np.testing.assert_array_equal(
        layer.backward(verdict.case.given["dout"]), verdict.received
    )


class Backwards(cnnlib.Pooling):
    def backward(self, dout):
        return -super().backward(dout)


def test_a_whole_verdict_to_the_letter():
    def my_im2col(x, FH, FW, stride=1, pad=0):
        return cnnlib.im2col(x.transpose(0, 1, 3, 2), FH, FW, stride, pad)

    assert repr(exercises.im2col(my_im2col)) == (
        "im2col: not yet. Wrong in 774 of 882 cases. The smallest:\n"
        "my_im2col(x, 1, 2, stride=1, pad=0)\n"
        "  x (1, 1, 1, 2) float32 [[[[1. 2.]]]]\n"
        "expected col (1, 2) float32 [[1. 2.]]\n"
        "received ValueError: a filter of 2 (it spans 2 at dilation 1) must not be\n"
        "    larger than the padded image, 0 + 1 + 0\n"
        "    in line 2 of my_im2col: return cnnlib.im2col(x.transpose(0, 1, 3, 2),\n"
        "    FH, FW, stride, pad)\n"
        "Hint: Make the call above yourself, and look at the shapes before that line."
    )


@pytest.mark.parametrize(
    "answer", [cnnlib.im2col, None, lambda *a, **k: None, lambda *a: a[0][:, 5]]
)
def test_a_notebook_shows_the_same_words(answer):
    verdict = exercises.im2col(answer)
    shown = verdict._repr_markdown_()
    assert shown.startswith("> ✓" if verdict else "> ✗")
    assert all(line.startswith(">") for line in shown.splitlines())
    for mark in ("> ", ">\n", "✓", "✗", "**", "~~~text", "~~~"):
        shown = shown.replace(mark, "")
    assert shown.split() == repr(verdict).split()


def in_helper(x):
    return x.reshape(999)


def test_an_exception_is_told_with_its_type_message_and_line():
    def my_im2col(x, FH, FW, stride=1, pad=0):
        if pad:
            return in_helper(x)
        return cnnlib.im2col(x, FH, FW, stride, pad)

    text = repr(exercises.im2col(my_im2col))
    assert "received ValueError: cannot reshape array of size 1 into shape (999,)" in text
    assert "in line 2 of in_helper: return x.reshape(999)" in text
    assert "It is wrong wherever pad is above 0, and nowhere else." in text


def test_an_exception_of_code_without_a_file_is_told_too():
    scope = {}
    exec("def f(x, *rest, **settings):\n    return x.nope", scope)
    text = repr(exercises.im2col(scope["f"]))
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'nope'" in text
    assert "in line 2 of f" in text


def test_what_is_written_to_is_named():
    def my_im2col(x, *rest, **settings):
        col = cnnlib.im2col(x, *rest, **settings)
        x[...] = 0
        return col

    verdict = exercises.im2col(my_im2col)
    assert verdict.result == "x"
    assert verdict.expected == 1
    assert verdict.received == 0
    assert "It changed what it was given" in verdict.hint


def test_large_arrays_are_named_by_their_first_difference():
    def spoil(col):
        col[3, 4] += 100
        col[4, 2] += 7
        return col

    verdict = exercises.im2col(
        spoilt(lambda w: w["FH"] == 4 == w["FW"] and w["H"] > 6 < w["W"], spoil)
    )
    right = verdict.expected[3, 4]
    text = repr(verdict)
    assert f"They first differ at [3, 4]: expected {right}, received {right + 100}." in text
    assert len(text.splitlines()) < 12


@pytest.mark.parametrize("dtype", [object, bool, complex, np.int8, "U9"])
def test_large_arrays_of_any_dtype_can_be_told(dtype):
    verdict = exercises.im2col(
        spoilt(lambda w: w["FH"] == 4 == w["FW"], lambda col: (col + 1).astype(dtype))
    )
    assert verdict.received.size > 16
    assert str(verdict.received.dtype) in repr(verdict)


SYMPTOMS = {
    "nothing": (lambda col: None, "It gave None"),
    "type": (lambda col: col.tolist(), "a NumPy array of numbers"),
    "objects": (lambda col: col.astype(object), "a NumPy array of numbers"),
    "turned": (lambda col: col.T, "The sizes are right, their order is not"),
    "shape": (lambda col: col[:-1], "N*OH*OW rows"),
    "order": (lambda col: col[::-1], "The right numbers in the wrong places"),
    "numbers": (lambda col: 2 * col, "every number is 2 times the right one"),
    "dtype": (lambda col: col.astype(float), "float64, whatever it is to hold"),
}


@pytest.mark.parametrize(("spoil", "words"), SYMPTOMS.values(), ids=SYMPTOMS.keys())
def test_a_hint_fits_the_symptom(spoil, words):
    verdict = exercises.im2col(spoilt(lambda w: True, spoil))
    if spoil(np.zeros((2, 1))) is not None and words.startswith("The right"):
        words = "These are the right numbers in the wrong places"
    assert words in verdict.hint


SIGNS = {
    "N is above 1": lambda w: w["N"] > 1,
    "C is above 1": lambda w: w["C"] > 1,
    "H and W differ": lambda w: w["H"] != w["W"],
    "stride is above 1": lambda w: w["stride"] > 1,
    "pad is 0": lambda w: not w["pad"],
    "pad is above 0": lambda w: w["pad"],
    "the window is not square": lambda w: w["FH"] != w["FW"],
}


@pytest.mark.parametrize(("sign", "when"), SIGNS.items(), ids=SIGNS.keys())
def test_what_all_wrong_cases_have_in_common_is_said(sign, when):
    verdict = exercises.im2col(spoilt(when))
    assert verdict.where() == f"It is wrong wherever {sign}, and nowhere else."
    some = exercises.im2col(spoilt(lambda w: when(w) and w["W"] > 2))
    assert some.where() == f"It is wrong only where {sign}."
    none = exercises.im2col(spoilt(lambda w: when(w) or w["W"] > 2))
    assert none.where() == ""


def test_what_follows_from_another_sign_is_not_said():
    verdict = exercises.im2col(spoilt(lambda w: w["FH"] * w["FW"] > 1))
    assert verdict.tags == ("the window holds several pixels",)
    verdict = exercises.im2col(spoilt(lambda w: w["FH"] != w["FW"]))
    assert "the window holds several pixels" in verdict.case.tags
    assert verdict.tags == ("the window is not square",)


IN_COMMON = {
    "every number is 0": lambda col: 0 * col,
    "every number is -1 times": lambda col: -col,
    "every number is 0.5 times": lambda col: col / 2,
    "all numbers are off by one factor, another in each case": lambda col: (
        col * (1 + col.size)
    ),
    "all numbers are off by one and the same amount": lambda col: col + 5,
    "have the right sum": lambda col: (
        col + np.arange(col.size).reshape(col.shape) - np.arange(col.size).mean()
    ),
    "none is too large": lambda col: np.minimum(col, 1),
    "none is too small": lambda col: np.maximum(col, 7),
    "nothing in common but this": lambda col: np.cos(col) * 9,
}


@pytest.mark.parametrize(("words", "spoil"), IN_COMMON.items())
def test_what_all_wrong_numbers_have_in_common_is_said(words, spoil):
    exercise = EXERCISES["im2col"]
    kept = [case for case in exercise.cases if case.given["x"].size > 3]

    def my_im2col(*arguments, **settings):
        col = cnnlib.im2col(*arguments, **settings)
        return spoil(col).astype(col.dtype)

    hint = grade(replace(exercise, cases=kept, hints={}), my_im2col).hint
    assert words in hint


def test_one_answer_that_differs_spoils_what_the_others_have_in_common():
    answer = spoilt(lambda w: True, lambda col: col * (2 if col.size > 1 else -1))
    assert "every number is 2 times" in exercises.im2col(answer).hint
    answer = spoilt(lambda w: True, lambda col: 2 * col + (col.shape[0] == 9))
    assert "every number is 2 times" not in exercises.im2col(answer).hint


def test_what_every_case_has_is_no_clue():
    exercise = EXERCISES["im2col"]
    padded = [case for case in exercise.cases if case.settings["pad"]]
    verdict = grade(replace(exercise, cases=padded), spoilt(lambda w: True))
    assert "pad is above 0" in verdict.case.tags
    assert verdict.tags == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x, h, w, step=1, border=0: x, "the settings by these names"),
        (spoilt(lambda w: w["pad"], lambda col: None), "It gave None"),
        (spoilt(lambda w: w["pad"], lambda col: col.tolist()), "a NumPy array of numbers"),
    ],
)
def test_a_fault_of_the_answer_as_a_whole_comes_first(answer, words):
    assert words in exercises.im2col(answer).hint


@pytest.mark.slow
def test_a_verdict_is_the_same_in_every_process():
    code = (
        "from unrolled import exercises, museum\n"
        "for e in museum.EXHIBITS:\n"
        "    for g in exercises.GRADERS[e.replaces]: print(g(e.piece))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0].count("not yet") > 10
    assert said[0] == said[1]


def test_a_new_exercise_is_a_few_lines():
    double = Exercise(
        "double",
        ("twice",),
        lambda x: 2 * x,
        [Case({"x": np.arange(n + 1.0)}, {}, frozenset()) for n in range(3)],
        function,
        {"numbers": "Twice, not squared."},
    )
    assert grade(double, lambda x: x + x)
    verdict = grade(double, lambda x: x**2)
    assert verdict.case.given["x"].tolist() == [0, 1]
    assert verdict.hint == "Twice, not squared."


# ---- Graders of another kind.


def test_of_several_results_the_wrong_one_is_named():
    def one_more_after(*arguments, **settings):
        before, after = my_same_pad(*arguments, **settings)
        return before, after + 1

    verdict = exercises.same_pad(one_more_after)
    assert verdict.result == "after"
    assert (verdict.expected, verdict.received) == (0, 1)
    assert "expected after 0\nreceived after 1" in repr(verdict)


def test_an_optimizers_call_that_is_shown_gives_what_is_shown():
    verdict = exercises.weight_decay(DecaysAll)
    names = {"DecaysAll": DecaysAll, **verdict.case.given}
    new = eval(verdict.call, names)
    assert verdict.result == "b"
    np.testing.assert_array_equal(new["0.b"], verdict.received)


def test_a_shift_is_judged_by_what_it_does_to_images():
    W = np.zeros((1, 1, 3, 3))
    W[0, 0, 1, 0] = 1
    assert exercises.shift(W)
    verdict = exercises.shift(np.flip(W))
    assert not verdict
    assert verdict.call == "Convolution(W, pad=1).forward(x)"
    assert verdict.case.given["x"].tolist() == [[[[1, 2]]]]
    assert verdict.expected.tolist() == [[[[0, 1]]]]
    assert verdict.received.tolist() == [[[[2, 0]]]]
    assert "Which weight lies on that pixel" in verdict.hint


@pytest.mark.parametrize("W", [None, np.zeros((3, 3)), [[0, 1]], cnnlib.Convolution])
def test_a_shift_that_is_no_filter_is_told_so(W):
    text = repr(exercises.shift(W))
    assert text.startswith("shift: not yet.\nAn array (1, 1, 3, 3) is asked for.")


def test_a_corner_is_judged_by_where_the_output_is_largest():
    right = np.array([[-1, -1, -1], [-1, 1, 1], [-1, 1, 1]])
    assert exercises.corner(right)
    assert exercises.corner((3.5 * right).tolist())
    # Every other corner of the rectangle, and filters that do not decide.
    for wrong in (np.fliplr(right), np.flipud(right), right.T[::-1], 0 * right, abs(right)):
        assert not exercises.corner(wrong)


def test_a_filter_that_adds_up_the_corners_pixels_is_told_of_the_inside():
    verdict = exercises.corner(np.array([[0, 0, 0], [0, 1, 1], [0, 1, 1]]))
    assert verdict.wrong == sum(case.given["image"].sum() > 4 for case in why._cases())
    assert verdict.expected.tolist() == [[1, 0, 0], [0, 0, 0]]
    assert verdict.received.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert "what must their weights be?" in verdict.hint
    assert verdict.where().startswith("It is wrong wherever the rectangle is higher than 2")


@pytest.mark.parametrize("weights", [None, np.zeros((1, 3)), [["a"] * 3] * 3, cnnlib])
def test_a_corner_that_is_no_filter_is_told_so(weights):
    text = repr(exercises.corner(weights))
    assert text.startswith("corner: not yet.\nA grid (3, 3) of numbers is asked for.")


class NoBias(cnnlib.Convolution):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = np.zeros_like(self.db)
        return dx


class UpTheHill(cnnlib.Convolution):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = -self.dW
        self.db = -self.db
        return dx


class Raising(cnnlib.Convolution):
    def backward(self, dout):
        return self.nothing


UNNOTICED = {
    "right": (cnnlib.Convolution, False, "Nudges find nothing wrong with dW and db."),
    "a fault nobody sees": (
        NoBias,
        True,
        "fault with db. And the network reads at least 90",
    ),
    "a fault one sees": (UpTheHill, False, "fault with dW and db. But one would notice"),
    "raises": (
        Raising,
        False,
        "AttributeError: 'Raising' object has no attribute 'nothing'",
    ),
    "no class": (3, False, "Pass the class itself"),
    "gives None": (returning(None), False, "It raised TypeError: layer must"),
}


@pytest.mark.parametrize(
    ("answer", "is_right", "words"), UNNOTICED.values(), ids=UNNOTICED.keys()
)
def test_a_fault_that_nobody_notices_must_be_one_and_go_unnoticed(answer, is_right, words):
    verdict = exercises.unnoticed(answer)
    assert bool(verdict) == is_right
    assert words in " ".join(repr(verdict).split())


def test_only_products_of_what_is_given_are_counted():
    def counted(answer):
        return speed._run_counted(answer, {"d": np.ones(4), "g": np.ones(3)}, {}, ())[
            "multiplications"
        ]

    assert counted(lambda d, g: np.zeros(2)) == 0
    assert counted(lambda d, g: 2 * d[0] + d[1] * 3 - d[2] / 2 - 1) == 0
    assert counted(lambda d, g: d[0] * g[0]) == 1
    assert counted(lambda d, g: np.dot(d[:3], g)) == 3
    assert counted(lambda d, g: (1 - d[0]) * -d[1] * g[0]) == 2
    assert counted(lambda d, g: (np.eye(4) @ d)[:3] * g) == 3


def chain(first, second, groups=1):
    """Chapter 8's network with fewer filters; the second convolution in groups."""

    def build(rng):
        def filters(FN, C, groups=1):
            W = cnnlib.he_normal((FN, C // groups, 3, 3), C // groups * 9, rng)
            return cnnlib.Convolution(W, np.zeros(FN, np.float32), pad=1, groups=groups)

        return cnnlib.Sequential(
            filters(first, 1),
            cnnlib.ReLU(),
            cnnlib.Pooling(2, 2, stride=2),
            filters(second, first, groups),
            cnnlib.ReLU(),
            cnnlib.Pooling(2, 2, stride=2),
            cnnlib.Affine(
                cnnlib.he_normal((second * 4, 10), second * 4, rng),
                np.zeros(10, np.float32),
            ),
        )

    return build


def counts(first, second, groups=1):
    weights = second * (first // groups) * 9
    parameters = first * 10 + weights + second + second * 40 + 10
    return {
        "parameters": parameters,
        "products": 64 * first * 9 + 16 * weights + second * 40,
    }


SMALL = {
    "right": (chain(8, 16), counts(8, 16), True, "It reads 9"),
    "groups": (chain(16, 16, 4), counts(16, 16, 4), True, "and costs what you said"),
    "not said": (chain(8, 16), {}, False, "Say in advance: how many parameters?"),
    "wrongly said": (
        chain(8, 16),
        counts(8, 16) | {"products": 5},
        False,
        "It has not 5 products. Hint: a convolution",
    ),
    "large": (chain(16, 32), counts(16, 32), False, "6,090 parameters: at most 2,030."),
    "reads too few": (chain(1, 2), counts(1, 2), False, "and should read 93"),
    "no scores": (lambda rng: cnnlib.Sequential(cnnlib.ReLU()), {}, False, "ten scores"),
    "raises": (lambda: None, {}, False, "It raised TypeError"),
    "no chain": (lambda rng: 3, {}, False, "must return a cnnlib.Sequential, not a int"),
}


@pytest.mark.parametrize(
    ("build", "said", "is_right", "words"), SMALL.values(), ids=SMALL.keys()
)
def test_a_small_network_costs_what_was_said_and_reads(build, said, is_right, words):
    verdict = exercises.small_network(build, **said)
    assert bool(verdict) == is_right
    assert words in " ".join(repr(verdict).split())


FIELDS = {
    "right": ([(3, 1, 1), (3, 1, 2), (3, 1, 4), (3, 1, 8)], True, "reads 31 of them"),
    "another order": ([(3, 1, 8), (3, 1, 4), (3, 1, 2), (3, 1, 1)], True, "reads 31"),
    "stride": ([(3, 2, 1), (3, 2, 1), (3, 2, 1), (3, 2, 1)], False, "stride above 1"),
    "short": ([(3, 1, 1)] * 4, False, "It must see 31 pixels across."),
    "holes": ([(3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 1, 12)], False, "has holes"),
    "costly": ([(3, 1, 1)] * 15, False, "at most 36 weights"),
    "no layers": ([], False, "Give each layer as (F, S, D)"),
    "strange": ([3, None], False, "Give each layer as (F, S, D)"),
    "zero": ([(3, 0, 1)], False, "at least 1"),
}


@pytest.mark.parametrize(
    ("layers", "is_right", "words"), FIELDS.values(), ids=FIELDS.keys()
)
def test_a_wide_field_has_no_holes_and_costs_little(layers, is_right, words):
    for verdict in (exercises.wide_field(*layers), exercises.wide_field(list(layers))):
        assert bool(verdict) == is_right
        assert words in " ".join(repr(verdict).split())
