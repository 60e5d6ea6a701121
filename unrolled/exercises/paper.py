"""Answers that were worked out on paper: numbers and shapes. A verdict says which is wrong, not what is right.

Three dots, `...`, stand for an answer that is still open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from unrolled.exercises.grading import block, wrapped

ROUNDED = 0.006  # how far a float may be off that was rounded to two places


class Question(NamedTuple):
    """The right answer, a number or a shape, and a hint for those who gave another."""

    right: Any
    hint: str


@dataclass(frozen=True, repr=False, eq=False)
class Remarks:
    """A verdict in sentences: true if the answer is right. expected: the right answers, for those who ask."""

    exercise: str
    right: bool
    sentences: tuple[str, ...] = ()
    expected: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.right

    def __repr__(self) -> str:
        return "\n".join(map(wrapped, (self._head(), *self.sentences)))

    def _repr_markdown_(self) -> str:
        """For notebooks: the same words, where sentences break as the screen needs it."""
        return block(self.right, self._head(), *map(_literal, self.sentences))

    def _head(self) -> str:
        return f"{self.exercise}: {'right' if self else 'not yet'}."


def grade_paper(
    exercise: str, questions: dict[str, Question], answers: tuple, named: dict[str, Any]
) -> Remarks:
    """Compare answers with the right ones: in the order of the questions, or by name."""
    expected = {name: question.right for name, question in questions.items()}
    if len(answers) == 1 < len(questions) and isinstance(answers[0], list):
        answers = tuple(answers[0])
    unknown = [name for name in named if name not in questions]
    if unknown or len(answers) > len(questions):
        asked = f"These {len(questions)} are asked, in this order: {', '.join(map(_called, questions))}."
        problem = f"“{unknown[0]}” is none of them." if unknown else f"{len(answers)} came."
        return Remarks(exercise, False, (asked, problem), expected)

    answered = dict(zip(questions, answers, strict=False)) | named
    given = {name: _plain(answered.get(name, ...)) for name in questions}
    still_open = [name for name, answer in given.items() if answer is ...]
    wrong = [
        name
        for name, answer in given.items()
        if answer is not ... and not _same(expected[name], answer)
    ]
    if not wrong and not still_open:
        return Remarks(exercise, True, (), expected)
    count = len(questions) - len(wrong) - len(still_open)
    sentences = [f"{count} of {len(questions)} right."]
    if wrong:
        statements = [f"{_called(name)} is not {given[name]}" for name in wrong]
        sentences.append(f"Wrong: {'; '.join(statements)}.")
    if still_open:
        sentences.append(f"Still open: {'; '.join(map(_called, still_open))}.")
    first = (wrong + still_open)[0]
    sentences.append(f"Hint for {_called(first)}: {questions[first].hint}")
    return Remarks(exercise, False, tuple(sentences), expected)


def flat(value) -> Iterator:
    """The entries of a list of lists, or of an array, one after the other."""
    if isinstance(value, (list, tuple, np.ndarray)):
        for entry in value:
            yield from flat(entry)
    else:
        yield value


def _plain(value):
    """The answer in plain Python, and what is neither a number nor a shape as a few words."""
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return tuple(_plain(entry) for entry in value)
    if value is ... or isinstance(value, (int, float)):
        return value
    return f"an object of type {type(value).__name__}"


def _same(right, answer) -> bool:
    if isinstance(right, float) and isinstance(answer, (int, float)):
        return abs(answer - right) < ROUNDED
    return answer == right


def _called(name: str) -> str:
    """A name as it stands in a sentence: marked as code if it is any."""
    return name if name.replace(" ", "_").isidentifier() else f"`{name}`"


def _literal(sentence: str) -> str:
    """A sentence in which Markdown takes no sign for its own, but for the marks of code."""
    escaped = {ord(sign): f"\\{sign}" for sign in "*_[]<>$"}
    parts = sentence.split("`")
    parts[::2] = [part.translate(escaped) for part in parts[::2]]
    return "`".join(parts)
