"""The loops that steppers show: they are what the library does, and their order is the steppers'."""

import numpy as np
import pytest

from cnnlib import col2im, im2col
from tests.js.cases import (
    convolution_turns,
    integers,
    random_filter,
    random_sliding,
    some,
)
from tests.probed import probed
from unrolled import loops
from unrolled.widgets import (
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    PoolingStepper,
)
from unrolled.widgets.sliding import LOOPS


def _case(rng):
    shape = integers(rng, (1, 2), (1, 3), (1, 7), (1, 7))
    x, settings = rng.integers(-9, 10, shape), random_filter(rng) | random_sliding(rng)
    return x, settings, im2col(x, **settings)


CASES = some(40, _case)
both = pytest.mark.parametrize("loop", LOOPS)


@both
def test_both_give_what_the_library_gives(loop):
    for x, settings, col in CASES:
        assert np.array_equal(loops.IM2COL[loop](x, **settings), col)
        back = loops.COL2IM[loop](col, x.shape, **settings)
        assert np.array_equal(back, col2im(col, x.shape, **settings))
        assert back.dtype == x.dtype


@both
def test_after_each_turn_the_matrix_holds_what_the_stepper_shows(loop):
    for x, settings, col in CASES:
        stepper = Im2colStepper(x, **settings, loop=loop)
        _, turns = probed(loops.IM2COL[loop], x, **settings)
        assert len(turns) == stepper.steps()
        order, taps = stepper.order(), settings["filter_h"] * settings["filter_w"]
        for step, turn in enumerate(turns):
            if loop == "window":
                mine, made = np.s_[turn["row"]], turn["col"][turn["row"]]
            else:
                mine = np.s_[:, turn["fh"] * settings["filter_w"] + turn["fw"] :: taps]
                made = turn["buffer"][:, :, turn["fh"], turn["fw"]].transpose(0, 2, 3, 1)
            assert np.array_equal(np.ravel(col[mine]), made.ravel())
            assert (order[mine] == step).all()
            assert (order == step).sum() == order[mine].size


@both
@pytest.mark.parametrize(("sign", "answer"), [("+=", "dx"), ("=", "dx_assigned")])
def test_after_each_turn_dx_is_what_the_stepper_shows_also_with_assignment(
    loop, sign, answer
):
    for x, settings, col in CASES:
        rng = np.random.default_rng(len(col))
        stepper = Col2imStepper(
            x, **settings, dcol=rng.integers(1, 99, col.shape), loop=loop
        )
        _, turns = probed(
            loops.COL2IM[loop],
            stepper.rows(),
            x.shape,
            rewrite=lambda source: source.replace("+=", sign),
            **settings,
        )
        assert len(turns) == stepper.steps()
        for step, turn in enumerate(turns):
            stepper.step = step
            assert np.array_equal(
                turn["padded"][turn["inside"]], getattr(stepper, answer)()
            )


def _convolution_case(rng):
    N, C, FN, H, W, FH, FW = integers(
        rng, (1, 2), (1, 3), (1, 3), (1, 6), (1, 6), (1, 3), (1, 3)
    )
    draw = lambda *shape: rng.integers(-5, 6, shape)  # noqa: E731  integers, so that sums are exact
    b = draw(FN) if rng.random() < 0.7 else None
    return ConvolutionStepper(
        draw(N, C, H, W), draw(FN, C, FH, FW), b, **random_sliding(rng)
    )


def test_after_each_turn_of_convolutions_loop_out_is_what_the_stepper_shows():
    for stepper in some(40, _convolution_case):
        _, out = stepper.layer_and_out()
        turns = convolution_turns(stepper)
        assert len(turns) == stepper.steps() == out.size
        for step, turn in enumerate(turns):
            assert turn["out"].shape == out.shape
            assert np.array_equal(turn["out"].ravel()[: step + 1], out.ravel()[: step + 1])
            at = np.unravel_index(step, out.shape)
            assert at == tuple(turn[name] for name in ("n", "f", "oh", "ow"))


def test_convolutions_loop_gives_what_its_layer_gives():
    for stepper in some(40, _convolution_case):
        _, out = stepper.layer_and_out()
        b = np.zeros(len(stepper.W)) if stepper.b is None else stepper.b
        settings = {name: getattr(stepper, name) for name in ("stride", "pad", "dilation")}
        made = loops.convolution_by_window(stepper.x, stepper.W, b, **settings)
        assert np.array_equal(made, out)


def _pooling_case(rng):
    shape = integers(rng, (1, 2), (1, 3), (1, 7), (1, 7))
    settings = random_filter(rng, "pool") | random_sliding(rng)
    stepper = PoolingStepper(
        rng.integers(-3, 4, shape),
        **settings,
        ceil_mode=bool(rng.random() < 0.5),
        average=bool(rng.random() < 0.5),
        count_include_pad=bool(rng.random() < 0.5),
        mode="backward",
    )
    stepper.dout = rng.integers(1, 99, stepper.gradient().shape)
    return stepper


POOLINGS = some(60, _pooling_case)


def _pooling_loop(stepper, name):
    """The loop that a stepper shows, all that it takes but the first, and its settings."""
    layer, out = stepper.layer_and_out()
    names = ("pool_h", "pool_w", "stride", "pad", "dilation", "ceil_mode")
    settings = {each: getattr(stepper, each) for each in names}
    if stepper.average:
        return loops.MEAN[name], [layer._counts()], settings, layer, out
    N, C, OH, OW = out.shape
    arg_max = layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2).ravel()
    return loops.MAX[name], [arg_max], settings, layer, out


def test_poolings_loops_give_what_its_layers_give():
    for stepper in POOLINGS:
        loop, given, settings, layer, out = _pooling_loop(stepper, "forward")
        x, dout = stepper.x.astype(float), stepper.dout.astype(float)
        if stepper.average:
            assert np.allclose(loop(x, *given, **settings), out)
        else:
            made, arg_max = loop(x, **settings)
            assert np.array_equal(made, out)
            assert np.array_equal(arg_max, *given)
        for name in LOOPS:
            loop, *_ = _pooling_loop(stepper, name)
            dx = loop(dout, *given, stepper.x.shape, **settings)
            assert np.allclose(dx, layer.backward(dout))


def test_after_each_turn_forward_holds_what_the_stepper_shows():
    for stepper in POOLINGS:
        loop, given, settings, _, out = _pooling_loop(stepper, "forward")
        stepper.mode = "forward"
        given = given if stepper.average else []
        _, turns = probed(loop, stepper.x.astype(float), *given, **settings)
        assert len(turns) == stepper.steps() == out.size
        for step, turn in enumerate(turns):
            made = np.arange(out.size) <= step
            assert np.allclose(turn["out"].ravel()[made], out.ravel()[made])
        stepper.mode = "backward"


@both
@pytest.mark.parametrize("sign", ["+=", "="])
def test_after_each_turn_poolings_dx_is_what_the_stepper_shows(loop, sign):
    for stepper in POOLINGS:
        stepper.loop, stepper.operator, stepper.step = loop, sign, 0
        code, given, settings, layer, _ = _pooling_loop(stepper, loop)
        _, turns = probed(
            code,
            stepper.dout.astype(float),
            *given,
            stepper.x.shape,
            rewrite=lambda source: source.replace("+=", sign),
            **settings,
        )
        assert len(turns) == stepper.steps()
        for step, turn in enumerate(turns):
            stepper.step = step
            assert np.allclose(turn["padded"][turn["inside"]], stepper.dx(layer))
            name = "drows" if stepper.average else "dmax"
            arrived = np.where(stepper.order() <= step, stepper.rows_given(layer), 0)
            assert np.allclose(turn[name], arrived)


def test_what_is_shown_is_the_code_below_the_empty_line():
    for made in (loops.IM2COL, loops.COL2IM, loops.CONVOLUTION, loops.MAX, loops.MEAN):
        for name, lines in loops.code_of(made).items():
            assert lines[-1].startswith("return ")
            assert any(line.startswith("for ") for line in lines)
            assert len(lines) <= 8
            assert max(map(len, lines)) <= 70, name
    assert Im2colStepper().code == loops.code_of(loops.IM2COL)
    assert Col2imStepper().code == loops.code_of(loops.COL2IM)
    assert ConvolutionStepper().code == loops.code_of(loops.CONVOLUTION)
    code = {"max": loops.code_of(loops.MAX), "mean": loops.code_of(loops.MEAN)}
    assert PoolingStepper().code == code
