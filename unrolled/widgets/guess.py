"""Guess and Sentence: what a chapter asks its reader, before it shows."""

from traitlets import Bool, Int, List, Unicode

from cnnlib.checks import check_bool, check_int
from unrolled import bundles
from unrolled.widgets.questions import (
    Question,
    check_distinct,
    check_words,
    in_order,
    pairs,
    plain,
)


class Guess(Question):
    """Ask the reader to choose one answer, or to type it, and tell each wrong one what it would mean.

    question: in words; `code` stands between backticks, and *emphasis* between asterisks, here and in all words below.
    answer: the right one, a number, a tuple, a bool or a string, computed by the cell that asks.
    wrong: a dict from each wrong answer to what it would mean. A dict holds 1, 1.0 and True to be one key: pairs
    `[(answer, words), …]` do as well, and are told apart. why: what is said of the right one.
    typed: whether the reader types it, and chooses from nothing; then spaces and brackets don't matter.
    hides: how many of the cells that follow keep their outputs covered, in a page, until the reader has answered.
    settled: whether that has happened. It can be read, and set later: `widget.settled = True` shows the answer.
    Numbers stand in their order, all else as the question shuffles it, the same in every run.
    Raises TypeError for an answer of another kind, and ValueError if a wrong answer is the right one, if one
    is there twice, or if there is none to choose from.

    >>> Guess("How many rows has `col`?", answer=90, wrong={75: "Those are its columns."})
    Guess('How many rows has `col`?', 2 choices)
    """

    _esm, _css = bundles.load("guess")
    kind = Unicode("guess", read_only=True).tag(sync=True)
    question = Unicode(read_only=True).tag(sync=True)
    choices = List(read_only=True).tag(sync=True)
    why = Unicode(read_only=True).tag(sync=True)
    typed = Bool(read_only=True).tag(sync=True)
    hides = Int(read_only=True).tag(sync=True)
    settled = Bool(False).tag(sync=True)

    def __init__(self, question, *, answer, wrong, why="", typed=False, hides=0):
        super().__init__()
        right, listed = plain(answer), pairs(wrong)
        check_distinct(right, listed)
        is_typed = check_bool(typed, "typed")
        if not listed and not is_typed:
            raise ValueError("wrong must hold at least one answer, or typed must be True")
        self.set_trait("question", check_words(question, "question"))
        self.set_trait("why", check_words(why, "why") if why else "")
        self.set_trait("typed", is_typed)
        self.set_trait("hides", check_int(hides, "hides", 0))
        says = {str(value): words for value, words in listed}
        choices = in_order([right, *(value for value, _ in listed)], question)
        self.set_trait(
            "choices",
            [{"text": str(value), "says": says.get(str(value))} for value in choices],
        )

    def answer(self) -> str:
        """The right answer, as it is shown."""
        return next(choice["text"] for choice in self.choices if choice["says"] is None)

    def describe(self) -> str:
        how = "typed" if self.typed else f"{len(self.choices)} choices"
        return f"{self.question!r}, {how}"

    def html(self) -> str:
        from unrolled.widgets.paper.guess import plain_guess

        return plain_guess(self).folded()


class Sentence(Question):
    """Ask the reader to say it in a sentence; a model answer then stands beside theirs. Nothing is judged or stored.

    question, model: in words, with `code` and *emphasis*. compared: whether the model answer shows; it can be set.
    Raises TypeError or ValueError for what is no string, or an empty one.

    >>> Sentence("Why is there no loop over images?", model="Each is a part of every row.")
    Sentence('Why is there no loop over images?')
    """

    _esm, _css = bundles.load("guess")
    kind = Unicode("sentence", read_only=True).tag(sync=True)
    question = Unicode(read_only=True).tag(sync=True)
    model = Unicode(read_only=True).tag(sync=True)
    compared = Bool(False).tag(sync=True)

    def __init__(self, question, *, model):
        super().__init__()
        self.set_trait("question", check_words(question, "question"))
        self.set_trait("model", check_words(model, "model"))

    def describe(self) -> str:
        return repr(self.question)

    def html(self) -> str:
        from unrolled.widgets.paper.guess import plain_sentence

        return plain_sentence(self).folded()
