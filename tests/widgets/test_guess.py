"""Guess, Sentence and Blanks in Python: what is asked, in which order, what is refused, and what is printed."""

import json
import re

import numpy as np
import pytest

from unrolled.widgets import Blanks, Guess, Sentence
from unrolled.widgets.paper.question import marked

QUESTION = "How many rows has `col`?"
CODE = ("_esm", "_css")
WRONG = {75: "Those are its *columns*.", 9: "Those of one image."}


def guess(answer=90, wrong=WRONG, **options):
    return Guess(QUESTION, answer=answer, wrong=wrong, **options)


def shown(widget) -> list[str]:
    return [choice["text"] for choice in widget.choices]


def test_one_line_says_what_is_asked_and_not_its_answer():
    assert repr(guess()) == "Guess('How many rows has `col`?', 3 choices)"
    assert repr(guess(typed=True)) == "Guess('How many rows has `col`?', typed)"
    assert repr(Sentence("Why?", model="So.")) == "Sentence('Why?')"
    assert guess()._repr_mimebundle_()[0]["text/plain"] == repr(guess())


def test_numbers_ascend_wherever_the_right_one_falls():
    assert shown(guess()) == ["9", "75", "90"]
    assert shown(guess(9, {90: "a", 75: "b"})) == ["9", "75", "90"]
    assert shown(guess(True, {False: "a"})) == ["False", "True"]
    assert shown(guess(-0.5, {2: "a", 0.25: "b"})) == ["-0.5", "0.25", "2"]


def test_others_stand_in_an_order_that_does_not_know_the_answer():
    shapes = [(90, 75), (75, 90), (10, 675), (9, 750)]
    orders = [
        shown(guess(right, {shape: "a" for shape in shapes if shape != right}))
        for right in shapes
    ]
    assert all(order == orders[0] for order in orders)
    assert sorted(orders[0]) == sorted(map(str, shapes))
    others = {
        tuple(
            shown(
                Guess(f"{i}?", answer=shapes[0], wrong=[(one, "a") for one in shapes[1:]])
            )
        )
        for i in range(20)
    }
    assert len(others) > 5, "another question shuffles in another way"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.int64(90), "90"),
        (np.float32(0.1), "0.1"),
        (np.float64(1 / 3), "0.3333333333333333"),
        (np.bool_(True), "True"),
        ((np.int64(2), 3), "(2, 3)"),
        ([2, 3], "(2, 3)"),
        ((3,), "(3,)"),
        (((1, 0), (2, 2)), "((1, 0), (2, 2))"),
        ("the *first* row", "the *first* row"),
        (np.str_("x"), "x"),
        (-0.0, "-0.0"),
    ],
)
def test_an_answer_is_shown_as_python_prints_it(value, text):
    assert guess(value, {-7: "a"}).answer() == text
    assert text in shown(guess(-7, [(value, "a")]))


@pytest.mark.parametrize(
    ("change", "error", "reason"),
    [
        ({"answer": 75}, ValueError, "wrong answer 75 is the answer itself"),
        ({"answer": 75.0}, ValueError, "wrong answer 75 is the answer itself"),
        ({"answer": "75"}, ValueError, "wrong answer 75 is the answer itself"),
        ({"answer": True, "wrong": {1: "a"}}, ValueError, "1 is the answer itself"),
        (
            {"wrong": [(75, "a"), (np.int64(75), "b")]},
            ValueError,
            "wrong answer 75 is there twice",
        ),
        (
            {"wrong": [((2, 3), "a"), ([2, 3], "b")]},
            ValueError,
            "wrong answer (2, 3) is there twice",
        ),
        ({"answer": np.zeros(2)}, TypeError, "answer must be a number, a tuple, a bool"),
        ({"answer": None}, TypeError, "a bool or a string, not NoneType"),
        ({"wrong": {(1, None): "a"}}, TypeError, "wrong must be a number, a tuple"),
        ({"wrong": {}}, ValueError, "wrong must hold at least one answer"),
        ({"wrong": "75"}, TypeError, "wrong must be a dict from answers to words, not str"),
        ({"wrong": 75}, TypeError, "wrong must be a dict from answers to words, not int"),
        ({"wrong": {75: ""}}, ValueError, "the words of wrong answer 75 must not be empty"),
        ({"wrong": {75: 3}}, TypeError, "answer 75 must be a string, not int"),
        ({"why": 3}, TypeError, "why must be a string, not int"),
        ({"typed": 1}, TypeError, "typed must be True or False, not 1"),
        ({"hides": -1}, ValueError, "hides must be at least 0, not -1"),
        ({"hides": 0.5}, TypeError, "hides must be an integer, not 0.5"),
    ],
)
def test_what_is_no_question_is_refused(change, error, reason):
    with pytest.raises(error, match=re.escape(reason)):
        guess(**{"answer": 90} | change)


@pytest.mark.parametrize(
    ("question", "error"), [("", ValueError), ("  ", ValueError), (3, TypeError)]
)
def test_a_question_has_words(question, error):
    with pytest.raises(error, match="question must"):
        Guess(question, answer=1, wrong={2: "a"})
    with pytest.raises(error, match="question must"):
        Sentence(question, model="So.")
    with pytest.raises(error, match="model must"):
        Sentence("Why?", model=question)


def test_a_typed_answer_needs_no_wrong_ones():
    assert shown(guess((2, 3), {}, typed=True)) == ["(2, 3)"]


def test_that_it_is_settled_can_be_read_and_set_and_all_else_is_read():
    widget = guess(hides=2)
    assert (widget.settled, widget.hides) == (False, 2)
    widget.set_state({"settled": True})
    assert widget.settled
    widget.settled = False
    with pytest.raises(Exception, match="read-only"):
        widget.question = "Which?"
    sentence = Sentence("Why?", model="So.")
    sentence.set_state({"compared": True})
    assert sentence.compared


LINES = {
    "x.shape": (np.int64(2), 3),
    "x.T.shape": ((3, 2), {(2, 3): "That is `x`."}),
    "x.size": (6, [(5, "That is their sum.")]),
    "x.ndim": 2,
}


@pytest.mark.parametrize(
    "widget", [guess(why="b"), Sentence("Why?", model="So."), Blanks(LINES)]
)
def test_its_own_state_is_small(widget):
    own = {name: value for name, value in widget.get_state().items() if name not in CODE}
    assert len(json.dumps(own)) < 2048


def test_without_a_script_the_answer_is_folded_below_its_choices():
    html = guess(why="*One* a window.")._repr_mimebundle_()[0]["text/html"]
    assert html == (
        '<div class="question-plain"><p><strong>How many rows has <code>col</code>?</strong></p>'
        "<ul><li>9</li><li>75</li><li>90</li></ul>"
        "<details><summary>Answer</summary><p>90. <em>One</em> a window.</p></details></div>"
    )
    assert "<ul>" not in guess(typed=True).html()
    assert "<p>So.</p></details>" in Sentence("Why?", model="So.").html()


def test_words_are_marked_as_in_the_page():
    assert marked("`x * y * z` *one image*, 2 * 3 * 4 <b> & `a < b`") == (
        "<code>x * y * z</code> <em>one image</em>, 2 * 3 * 4 &lt;b&gt; &amp; <code>a &lt; b</code>"
    )


def test_in_a_page_that_runs_there_is_no_second_version(monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    assert "text/html" not in guess()._repr_mimebundle_()[0]


def test_a_line_has_its_answer_and_what_is_wrong_beside_it():
    widget = Blanks(LINES, "Which shapes?", hides=1)
    assert repr(widget) == "Blanks('Which shapes?', 4 lines)"
    assert repr(Blanks({"x": 1})) == "Blanks('Fill in what each line gives.', 1 line)"
    assert (widget.hides, widget.settled) == (1, False)
    found = [
        [line["code"], *((choice["text"], choice["says"]) for choice in line["choices"])]
        for line in widget.lines
    ]
    assert found == [
        ["x.shape", ("(2, 3)", None)],
        ["x.T.shape", ("(3, 2)", None), ("(2, 3)", "That is `x`.")],
        ["x.size", ("6", None), ("5", "That is their sum.")],
        ["x.ndim", ("2", None)],
    ]


@pytest.mark.parametrize(
    ("lines", "error", "reason"),
    [
        ([], TypeError, "lines must be a dict, not list"),
        ({}, ValueError, "lines must hold at least one line"),
        ({"x": (2, {2: "a"})}, ValueError, "x: wrong answer 2 is the answer itself"),
        (
            {"x": ((2, 3), {4: ""})},
            ValueError,
            "the words of x: wrong answer 4 must not be",
        ),
        ({"x": None}, TypeError, "answer must be a number, a tuple"),
        ({"": 2}, ValueError, "a line must not be empty"),
        ({3: 2}, TypeError, "a line must be a string, not int"),
    ],
)
def test_lines_that_cannot_be_filled_in_are_refused(lines, error, reason):
    with pytest.raises(error, match=re.escape(reason)):
        Blanks(lines)


def test_without_a_script_all_lines_answers_are_folded():
    html = Blanks({"x < y": True, "x.shape": (2, 3)}).html()
    assert (
        "<ul><li><code>x &lt; y</code>: …</li><li><code>x.shape</code>: …</li></ul>" in html
    )
    assert (
        "<details><summary>Answer</summary><ul><li><code>x &lt; y</code>: True</li>" in html
    )
