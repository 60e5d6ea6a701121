"""Answers from paper: what is right is accepted in one line, what is wrong is named and not given away."""

import re

import numpy as np
import pytest

import cnnlib
from unrolled import exercises
from unrolled.exercises.paper import Question, flat, grade_paper

PUZZLE = np.array([[[[3, 3, 1], [0, 7, 7], [2, 0, 7]]]])
PUZZLE_DOUT = np.array([[[[1, 10], [100, 1000]]]])


def route(*dx):
    return exercises.route(list(dx), PUZZLE, PUZZLE_DOUT)


GRADERS = {
    name: getattr(exercises, name)
    for name in (
        "part_shapes",
        "matrix_shapes",
        "convolution_shapes",
        "pooling_shapes",
        "sizes",
        "sizes_up",
        "numbers_learned",
        "parameter_count",
        "losses",
        "speed_costs",
    )
} | {"route": route}


def called(name):
    return f"`{name}`" if "[" in name else name


def numbers(text):
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


# What is right, as a person works it out.
RIGHT = {
    "part_shapes": [(3, 28, 32), (10, 28, 32), (32,), (10, 3, 28), (1, 3, 28, 32)],
    "matrix_shapes": [(4 * 32 * 32, 3 * 25), (4 * 16 * 16, 75), (5 * 8, 8 * 9)],
    "convolution_shapes": [(8 * 32 * 32, 75), (75, 16), (8 * 32 * 32, 75), (16, 3, 5, 5)],
    "pooling_shapes": [(4, 8, 14, 14), (4 * 14 * 14 * 8, 9), (4 * 14 * 14, 8 * 9)],
    "route": [0, 0, 0, 0, 1111, 0, 0, 0, 0],
    "sizes": [28, 112, 56, 4],
    "sizes_up": [28, 14],
    "numbers_learned": [10 * 26, 10 * 26, 5760 * 785, 20 * 91],
    "parameter_count": [8 * 25 + 8, 16 * 8 * 9 + 16, 16 * 6 * 6 * 10 + 10],
    "speed_costs": [32 * 28 * 30 * 144 * 24, 32 * 28 * 30 * 144 * 4, 2],
    "losses": [np.log(1000).round(2), np.log(1 + np.exp(3)).round(2)],
}


@pytest.mark.parametrize(("name", "right"), RIGHT.items(), ids=RIGHT.keys())
def test_right_answers_are_accepted_in_one_line(name, right):
    verdict = GRADERS[name](*right)
    assert verdict
    assert repr(verdict) == f"{name}: right."
    for expected, answer in zip(verdict.expected.values(), right, strict=True):
        assert expected == pytest.approx(answer, abs=0.006)


@pytest.mark.parametrize(("name", "right"), RIGHT.items(), ids=RIGHT.keys())
def test_each_wrong_answer_is_named_with_a_hint_and_its_right_one_is_not(name, right):
    for number, answer in enumerate(right):
        label = called(list(GRADERS[name]().expected)[number])
        wrong = (*answer, 7) if isinstance(answer, tuple) else float(answer) + 100
        verdict = GRADERS[name](*right[:number], wrong, *right[number + 1 :])
        text = " ".join(repr(verdict).split())
        assert not verdict
        assert (
            f"{len(right) - 1} of {len(right)} right. Wrong: {label} is not {wrong}."
            in text
        )
        assert f"Hint for {label}: " in text
        hint = text.rpartition(f"Hint for {label}: ")[2]
        given_away = (
            str(answer) in hint if isinstance(answer, tuple) else answer in numbers(hint)
        )
        assert not given_away


@pytest.mark.parametrize(("name", "right"), RIGHT.items(), ids=RIGHT.keys())
def test_three_dots_and_what_is_left_out_are_open(name, right):
    for verdict in (
        GRADERS[name](*[...] * len(right)),
        GRADERS[name](),
    ):
        text = " ".join(repr(verdict).split())
        assert not verdict
        assert f"0 of {len(right)} right." in text
        assert f"Still open: {'; '.join(map(called, verdict.expected))}." in text
        assert f"Hint for {called(next(iter(verdict.expected)))}: " in text
        assert "Wrong" not in text


class Unprintable:
    def __repr__(self):
        raise ValueError("no repr")

    __str__ = __repr__


STRANGE = {
    "text": "3",
    "None": None,
    "a function": len,
    "a mapping": {"a": 1},
    "an array": np.ones((2, 2)),
    "text in a list": ["a"],
    "unprintable": Unprintable(),
    "nan": float("nan"),
}


@pytest.mark.parametrize("answer", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.parametrize("name", GRADERS)
def test_no_answer_is_too_strange(name, answer):
    verdict = GRADERS[name](answer, ...)
    assert not verdict
    text = repr(verdict)
    assert text.startswith(f"{name}: not yet.")
    assert not any(word in text for word in ("Traceback", " at 0x", "cnnlib"))


TWO = {
    "H": Question(3, "Count the rows."),
    "x": Question((1, 2), "The shape of `x`."),
    "loss": Question(0.6931, "Half and half."),
}


def graded(*answers, **named):
    return grade_paper("two", TWO, answers, named)


@pytest.mark.parametrize(
    "verdict",
    [
        graded(3, (1, 2), 0.69),
        graded([3, [1, 2], 0.69]),
        graded(3, x=(1, 2), loss=0.6931),
        graded(np.int64(3), np.array([1, 2]), np.float32(0.69)),
    ],
)
def test_numbers_are_taken_in_any_form_and_rounded(verdict):
    assert verdict, repr(verdict)


def test_a_whole_verdict_to_the_letter():
    verdict = graded(4, loss=0.69)
    assert repr(verdict) == (
        "two: not yet.\n"
        "1 of 3 right.\n"
        "Wrong: H is not 4.\n"
        "Still open: x.\n"
        "Hint for H: Count the rows."
    )
    assert verdict.expected == {"H": 3, "x": (1, 2), "loss": 0.6931}
    assert not graded(3, (1, 2), 0.71)
    assert not graded(3, (2, 1), 0.69)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(graded(1, 2, 3, 4), "4 came."), (graded(W=3), "“W” is none of them.")],
)
def test_what_was_not_asked_is_said(verdict, words):
    assert not verdict
    assert f"These 3 are asked, in this order: H, x, loss.\n{words}" in repr(verdict)


def test_a_notebook_shows_the_same_words():
    verdict = exercises.part_shapes((28,), ...)
    shown = verdict._repr_markdown_()
    assert "`z[..., 0]`" in shown  # as code, or three dots would become one sign
    for mark in ("> ✗ ", "> ", ">\n", "**", "\\"):
        shown = shown.replace(mark, "")
    assert shown.split() == repr(verdict).split()


def test_markdown_takes_no_sign_for_its_own_outside_code():
    questions = {"a_b": Question(1, "Try `2 * x` and 2 * x * y.")}
    shown = grade_paper("one_question", questions, (2,), {})._repr_markdown_()
    assert "Hint for a\\_b: Try `2 * x` and 2 \\* x \\* y." in shown


def test_lists_and_arrays_are_flattened_whatever_their_depth():
    assert list(flat([[1, (2, 3)], np.array([[4]]), "five", ...])) == [
        1,
        2,
        3,
        4,
        "five",
        ...,
    ]


THIN, THICK = (4, 1, 1026, 1), (4, 64, 18, 64)


def test_the_same_work_as_arrays_have_it():
    """Not by the grader's formula: with a layer, and the bytes of what it reads and gives."""
    for (N, C, H, FN), used in (((2, 3, 7, 5), 2.49), ((4, 64, 18, 64), 50.92)):
        layer = cnnlib.Convolution(np.zeros((FN, C, 3, 3), np.float32))
        x = np.zeros((N, C, H, H), np.float32)
        out = layer.forward(x)
        work = out.size * layer.W[0].size
        assert work / (x.nbytes + layer.W.nbytes + out.nbytes) == pytest.approx(
            used, abs=0.01
        )
        text = repr(exercises.same_work((N, C, H, FN), [N, C, H, FN]))
        assert f"{work:,} multiply-adds each." in text
        assert (
            f"A byte of thin is used {used:.1f} times, a byte of thick {used:.1f}" in text
        )
        assert "1.0 times as often, of 40. Hint: How many filters" in " ".join(text.split())


@pytest.mark.parametrize(
    ("thin", "thick", "words"),
    [
        (THIN, THICK, "37,748,736 multiply-adds each."),
        (list(THIN), np.array(THICK).tolist(), "45.3 times as often, of 40."),
        (THIN, tuple(np.array(THICK)), "45.3 times as often, of 40."),
        (THICK, THIN, "the wrong way round: swap thin and thick."),
        ((64, 16, 18, 16), THICK, "3.2 times as often, of 40. Hint: How many filters"),
        (
            (4, 1, 1027, 1),
            THICK,
            "The work differs: 37,822,500 multiply-adds in thin, 37,748,736",
        ),
        (..., THICK, "thin must be (N, C, H, FN)"),
        (THIN, (4, 64, 2, 64), "thick must be (N, C, H, FN)"),
        (THIN, (4, 64, 18), "thick must be"),
        (THIN, (4, 64, 18.0, 64), "thick must be"),
        (THIN, (0, 64, 18, 64), "thick must be"),
        (THIN, (True, 64, 18, 64), "thick must be"),
    ],
)
def test_the_same_work_and_what_is_amiss(thin, thick, words):
    verdict = exercises.same_work(thin, thick)
    text = " ".join(repr(verdict).split())
    assert words in text
    assert bool(verdict) == ("each" in words or "45.3" in words)


def test_forty_times_is_enough_and_a_little_less_is_not(monkeypatch):
    for times, right in ((45, True), (46, False)):
        monkeypatch.setitem(exercises.same_work.__globals__, "TIMES", times)
        assert bool(exercises.same_work(THIN, THICK)) == right
