"""What a chapter's own questions share: answers as Python prints them, and a plain page's version of each."""

import hashlib
import sys
from collections.abc import Iterable, Mapping

import anywidget
import numpy as np

Answer = bool | int | float | str | tuple


class Question(anywidget.AnyWidget):
    """What every question owes whoever prints it. Subclasses describe themselves, and say themselves in HTML."""

    def describe(self) -> str:
        """What is asked, in one line that gives no answer away."""
        raise NotImplementedError

    def html(self) -> str:
        """The question with its choices, and its answer folded: for paper, and for viewers that run no widgets."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        if sys.platform == "emscripten":  # in a page, which runs it
            return data, metadata
        return data | {"text/html": self.html()}, metadata

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.describe()})"


def plain(value, name: str = "answer") -> Answer:
    """The value as Python's own number, bool, str or tuple of them; raises TypeError for anything else."""
    if isinstance(value, (tuple, list)):
        return tuple(plain(one, name) for one in value)
    if isinstance(value, np.generic):
        # float32's own digits: 0.1, and not 0.10000000149
        value = float(str(value)) if isinstance(value, np.floating) else value.item()
    if isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(
        f"{name} must be a number, a tuple, a bool or a string, not {type(value).__name__}"
    )


def check_words(value, name: str) -> str:
    """Return `value` if it is a string with something in it."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, not {type(value).__name__}")
    if not value.strip():
        raise ValueError(f"{name} must not be empty")
    return value


def pairs(wrong, name: str = "wrong") -> list[tuple]:
    """(value, words) of each wrong answer: from a dict, or from pairs, which keep apart what a dict holds to be one."""
    listed = wrong.items() if isinstance(wrong, Mapping) else wrong
    if isinstance(listed, str) or not isinstance(listed, Iterable):
        raise TypeError(
            f"{name} must be a dict from answers to words, not {type(wrong).__name__}"
        )
    found = [(plain(value, name), words) for value, words in listed]
    for value, words in found:
        check_words(words, f"the words of {name} answer {value}")
    return found


def check_distinct(answer: Answer, wrong: list[tuple], name: str = "wrong") -> None:
    """Raise ValueError if a wrong answer is the right one, or another wrong one: by value, or as it looks."""
    seen = [answer]
    for value, _ in wrong:
        for other in seen:
            if value == other or str(value) == str(other):
                what = "the answer itself" if other is answer else "there twice"
                raise ValueError(f"{name} answer {value} is {what}")
        seen.append(value)


def in_order(values: list[Answer], question: str) -> list[Answer]:
    """Numbers ascend; others stand as the question shuffles them, the same in every run."""
    if all(isinstance(value, (bool, int, float)) for value in values):
        return sorted(values)
    return sorted(
        values,
        key=lambda value: hashlib.sha256(f"{question}\n{value}".encode()).digest(),
    )
