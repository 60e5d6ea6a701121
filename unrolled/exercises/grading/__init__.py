"""The engine behind `exercises`: try an answer on many cases, and say in words what the smallest wrong one shows."""

from unrolled.exercises.grading.exercise import (
    Call,
    Case,
    Exercise,
    NoPlace,
    function,
    layer,
    written_call,
)
from unrolled.exercises.grading.failure import raised
from unrolled.exercises.grading.judge import grade
from unrolled.exercises.grading.verdict import Verdict, block, wrapped

__all__ = [
    "Call",
    "Case",
    "Exercise",
    "NoPlace",
    "Verdict",
    "block",
    "function",
    "grade",
    "layer",
    "raised",
    "wrapped",
    "written_call",
]
