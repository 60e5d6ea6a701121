"""What became of an answer, in words: a few lines on paper, a block of Markdown on a page."""

from dataclasses import dataclass
from textwrap import fill
from typing import Any

import numpy as np

from unrolled.exercises.grading.equality import close, is_numeric
from unrolled.exercises.grading.exercise import Case
from unrolled.exercises.grading.failure import Raised

SHOWN = 16  # arrays of more numbers are named by their shape alone
WIDTH = 76  # of a printed verdict


@dataclass(frozen=True, repr=False, eq=False)
class Verdict:
    """What became of an answer: true if it is right, and printed as a few lines that say why not.

    case: the smallest wrong case; result: the name of the array that is wrong in it; expected and
    received: its values. tags: those that all wrong cases have; only_with_tags: whether no right case
    has them all. All are empty if no case is wrong.
    """

    exercise: str
    tried: int
    wrong: int = 0
    call: str = ""
    case: Case | None = None
    result: str = ""
    expected: Any = None
    received: Any = None
    tags: tuple[str, ...] = ()
    only_with_tags: bool = False
    hint: str = ""

    def __bool__(self) -> bool:
        return self.tried > 0 and self.wrong == 0

    def __repr__(self) -> str:
        parts = self._head(), *self._case(), *self._sentences()
        return "\n".join(map(wrapped, parts))

    def _repr_markdown_(self) -> str:
        """For notebooks: the same words, where sentences break as the screen needs it."""
        case = ["~~~text", *map(wrapped, self._case()), "~~~"] if self.case else []
        return block(bool(self), self._head(), "\n".join(case), *self._sentences())

    def _head(self) -> str:
        if self:
            return f"{self.exercise}: right, in all {self.tried} cases."
        if self.case is None:
            return f"{self.exercise}: not yet."
        cases = f"Wrong in {self.wrong} of {self.tried} cases."
        return f"{self.exercise}: not yet. {cases} The smallest:"

    def _case(self) -> list[str]:
        """The smallest wrong case, line by line."""
        if self.case is None:
            return []
        lines = [self.call]
        for name, value in self.case.given.items():
            if isinstance(value, np.ndarray):
                lines += [f"  {line}" for line in _described(name, value)]
        lines += _described(f"expected {self.result}", self.expected)
        if isinstance(self.received, Raised):
            return [*lines, f"received {self.received.message}", *self.received.line]
        return lines + _described(f"received {self.result}", self.received)

    def _sentences(self) -> list[str]:
        hint = f"Hint: {self.hint}" if self.hint else ""
        return [text for text in (self._first_difference(), self.where(), hint) if text]

    def where(self) -> str:
        """What all wrong cases have in common, as a sentence; empty if there is nothing."""
        if not self.tags:
            return ""
        tags = " and ".join(self.tags)
        if self.only_with_tags:
            return f"It is wrong wherever {tags}, and nowhere else."
        return f"It is wrong only where {tags}."

    def _first_difference(self) -> str:
        """Where two arrays that are too large to show begin to differ."""
        pair = self.expected, self.received
        if not all(is_numeric(array) and array.size > SHOWN for array in pair):
            return ""
        if self.expected.shape != self.received.shape or close(*pair).all():
            return ""
        place = tuple(np.argwhere(~close(*pair))[0].tolist())
        expected, received = (array[place] for array in pair)
        return (
            f"They first differ at {list(place)}: expected {expected}, received {received}."
        )


def _described(name: str, value) -> list[str]:
    """An array's name, shape and dtype, and its numbers if they are few; the like for anything else."""
    if isinstance(value, np.ndarray):
        value = np.asarray(value)
        head = f"{name} {value.shape} {value.dtype}"
        if value.size > SHOWN or not is_numeric(value):
            return [head]
        rows = [line for line in np.array2string(value, precision=4).splitlines() if line]
        return (
            [f"{head} {rows[0]}"] if len(rows) == 1 else [head, *(f"    {r}" for r in rows)]
        )
    if value is None or isinstance(value, (bool, int, float, np.number)):
        return [f"{name} {value}"]
    return [f"{name} an object of type {type(value).__name__}"]


def block(is_right: bool, head: str, *parts: str) -> str:
    """A verdict's Markdown: one block, which begins with a mark and the verdict itself."""
    first = f"{'✓' if is_right else '✗'} **{head}**"
    text = "\n\n".join((first, *filter(None, parts)))
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def wrapped(line: str) -> str:
    return line if len(line) <= WIDTH else fill(line, WIDTH, subsequent_indent="    ")
