"""Guess, Sentence and Blanks: what a chapter asks its reader, before it shows."""

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


def choices_of(answer, wrong, name: str = "wrong") -> list[tuple]:
    """(value, what it would mean) of all known answers, the right one first: it means None."""
    right, listed = plain(answer), pairs(wrong, name)
    check_distinct(right, listed, name)
    return [(right, None), *listed]


def _choice(value, says: str | None) -> dict:
    return {"text": str(value), "says": says}


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
        known = choices_of(answer, wrong)
        is_typed = check_bool(typed, "typed")
        if len(known) == 1 and not is_typed:
            raise ValueError("wrong must hold at least one answer, or typed must be True")
        self.set_trait("question", check_words(question, "question"))
        self.set_trait("why", check_words(why, "why") if why else "")
        self.set_trait("typed", is_typed)
        self.set_trait("hides", check_int(hides, "hides", 0))
        says = {str(value): words for value, words in known}
        self.set_trait(
            "choices",
            [
                _choice(value, says[str(value)])
                for value in in_order([value for value, _ in known], question)
            ],
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


class Blanks(Question):
    """Let the reader fill in what each line of code gives: a shape, a number, a word. Each is judged on its own.

    lines: a dict from each line of code to its answer, or to (answer, wrong), where `wrong` is what `Guess` takes.
    A tuple whose second part is a dict or a list is such a pair; any other tuple is a shape. Spaces and brackets
    of what is typed don't matter. title: what is asked, in words.
    hides: how many of the cells that follow keep their outputs covered until all are right, or shown.
    settled: whether that has happened; it can be read and set later.
    Raises TypeError or ValueError as `Guess` does, and if there is no line.

    >>> Blanks({"x.shape": (2, 3), "x.T.shape": ((3, 2), {(2, 3): "That is `x`."})})
    Blanks('Fill in what each line gives.', 2 lines)
    """

    _esm, _css = bundles.load("guess")
    kind = Unicode("blanks", read_only=True).tag(sync=True)
    question = Unicode(read_only=True).tag(sync=True)
    lines = List(read_only=True).tag(sync=True)
    hides = Int(read_only=True).tag(sync=True)
    settled = Bool(False).tag(sync=True)

    def __init__(self, lines, title="Fill in what each line gives.", *, hides=0):
        super().__init__()
        if not isinstance(lines, dict):
            raise TypeError(f"lines must be a dict, not {type(lines).__name__}")
        if not lines:
            raise ValueError("lines must hold at least one line")
        self.set_trait("question", check_words(title, "title"))
        self.set_trait("hides", check_int(hides, "hides", 0))
        self.set_trait("lines", [_line(code, given) for code, given in lines.items()])

    def describe(self) -> str:
        count = len(self.lines)
        return f"{self.question!r}, {count} line{'s' if count > 1 else ''}"

    def html(self) -> str:
        from unrolled.widgets.paper.guess import plain_blanks

        return plain_blanks(self).folded()


def _line(code, given) -> dict:
    code = check_words(code, "a line")
    is_pair = (
        isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], (dict, list))
    )
    answer, wrong = given if is_pair else (given, {})
    known = choices_of(answer, wrong, f"{code}: wrong")
    return {"code": code, "choices": [_choice(value, says) for value, says in known]}
