"""The loops that steppers show: they are what the library does, and their order is the steppers'."""

import numpy as np
import pytest

from cnnlib import col2im, im2col
from tests.js.cases import integers, random_filter, random_sliding, some
from tests.probed import probed
from unrolled import loops
from unrolled.widgets import Col2imStepper, Im2colStepper
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


def test_what_is_shown_is_the_code_below_the_empty_line():
    for made in (loops.IM2COL, loops.COL2IM):
        for name, lines in loops.code_of(made).items():
            assert lines[-1].startswith("return ")
            assert any(line.startswith("for ") for line in lines)
            assert len(lines) <= 7
            assert max(map(len, lines)) <= 70, name
    assert Im2colStepper().code == loops.code_of(loops.IM2COL)
    assert Col2imStepper().code == loops.code_of(loops.COL2IM)
